/** Generated values in every writing and every place: none may be seen in a recording or in a report. */
import { redactor as finderOf } from '../../../nodes/shared/text/redact.ts';
import type { Exchange } from '../model.mts';
import { redactRecording, type RecordingPlan } from '../recording/redact.mts';
import { bytesOfBody, textOfRecording, type RecordedExchange } from '../recording/recording.mts';
import { exchangeOf, numberPlaces, places } from './attack/places.mts';
import { valuesOf, type Value } from './attack/values.mts';
import { writings } from './attack/writings.mts';

const gateways = ['smsc', 'kupon', 'smsby', 'smsru', 'sendpulse'];

const plan = (gateway: string, secrets: readonly string[]): RecordingPlan => ({
	gateway,
	secrets,
	host: 'example.test',
	level: 'read',
	date: '2026-11-28',
	facts: {},
});

interface Case {
	readonly says: string;
	readonly value: Value;
	readonly written: string;
	readonly exchange: Exchange;
}

const isNumber = ({ kind }: Value): boolean => kind === 'phone' || kind === 'money';

function casesOf(values: readonly Value[]): Case[] {
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
function seenIn(recorded: RecordedExchange): string {
	const bodies = [recorded.request.body, recorded.answer?.body].map((body) => bytesOfBody(body));
	return [
		JSON.stringify(recorded),
		...bodies.map((body) => body.toString('utf8').replaceAll('\ufffd', '')),
		...bodies.map((body) => new TextDecoder('windows-1251').decode(body)),
	].join('\n');
}

/** What of a value is in a text, however it is written there. */
function leaks(text: string, { value, written }: Case, find: (text: string) => string): string[] {
	const plain = [value.text, ...value.parts].filter((one) => text.includes(one));
	// A writing of four letters may come about by chance.
	const asWritten = written.length >= 6 && text.includes(written) ? [written] : [];
	return [...plain, ...asWritten, ...(find(text) === text ? [] : ['another writing of it'])];
}

const known = (values: readonly Value[]) =>
	values.filter(({ kind }) => kind === 'secret' || kind === 'key').map(({ text }) => text);

describe.each(gateways)('%s', (gateway) => {
	const values = valuesOf(gateway);
	const cases = casesOf(values);
	const finders = new Map(
		values.map((value) => [value, finderOf([value.text, ...value.parts])] as const),
	);
	const { recording, text } = redactRecording(
		{ exchanges: cases.map(({ exchange }) => exchange), callbacks: [] },
		plan(gateway, known(values)),
	);

	test(`none of ${cases.length} is seen in the recording`, () => {
		expect(cases.length).toBeGreaterThan(5000);
		const found = cases.flatMap((one, at) => {
			const recorded = recording.exchanges[at];
			if (!recorded) return [`${one.says}: not recorded`];
			const find = finders.get(one.value) ?? finderOf([]);
			return leaks(seenIn(recorded), one, find).map((leak) => `${one.says}: ${leak}`);
		});
		expect(found).toEqual([]);
	});

	test('each keeps its length and form', () => {
		const found = cases.flatMap(({ says, exchange }, at) => {
			const recorded = recording.exchanges[at];
			const pairs = [
				[exchange.request.body, bytesOfBody(recorded?.request.body)],
				[exchange.answer?.body, bytesOfBody(recorded?.answer?.body)],
			] as const;
			return [
				...pairs
					.filter(([before, after]) => before?.length !== after.length)
					.map(([before, after]) => `${says}: ${before} -> ${after}`),
				...(exchange.request.path.length + exchange.request.query.length ===
				(recorded?.request.path.length ?? 0) + (recorded?.request.query?.length ?? 0)
					? []
					: [`${says}: address`]),
				...pairs
					.filter(([before]) => isJson(before))
					.filter(([before, after]) => formOf(before) !== formOf(after))
					.map(([before, after]) => `${says}: ${before} -> ${after}`),
			];
		});
		expect(found).toEqual([]);
	});

	test('none is seen in the report', () => {
		const found = cases.flatMap((one) => {
			const report = text(
				`**contradicted**: expected a number, seen ${one.written} and ${one.value.text}.`,
			);
			const isWhole = report.startsWith('**contradicted**: expected a number, seen ');
			const find = finders.get(one.value) ?? finderOf([]);
			return [
				...leaks(report, one, find).map((leak) => `${one.says}: ${leak}: ${report}`),
				...(isWhole ? [] : [`${one.says}: ${report}`]),
			];
		});
		expect(found).toEqual([]);
	});
});

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

test('a file of a recording reads back as it was', () => {
	const { recording } = redactRecording(
		{
			exchanges: [exchangeOf({ body: 'mes=Привет', answer: Buffer.from([0xcf, 0xf0, 0xe8]) })],
			callbacks: [],
		},
		plan('smsc', []),
	);
	expect(JSON.parse(textOfRecording(recording))).toEqual(recording);
	expect(recording.exchanges[0]?.answer?.body).toMatchObject({ charset: 'windows-1251' });
});
