/** Digits that a JavaScript number cannot hold exactly. */
const longNumber = /\d{16}/;

/**
 * Parses JSON without losing digits: integers beyond 2^53 become strings, because gateways use them as ids.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	if (!longNumber.test(source)) return JSON.parse(source);
	return JSON.parse(source, (_key: string, value: unknown, context?: { source?: string }) =>
		typeof value === 'number' &&
		!Number.isSafeInteger(value) &&
		/^-?\d+$/.test(context?.source ?? '')
			? context?.source
			: value,
	);
}

/** @returns the parsed text, or null when it is not JSON */
export function readJson(text: string): { value: unknown } | null {
	try {
		return { value: parseJson(text) };
	} catch {
		return null;
	}
}

/** @returns true for a JSON object, and only for one */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids are strings in every output row, whatever the gateway uses. */
export function idOf(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}
