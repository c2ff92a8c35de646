/** A value and the rest of the text behind it. */
type Parsed = { readonly value: unknown; readonly rest: string };

const scalar = (text: string): Parsed | null => {
	const match = /^(?:N|b:([01])|i:(-?\d+)|d:([-+.eE\d]+));/.exec(text);
	if (!match) return null;
	const [whole, boolean, integer, float] = match;
	const rest = text.slice(whole.length);
	if (boolean !== undefined) return { value: boolean === '1', rest };
	const number = integer ?? float;
	return { value: number === undefined ? null : Number(number), rest };
};

/** The length counts bytes; clients written in JavaScript counted characters, which is accepted too. */
const string = (text: string): Parsed | null => {
	const match = /^s:(\d+):"/.exec(text);
	if (!match) return null;
	const body = text.slice(match[0].length);
	const length = Number(match[1]);
	const inBytes = Buffer.from(body).subarray(0, length).toString('utf8');
	for (const value of [inBytes, body.slice(0, length)]) {
		const end = body.slice(value.length, value.length + 2);
		if (end === '";') return { value, rest: body.slice(value.length + 2) };
	}
	return null;
};

const array = (text: string): Parsed | null => {
	const match = /^a:(\d+):\{/.exec(text);
	if (!match) return null;
	const entries: [string, unknown][] = [];
	let rest = text.slice(match[0].length);
	for (let left = Number(match[1]); left > 0; left--) {
		const key = parse(rest);
		const member = key && parse(key.rest);
		if (!key || !member) return null;
		entries.push([String(key.value), member.value]);
		rest = member.rest;
	}
	if (!rest.startsWith('}')) return null;
	const isList = entries.every(([key], at) => key === String(at));
	const value = isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
	return { value, rest: rest.slice(1) };
};

const parse = (text: string): Parsed | null => scalar(text) ?? string(text) ?? array(text);

/**
 * The value of a text PHP's `serialize` made: this is what "serialized array" means in the older document, and
 * what the v1 clients send (docs/gateways/sendpulse.md 1.1). Undefined when the text is none.
 */
export const phpValue = (text: string): unknown => {
	const parsed = parse(text);
	return parsed?.rest === '' ? parsed.value : undefined;
};
