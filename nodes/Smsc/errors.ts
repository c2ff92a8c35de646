import type { Failure, FailureKind } from '../shared/model/failure';
import {
	isBlank,
	isNoError,
	isRecord,
	parseStructure,
	textOrEmpty,
	wordsOf,
} from '../shared/text/json';

/** What an answer of a script is when all went well. */
export type AnswerKind =
	/** An object or a list. */
	| 'value'
	/** A list; "records not found" is an empty one. */
	| 'list'
	/** `OK` in one of its forms, of which nothing at all is one: the command was carried out. */
	| 'done'
	/** `OK`, and nothing at all is none. */
	| 'confirmed'
	/**
	 * No source tells: `OK` in one of its forms, nothing at all, or anything but a no that brings more than a bare `result`
	 * says that the command was carried out.
	 */
	| 'open';

const okWord = /^ok$/i;

/** @returns whether an answer is an `OK`, in one of its forms */
export const isOk = (body: unknown): boolean =>
	isRecord(body) && typeof body.result === 'string' && okWord.test(body.result);

/** @returns whether an answer is a yes or no, and brings nothing beside it that tells anything */
const isBare = (body: object): boolean =>
	Object.entries(body).every(
		([name, value]) => isBlank(value) || (name === 'result' && typeof value !== 'object'),
	);

const isNo = (value: unknown): boolean =>
	value === false || /^(?:0|false|no)$/i.test(textOrEmpty(value));

/** @returns whether an answer says no in words of its own, for which SMSC has `error` and `error_code` */
const isDenial = (body: object): boolean => {
	const { success, ok, status, errors } = body as Record<string, unknown>;
	return (
		isNo(success) ||
		isNo(ok) ||
		!isNoError(errors) ||
		/^(?:error|fail|failure)$/i.test(textOrEmpty(status))
	);
};

const saysSomething = (body: object): boolean =>
	Array.isArray(body)
		? body.some((entry) => isRecord(entry) && saysSomething(entry))
		: !isDenial(body) && (isOk(body) || !isBare(body));

const saysDone = (body: object): boolean => isOk(body) && !isDenial(body);

/** What is an answer of its kind, of those that are no refusal. */
const isAnswer: Record<AnswerKind, (body: object) => boolean> = {
	value: saysSomething,
	list: (body) =>
		Array.isArray(body) ||
		(!isDenial(body) &&
			(!isBare(body) || Object.values(body).some((value) => Array.isArray(value)))),
	done: saysDone,
	confirmed: saysDone,
	open: saysSomething,
};

/** The error envelope of every script under fmt=3. Source: docs/gateways/smsc.md 1.6. */
interface Refusal {
	error?: unknown;
	error_code?: unknown;
	/** send.php names the message that it refuses. */
	id?: unknown;
	phones?: unknown;
}

/** @returns the error envelope, if that is what the answer is */
function refusalIn(body: unknown): Refusal | null {
	return isRecord(body) && !(isNoError(body.error_code) && isNoError(body.error)) ? body : null;
}

const plainError = /^ERROR\s*=\s*(\d+)\s*\(([\s\S]*?)\)(?:\s*,\s*ID\s*-\s*(\S{1,100}))?\s*$/;

/** Error 3 of scripts that read lists. Source: docs/gateways/smsc.md 1.7. */
const recordsNotFound = 3;

/**
 * Reads what the server really sends under fmt=3, in this order: nothing, a plain `OK`, a plain `ERROR = N (…)`, JSON.
 * Source: docs/gateways/smsc.md 1.5.
 *
 * @throws SyntaxError when it is none of these, or nothing where nothing is no answer
 */
export function parseAnswer(text: string, kind: AnswerKind): unknown {
	const body = readBody(text.replace(/^\uFEFF/, '').trim(), kind);
	const refused = refusalIn(body);
	if (refused) return kind === 'list' && Number(refused.error_code) === recordsNotFound ? [] : body;
	const answer = withoutError(body);
	if (!isAnswer[kind](answer)) throw new SyntaxError('The answer says nothing');
	return answer;
}

/** An answer without members that name no error: n8n would take a row of them for a failed one. */
function withoutError(body: object): object {
	if (!isRecord(body) || !('error' in body || 'error_code' in body)) return body;
	return Object.fromEntries(
		Object.entries(body).filter(([name]) => name !== 'error' && name !== 'error_code'),
	);
}

function readBody(text: string, kind: AnswerKind): object {
	// The official library takes an empty body for a broken call; only a command may answer with it.
	if (text === '' && kind !== 'done' && kind !== 'open')
		throw new SyntaxError('The answer is empty');
	if (text === '' || okWord.test(text)) return { result: 'OK' };
	const [, code, words, id] = plainError.exec(text) ?? [];
	if (code !== undefined) {
		return { error: words, error_code: Number(code), ...(id === undefined ? {} : { id }) };
	}
	return parseStructure(text);
}

