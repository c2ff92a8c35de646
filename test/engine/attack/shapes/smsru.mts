/** SMS.ru signs all entries of a call, one behind the other, with the API ID in front. Source: docs/gateways/smsru.md 7. */
import { createHash, createHmac } from 'node:crypto';
import { smsRuTable } from '../../../contract/smsru.table.mts';
import type { Draft, Pair } from '../draft.mts';
import { withValues } from '../draft.mts';
import { place } from '../noise.mts';
import type { Noise } from '../noise.mts';
import type { Change, Shape, Target } from '../shape.mts';

const idOf = (serial: number): string => `201737-${10_000_000 + serial}`;

const entryOf = (serial: number, code: string, time = 1_767_225_600 + serial): string =>
	['sms_status', idOf(serial), code, String(time)].join('\n');

const codes = ['100', '101', '102', '103', '104', '105', '108', '110', '-1'];

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const hashOf = (secret: string, entries: readonly string[]): string =>
	sha256(secret + entries.join(''));

const pairsOf = ({ body }: Draft): Pair[] => (body.kind === 'form' ? body.pairs : []);

const entriesOf = (draft: Draft): string[] =>
	pairsOf(draft)
		.filter(([name]) => name.startsWith('data['))
		.map(([, value]) => value);

const withPairs = (draft: Draft, pairs: Pair[]): Draft => ({
	...draft,
	body: { kind: 'form', pairs },
});

const data = (entries: readonly string[], first = 0): Pair[] =>
	entries.map((entry, at): Pair => [`data[${at + first}]`, entry]);

/** What has been signed in this run, so that a report can be told from one that nobody signed. */
const signedOnes = new Map<string, Set<string>>();

/** A call with these entries, signed as the gateway does it. */
function signed(draft: Draft, secret: string, entries: readonly string[], first = 0): Draft {
	const known = signedOnes.get(secret) ?? new Set();
	signedOnes.set(secret, known);
	for (const entry of entries) known.add(entry);
	return withPairs(draft, [...data(entries, first), ['hash', hashOf(secret, entries)]]);
}

/** The call with another signature, or several. */
const signedAs =
	(make: (hash: string, entries: string[], secret: string, noise: Noise) => string[]): Change =>
	(draft, secret, noise) => {
		const entries = entriesOf(draft);
		return withValues(draft, 'hash', make(hashOf(secret, entries), entries, secret, noise));
	};

/** Other entries under the signature that the call has. */
const under =
	(make: (entries: string[], noise: Noise) => Pair[]): Change =>
	(draft, _secret, noise) => {
		const own = pairsOf(draft).filter(([name]) => name === 'hash');
		return withPairs(draft, [...make(entriesOf(draft), noise), ...own]);
	};

const forgeries: Record<string, Change> = {
	'no signature': signedAs(() => []),
	'an empty signature': signedAs(() => ['']),
	'a signature cut off': signedAs((hash, _entries, _secret, noise) => [
		hash.slice(0, place(64, noise)),
	]),
	'a signature continued': signedAs((hash, _entries, _secret, { text }) => [hash + (text || '0')]),
	'a signature in capitals': signedAs((hash) => [
		/[a-f]/.test(hash) ? hash.toUpperCase() : `${hash}0`,
	]),
	zeros: signedAs(() => ['0'.repeat(64)]),
	'two signatures': signedAs((hash) => [hash, '0'.repeat(64)]),
	'the right signature twice': signedAs((hash) => [hash, hash]),
	'without the secret': signedAs((_hash, entries) => [sha256(entries.join(''))]),
	'the secret behind the entries': signedAs((_hash, entries, secret) => [
		sha256(entries.join('') + secret),
	]),
	'an HMAC': signedAs((_hash, entries, secret) => [
		createHmac('sha256', secret).update(entries.join('')).digest('hex'),
	]),
	'entries with something between them': signedAs((_hash, entries, secret) => [
		sha256(`${secret}\n${entries.join('\n')}`),
	]),
	'the secret for a signature': signedAs((_hash, _entries, secret) => [secret]),
	'another secret': signedAs((_hash, entries, secret, { text }) => [
		hashOf(secret + (text || '1'), entries),
	]),
	'another code': under((entries) =>
		data(entries.map((entry) => entry.replace(/\n-?\d+\n/, '\n777\n'))),
	),
	'another id': under((entries) => data(entries.map((entry) => entry.replace('201737', '201738')))),
	'an entry more': under((entries) => data([...entries, entryOf(1, '103')])),
	'no entry under the signature of some': under(() => []),
	'each entry twice': under((entries) => [...data(entries), ...data(entries)]),
	/** How a hash that begins with the secret is continued: the padding, then more. */
	'continued behind its padding': under((entries) =>
		data([`${entries.join('')}\u0080${'\0'.repeat(20)}`, entryOf(1, '103')]),
	),
	'a signature in the query': (draft, secret) => ({
		...withValues(draft, 'hash', []),
		query: [['hash', hashOf(secret, entriesOf(draft))]],
	}),
	'a signature in a header': (draft, secret) => ({
		...withValues(draft, 'hash', []),
		headers: { ...draft.headers, hash: hashOf(secret, entriesOf(draft)) },
	}),
	'as JSON': (draft) => ({
		...draft,
		body: { kind: 'json', value: Object.fromEntries(pairsOf(draft)) },
	}),
	'no body': (draft) => ({ ...draft, body: { kind: 'none' } }),
};

