import { formEncodeBytes } from '../charset';

export type Redact = <T>(value: T) => T;

const mask = '***';

/** Shorter values occur in ordinary texts by chance, and none of the gateways issues such secrets. */
const shortest = 4;

/** How a value is written in a URL or a form: by JavaScript, by a browser, and by this package. */
const urlForms: ReadonlyArray<(text: string) => string> = [
	encodeURIComponent,
	(text) => new URLSearchParams([['', text]]).toString().slice(1),
	(text) => formEncodeBytes(Buffer.from(text, 'utf8')),
];

const inLowerCase = (text: string): string =>
	text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

/** The forms in which a secret can show up in a URL, a form body, a JSON text or a header. */
function formsOf(secret: string): string[] {
	const text = secret.toWellFormed();
	const once = urlForms.map((encode) => encode(text));
	// A callback URL with the secret in it travels in a form.
	const twice = once.flatMap((url) => urlForms.map((encode) => encode(url)));
	return [
		secret,
		...[...once, ...twice].flatMap((form) => [form, inLowerCase(form)]),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret, 'utf8').toString('base64'),
	];
}

/** Bytes, dates and the like are no containers. */
function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
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
		if (isPlainObject(value)) {
			return Object.fromEntries(
				Object.entries(value).map(([key, entry]) => [clean(key) as string, clean(entry)]),
			);
		}
		return value;
	};

	return <T>(value: T) => (forms.length === 0 ? value : (clean(value) as T));
}
