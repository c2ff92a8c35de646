/** Large answers: parsing that keeps every digit, against JSON.parse, in shapes of all kinds. */
import { dist } from '../cases/case.mts';
import { median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const id = (row: number): string => String(7_234_567_890_123_456_789n + BigInt(row) * 7919n);

/** One row of a list. */
const shapes: Record<string, (row: number) => string> = {
	'ids of 19 digits and nothing else': id,
	'contacts with an id of 19 digits': (row) =>
		`{"id":${id(row)},"email":"ann+${row}@example.com","phone":"79161234567","active":true,"price":1.25}`,
	'statuses with an id of 19 digits as a text': (row) =>
		`{"id":"${id(row)}","status":${row % 9},"phone":"79161234567"}`,
	'ids as texts and as numbers': (row) => `{"id":"${id(row)}","number":${id(row)}}`,
	'texts with escapes': (row) => `{"text":"a\\n\\"b\\\\ \\u0416 ${row}","id":${id(row)}}`,
	'Cyrillic texts': (row) =>
		`{"text":"Заказ ${row} готов. Заберите его до пятницы","id":${id(row)}}`,
	'long Latin texts with few ids': (row) =>
		`{"text":"${'Your order is ready. Please collect it by Friday. '.repeat(100)}","id":${id(row)}}`,
	'objects in lists in objects': (row) => `${'{"a":['.repeat(5)}${id(row)}${']}'.repeat(5)}`,
	'20 long Latin texts, then nothing but ids': (row) =>
		row < 20 ? `"${'Your order is ready. Please collect it by Friday. '.repeat(100)}"` : id(row),
	'fractions of 16 digits': (row) => `${row}.1234567890123456`,
	'no number of 16 digits': (row) => `{"phone":"79161234567","status":"ok","number":${row}}`,
};

/** @param bytes how long the answer is on its way */
function listOf(shape: (row: number) => string, bytes: number): string {
	const rows: string[] = [];
	for (let size = 0; size < bytes; size += Buffer.byteLength(rows.at(-1) ?? '') + 1)
		rows.push(shape(rows.length));
	// As an answer comes: decoded, and in one piece.
	return Buffer.from(`[${rows.join(',')}]`).toString();
}

/** Processor time (ms), which other programs on the machine disturb less than the clock does. */
function millisecondsOf(run: () => unknown): number {
	global.gc?.();
	const before = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

async function shapeRow(benchmark: Benchmark, name: string, length: number): Promise<Row> {
	const { parseJson } = dist('nodes/shared/text/json') as { parseJson: (text: string) => unknown };
	const target = 'within 2 times JSON.parse';
	const size = `${short(length / 1_000_000)} MB of ${name}`;
	return await measure(benchmark, size, target, async () => {
		const text = listOf(shapes[name] as (row: number) => string, length);
		const [ours, native]: [number[], number[]] = [[], []];
		for (let round = -2; round < benchmark.repetitions; round++) {
			const [one, other] = [
				millisecondsOf(() => parseJson(text)),
				millisecondsOf(() => JSON.parse(text)),
			];
			if (round < 0) continue;
			ours.push(one);
			native.push(other);
		}
		const factors = ratios(ours, native);
		return {
			ratio: median(factors),
			ours: median(ours),
			theirs: median(native),
			unit: 'ms of processor time, and JSON.parse, which changes the digits',
			met: median(factors) <= 2,
			spread: spreadOf(factors),
		};
	});
}

export default async function json(benchmark: Benchmark): Promise<Outcome> {
	const rows: Row[] = [];
	for (const name of Object.keys(shapes))
		rows.push(await shapeRow(benchmark, name, benchmark.size(30_000_000, 300_000)));
	return { rows };
}