/** Nothing stands between entries in what is signed, so that a border can be moved: what is left of them claims nothing. */
const movedBorder: Change = (draft, _secret, { number }) => {
	const entries = entriesOf(draft);
	const joined = entries.join('');
	const borders = entries.map((_entry, at) => entries.slice(0, at).join('').length);
	const at = 1 + (number % (joined.length - 1));
	const parts = borders.includes(at) ? [joined] : [joined.slice(0, at), joined.slice(at)];
	const [last] = entries.length > 1 ? parts.slice(-1) : [];
	// What is left behind the border may end with a whole entry, which was signed as it is.
	const kept = last !== undefined && entries.includes(last) ? [joined] : parts;
	return withPairs(draft, [...data(kept), ...pairsOf(draft).filter(([name]) => name === 'hash')]);
};

const unknown: Record<string, Change> = {
	'a call that confirms a number': (draft, secret, { number }) =>
		signed(draft, secret, [`callcheck_status\n${number}\n401\n1767225600`]),
	'a status that is no number': (draft, secret, { text }) =>
		signed(draft, secret, [entryOf(1, `x${text.replaceAll(/[^a-z]/g, '')}`)]),
	'an entry of any text': (draft, secret, { text }) =>
		signed(draft, secret, [`?${text.toWellFormed()}`]),
	'no entry at all': (draft, secret) => signed(draft, secret, []),
	'a border between entries moved': movedBorder,
};

const shape = (name: string, count: number, first: number): Shape => ({
	name,
	several: count > 1,
	genuine(serial, secret, { number }) {
		const code = codes[number % codes.length] ?? '103';
		const others = Array.from({ length: count - 1 }, (_, at) =>
			entryOf(serial + (at + 1) * 50_000_000, '102'),
		);
		const blank: Draft = { method: 'POST', query: [], headers: {}, body: { kind: 'none' } };
		return signed(blank, secret, [entryOf(serial, code), ...others], first);
	},
	identity: (serial) => `"messageId":"${idOf(serial)}"`,
	rewritings: {
		'a parameter that nobody knows': (draft, _secret, { text }) =>
			withPairs(draft, [...pairsOf(draft), ['constructor', text]]),
		'the signature first': (draft) =>
			withPairs(draft, [...pairsOf(draft).slice(-1), ...pairsOf(draft).slice(0, -1)]),
	},
	forgeries,
	unknown,
	unreadable: {},
});

export const smsRuTarget: Target = {
	table: smsRuTable,
	verified: true,
	isProven: () => null,
	hasSigned({ raw, messageId }, secret) {
		// Of what is not read as a status, nothing is claimed.
		if (messageId === null) return true;
		const { entry = '' } = raw as { entry?: string };
		return signedOnes.get(secret)?.has(entry) === true;
	},
	shapes: [shape('one entry', 1, 0), shape('three entries', 3, 1)],
};
