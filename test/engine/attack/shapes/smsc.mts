/** SMSC signs three fields of each event. Source: docs/gateways/smsc.md 16. */
import { decode, encode } from 'iconv-lite';
import { smscTable } from '../../../contract/smsc.table.mts';
import { percent } from '../draft.mts';
import type { Draft, Pair } from '../draft.mts';
import { among } from '../noise.mts';
import type { Noise } from '../noise.mts';
import type { Shape, Target } from '../shape.mts';
import { cutElsewhere, signatureForgeries } from './signature.mts';
import { type Algorithm, sign, signedFields, valueOf } from './signing.mts';

type Kind = keyof typeof signedFields;

const idOf = (serial: number): string => String(1_000_000 + serial);
/** A call for a check has no id: its time tells it apart. */
const timeOf = (serial: number): string => String(1_476_794_052 + serial);

/** What has been signed in this run, so that a report can be told from one that nobody signed. */
const signedOnes = new Map<string, Set<string>>();
const mark = (values: readonly (string | null)[]): string => JSON.stringify(values);

const texts = [
	'Спасибо',
	'Да: буду в 10:30',
	'Ответ «ёлка» № 5 & 100 %',
	'STOP',
	':::',
	'{"mes":1}',
];

const events: Record<Kind, (serial: number, noise: Noise) => Pair[]> = {
	// Nothing signs the time, the error and the type, so that anybody on the way can alter them.
	status: (serial, { number, text }) => [
		['id', idOf(serial)],
		['phone', '79001112233'],
		['status', ['-1', '0', '1', '2', '3', '20', '25'][number % 7] ?? '1'],
		['time', number % 5 === 0 ? '99.99.9999 99:99:99' : '18.10.2016 15:34:12'],
		['ts', ['1476794052', '9'.repeat(17), '1e300', '-1', text][number % 11] ?? '1476794052'],
		['err', /^[\w.-]+$/.test(text) ? text : '0'],
		['type', number % 2 === 0 ? '0' : 'constructor'],
	],
	inbound: (serial, noise) => [
		['id', idOf(serial)],
		['phone', '79001112233'],
		['mes', `${among(texts, noise)} ${serial}`],
		['to', '79037672219'],
	],
	call: (serial) => [
		['phone', '79001112233'],
		['waitcall', '79037672219'],
		['ts', timeOf(serial)],
	],
};

/** Nobody has signed the text of such a report for an event that is known: it was not cut out of one. */
const isCutOut = (report: Record<string, unknown>, secret: string): boolean => {
	const raw = report.raw as Record<string, string>;
	const texts = (['status', 'inbound', 'call'] as const).map((kind) =>
		signedFields[kind].map((name) => raw[name] ?? '').join(':'),
	);
	const known = [...(signedOnes.get(secret) ?? [])].map((one) => {
		const [kind, ...values] = JSON.parse(one) as string[];
		return kind === 'call' ? null : values.join(':');
	});
	return texts.some((text) => known.includes(text));
};

/** What the signature covers of a report: the same values, from the other side. */
const coveredBy = (report: Record<string, unknown>): string => {
	const raw = report.raw as Record<string, string>;
	const kind: Kind = 'waitcall' in raw ? 'call' : 'mes' in raw ? 'inbound' : 'status';
	return mark([kind, ...signedFields[kind].map((name) => raw[name] ?? null)]);
};

type Form = 'query of a GET' | 'form of a POST' | 'JSON of a POST' | 'XML of a POST';

function draftOf(form: Form, charset: string, algorithms: Algorithm[], pairs: Pair[]): Draft {
	const options = `charset=${charset}&${algorithms.join('&')}`;
	const common = { headers: {}, charset, rawQuery: options };
	if (form === 'query of a GET')
		return { ...common, method: 'GET', query: pairs, body: { kind: 'none' } };
	const post = { ...common, method: 'POST', query: [] };
	if (form === 'form of a POST') return { ...post, body: { kind: 'form', pairs } };
	if (form === 'XML of a POST') return { ...post, body: { kind: 'xml', pairs } };
	return { ...post, body: { kind: 'json', value: Object.fromEntries(pairs) } };
}

