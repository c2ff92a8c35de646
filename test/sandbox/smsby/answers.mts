import type { Answer } from '../framework/answer.mts';
import { bytes, htmlPage } from '../framework/answer.mts';
import type { Refusal, RefusalKind } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';

/** docs/gateways/smsby.md 2: 403 bad token, 404 not found, 400 otherwise, 421 on settings, flashcall, bills. */
const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
	token: 403,
	notFound: 404,
	invalid: 400,
	unverified: 421,
	tooMany: 429,
};

/**
 * JSON in UTF-8 as PHP's json_encode writes it by default: `\/` and `\uXXXX`
 * (the published samples show `\/`).
 */
export const phpJson = (
	value: unknown,
	status = 200,
	headers: Readonly<Record<string, string>> = {},
): Answer => {
	const text = JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return bytes(Buffer.from(text), 'application/json', { status, headers });
};

/** The answer to a refused request, in the shape and with the status of the modes. */
export const refusalAnswer = (refusal: Refusal, settings: SmsBySettings): Answer => {
	if (settings.errorStatus === 'html500') return htmlPage(500, 'Internal Server Error');
	// 2017 had 500 for everything but token and not found (docs/gateways/smsby.md 2).
	const isOld = settings.era === 'A' && refusal.kind === 'invalid';
	const natural = isOld ? 500 : STATUS_OF[refusal.kind];
	const status = settings.errorStatus === 'byKind' ? natural : settings.errorStatus;
	const text = refusal.message;
	const shapes: Record<SmsBySettings['errorShape'], () => object> = {
		error: () => ({ error: text }),
		object: () => ({ error: { message: text } }),
		status: () => ({ status: 'error', message: text }),
	};
	const shape = shapes[settings.errorShape]();
	return phpJson({ ...shape, ...refusal.extra }, status, refusal.headers);
};

/** An id in the JSON type of the mode (docs/gateways/smsby.md 3.1). */
export const wireId = (id: string, { idType }: SmsBySettings): string | number =>
	idType === 'number' ? Number(id) : id;

/** `[{…}]` in the oldest era, `{…}` since (docs/gateways/smsby.md 10). */
export const eraWrapped = (answer: object, { era }: SmsBySettings): object =>
	era === 'A' ? [answer] : answer;

/**
 * A PHP array with integer keys: keys 0, 1, 2 … come out as a JSON array (docs/gateways/smsby.md 4, inferred).
 */
export const phpMap = (
	map: Readonly<Record<string, string>>,
	shape: SmsBySettings['mapShape'],
): unknown => {
	const names = Object.keys(map);
	const isList = names.every((name, at) => name === String(at));
	return shape === 'php' && isList ? Object.values(map) : map;
};
