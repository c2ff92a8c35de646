import type { IHttpRequestOptions } from 'n8n-workflow';

import type { ApprovalRoute } from '../shared/approval/operation';
import { type Messages, missingVerdict, type Route, type Verdict } from '../shared/delivery/route';
import { additionalParameters } from '../shared/fields/closing';
import { onceForAll, settingReader } from '../shared/input/parameterReader';
import { type Charset, formBody, type FormParameter } from '../shared/text/charset';
import { givenId, idOf, isRecord, jsonKey, recordOf } from '../shared/text/json';
import { formPost } from '../shared/transport/form';
import { parameter } from '../shared/fields/wire';
import { htmlOfMessage, textOfMessage } from './content';
import { refusal } from './errors';
import { charsetNamed, inputModeField, listSizeField, oneByOneName } from './fields';
import { kupon } from './gateway';
import {
	cascadeKind,
	hasText,
	type Kind,
	type KuponMessage,
	messageFromFields,
	messageFromJson,
	resumeParameters,
} from './message';
import { cascadeType, messageTypes } from './types';

const accepted = (messageId: string | null, groupId: string | null): Verdict => ({
	accepted: true,
	messageId,
	groupId,
});

const isSuccess = (body: unknown): boolean => isRecord(body) && body.type === 'success';

/** Words that name what was sent, and do not say how it fared. Source: docs/gateways/kupon.md 2, `type`. */
const channelWords: readonly unknown[] = [...messageTypes.map(({ value }) => value), cascadeType];

/** Whether it says something, and no success. A refusal is looked for before. */
const isOther = (body: unknown): boolean =>
	isRecord(body) &&
	body.type !== undefined &&
	!isSuccess(body) &&
	!channelWords.includes(body.type);

/** What tells two recipients apart for certain: the end of a number, however it begins, or an address. */
function tellingPart(value: unknown): string | undefined {
	const text = (idOf(value) ?? '').trim();
	if (/^[+\d\s()-]{7,40}$/.test(text)) return text.replace(/\D/g, '').slice(-7);
	return text.includes('@') ? text.toLowerCase() : undefined;
}

/** Names under which a result may have its recipient; the first is that of the request. Source: docs/gateways/kupon.md 3. */
const recipientNames = ['sent_to', 'phone', 'recipient'];

/** Whether a result is about another recipient, so that neither its fate nor its id is that of the message in its place. */
function isOfAnother(entry: unknown, recipient: string): boolean {
	if (!isRecord(entry)) return false;
	const own = tellingPart(recipient);
	const named = recipientNames.map((name) => tellingPart(entry[name]));
	return own !== undefined && named.some((part) => part?.length === own.length && part !== own);
}

/**
 * One entry of a list answer: an id, or an object that says how its message fared.
 *
 * @param isTrusted whether nothing speaks against it in the answer as a whole
 */
function entryVerdict(entry: unknown, recipient: string, isTrusted: boolean): Verdict {
	if (isOfAnother(entry, recipient)) return missingVerdict;
	const failure = refusal(entry, null);
	if (failure) return { accepted: false, failure };
	const id = givenId(isRecord(entry) ? (entry.id ?? entry.message_id) : entry);
	if (isSuccess(entry)) return accepted(id, null);
	return isTrusted && !isOther(entry) && id !== null ? accepted(id, null) : missingVerdict;
}

/** The results in an answer, under any of the names they may have: a list, or the object that PHP writes for one with gaps. */
function resultsOf(body: unknown): object | undefined {
	if (Array.isArray(body)) return body;
	const { id, ids, messages, data } = recordOf(body);
	return [id, ids, messages, data].find((value) => typeof value === 'object' && value !== null) as
		| object
		| undefined;
}

const openVerdicts = (count: number) => new Array<Verdict>(count).fill(missingVerdict);

/**
 * Takes from several messages an id that they share, which names none of them.
 *
 * @param isSuccess the gateway's word for the whole, without which they are not known to be accepted
 */
