/** Attacks on a secret that travels as a parameter of the URL. */
import { createHash } from 'node:crypto';
import { gunzipSync, inflateSync } from 'node:zlib';
import { percent, withQuery, withValues } from '../draft.mts';
import type { Draft } from '../draft.mts';
import { among, place } from '../noise.mts';
import type { Noise } from '../noise.mts';
import type { Change } from '../shape.mts';

const parameter = 'secret';

const without = (draft: Draft): Draft => withValues(draft, parameter, []);

/** The call with this text in the place of the secret. A text that happens to be the secret is made a wrong one. */
const instead =
	(make: (secret: string, noise: Noise) => string): Change =>
	(draft, secret, noise) => {
		const text = make(secret, noise);
		return withValues(draft, parameter, [text === secret ? `${text}\u0001` : text]);
	};

/** The call without the secret, and with this behind its query. */
const raw =
	(make: (secret: string, noise: Noise) => string): Change =>
	(draft, secret, noise) => ({ ...without(draft), rawQuery: make(secret, noise) });

const hashed = (algorithm: string) =>
	instead((secret) => createHash(algorithm).update(secret).digest('hex'));

const json =
	(make: (secret: string) => unknown): Change =>
	(draft, secret) => ({
		...without(draft),
		method: 'POST',
		body: { kind: 'json', value: make(secret) },
	});

const swapped = (text: string, at: number): string =>
	text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);

const event = { event: 'delivered', id: '1', status: '1', sms_id: 1, phone: '79001112233' };