/** Signs these fields anew, so that only their content is at fault. */
const signed = (kind: Kind, change: (pairs: Pair[], noise: Noise) => Pair[]) =>
	((draft, secret, noise) => {
		const { charset = 'utf-8', body, query } = draft;
		const known = body.kind === 'none' ? query : valueOf(body);
		const unsigned = known.filter(([name]) => name !== 'md5' && name !== 'sha1');
		const pairs = change(unsigned, noise);
		const text = (name: string) => pairs.find(([one]) => one === name)?.[1] ?? '';
		const values = signedFields[kind].map(text);
		return {
			...draft,
			method: 'GET',
			query: [...pairs, ['sha1', sign('sha1', values, secret, charset)]],
			rawQuery: `charset=${charset}&sha1`,
			body: { kind: 'none' },
		};
	}) satisfies Shape['unreadable'][string];

const set = (pairs: Pair[], name: string, value: string): Pair[] =>
	pairs.map(([known, old]) => [known, known === name ? value : old]);

const unknown: Record<Kind, Shape['unreadable']> = {
	status: {
		'a status that is no number': signed('status', (pairs, { text }) =>
			set(pairs, 'status', `x${text.replaceAll(/[^a-z]/g, '')}`),
		),
		'no id': signed('status', (pairs) => pairs.filter(([name]) => name !== 'id')),
		'a phone with a colon': signed('status', (pairs) => set(pairs, 'phone', '7900:1')),
		'an id of 41 letters': signed('status', (pairs) => set(pairs, 'id', 'b'.repeat(41))),
	},
	inbound: {
		'a message to nobody': signed('inbound', (pairs) => pairs.filter(([name]) => name !== 'to')),
		'a sender with a line break': signed('inbound', (pairs) => set(pairs, 'phone', 'Bank\n')),
		'a receiver that is a word': signed('inbound', (pairs) => set(pairs, 'to', 'constructor')),
	},
	call: { 'a time that is none': signed('call', (pairs) => set(pairs, 'ts', '__proto__')) },
};

const shape = (kind: Kind, form: Form, charset: string, algorithms: Algorithm[]): Shape => ({
	name: `${kind}, ${form} in ${charset}, ${algorithms.join(' and ')}`,
	genuine: (serial, secret, noise) => {
		const event = events[kind](serial, noise);
		const values = signedFields[kind].map((name) => event.find(([one]) => one === name)?.[1] ?? '');
		const known = signedOnes.get(secret) ?? new Set();
		signedOnes.set(secret, known);
		// The charset is no part of what is signed: a caller can have the same bytes read in another one.
		for (const other of ['utf-8', 'windows-1251', 'koi8-r'])
			known.add(mark([kind, ...values.map((value) => decode(encode(value, charset), other))]));
		const signatures = algorithms.map((algorithm): Pair => {
			const hex = sign(algorithm, values, secret, charset);
			return [algorithm, noise.number % 3 === 0 ? hex.toUpperCase() : hex];
		});
		return draftOf(form, charset, algorithms, [...event, ...signatures]);
	},
	identity: (serial) =>
		kind === 'call' ? `"ts":"${timeOf(serial)}"` : `"messageId":"${idOf(serial)}"`,
	rewritings: {
		'options that nobody asked for': (draft) => ({
			...draft,
			rawQuery: `${draft.rawQuery ?? ''}&fmt=3&crc32&__proto__=1`,
		}),
		'a parameter that nobody knows': (draft, _secret, { text }) => ({
			...draft,
			rawQuery: `${draft.rawQuery ?? ''}&constructor=${percent(text)}`,
		}),
	},
	forgeries: signatureForgeries(kind),
	misplaced: { 'its fields in the places of another event': cutElsewhere(kind) },
	unknown: unknown[kind],
	unreadable: {},
});

export const smscTarget: Target = {
	table: smscTable,
	verified: true,
	isProven: () => null,
	hasSigned: (report, secret) =>
		report.messageId === null && report.status === 'unknown'
			? !isCutOut(report, secret)
			: signedOnes.get(secret)?.has(coveredBy(report)) === true,
	shapes: (['status', 'inbound', 'call'] as const).flatMap((kind) => [
		shape(kind, 'query of a GET', 'utf-8', ['sha1']),
		shape(kind, 'query of a GET', 'windows-1251', ['md5']),
		shape(kind, 'form of a POST', 'utf-8', ['md5', 'sha1']),
		shape(kind, 'form of a POST', 'windows-1251', ['sha1']),
		shape(kind, 'form of a POST', 'koi8-r', ['md5']),
		shape(kind, 'JSON of a POST', 'utf-8', ['sha1']),
		shape(kind, 'JSON of a POST', 'windows-1251', ['md5']),
		shape(kind, 'XML of a POST', 'utf-8', ['md5']),
		shape(kind, 'XML of a POST', 'windows-1251', ['sha1']),
	]),
};
