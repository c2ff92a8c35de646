import { isNoError, isRecord, parseJson } from '../shared/transport/json';

/** What an answer of a script is when all went well. */
export type AnswerKind =
	/** An object or a list. */
	| 'value'
	/** A list; "records not found" is an empty one. */
	| 'list'
	/** `OK` in one of its forms: the command was carried out. */
	| 'done';

/** The error envelope of every script under fmt=3. Source: docs/gateways/smsc.md 1.6. */
export interface Refusal {
	error?: unknown;
	error_code?: unknown;
	/** send.php names the message that it refuses. */
	id?: unknown;
	phones?: unknown;
}

/** @returns the error envelope, if that is what the answer is */
export function refusalIn(body: unknown): Refusal | null {
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
	const emptyList = kind === 'list' && Number(refusalIn(body)?.error_code) === recordsNotFound;
	return emptyList ? [] : body;
}

function readBody(text: string, kind: AnswerKind): unknown {
	// The official library takes an empty body for a broken call; only a command may answer with it.
	if (text === '' && kind !== 'done') throw new SyntaxError('The answer is empty');
	if (text === '' || text === 'OK') return { result: 'OK' };
	const [, code, words, id] = plainError.exec(text) ?? [];
	if (code !== undefined) {
		return { error: words, error_code: Number(code), ...(id === undefined ? {} : { id }) };
	}
	const body = parseJson(text);
	if (typeof body !== 'object' || body === null)
		throw new SyntaxError('Neither an object nor a list');
	return body;
}