export const secretForgeries: Record<string, Change> = {
	'no secret': without,
	'an empty secret': instead(() => ''),
	'another text': instead((_secret, { text }) => text),
	'random bytes': (draft, _secret, { bytes }) => ({
		...without(draft),
		rawQuery: `secret=${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
	}),
	'the start of the secret': instead((secret, noise) =>
		secret.slice(0, place(secret.length, noise)),
	),
	'the end of the secret': instead((secret, noise) =>
		secret.slice(1 + place(secret.length, noise)),
	),
	'the secret as a prefix': instead((secret, { text }) => secret + (text || '0')),
	'the secret as an ending': instead((secret, { text }) => (text || '0') + secret),
	'the secret twice in a row': instead((secret) => secret + secret),
	'a letter altered': instead((secret, noise) => {
		const at = place(secret.length, noise);
		const code = secret.charCodeAt(at) ^ (1 << noise.number % 7);
		return secret.slice(0, at) + String.fromCharCode(code) + secret.slice(at + 1);
	}),
	'two letters swapped': instead((secret, noise) => swapped(secret, place(secret.length, noise))),
	'upper case': instead((secret) => secret.toUpperCase()),
	'lower case': instead((secret) => secret.toLowerCase()),
	backwards: instead((secret) => [...secret].reverse().join('')),
	'white space before or behind': instead((secret, noise) => {
		const space = among([' ', '\t', '\n', '\r\n', '\0', '\u00a0', '\u200b', '\ufeff'], noise);
		return noise.at < 0.5 ? secret + space : space + secret;
	}),
	'another normal form': instead((secret, noise) =>
		secret.normalize(among(['NFC', 'NFD', 'NFKC', 'NFKD'], noise)),
	),
	'letters that look alike': instead((secret) =>
		secret.replaceAll('a', 'а').replaceAll('е', 'e').replaceAll('0', 'O').replaceAll('=', '＝'),
	),
	'encoded twice': instead((secret) => percent(secret)),
	'decoded once more': instead((secret) => {
		try {
			return decodeURIComponent(secret);
		} catch {
			return '';
		}
	}),
	'base64 of the secret': instead((secret) => Buffer.from(secret).toString('base64')),
	'hex of the secret': instead((secret) => Buffer.from(secret).toString('hex')),
	'md5 of the secret': hashed('md5'),
	'sha256 of the secret': hashed('sha256'),
	'in another charset': raw((secret, noise) => {
		const text = /^[ -~]*$/.test(secret) ? `${secret}ё` : secret;
		return `secret=${percent(text, among(['windows-1251', 'koi8-r', 'utf-16le'], noise))}`;
	}),
	'in overlong UTF-8': raw(
		(secret) =>
			`secret=%c0%${(0x80 | (secret.charCodeAt(0) & 0x3f)).toString(16)}${percent(secret.slice(1))}`,
	),
	'in broken percent-encoding': raw(
		(secret) => `secret=${percent(secret).replace(/^.{0,3}/, (start) => `%${start.slice(1)}%`)}%`,
	),
	'the right one twice': (draft, secret) => withValues(draft, parameter, [secret, secret]),
	'a right and a wrong one': (draft, secret, { text }) =>
		withValues(draft, parameter, [secret, text]),
	'a wrong and the right one': (draft, secret, { text }) =>
		withValues(draft, parameter, [text, secret]),
	'as a list': raw((secret) => `secret[]=${percent(secret)}`),
	'as an element': raw((secret) => `secret[0]=${percent(secret)}&secret%5B1%5D=`),
	'as an object': raw((secret) => `secret[${percent(secret)}]=1&secret[length]=1`),
	'through the prototype': raw(
		(secret) =>
			`__proto__[secret]=${percent(secret)}&constructor[prototype][secret]=${percent(secret)}`,
	),
	'as a name': raw((secret) => `${percent(secret)}=secret`),
	'under another name': raw((secret, noise) => {
		const name = among(
			['Secret', 'SECRET', '%20secret', 'secret%00', 'secret.', 'secre', 'secret%5B', 'sеcret'],
			noise,
		);
		return `${name}=${percent(secret)}`;
	}),
	'behind a semicolon': raw((secret) => `a=1;secret=${percent(secret)}`),
	'in the fragment': raw((secret) => `a=1#secret=${percent(secret)}`),
	'behind a second question mark': raw((secret) => `a=1?secret=${percent(secret)}`),
	'in a header': (draft, secret) => ({
		...without(draft),
		headers: {
			...draft.headers,
			secret: percent(secret),
			authorization: `Bearer ${percent(secret)}`,
			cookie: `secret=${percent(secret)}`,
		},
	}),
	'as a list in JSON': json((secret) => ({ ...event, secret: [secret] })),
	'as an object in JSON': json((secret) => ({ ...event, secret: { value: secret } })),
	'true in JSON': json(() => ({ ...event, secret: true })),
	'nothing in JSON': json(() => ({ ...event, secret: null })),
	'through the prototype in JSON': (draft, secret) => ({
		...without(draft),
		method: 'POST',
		body: {
			kind: 'bytes',
			type: 'application/json',
			bytes: Buffer.from(
				`{"status":"1","id":"1","__proto__":{"secret":${JSON.stringify(secret)}}}`,
			),
		},
	}),
	'in a list of JSON': json((secret) => [{ ...event, secret }]),
	'wrong in the URL, right in the body': (draft, secret, { text }) => ({
		...withQuery(without(draft), [parameter, text === secret ? '' : text]),
		method: 'POST',
		body: {
			kind: 'form',
			pairs: [...Object.entries({ id: '1', status: '1' }), [parameter, secret]],
		},
	}),
};

/** For gateways that only get a URL: there, the body proves nothing. */
export const bodySecretForgeries: Record<string, Change> = {
	'in a form': (draft, secret) => ({
		...without(draft),
		method: 'POST',
		body: {
			kind: 'form',
			pairs: [
				['status', 'delivered'],
				[parameter, secret],
			],
		},
	}),
	'in JSON': json((secret) => ({ ...event, secret })),
};

/** Other writings of the same secret, which the receiver has to understand. */
export const secretRewritings: Record<string, Change> = {
	'its name percent-encoded': (draft, secret) => ({
		...without(draft),
		rawQuery: `%73ec%72et=${percent(secret)}`,
	}),
	'every byte percent-encoded, in small letters': (draft, secret) => ({
		...without(draft),
		rawQuery: `secret=${[...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
	}),
	'spaces as plus signs': (draft, secret) => ({
		...without(draft),
		rawQuery: `secret=${percent(secret).replaceAll('%20', '+')}`,
	}),
	'empty parameters around it': (draft, secret) => ({
		...without(draft),
		rawQuery: `&&=&secret=${percent(secret)}&&__proto__=1&a`,
	}),
};

/** The word of another parser, the platform's own, on what a URL (or a form) says. */
export function provenByUrl(
	{ url = '', rawBody, headers = {} }: { url?: string; rawBody: Buffer; headers?: object },
	secret: string,
	bodyCounts = false,
): boolean {
	const search = url.slice(url.indexOf('?') + 1).replace(/#.*$/, '');
	const given = new URLSearchParams(search).getAll(parameter);
	if (given.length > 0 || !bodyCounts) return given.length === 1 && given[0] === secret;
	const header = (name: string) => String((headers as Record<string, unknown>)[name] ?? '');
	const type = header('content-type').toLowerCase();
	const unpack = { gzip: gunzipSync, deflate: inflateSync }[header('content-encoding')];
	const body = unpack ? unpack(rawBody) : rawBody;
	// As n8n itself does, the mark of UTF-8 is skipped.
	const text = body.toString().replace(/^\ufeff/, '');
	const isSaid = /^application\/([\w.-]+\+)?json/.test(type);
	if (isSaid || /^\s*[[{]/.test(text)) {
		try {
			const value = JSON.parse(text) as { secret?: unknown } | null;
			return value !== null && Object.hasOwn(Object(value), parameter) && value.secret === secret;
		} catch {
			if (isSaid) return false;
		}
	}
	if (!type.startsWith('application/x-www-form-urlencoded')) return false;
	const inForm = new URLSearchParams(body.toString('latin1')).getAll(parameter);
	return inForm.length === 1 && inForm[0] === secret;
}
