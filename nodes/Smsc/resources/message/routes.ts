import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { textIn } from '../../../shared/input/read';
import { dryRunOption } from '../../../shared/fields/safety';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Inquiry, Route, Verdict } from '../../../shared/delivery/route';
import type { WireParameter } from '../../../shared/fields/wire';
import type { Failure } from '../../../shared/model/failure';
import { encodingOf } from '../../../shared/text/textParts';
import { isRecord, jsonKey, recordOf } from '../../../shared/text/json';
import { lookUpHint } from '../../../shared/transport/readAnswer';
import { fileForm, scriptForm } from '../../call';
import { clientId } from '../../clientId';
import { inCurrency, storedOption, canBe } from '../../currency';
import { answerOf, smsc } from '../../gateway';
import { answerFields, sendVerdicts } from './answer';
import { commentMark, makeMessage, type SmscMessage } from './message';
import { bareRecipient, isGroup, wireRecipient } from './recipient';
import { inZone, recipientZones } from './recipientZones';
import { statusInquiry } from './status';

/** A later value of a name replaces an earlier one, so that Additional Parameters win. */
const unique = (parameters: WireParameter[]): WireParameter[] => [...new Map(parameters)];

const filled = (parameters: WireParameter[]): WireParameter[] =>
	unique(parameters).filter(([, value]) => value !== '');

/** One message. Source: docs/gateways/smsc.md 2.1. */
async function one(message: SmscMessage): Promise<IHttpRequestOptions> {
	const parameters: WireParameter[] = [
		['phones', wireRecipient(message.recipient)],
		['mes', message.text],
		['id', message.id],
		...message.parameters,
	];
	return message.files.length > 0
		? await fileForm('send', filled(parameters), message.files)
		: scriptForm('send', filled(parameters));
}

/** In a list a line break inside a text is the two characters `\n`. Source: docs/gateways/smsc.md 2.1 `list`. */
const inLine = (text: string): string => text.replace(/\r\n|\r|\n/g, '\\n');

/**
 * A text that has these two characters of its own would be broken by a list, which has no way to say them. Such rows
 * go as one text for several phones.
 */
const breaksLists = (text: string): boolean => text.includes('\\n');

/**
 * Many messages with equal options: `phone:text` lines. A list gives each row a text of its own and is answered recipient by
 * recipient (`err=1`); one text for many phones is a mass mailing to SMSC, which may need a contract (error 6), so it is
 * used only where a list cannot carry the text. Source: docs/gateways/smsc.md 1.7 and 2.1.
 */
function many(messages: SmscMessage[], first: SmscMessage): IHttpRequestOptions {
	const content: WireParameter[] = breaksLists(first.text)
		? [
				['phones', messages.map(({ recipient }) => wireRecipient(recipient)).join(',')],
				['mes', first.text],
			]
		: [
				[
					'list',
					messages
						.map(({ recipient, text }) => `${wireRecipient(recipient)}:${inLine(text)}`)
						.join('\n'),
				],
			];
	return scriptForm(
		'send',
		filled([...content, ['id', first.id], ['err', '1'], ...first.parameters, ['err', '1']]),
	);
}

/**
 * The request of a packet; all its messages get one id. The reference of one of many is not in it, or it would come with the
 * delivery reports of all the others.
 */
async function sendRequest(messages: SmscMessage[]): Promise<IHttpRequestOptions> {
	const [first] = messages;
	if (!first) throw new RangeError('A request needs a message');
	const id = first.id || clientId(messages.length === 1 ? first.reference : null);
	for (const message of messages) message.id = id;
	return messages.length === 1 ? await one(first) : many(messages, first);
}

/** Status of a message that SMSC does not know. Source: docs/gateways/smsc.md 3.3. */
const notFound = -3;

function inquiryFailure(failure: Failure, id: string, asked: boolean): Failure {
	const { text, hint } = failure;
	const advice = `Ask for its status with Message: Get Status under the ID ${id} before you send it again.`;
	return {
		...failure,
		text: asked
			? `${text}. When asked for its status, SMSC did not know the message`
			: `${text}. Its status could not be queried either`,
		hint: hint.includes(lookUpHint) ? hint.replace(lookUpHint, () => advice) : advice,
	};
}

/**
 * Asks for the status of messages whose sending got no answer, by the id that the node gave them. A group has no status of
 * its own. Source: docs/gateways/smsc.md 3 and 17.
 */
const inquiry: Inquiry<SmscMessage> = {
	answer: answerOf('status'),
	request: (messages) =>
		messages.some(({ recipient }) => isGroup(recipient))
			? null
			: scriptForm('status', [
					['phone', messages.map(({ recipient }) => recipient).join(',')],
					['id', messages.map(({ id }) => id).join(',')],
					['bot', messages.some(({ channel }) => channel === 'telegramBot') ? '1' : ''],
				]),
	verdicts: (messages, body, failure) => {
		const rows = (Array.isArray(body) ? body : [body]).filter(isRecord);
		return messages.map(({ id, recipient }, position): Verdict => {
			const row =
				rows.find(({ phone }) => bareRecipient(phone) === bareRecipient(recipient)) ??
				(rows[position]?.phone === undefined ? rows[position] : undefined);
			const known = row?.status !== undefined && Number(row.status) !== notFound;
			return known
				? {
						accepted: true,
						messageId: id,
						groupId: messages.length > 1 ? id : null,
						extra: { answerLost: true },
					}
				: { accepted: false, failure: inquiryFailure(failure, id, body !== undefined) };
		});
	},
};

