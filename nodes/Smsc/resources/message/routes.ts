import type { IExecuteFunctions } from 'n8n-workflow';

import { dryRunOption } from '../../../shared/fields/safety';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import {
	type Inquiry,
	type Route,
	silentVerdict,
	type Verdict,
} from '../../../shared/delivery/route';
import type { Failure } from '../../../shared/model/failure';
import { encodingOf } from '../../../shared/text/textParts';
import { amount, jsonKey, recordOf } from '../../../shared/text/json';
import { lookUpHint } from '../../../shared/transport/readAnswer';
import { scriptForm } from '../../call';
import { isUnique } from '../../clientId';
import { inCurrency, storedOption, canBe } from '../../currency';
import { answerOf, smsc } from '../../gateway';
import { chosenType } from './content';
import {
	answerFields,
	breaksLists,
	makeMessage,
	sendRequest,
	sendVerdicts,
	type SmscMessage,
} from './message';
import { costOption, detailsOption, messagesPerRequest, sentText } from './options';
import { isGroup } from './recipient';
import { inZone, recipientZones } from './sendTime';
import { statusInquiry } from './status';
import { rowsAbout } from './statusRows';

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
 * Asks for the status of messages whose sending got no answer, by the id that the node gave them: one of the user's own may be
 * that of an earlier message. A group has no status of its own. Source: docs/gateways/smsc.md 2.1, 3 and 17.
 */
const inquiry: Inquiry<SmscMessage> = {
	answer: answerOf('status'),
	request: (messages) =>
		messages.some(({ recipient, id }) => isGroup(recipient) || !isUnique(id))
			? null
			: scriptForm('status', [
					['phone', messages.map(({ recipient }) => recipient).join(',')],
					['id', messages.map(({ id }) => id).join(',')],
					['bot', messages.some(({ channel }) => channel === 'telegramBot') ? '1' : ''],
				]),
	verdicts: (messages, body, failure) => {
		const rows = rowsAbout(messages, body);
		return messages.map(({ id }, position): Verdict => {
			const status = amount(rows[position]?.status);
			const known = status !== undefined && status !== notFound;
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

const contentKey = ({ channel, text, parameters, files }: SmscMessage): string =>
	JSON.stringify([channel, text, parameters, files.map(({ fingerprint }) => fingerprint)]);

/** Whether rows may tell costs, which the answers give without their currency. */
const costsAreTold = (context: IExecuteFunctions): boolean =>
	canBe(storedOption(context, costOption.field.name), '0') ||
	[dryRunOption.name, detailsOption.field.name].some((name) =>
		canBe(storedOption(context, name), false),
	);

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
			request: async ([first, ...others]) =>
				await sendRequest([askingThePrice(first), ...others.map(askingThePrice)]),
			read: ([first], body) => answerFields(recordOf(body), first.channel, currency),
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

/** How long to wait for the final status of a call: the usual name says how long the phone rings. */
export const callWaitName = 'finalWaitSeconds';

export const callRoute: Route<SmscMessage> = {
	...waitingRoute(() => 'call'),
	finalStatus: { ...statusInquiry, secondsName: callWaitName },
};

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

export const perRequest = messagesPerRequest(
	smsc.limits.listSize,
	'SMSC does not state how many it takes. Items whose options differ go in requests of their own.',
);

/** Message: Send Many. Rows with equal options share a request, up to the number that the user set. */
export const sendManyRoute: Route<SmscMessage> = {
	...sending((currency) => ({
		...routeOf(chosenType)(currency),
		toldApartByRecipient: true,
		listSize: perRequest.listSize,
		groupKey: ({ channel, parameters, id, text }) =>
			jsonKey(channel, parameters, id, breaksLists(text) ? text : null),
	})),
	finalStatus: statusInquiry,
};

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
	verdicts: (messages, body) => {
		const answer = recordOf(body);
		if (amount(answer.cost) === undefined && amount(answer.cnt) === undefined)
			return messages.map(() => silentVerdict);
		const extra = answerFields(answer, messages[0]?.channel ?? '', currency);
		return messages.map(() => ({ accepted: true, messageId: null, groupId: null, extra }));
	},
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
