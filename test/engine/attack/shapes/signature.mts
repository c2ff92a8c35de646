/** Attacks on a signature over three fields and a secret. */
import { createHash, createHmac } from 'node:crypto';
import type { Draft, Pair } from '../draft.mts';
import { withValues } from '../draft.mts';
import { among, place } from '../noise.mts';
import type { Noise } from '../noise.mts';
import type { Change } from '../shape.mts';
import { sign, signedFields, valueOf } from './signing.mts';

type Kind = keyof typeof signedFields;

const pairsOf = ({ query, body }: Draft): Pair[] => (body.kind === 'none' ? query : valueOf(body));

const get = (draft: Draft, name: string): string =>
	pairsOf(draft).find(([known]) => known === name)?.[1] ?? '';

/** A parameter more, in whatever form the call has. */
function withMore(draft: Draft, ...pairs: Pair[]): Draft {
	const { body } = draft;
	if (body.kind === 'form' || body.kind === 'xml')
		return { ...draft, body: { ...body, pairs: [...body.pairs, ...pairs] } };
	if (body.kind !== 'json') return { ...draft, query: [...draft.query, ...pairs] };
	const value = { ...(body.value as object), ...Object.fromEntries(pairs) };
	return { ...draft, body: { kind: 'json', value } };
}

const unsigned = (draft: Draft): Draft => withValues(withValues(draft, 'md5', []), 'sha1', []);

/** What an attacker's signature is made from. */
interface SignedEvent {
	values: string[];
	secret: string;
	/** A signature of these values (the event's own without them) with this secret (the right one without it). */
	by(algorithm: string, values?: string[], secret?: string): string;
}

const eventOf = (values: string[], secret: string, charset?: string): SignedEvent => ({
	values,
	secret,
	by: (algorithm, otherValues = values, otherSecret = secret) =>
		sign(algorithm, otherValues, otherSecret, charset),
});

/** The call with these signatures and no other. */
const signedAs =
	(kind: Kind, make: (event: SignedEvent, noise: Noise) => Pair[]): Change =>
	(draft, secret, noise) => {
		const values = signedFields[kind].map((name) => get(draft, name));
		return withMore(unsigned(draft), ...make(eventOf(values, secret, draft.charset), noise));
	};

/** Another text in the place of a signed value. */
const altered =
	(name: string): Change =>
	(draft, _secret, noise) => {
		const old = get(draft, name);
		const at = place(old.length, noise);
		const digit = (text: string) => String((Number(text) + 1 + (noise.number % 8)) % 10);
		const other = among(
			[
				old.slice(0, at) + digit(old.charAt(at)) + old.slice(at + 1),
				`${old}0`,
				`0${old}`,
				old.slice(1),
				old.slice(0, -1),
				`${old} `,
				`${old}\0`,
				`${old}:`,
				noise.text,
			],
			noise,
		);
		return withValues(draft, name, [other === old ? `${old}1` : other]);
	};

const hex = (algorithm: string, text: string): string =>
	createHash(algorithm).update(text).digest('hex');

