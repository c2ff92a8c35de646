export type Redact = <T>(value: T) => T;

const mask = '***';

/** Shorter values occur in ordinary texts by chance, and none of the gateways issues such secrets. */
const shortest = 4;

/** The forms in which a secret can show up in a URL, a form body, a JSON text or a header. */
function formsOf(secret: string): string[] {
	const percent = encodeURIComponent(secret);
	return [
		secret,
		percent,
		percent.replace(/%20/g, '+'),
		percent.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret, 'utf8').toString('base64'),
	];
}

/**
 * Makes a function that replaces every secret by `***` in strings, and in the strings of arrays and objects
 * (keys included). Other values pass unchanged; the original is never altered.
 */
export function redactor(secrets: string[]): Redact {
	const forms = [
		...new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(formsOf)),
	];
	// Longest first: a secret that contains another one must go as a whole.
	forms.sort((a, b) => b.length - a.length);

	const clean = (value: unknown): unknown => {
		if (typeof value === 'string') {
			return forms.reduce((text, form) => text.split(form).join(mask), value);
		}
		if (Array.isArray(value)) return value.map(clean);
		if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
			return Object.fromEntries(
				Object.entries(value).map(([key, entry]) => [clean(key) as string, clean(entry)]),
			);
		}
		return value;
	};

	return <T>(value: T) => (forms.length === 0 ? value : (clean(value) as T));
}
