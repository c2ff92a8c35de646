/** The cases of the attack, and what of a value is still seen. */
import { redactor as finderOf } from '../../../../nodes/shared/text/redact.ts';
import type { Exchange } from '../../model.mts';
import type { RecordingPlan } from '../../recording/redact.mts';
import { bytesOfBody, type RecordedExchange } from '../../recording/recording.mts';
import { exchangeOf, numberPlaces, places } from './places.mts';
import type { Value } from './values.mts';
import { writings } from './writings.mts';

export const planOf = (gateway: string, values: readonly Value[]): RecordingPlan => ({
	gateway,
	secrets: values.filter(({ kind }) => kind === 'secret' || kind === 'key').map(({ text }) => text),
	host: 'example.test',
	level: 'read',
	date: '2026-11-28',
	facts: {},
});

export interface Case {
	readonly says: string;
	readonly value: Value;
	readonly written: string;
	readonly exchange: Exchange;
}

const isNumber = ({ kind }: Value): boolean => kind === 'phone' || kind === 'money';

export function casesOf(values: readonly Value[]): Case[] {
	return values.flatMap((value) => {
		const written = Object.entries(writings).map(
			([says, write]) => [says, write(value.text)] as const,
		);
		const usual = written.flatMap(([writing, text]) =>
			Object.entries(places).map(([place, put]) => ({
				says: `${value.kind} ${JSON.stringify(value.text)}, ${writing}: ${place}`,
				value,
				written: text,
				exchange: exchangeOf(put(text)),
			})),
		);
		const asNumbers = isNumber(value)
			? Object.entries(numberPlaces).map(([place, put]) => ({
					says: `${value.kind} ${value.text}: ${place}`,
					value,
					written: value.text,
					exchange: exchangeOf(put(value.text)),
				}))
			: [];
		return [...usual, ...asNumbers];
	});
}

/** Everything that a reader of a recorded exchange sees: the file, and bodies as bytes. */
export function seenIn(recorded: RecordedExchange): string {
	const bodies = [recorded.request.body, recorded.answer?.body].map((body) => bytesOfBody(body));
	return [
		JSON.stringify(recorded),
		...bodies.map((body) => body.toString('utf8').replaceAll('\ufffd', '')),
		...bodies.map((body) => new TextDecoder('windows-1251').decode(body)),
	].join('\n');
}

/** What of a value is in a text, however it is written there. */
export function leaks(
	text: string,
	{ value, written }: Case,
	find: (text: string) => string,
): string[] {
	const plain = [value.text, ...value.parts].filter((one) => text.includes(one));
	// A writing of four letters may come about by chance.
	const asWritten = written.length >= 6 && text.includes(written) ? [written] : [];
	return [...plain, ...asWritten, ...(find(text) === text ? [] : ['another writing of it'])];
}

/** @returns a finder of every writing of a value, one for each */
export function findersOf(values: readonly Value[]): (value: Value) => (text: string) => string {
	const finders = new Map(
		values.map((value) => [value, finderOf([value.text, ...value.parts])] as const),
	);
	return (value) => finders.get(value) ?? finderOf([value.text]);
}

const parsed = (bytes: Buffer | undefined): unknown => {
	try {
		return JSON.parse(new TextDecoder('windows-1251').decode(bytes)) as unknown;
	} catch {
		return undefined;
	}
};
const isJson = (bytes: Buffer | undefined): boolean => parsed(bytes) !== undefined;

/** JSON by its types and the number of its keys. */
const formOf = (bytes: Buffer | undefined): string =>
	JSON.stringify(parsed(bytes) ?? null, (_, value: unknown) => {
		if (typeof value === 'string') return 't';
		return typeof value === 'number' ? 1 : value;
	}).replace(/"(?:[^"\\]|\\.)*":/g, '"k":');

/** Escapes by their number: `%D0`, `\\u0430`, `&#1040;`. */
const escapesIn = (bytes: Buffer | undefined): string =>
	[/%[0-9a-f]{2}/gi, /\\u[0-9a-f]{4}/gi, /&#?\w{1,9};/g]
		.map((pattern) => (bytes?.toString('latin1').match(pattern) ?? []).length)
		.join();

/** @returns where a recorded exchange has another length or form than the one that was heard */
export function formFaults(
	{ says, exchange }: Case,
	recorded: RecordedExchange | undefined,
): string[] {
	const pairs = [
		[exchange.request.body, bytesOfBody(recorded?.request.body)],
		[exchange.answer?.body, bytesOfBody(recorded?.answer?.body)],
	] as const;
	const address = exchange.request.path.length + exchange.request.query.length;
	const other = (recorded?.request.path.length ?? 0) + (recorded?.request.query?.length ?? 0);
	const isSame = ([before, after]: (typeof pairs)[number]) =>
		before?.length === after.length &&
		escapesIn(before) === escapesIn(after) &&
		(!isJson(before) || formOf(before) === formOf(after));
	return [
		...pairs
			.filter((pair) => !isSame(pair))
			.map(([before, after]) => `${says}: ${before} -> ${after}`),
		...(address === other ? [] : [`${says}: address`]),
	];
}
