import {
	type IDataObject,
	type IHttpRequestOptions,
	type INodeProperties,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { tuning } from '../input/fieldChecks';
import { amount, jsonKey, money } from '../text/json';
import { approvalEntry } from '../approval/operation';
import { instant } from '../input/dateTime';
import { byListRoute, byRoute } from './byRoute';
import { onceForAll, type ReadParameter } from '../input/parameterReader';
import {
	type Message,
	missingVerdict,
	type Route,
	silentVerdict,
	type Verdict,
} from '../delivery/route';
import { additionalParameters, closingFields } from '../fields/closing';
import {
	defaultCountryOption,
	duplicatesOption,
	missingText,
	referenceField,
	requestOptionsField,
	safetyOptions,
	phoneField,
	phoneRecipient,
	sendAtOption,
	smsTextField,
} from '../fields/common';
import type { Operation, Resource } from '../model/operation';
import { entries } from '../fields/entries';
import { collectionOptions } from '../fields/parts';
import {
	collectionParameters,
	type WireField,
	type WireParameter,
	parameter,
	readText,
} from '../fields/wire';
import type { Gateway } from '../model/gateway';
import type { Failure } from '../model/failure';
import { encodingOf } from '../text/textParts';
import type { formRequests, jsonRequests } from '../transport/request';
import { waitingWebhooks } from '../waiting/wake';
import { nodeOperations } from './node';
import { finalStatusOptions } from '../waiting/finalStatus';
import { statusById } from './statusById';
import { locatorValue, optionsIn } from '../input/read';

/** An SMS on its way to the wire. */
export interface SmsMessage extends Message {
	text: string;
	/** Everything but recipient and text, by the names of the wire. */
	parameters: WireParameter[];
}

/** What an answer says of one message, or why it was refused; undefined when it is silent. */
type Entry = { entry: IDataObject } | { failure: Failure } | undefined;

/** A plain SMS gateway: one text to one phone, many of them in a request, with a price beforehand and a status by ID. */
interface SmsGateway {
	gateway: Gateway;
	/** Who sends, and its parameter. */
	sender: { field: INodeProperties; wire: string };
	/** The parameter that takes the time of sending in Unix seconds. */
	timeWire: string;
	/** Further options, and which of them change how long a text is. */
	options?: readonly WireField[];
	lengthOptions?: readonly WireField[];
	/** How messages of a request are told apart; see `Route`. */
	toldApartByRecipient: Route<SmsMessage>['toldApartByRecipient'];
	/** What sums are counted in. */
	currency: string;
	/** The request that sends messages of equal parameters. */
	request(messages: SmsMessage[]): IHttpRequestOptions;
	/** @returns what an answer says of a message by its recipient, or by its ID in an answer about statuses */
	entriesIn(body: unknown): (key: string) => Entry;
	/** An entry in the answer to a sending. */
	sent(entry: IDataObject): { messageId: string | null; cost: unknown };
	/** Present where the gateway tells a price beforehand. */
	price?: {
		/** The request that asks for the price of messages of equal parameters. */
		request(messages: SmsMessage[]): IHttpRequestOptions;
		/** An entry in the answer to that. */
		entry(entry: IDataObject): { parts: unknown; cost: unknown };
		/** The price of all messages of the request. */
		total(body: unknown): unknown;
	};
	/** The request for the statuses of messages. @param more the Additional Parameters */
	statusRequest(ids: string[], more: WireParameter[]): IHttpRequestOptions;
	/** An entry in the answer to that: the status as the wire has it, and its words. */
	state(entry: IDataObject): { code: string | null; text: string | null; cost: unknown };
}

const sendAtParameter = (
	wire: string,
	{ sendAt }: IDataObject,
	timeZone: string,
): WireParameter[] =>
	sendAt === undefined || sendAt === null || sendAt === ''
		? []
		: [[wire, String(instant(sendAt, timeZone, 'Send At').getTime() / 1000)]];

const listSizeName = 'listSize';

const listSizeField = (most: number): INodeProperties =>
	tuning({
		displayName: 'Messages per Request',
		name: listSizeName,
		type: 'number',
		typeOptions: { minValue: 1, maxValue: most, numberPrecision: 0 },
		default: most,
		description: 'Items whose options differ go in requests of their own',
	});

const textOf = (read: ReadParameter, name: string): string => String(read(name, '') ?? '');

/** @throws InputProblem when there is none: an SMS that says nothing is never meant */
function textOfMessage(read: ReadParameter): string {
	const text = textOf(read, smsTextField.name);
	if (text.trim() === '') throw missingText();
	return text;
}

function routesOf(sms: SmsGateway, finalStatus: Route<SmsMessage>['finalStatus']) {
	const { gateway, sender, timeWire, currency, price, options: fields = [] } = sms;
	const { listSize } = gateway.limits;
	/** Whether the text that arrives is the one that was written. */
	const isAsWritten = ({ parameters }: SmsMessage): boolean =>
		!sms.lengthOptions?.some(({ wire }) =>
			parameters.some(([name, value]) => name === wire && value !== '0'),
		);
	const send: Route<SmsMessage> = {
		effect: 'send',
		listSize: () => 1,
		toldApartByRecipient: sms.toldApartByRecipient,
		message(read, { timeZone }) {
			return {
				recipient: readText(phoneRecipient, read),
				reference: textOf(read, 'reference') || null,
				text: textOfMessage(read),
				parameters: onceForAll(read, fields, () => [
					...parameter(sender.wire, locatorValue(read(sender.field.name, '')).trim()),
					...collectionParameters(fields, read),
					...sendAtParameter(timeWire, optionsIn(read), timeZone),
					...additionalParameters(read),
				]),
			};
		},
		groupKey: ({ parameters }) => jsonKey(parameters),
		contentKey: ({ text, parameters }) => jsonKey(text, parameters),
		request: sms.request,
		verdicts(messages, body) {
			const saidOf = sms.entriesIn(body);
			return messages.map(({ recipient }): Verdict => {
				const said = saidOf(recipient);
				if (!said) return missingVerdict;
				if ('failure' in said) return { accepted: false, failure: said.failure };
				const { messageId, cost } = sms.sent(said.entry);
				if (messageId === null) return missingVerdict;
				return { accepted: true, messageId, groupId: null, extra: money('cost', cost, currency) };
			});
		},
		describe: () => ({ channel: 'sms' }),
		sms: { text: (message) => (isAsWritten(message) ? message.text : undefined) },
		price: price && {
			request: price.request,
			read: (_messages, body) => money('cost', price.total(body), currency),
		},
		many: { operation: entries.sendMany.name, listSize },
		finalStatus,
	};
	const sendMany: Route<SmsMessage> = {
		...send,
		listSize: (read) => Number(read(listSizeName, listSize)),
		many: undefined,
	};
	const estimate: Route<SmsMessage> | undefined = price && {
		...sendMany,
		effect: 'read',
		listSize: () => listSize,
		request: price.request,
		verdicts(messages, body) {
			const saidOf = sms.entriesIn(body);
			return messages.map(({ recipient }): Verdict => {
				const said = saidOf(recipient);
				if (!said) return silentVerdict;
				if ('failure' in said) return { accepted: false, failure: said.failure };
				const { parts, cost } = price.entry(said.entry);
				if (amount(parts) === undefined && amount(cost) === undefined) return silentVerdict;
				const extra = { parts: amount(parts) ?? null, ...money('cost', cost, currency) };
				return { accepted: true, messageId: null, groupId: null, extra };
			});
		},
		row: (message, { extra }) => ({
			gateway: gateway.id,
			recipient: message.recipient,
			...(isAsWritten(message) ? encodingOf(message.text) : {}),
			...extra,
		}),
		finalStatus: undefined,
	};
	return { send, sendMany, estimate };
}

/**
 * The operations of the resource Message of a plain SMS gateway: Send, Send Many, Send and Wait for Approval, Get Status, and
 * Estimate where it tells prices.
 */
export function smsOperations(sms: SmsGateway): Operation[] {
	const { gateway } = sms;
	const { getStatus, inquiry } = statusById(gateway, {
		listSize: gateway.limits.listSize,
		request: sms.statusRequest,
		statesIn(body) {
			const saidOf = sms.entriesIn(body);
			return (id) => {
				const said = saidOf(id);
				if (!said || 'failure' in said) return said;
				const { cost, ...known } = sms.state(said.entry);
				return { ...known, more: money('cost', cost, sms.currency) };
			};
		},
	});
	const { send, sendMany, estimate } = routesOf(sms, inquiry);
	const options = [
		...collectionOptions(sms.options ?? []),
		sendAtOption,
		defaultCountryOption,
		...safetyOptions,
	];
	const message = [phoneField, smsTextField, sms.sender.field];
	const waiting = finalStatusOptions('the final status of the message');
	const closing = closingFields(...options, duplicatesOption, ...waiting);
	const { name } = entries.sendMany;
	return [
		{
			...entries.send,
			...byRoute(gateway, send),
			fields: [...message, referenceField, ...closing],
		},
		{
			...entries.sendMany,
			...byListRoute(gateway, sendMany, name, entries.send.name),
			fields: [...message, listSizeField(gateway.limits.listSize), referenceField, ...closing],
		},
		approvalEntry(
			{ gateway, route: send, write: (text) => ({ text }) },
			[phoneField],
			[sms.sender.field, ...closingFields(...options)],
			'Send an SMS and wait for approval',
		),
		getStatus,
		...(estimate
			? [
					{
						...entries.estimate,
						...byRoute(gateway, estimate),
						fields: [
							...message,
							...closingFields(...collectionOptions(sms.lengthOptions ?? []), defaultCountryOption),
						],
					},
				]
			: []),
	];
}

/**
 * What the node of a plain SMS gateway has beside its name and words.
 *
 * @param requestDefaults of its declarative calls
 * @param name that of the node type
 */
export function smsNode(
	gateway: Gateway,
	requestDefaults: ReturnType<typeof formRequests | typeof jsonRequests>,
	name: string,
	resources: Resource[],
) {
	const { properties, hints, ...operations } = nodeOperations({
		name,
		gateway,
		resources,
		headers: requestDefaults.headers,
	});
	return {
		description: {
			group: ['output'],
			version: 1,
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: gateway.credential, required: true }],
			webhooks: waitingWebhooks,
			requestDefaults,
			hints,
			properties: [...properties, requestOptionsField],
		} satisfies Partial<INodeTypeDescription>,
		...operations,
	};
}