function withoutShared(verdicts: Verdict[], isSuccess: boolean): Verdict[] {
	const times = new Map<string, number>();
	const idIn = (verdict: Verdict) => (verdict.accepted ? (verdict.messageId ?? null) : null);
	for (const id of verdicts.map(idIn)) if (id !== null) times.set(id, (times.get(id) ?? 0) + 1);
	return verdicts.map((verdict) => {
		const id = idIn(verdict);
		const holders = times.get(id ?? '') ?? 0;
		if (holders < 2) return verdict;
		// What all have is the group's.
		return isSuccess ? accepted(null, holders === verdicts.length ? id : null) : missingVerdict;
	});
}

/**
 * Reads what the gateway said to each message. The answer of the list method is not documented, so every plausible shape is
 * read: one id for all (then it is the group's), a list of ids, or a list of results, some of them refusals. Source:
 * docs/gateways/kupon.md 3 and 7.
 *
 * @param recipients of the messages that the request carried, in their order
 */
export function readVerdicts(recipients: readonly string[], body: unknown): Verdict[] {
	const count = recipients.length;
	const entries = Object.entries(resultsOf(body) ?? {});
	const isTrusted = !isOther(body);
	const isRefused = entries.some(([, entry]) => refusal(entry, null) !== null);
	const id = isRecord(body) ? givenId(body.id) : null;
	if (entries.length === count && entries.every(([key], at) => key === String(at))) {
		const verdicts = withoutShared(
			entries.map(([, entry], at) => entryVerdict(entry, recipients[at] ?? '', isTrusted)),
			isSuccess(body),
		);
		// The answer to one message is documented: what else is in it counts where it says more.
		const isTold = count === 1 && isSuccess(body) && !isRefused;
		const saysMore = entries.some(([, entry]) => isSuccess(entry)) || id === null;
		if (!isTold || (saysMore && verdicts[0]?.accepted)) return verdicts;
	}
	const isListed = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
	const sole = isListed && entries.length === 1 ? givenId(entries[0]?.[1]) : null;
	// Fewer results than messages leave open whose they are; one id alone is that of all.
	if (isListed && entries.length < count && sole === null) return openVerdicts(count);
	// Without results that can be matched with the messages, only the gateway's word for the whole counts.
	const isNamed = isTrusted && entries.length === 0 && id !== null;
	const all = count === 1 ? accepted(id, null) : accepted(null, id ?? sole);
	const verdict = !isRefused && (isSuccess(body) || isNamed) ? all : missingVerdict;
	return new Array<Verdict>(count).fill(verdict);
}

/**
 * A POST form. The gateway documents GET and POST; a form keeps token and text out of access logs. The credential adds the
 * token. Source: docs/gateways/kupon.md 7.
 */
function form(
	path: string,
	parameters: FormParameter[],
	charset: Charset,
	inCharset: readonly string[],
): IHttpRequestOptions {
	return formPost(
		path,
		formBody(parameters, (name) => (inCharset.includes(name) ? charset : 'utf-8')),
	);
}

/** A value in a form: objects that a user put into JSON stay JSON. */
const formValue = (value: unknown): string =>
	typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** `…/bulk/send-message`: one message a request. Source: docs/gateways/kupon.md 2. */
function singleRequest(message: KuponMessage): IHttpRequestOptions {
	const parameters = {
		type: message.type,
		...(message.sender === '' ? {} : { sender: message.sender }),
		charset: message.charset,
		...Object.fromEntries(message.requestParameters),
		...message.parameters,
	};
	return form(
		'/api/v1/bulk/send-message',
		Object.entries(parameters).map(([name, value]) => [name, formValue(value)]),
		charsetNamed(message.charset),
		['sent_text', 'html_text'],
	);
}

/**
 * `…/bulk/send-list-messages`: type, sender and charset for all, the rest in each entry of `messages`. The shape of an entry
 * is inferred. Source: docs/gateways/kupon.md 3.
 */
