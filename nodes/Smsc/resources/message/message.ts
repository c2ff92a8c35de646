import type { IDataObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import {
	onceForAll,
	type ReadParameter,
	type Setting,
} from '../../../shared/input/parameterReader';
import type { InputFile } from '../../../shared/input/files';
import {
	type Message,
	type Messages,
	missingVerdict,
	type Verdict,
} from '../../../shared/delivery/route';
import type { Failure } from '../../../shared/model/failure';
import {
	amount,
	givenId,
	idOf,
	isNoError,
	isRecord,
	money,
	recordsOf,
	textOrEmpty,
	told,
	wordsOf,
} from '../../../shared/text/json';
import { additionalParameters } from '../../../shared/fields/closing';
import { referenceField as sharedReference, referenceIn } from '../../../shared/fields/common';
import { optionsIn } from '../../../shared/input/read';
import {
	collectionParameters,
	fieldParameters,
	type WireParameter,
} from '../../../shared/fields/wire';
import { fileForm, scriptForm } from '../../call';
import { clientId } from '../../clientId';
import { deliveryErrorText, statusOf } from '../../statuses';
import { type Draft, draftOf, recipientKindOf, senderField } from './draft';
import { messageIdIn, wrapped } from './options';
import { bareRecipient, isGroup, recipientOf, wireRecipient } from './recipient';
import { sendTime } from './sendTime';

/** Source: docs/gateways/smsc.md 2.1 `id`. */
export const referenceField: INodeProperties = {
	...sharedReference,
	description:
		'Your own ID, returned in the output. Up to 26 Latin letters, digits, dots, dashes and underscores also come back with the delivery reports of messages that do not share a request.',
};

/** A message on its way to send.php. */
export interface SmscMessage extends Message {
	channel: string;
	/** `id` of its request, once that is made. One that the user chose is there before: only equal ones can share a request. */
	id: string;
	text: string;
	/** Everything but recipient, text and id. */
	parameters: WireParameter[];
	files: InputFile[];
}

/** What a message says beside its text. All but its content is mostly the same for all rows. */
function parametersOf(draft: Draft, read: ReadParameter, setting: Setting): WireParameter[] {
	const { parameters } = draft.content;
	const others = onceForAll(read, draft.options, (): WireParameter[] => [
		...fieldParameters([draft.sender ?? senderField], read),
		...collectionParameters(draft.options, read),
		...sendTime(read, setting),
		...additionalParameters(read),
	]);
	return parameters.length > 0 ? [...parameters, ...others] : others;
}

/**
 * Makes a message of one row's fields.
 *
 * @param kind a channel, or what else send.php does (see `draftOf`)
 * @throws InputProblem naming the field
 */
export function makeMessage(kind: string, read: ReadParameter, setting: Setting): SmscMessage {
	const recipient = recipientOf(read, recipientKindOf(kind));
	const draft = draftOf(kind, read, setting);
	const options = optionsIn(read);
	return {
		recipient,
		reference: referenceIn(read),
		channel: draft.channel,
		id: messageIdIn(options),
		text: wrapped(draft.content.text, options),
		parameters: parametersOf(draft, read, setting),
		files: draft.files ?? [],
	};
}

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
export const breaksLists = (text: string): boolean => text.includes('\\n');

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
export async function sendRequest(messages: Messages<SmscMessage>): Promise<IHttpRequestOptions> {
	const [first] = messages;
	const id = first.id || clientId(messages.length === 1 ? first.reference : null);
	for (const message of messages) message.id = id;
	return messages.length === 1 ? await one(first) : many(messages, first);
}

/** Entries of `phones`, by recipient. Source: docs/gateways/smsc.md 2.2. */
function phonesOf(body: IDataObject): IDataObject[] {
	return recordsOf(body.phones);
}

/** `status` and `error` stand on bad numbers only. Source: docs/gateways/smsc.md 2.2. */
const isBad = ({ error }: IDataObject): boolean => !isNoError(error);

function badNumber({ status, error }: IDataObject): Failure {
	const meaning = statusOf(status);
	const code = wordsOf(error);
	return {
		kind:
			meaning === 'insufficientFunds'
				? 'insufficientFunds'
				: meaning === 'rejected'
					? 'rejected'
					: 'invalidRecipient',
		code,
		text: /^\d+$/.test(code) ? (deliveryErrorText(code) ?? 'The number cannot be reached') : code,
		hint: 'Check the number. The other recipients of the request are not affected.',
		httpStatus: null,
	};
}

function recipientRow(entry: IDataObject, currency: string | null): IDataObject {
	const { phone, mccmnc, status, error } = entry;
	return {
		recipient: textOrEmpty(phone),
		...told({ operatorCode: mccmnc }),
		...money('cost', entry.cost, currency),
		...(isBad(entry)
			? {
					status: statusOf(status) ?? 'undelivered',
					code: wordsOf(error),
					text: deliveryErrorText(error),
				}
			: {}),
	};
}

/** What one message costs and has; voice calls are counted in seconds. Source: docs/gateways/smsc.md 2.2. */
export function answerFields(
	body: IDataObject,
	channel: string,
	currency: string | null,
): IDataObject {
	const recipients = phonesOf(body).map((entry) => recipientRow(entry, currency));
	return {
		...told({
			[channel === 'call' ? 'seconds' : 'parts']: amount(body.cnt),
			code: idOf(body.code) ?? undefined,
		}),
		...money('cost', body.cost, currency),
		...money('balance', body.balance, currency),
		...(recipients.length > 0 ? { recipients } : {}),
	};
}

/** The same of a request that carried many messages: its sums are not those of the row. */
function sharedFields(
	body: IDataObject,
	entry: IDataObject | undefined,
	currency: string | null,
): IDataObject {
	return {
		...told({ requestParts: amount(body.cnt), operatorCode: entry?.mccmnc }),
		...money('cost', entry?.cost, currency),
		...money('requestCost', body.cost, currency),
		...money('balance', body.balance, currency),
	};
}

/** The ID of a request in its answer: one that was asked for, whatever it looks like, or one that SMSC has given. */
const requestId = (value: unknown, asked: string | undefined): string | null =>
	asked && idOf(value) === asked ? asked : givenId(value);

/**
 * Reads what SMSC said to each message of a request. One request has one id for all its recipients, so a message is named by
 * its id and its recipient. Source: docs/gateways/smsc.md 2.2.
 *
 * @param currency of the account, where it is known
 */
export function sendVerdicts(
	messages: SmscMessage[],
	body: unknown,
	currency: string | null,
): Verdict[] {
	const id = isRecord(body) ? requestId(body.id, messages[0]?.id) : null;
	if (!isRecord(body) || id === null) return messages.map(() => missingVerdict);
	const answer = body;
	const entries = new Map(phonesOf(answer).map((entry) => [bareRecipient(entry.phone), entry]));
	const alone = messages.length === 1;
	// The same object for all rows that the answer does not name, which are most of a long list.
	const unnamed = alone ? {} : sharedFields(answer, undefined, currency);
	// What the only recipient is refused for is about it, however SMSC spells it.
	const only = alone && entries.size === 1 ? [...entries.values()][0] : undefined;
	return messages.map(({ recipient, channel }): Verdict => {
		const entry = entries.get(bareRecipient(recipient)) ?? (isGroup(recipient) ? undefined : only);
		if (entry && isBad(entry)) return { accepted: false, failure: badNumber(entry) };
		return {
			accepted: true,
			messageId: id,
			groupId: alone ? null : id,
			extra: alone
				? answerFields(answer, channel, currency)
				: entry
					? sharedFields(answer, entry, currency)
					: unnamed,
		};
	});
}