/** The scripts under `/sys/`. Source: docs/gateways/smsc.md 2 to 15. */
export type Script =
	| 'balance'
	| 'documents'
	| 'get'
	| 'info'
	| 'jobs'
	| 'mails'
	| 'op_templates'
	| 'phones'
	| 'ping'
	| 'receive_phones'
	| 'send'
	| 'senders'
	| 'status'
	| 'templates'
	| 'tinyurls'
	| 'users'
	| 'wait_call';

interface Meaning {
	kind: FailureKind;
	hint: string;
}

const meaning = (kind: FailureKind, hint: string): Meaning => ({ kind, hint });

/** What a number means in every script. Source: docs/gateways/smsc.md 1.7. */
const common: Readonly<Record<number, Meaning>> = {
	1: meaning('invalidRequest', 'Check the values of the fields.'),
	2: meaning(
		'unauthorized',
		'Check login, password or API key in the credential, and whether your account allows the IP address of this n8n. An additional API password goes into Password and not into API Key.',
	),
	3: meaning('notFound', 'Check the ID, number or name you entered.'),
	4: meaning(
		'unauthorized',
		'SMSC has blocked the IP address of this n8n for a while, usually after wrong logins. Check the credential and try again later.',
	),
	5: meaning('rejected', 'SMSC could not carry this out. Check the values of the fields.'),
};

/** Where a number means something else. Source: docs/gateways/smsc.md 1.7 and A2. */
const particular: Readonly<Partial<Record<Script, Readonly<Record<number, Meaning>>>>> = {
	send: {
		3: meaning('insufficientFunds', 'Top up the balance of your SMSC account.'),
		5: meaning('invalidRequest', 'Check the time of sending.'),
		6: meaning(
			'rejected',
			'The text or the sender name is not allowed. Leave Sender empty or have it registered; mass and advertising messages need a contract.',
		),
		7: meaning('invalidRecipient', 'Write the number with its country code, e.g. 79001112233.'),
		8: meaning('rejected', 'SMSC cannot deliver to this number in this way.'),
	},
	status: { 5: meaning('rejected', 'The message could not be deleted. Check its ID and number.') },
	senders: {
		3: meaning('notFound', 'Check the name or ID of the sender.'),
		5: meaning(
			'rejected',
			'SMSC could not save or delete the sender. Check the values of the fields.',
		),
		7: meaning('invalidRecipient', 'Write the number with its country code, e.g. 79001112233.'),
		8: meaning('rejected', 'SMSC cannot deliver a code to this number.'),
		10: meaning(
			'duplicate',
			'A code has already been sent. SMSC sends the next one after 8 hours.',
		),
		11: meaning(
			'rejected',
			'The code is wrong. Check it, and make sure that it is the latest one.',
		),
	},
	jobs: {
		3: meaning('rejected', 'The mailing could not be saved. Check the values of the fields.'),
		5: meaning('invalidRequest', 'Check the dates.'),
	},
};

const concurrent = meaning(
	'busy',
	'Lower Concurrent Requests in the credential: SMSC takes fewer than 15 at a time for all programs that use your account.',
);

const duplicate = meaning(
	'duplicate',
	'SMSC refuses a request that repeats one made a moment ago, and the node does not try again. If you do mean to make the same request again, wait a minute.',
);

/**
 * Error 9 has two causes, which only its words tell apart: too many requests at a time, or the same request again within a
 * minute. Source: docs/gateways/smsc.md 1.6 and 1.8.
 */
function limitReached(words: string): Meaning {
	return /concurrent/i.test(words) ? concurrent : duplicate;
}

/** @returns what a refusal of a script means, or null when the answer is none */
export function readRefusal(script: Script, httpStatus: number, body: unknown): Failure | null {
	const refusal = refusalIn(body);
	if (!refusal) return null;
	return failureOf(script, Number(refusal.error_code), refusal.error, httpStatus);
}

/**
 * @param code the gateway's number
 * @param error the gateway's words, if it gave any
 */
function failureOf(
	script: Script,
	code: number,
	error: unknown,
	httpStatus: number | null,
): Failure {
	const words = wordsOf(error) || undefined;
	const known =
		code === 9 ? limitReached(words ?? '') : (particular[script]?.[code] ?? common[code]);
	return {
		kind: known?.kind ?? 'rejected',
		code: Number.isFinite(code) ? String(code) : null,
		text: words ?? `error ${code}`,
		hint: known?.hint ?? 'Check the values of the fields, or contact SMSC support.',
		httpStatus,
	};
}