const general = (kind: Kind): Record<string, Change> => ({
	'no signature': unsigned,
	'an empty signature': signedAs(kind, () => [
		['md5', ''],
		['sha1', ''],
	]),
	'the letter of a signature altered': (draft, _secret, noise) => {
		const name = get(draft, 'sha1') === '' ? 'md5' : 'sha1';
		const old = get(draft, name);
		const at = place(old.length, noise);
		const other = old.charAt(at) === '0' ? '1' : '0';
		return withValues(draft, name, [old.slice(0, at) + other + old.slice(at + 1)]);
	},
	'a signature cut off': signedAs(kind, ({ by }, noise) => [
		['sha1', by('sha1').slice(0, place(40, noise))],
	]),
	'a signature continued': signedAs(kind, ({ by }, { text }) => [
		['sha1', by('sha1') + (text || '0')],
	]),
	zeros: signedAs(kind, () => [['md5', '0'.repeat(32)]]),
	'a number that compares as equal': signedAs(kind, () => [['md5', `0e${'0'.repeat(30)}`]]),
	'the secret for a signature': signedAs(kind, ({ secret }) => [['sha1', secret]]),
	'a signature of something else': signedAs(kind, ({ by, values }, { text }) => [
		['sha1', by('sha1', [...values.slice(0, -1), `${values.at(-1) ?? ''}${text || '1'}`])],
	]),
	'without the secret': signedAs(kind, ({ by, values }) => [['sha1', by('sha1', values, '')]]),
	'with the start of the secret': signedAs(kind, ({ by, values, secret }, noise) => [
		['md5', by('md5', values, secret.slice(0, place(secret.length, noise)))],
	]),
	'with another secret': signedAs(kind, ({ by, values, secret }, { text }) => [
		['md5', by('md5', values, secret + (text || ' '))],
	]),
	'with the secret in other letters': signedAs(kind, ({ by, values, secret }) => {
		const upper = secret.toUpperCase();
		return [['sha1', by('sha1', values, upper === secret ? `${secret}1` : upper)]];
	}),
	'the secret first': signedAs(kind, ({ values, secret }) => [
		['md5', hex('md5', [secret, ...values].join(':'))],
	]),
	'the fields without colons': signedAs(kind, ({ values, secret }) => [
		['md5', hex('md5', values.join('') + secret)],
	]),
	'the fields in another order': signedAs(kind, ({ by, values }) => [
		['sha1', by('sha1', [...values].reverse())],
	]),
	'an HMAC': signedAs(kind, ({ values, secret }) => [
		['sha1', createHmac('sha1', secret).update(values.join(':')).digest('hex')],
	]),
	'md5 called sha1': signedAs(kind, ({ by }) => [['sha1', by('md5')]]),
	'sha1 called md5': signedAs(kind, ({ by }) => [['md5', by('sha1')]]),
	'sha256 cut to the length of sha1': signedAs(kind, ({ by }) => [
		['sha1', by('sha256').slice(0, 40)],
	]),
	'sha1 in base64': signedAs(kind, ({ by }) => [
		['sha1', Buffer.from(by('sha1'), 'hex').toString('base64')],
	]),
	'a checksum': signedAs(kind, (_event, { number }) => [['crc32', number.toString(16)]]),
	'one right and one wrong signature': signedAs(kind, ({ by }) => [
		['sha1', by('sha1')],
		['md5', 'f'.repeat(32)],
	]),
	'as a list': signedAs(kind, ({ by }) => [['sha1[]', by('sha1')]]),
	'in a header': (draft, secret) => ({
		...unsigned(draft),
		headers: {
			...draft.headers,
			sha1: sign(
				'sha1',
				signedFields[kind].map((name) => get(draft, name)),
				secret,
			),
		},
	}),
	'in the query of a POST': (draft, secret) => {
		const values = signedFields[kind].map((name) => get(draft, name));
		const pairs = pairsOf(unsigned(draft));
		return {
			...draft,
			method: 'POST',
			query: [['sha1', sign('sha1', values, secret)]],
			rawQuery: '',
			charset: 'utf-8',
			body: { kind: 'form', pairs },
		};
	},
	/** What a known hash could be continued with, if the secret came first: the padding, then more. */
	'continued behind its padding': (draft) => {
		const last = signedFields[kind].at(-1) ?? '';
		const old = get(draft, last);
		return withValues(draft, last, [`${old}\u0080${'\0'.repeat(20)}\u00b8\u0001${old}`]);
	},
	'its fields as lists and objects': (draft) => ({
		...draft,
		method: 'POST',
		query: [],
		body: {
			kind: 'json',
			value: Object.fromEntries(
				pairsOf(draft).map(([name, value], at) => [name, at % 2 ? [value] : { [name]: value }]),
			),
		},
	}),
	'a field behind the prototype': (draft) => {
		const pairs = pairsOf(draft);
		const text = JSON.stringify(Object.fromEntries(pairs));
		const bytes = Buffer.from(`{"__proto__":${text},"status":"1","phone":"1","id":"1"}`);
		return {
			...draft,
			method: 'POST',
			query: [],
			body: { kind: 'bytes', type: 'application/json', bytes },
		};
	},
});

/** Every attack on an event of this kind. */
export const signatureForgeries = (kind: Kind): Record<string, Change> => ({
	...general(kind),
	...Object.fromEntries(signedFields[kind].map((name) => [`another ${name}`, altered(name)])),
});

/**
 * The colons between the fields are no part of them, so a signature also fits an event whose fields are cut elsewhere:
 * nobody has sent that one.
 */
export const cutElsewhere =
	(kind: Kind): Change =>
	(draft, _secret, { number }) => {
		const values = pairsOf(draft).filter(([name]) => /^(md5|sha1)$/.test(name));
		const [a = '', b = '', c = '1'] = signedFields[kind].map((name) => get(draft, name));
		const other: Pair[][] = [
			...(kind === 'status'
				? []
				: [[['id', a] as Pair, ['phone', b] as Pair, ['status', c] as Pair]]),
			...(kind === 'inbound'
				? []
				: [[['phone', a] as Pair, ['mes', b] as Pair, ['to', c] as Pair]]),
			[
				['id', a],
				['phone', `${b}:${c}`],
				['status', ''],
			],
			[
				['id', `${a}:${b}`],
				['phone', c],
				['status', '1'],
			],
			[
				['phone', a],
				['mes', `${b}:${c}`],
				['to', ''],
			],
			[
				['phone', `${a}:${b}`],
				['ts', c],
				['waitcall', '1'],
			],
			[
				['phone', a],
				['ts', `${b}:${c}`],
				['waitcall', '1'],
			],
			[
				['id', ''],
				['phone', a],
				['status', `${b}:${c}`],
			],
		];
		const pairs = [...(other[number % other.length] ?? []), ...values];
		return { ...draft, method: 'GET', query: pairs, body: { kind: 'none' } };
	};
