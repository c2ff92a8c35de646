import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { dryRunName } from '../../../shared/delivery/dryRun';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Route } from '../../../shared/delivery/route';
import { estimateText } from '../../../shared/textParts';
import { inCurrency, storedOption } from '../../currency';
import { smsc } from '../../gateway';
import { answerFields, sendVerdicts } from './answer';
import { inquiry } from './inquiry';
import { commentMark, makeMessage, type SmscMessage } from './message';
import { inZone, recipientZones } from './recipientZones';
import { breaksLists, sendRequest } from './request';
import { statusInquiry } from './statusInquiry';

/** What costs are counted in; null where it is not known, as when an AI agent calls the tool directly. */
type Currency = string | null;

/** How a row says what it sends: a channel of its own, or always the same. */
type KindOf = (read: ReadParameter) => string;

const chosenType: KindOf = (read) => String(read('type', 'sms'));

const contentKey = ({ channel, text, parameters, files }: SmscMessage): string =>
	JSON.stringify([channel, text, parameters, files.map(({ fingerprint }) => fingerprint)]);

/** Whether rows may tell costs, which the answers give without their currency. */
const costsAreTold = (context: IExecuteFunctions): boolean =>
	!['0', undefined].includes(storedOption(context, 'costInAnswer') as string | undefined) ||
	[dryRunName, 'recipientDetails'].some(
		(name) => ![false, undefined].includes(storedOption(context, name) as boolean | undefined),
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
			request: async (messages) => await sendRequest(messages.map(askingThePrice)),
			read: ([first], body) => answerFields(body as IDataObject, first?.channel ?? '', currency),
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
			JSON.stringify([channel, parameters, id, breaksLists(text) ? text : null]),
	})),
	finalStatus: statusInquiry,
};

/** The comment behind the mark is not sent. */
const sentText = (text: string): string => text.split(commentMark)[0] ?? '';

/** What the answer does not tell about a text; the parts are SMSC's own. */
function encodingOf(text: string): IDataObject {
	const { encoding, unicodeCharacters, partsWithoutThem } = estimateText(sentText(text));
	return { encoding, unicodeCharacters, partsWithoutThem };
}

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
			extra: answerFields(body as IDataObject, channel, currency),
		})),
	row: ({ recipient, channel, text }, { extra }) => ({
		gateway: smsc.id,
		recipient,
		channel,
		...(channel === 'sms' ? encodingOf(text) : {}),
		...extra,
	}),
	inquiry: undefined,
});

/** Message: Estimate. */
export const estimateRoute = inCurrency(estimateIn, () => true);
