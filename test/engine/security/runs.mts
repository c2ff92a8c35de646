/** Looks for parts of secrets in everything that a person may see, in whatever way it is written there. */

/** A part of so many characters is too much. */
const longest = 8;

const names: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	sol: '/',
	nbsp: ' ',
};

const points = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

const bytesOf = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8');

/** Base64 that stands somewhere in a text, from each place where a group of four may start. */
const fromBase64 = (text: string): string =>
	(text.replaceAll(/\\?[\r\n]/g, '').match(/[A-Za-z0-9+/_-]{10,}/g) ?? [])
		.flatMap((run) => [0, 1, 2, 3].map((shift) => Buffer.from(run.slice(shift), 'base64')))
		.map(String)
		.join('\n');

const fromHex = (text: string): string =>
	(text.match(/[0-9a-fA-F]{16,}/g) ?? [])
		.flatMap((run) => [bytesOf(run), bytesOf(run.slice(1))])
		.join('\n');

const decoders: Array<(text: string) => string> = [
	(text) => text.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) => bytesOf(run.replaceAll('%', ''))),
	(text) =>
		text
			.replaceAll('+', ' ')
			.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) => bytesOf(run.replaceAll('%', ''))),
	(text) =>
		text
			.replaceAll(/&#[xX]([0-9a-fA-F]{1,6});?/g, (_all, hex: string) => points(parseInt(hex, 16)))
			.replaceAll(/&#(\d{1,7});?/g, (_all, digits: string) => points(Number(digits)))
			.replaceAll(/&(\w+);/g, (all, name: string) => names[name] ?? all),
	(text) =>
		text
			.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_all, hex: string) =>
				String.fromCharCode(parseInt(hex, 16)),
			)
			.replaceAll(/\\([^u])/g, '$1'),
	fromBase64,
	fromHex,
];

/** Layers of escapes that are taken off. */
const deepest = 3;

/** @returns the text, and what it says where escapes are taken off in every order */
function readings(text: string): Set<string> {
	const all = new Set([text]);
	let latest = [text];
	for (let depth = 0; depth < deepest; depth++) {
		const next = latest.flatMap((one) => decoders.map((decode) => decode(one)));
		latest = [...new Set(next)].filter((one) => one.length >= longest && !all.has(one));
		for (const one of latest) all.add(one);
	}
	return all;
}

const even = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Strings of a value with the path to each; a node's own description of itself, which n8n adds to an error, is the user's. */
function* strings(
	value: unknown,
	path: string,
	visited = new Set<object>(),
): Generator<[string, string]> {
	if (typeof value === 'string') yield [path, value];
	if (typeof value !== 'object' || value === null || visited.has(value)) return;
	visited.add(value);
	for (const key of Reflect.ownKeys(value)) {
		if (key === 'node' || key === 'stack') continue;
		if (!Array.isArray(value)) yield [`${path} key`, String(key)];
		yield* strings((value as Record<PropertyKey, unknown>)[key], `${path}.${String(key)}`, visited);
	}
}

/** @returns where a part of a secret of eight characters or more can be read, with that part */
export function partsShown(root: unknown, secrets: readonly string[]): string[] {
	const parts = new Set(
		secrets
			.map(even)
			.flatMap((secret) =>
				Array.from({ length: secret.length - longest + 1 }, (_, at) =>
					secret.slice(at, at + longest),
				),
			),
	);
	const found: string[] = [];
	for (const [path, text] of strings(root, '')) {
		if (text.length < longest) continue;
		for (const reading of readings(text)) {
			const shown = even(reading);
			for (const part of parts) {
				if (!shown.includes(part)) continue;
				const at = shown.indexOf(part);
				found.push(`${path}: “${part}” in “${shown.slice(Math.max(0, at - 60), at + 60)}”`);
				break;
			}
		}
	}
	return found;
}