function listRequest(messages: Messages<KuponMessage>): IHttpRequestOptions {
	const [first] = messages;
	const charset = charsetNamed(first.charset);
	const parameters: FormParameter[] = [
		['type', first.type],
		...parameter('sender', first.sender),
		['charset', first.charset],
		...first.requestParameters,
		['messages', messages.map(({ parameters: entry }) => entry)],
	];
	return form('/api/v1/bulk/send-list-messages', parameters, charset, ['messages']);
}

const recipientsOf = (messages: readonly KuponMessage[]): string[] =>
	messages.map(({ recipient }) => recipient);

const shared = {
	effect: 'send' as const,
	// Where a scenario has no texts of its own, the gateway refuses a list for one message without a text.
	groupKey: ({ type, sender, charset, requestParameters, parameters }: KuponMessage) =>
		jsonKey(type, sender, charset, requestParameters, hasText(parameters)),
	contentKey: ({ type, sender, charset, requestParameters, parameters }: KuponMessage) => {
		// The callback URL names the reference, which may differ between equal messages; the recipient is compared apart.
		const content = { ...parameters, callback: undefined, sent_to: undefined };
		return jsonKey(type, sender, charset, requestParameters, content);
	},
	verdicts: (messages: KuponMessage[], body: unknown) => readVerdicts(recipientsOf(messages), body),
	describe: ({ type }: KuponMessage) => ({ channel: type }),
	sms: {
		text: ({ type, parameters }: KuponMessage) =>
			type === 'sms' ? String(parameters.sent_text ?? '') : undefined,
	},
};

const one = (message: Route<KuponMessage>['message']): Route<KuponMessage> => ({
	...shared,
	listSize: () => 1,
	message,
	request: ([message]) => {
		return singleRequest(message);
	},
});

/** Message: Send. */
export const sendRoute: Route<KuponMessage> = {
	...one((read, setting) => messageFromFields(read, setting)),
	many: { operation: 'Send Many', listSize: 100 },
};

/** Cascade: Start, the virtual type `bulk` with the scenario's code as sender. Source: docs/gateways/kupon.md 2. */
export const cascadeRoute: Route<KuponMessage> = {
	...one((read, setting) => messageFromFields(read, setting, cascadeKind)),
	many: { operation: 'Start Many', listSize: 100 },
};

/** Messages whose reports wake the execution that sleeps at a URL. */
export const waitingRoute =
	(kind?: Kind) =>
	(url: string): Route<KuponMessage> =>
		one((read, setting) => messageFromFields(read, setting, kind, resumeParameters(url)));

/** A message with a link to decide at. */
export const approvalRoute: ApprovalRoute<KuponMessage> = {
	gateway: kupon,
	route: one((read, setting) => messageFromFields(read, setting)),
	write: (text) => ({ [textOfMessage.field.name]: text, [htmlOfMessage.field.name]: '' }),
};

const fromInput =
	(kind?: Kind): Route<KuponMessage>['message'] =>
	(read, setting) => {
		const make =
			read(inputModeField.name, inputModeField.default) === 'json'
				? messageFromJson
				: messageFromFields;
		const message = make(read, setting, kind);
		message.requestParameters = onceForAll(read, fromInput, () =>
			additionalParameters(read, 'additionalRequestParameters'),
		);
		return message;
	};

/** Message: Send Many, the same rows one request each. */
export const oneByOneRoute = one(fromInput());

/** Many rows in lists, or one request each. How they travel takes no expression. */
function inLists(kind?: Kind): Route<KuponMessage> {
	const message = fromInput(kind);
	const lists: Route<KuponMessage> = {
		...shared,
		listSize: (read) => Number(read(listSizeField.name, listSizeField.default)),
		message,
		request: listRequest,
	};
	return {
		...lists,
		before: async (context) =>
			await Promise.resolve(
				settingReader(context)(oneByOneName, false) === true ? one(message) : lists,
			),
	};
}

/** Message: Send Many. */
export const listRoute = inLists();

/** Cascade: Start Many. Source: docs/gateways/kupon.md 3, `sender`. */
export const cascadeListRoute = inLists(cascadeKind);