/** What costs are counted in; null where it is not known, as when an AI agent calls the tool directly. */
type Currency = string | null;

/** How a row says what it sends: a channel of its own, or always the same. */
type KindOf = (read: ReadParameter) => string;

const chosenType: KindOf = (read) => textIn(read, 'type', 'sms');

const contentKey = ({ channel, text, parameters, files }: SmscMessage): string =>
	JSON.stringify([channel, text, parameters, files.map(({ fingerprint }) => fingerprint)]);

/** Whether rows may tell costs, which the answers give without their currency. */
const costsAreTold = (context: IExecuteFunctions): boolean =>
	canBe(storedOption(context, 'costInAnswer'), '0') ||
	[dryRunOption.name, 'recipientDetails'].some((name) => canBe(storedOption(context, name), false));

/** Sends by the recipients' own clocks, where the options tell so, and tells costs in the account's currency. */
function sending(routeIn: (currency: Currency) => Route<SmscMessage>): Route<SmscMessage> {
	const priced = inCurrency(routeIn, costsAreTold);
	return {
		...priced,
		async before(context) {
			const zones = await recipientZones(context);
			const route = (await priced.before?.(context)) ?? priced;
			return { ...route, message: (read, setting) => inZone(route.message(read, setting), zones) };
		},
	};
}

const routeOf =
	(kindOf: KindOf) =>
	(currency: Currency): Route<SmscMessage> => ({
		effect: 'send',
		listSize: () => 1,
		message: (read, setting) => makeMessage(kindOf(read), read, setting),
		groupKey: ({ id }) => id,
		contentKey,
		request: sendRequest,
		verdicts: (messages, body) => sendVerdicts(messages, body, currency),
		describe: ({ channel }) => ({ channel }),
		sms: { text: ({ channel, text }) => (channel === 'sms' ? sentText(text) : undefined) },
		price: {
			request: async (messages) => await sendRequest(messages.map(askingThePrice)),
			read: ([first], body) => answerFields(recordOf(body), first?.channel ?? '', currency),
		},
		inquiry,
	});

/** Sends one message an item. */
const sendRoute = (kindOf: KindOf): Route<SmscMessage> => sending(routeOf(kindOf));

/** The same, and can wait for what becomes of it. */
const waitingRoute = (kindOf: KindOf): Route<SmscMessage> => ({
	...sendRoute(kindOf),
	finalStatus: statusInquiry,
});

export const mailRoute = waitingRoute(() => 'email');

export const callRoute = waitingRoute(() => 'call');

export const codeRoute = sendRoute(() => 'code');

export const hlrRoute = waitingRoute(() => 'hlr');

export const pingRoute = waitingRoute(() => 'ping');

/** Message: Send, whose texts can also go in lists. */
export const textRoute: Route<SmscMessage> = {
	...sending((currency) => ({
		...routeOf(chosenType)(currency),
		many: { operation: 'Send Many', listSize: smsc.limits.listSize },
	})),
	finalStatus: statusInquiry,
};

/** Message: Send Many. Rows with equal options share a request, up to the number that the user set. */
export const sendManyRoute: Route<SmscMessage> = {
	...sending((currency) => ({
		...routeOf(chosenType)(currency),
		toldApartByRecipient: true,
		listSize: (read) => Number(read('listSize', smsc.limits.listSize)),
		groupKey: ({ channel, parameters, id, text }) =>
			jsonKey(channel, parameters, id, breaksLists(text) ? text : null),
	})),
	finalStatus: statusInquiry,
};

/** The comment behind the mark is not sent. */
const sentText = (text: string): string => text.split(commentMark)[0] ?? '';

/** `cost=1` sends nothing. Source: docs/gateways/smsc.md 2.2. */
const askingThePrice = (message: SmscMessage): SmscMessage => ({
	...message,
	parameters: [...message.parameters, ['cost', '1']],
});

/** `cost=1`: the price, and nothing is sent. Source: docs/gateways/smsc.md 2.2. */
const estimateIn = (currency: Currency): Route<SmscMessage> => ({
	...routeOf(chosenType)(currency),
	effect: 'read',
	message: (read, setting) => {
		return askingThePrice(makeMessage(chosenType(read), read, setting));
	},
	verdicts: (messages, body) =>
		messages.map(({ channel }) => ({
			accepted: true,
			messageId: null,
			groupId: null,
			extra: answerFields(recordOf(body), channel, currency),
		})),
	row: ({ recipient, channel, text }, { extra }) => ({
		gateway: smsc.id,
		recipient,
		channel,
		...(channel === 'sms' ? encodingOf(sentText(text)) : {}),
		...extra,
	}),
	inquiry: undefined,
});

/** Message: Estimate. */
export const estimateRoute = inCurrency(estimateIn, () => true);
