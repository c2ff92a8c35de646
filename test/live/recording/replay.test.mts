/** A recording is played to the sandbox, and every difference between the sandbox and the gateway is named. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import { liveGateways, type LiveId } from '../gateways.mts';
import { accountOf } from '../support/account.mts';
import { openLiveBench } from '../support/sandboxRun.mts';
import {
	bytesOfBody,
	fileNameOf,
	readRecording,
	type RecordedExchange,
	type Recording,
} from './recording.mts';
import { replay } from './replay.mts';

const phone = '79161234567';

const folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesIn = (parent: string): string[] =>
	readdirSync(parent, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(parent, file));

/** Of the sandbox itself, by the live check. */
async function record(id: LiveId, level: 'read' | 'write'): Promise<Recording> {
	const bench = await openLiveBench(id, accountOf(id));
	try {
		const into = path.join(folder, `${id}-${level}`);
		const { shown } = await bench.run(['--level', level, '--to', phone, '--record', into]);
		const [file] = filesIn(into);
		if (file === undefined) throw new Error(`Nothing was recorded:\n${shown}`);
		return readRecording(readFileSync(file, 'utf8'));
	} finally {
		await bench.close();
	}
}

/** The gateways that the live check has something to ask. */
const asked = (Object.keys(liveGateways) as LiveId[]).filter(
	(id) => liveGateways[id].checks.length > 0,
);

const recordings = new Map<LiveId, Promise<Recording>>();

/** Of a whole check; each gateway is recorded once, for all tests of this file. */
async function recordingOf(id: LiveId): Promise<Recording> {
	const made = recordings.get(id) ?? record(id, 'write');
	recordings.set(id, made);
	return await made;
}

let recorded: Recording;
beforeAll(async () => (recorded = await recordingOf('smsc')));

describe.each(asked)('%s', (id) => {
	test('a recording of the sandbox replays without a difference', async () => {
		const recording = await recordingOf(id);
		expect(recording.exchanges.length).toBeGreaterThan(0);
		expect(await replay(recording)).toEqual([]);
	});
});

type Answer = NonNullable<RecordedExchange['answer']>;

/** The recording as another gateway would have answered: one exchange is changed. */
function changed(
	fits: (text: string) => boolean,
	change: (answer: Answer, text: string) => Answer,
): Recording {
	const textOf = (one: RecordedExchange) => bytesOfBody(one.answer?.body).toString('utf8');
	const at = recorded.exchanges.findIndex((one) => one.answer?.status === 200 && fits(textOf(one)));
	const exchanges = recorded.exchanges.map((one, index) =>
		index === at && one.answer ? { ...one, answer: change(one.answer, textOf(one)) } : one,
	);
	expect(at).toBeGreaterThanOrEqual(0);
	return { ...recorded, exchanges };
}

const withText = (answer: Answer, text: string, charset?: 'windows-1251'): Answer => ({
	...answer,
	body: { ...(charset ? { charset } : {}), text },
});

const has = (part: string) => (text: string) => text.includes(part);

describe('another answer is named', () => {
	test.each<[string, string, () => Recording]>([
		[
			'a status',
			'status 403, in the sandbox 200',
			() => changed(has('"error_code": 3'), (answer) => ({ ...answer, status: 403 })),
		],
		[
			'a header',
			'the header x-ratelimit-limit is not in the sandbox',
			() =>
				changed(has('"balance"'), (answer) => ({
					...answer,
					headers: [...answer.headers, ['X-RateLimit-Limit', '60']],
				})),
		],
		[
			'a type',
			'Content-Type text/plain, in the sandbox',
			() =>
				changed(has('"balance"'), (answer) => ({
					...answer,
					headers: [['Content-Type', 'text/plain']],
				})),
		],
		[
			'an error code',
			'error_code is 9, in the sandbox 3',
			() =>
				changed(has('"error_code": 3'), (answer, text) =>
					withText(answer, text.replace('"error_code": 3', '"error_code": 9')),
				),
		],
		[
			'words of a refusal',
			'error is "no money", in the sandbox "records not found"',
			() =>
				changed(has('records not found'), (answer, text) =>
					withText(answer, text.replace('records not found', 'no money')),
				),
		],
		[
			'a number in place of text',
			'balance is number, in the sandbox text',
			() =>
				changed(has('"balance"'), (answer, text) =>
					withText(answer, text.replace(/"balance": "([\d.]+)"/, '"balance": $1')),
				),
		],
		[
			'another order',
			'the keys of the answer come as',
			() =>
				changed(has('"error_code": 3'), (answer) =>
					withText(answer, '{\n"error_code": 3,\n"error": "records not found"\n}'),
				),
		],
		[
			'a missing key',
			'balance is in the sandbox’s answer only',
			() => changed(has('"balance"'), (answer) => withText(answer, '{\n}')),
		],
		[
			'a new key',
			'bonus is not in the sandbox’s answer',
			() =>
				changed(has('"balance"'), (answer, text) =>
					withText(answer, text.replace('{\n', '{\n"bonus": 1,\n')),
				),
		],
		[
			'an object in place of a list',
			'the answer is object, in the sandbox list',
			() =>
				changed(
					(text) => text.startsWith('[{'),
					(answer) => withText(answer, '{\n"1": {}\n}'),
				),
		],
		[
			'a charset',
			'the body is windows-1251, in the sandbox utf-8',
			() =>
				changed(
					(text) => /[\u0400-\u04ff]/.test(text),
					(answer, text) => withText(answer, text, 'windows-1251'),
				),
		],
		[
			'a page in place of JSON',
			'the body is no JSON, in the sandbox JSON',
			() => changed(has('"balance"'), (answer) => withText(answer, '<html></html>')),
		],
		[
			'another layout',
			'JSON begins with "" behind its bracket',
			() =>
				changed(has('"balance"'), (answer, text) => withText(answer, text.replaceAll('\n', ''))),
		],
	])('%s', async (_, difference, make) => {
		expect((await replay(make())).join('\n')).toContain(difference);
	});

	test('five at once are five', async () => {
		const answers: Array<
			[fits: (text: string) => boolean, change: (answer: Answer, text: string) => Answer]
		> = [
			[(text) => text.startsWith('[{'), (answer) => ({ ...answer, status: 400 })],
			[
				has('"currency"'),
				(answer) => ({ ...answer, headers: [...answer.headers, ['X-Trace', 'a']] }),
			],
			[
				has('records not found'),
				(answer, text) => withText(answer, text.replace('records not found', 'no money')),
			],
			[
				has('"cost"'),
				(answer, text) => withText(answer, text.replace(/"cost": "([\d.]+)"/, '"cost": $1')),
			],
			[has('"zones"'), (answer, text) => withText(answer, text.replace('"zones"', '"ranges"'))],
		];
		const original = recorded;
		for (const [fits, change] of answers) recorded = changed(fits, change);
		const found = await replay(recorded);
		recorded = original;
		const named = [
			'status 400, in the sandbox 200',
			'the header x-trace is not in',
			'error is "no money", in the sandbox "records not found"',
			'cost is number, in the sandbox text',
			'ranges is not in',
		];
		expect(named.filter((one) => !found.some((difference) => difference.includes(one)))).toEqual(
			[],
		);
		// The new name of a list is one that lacks and one too many.
		expect(found).toHaveLength(named.length + 1);
	});
});

/** Recordings of real gateways. What the sandbox still does otherwise is listed beside each, and nothing else is. */
const home = path.join(projectRoot(), 'test/recordings');
const real = filesIn(home).filter((file) => !file.endsWith('.differences.json'));

test('there is nothing but recordings, by their names', () => {
	const wrong = real.filter((file) => {
		const recording = readRecording(readFileSync(file, 'utf8'));
		const [gateway] = path.relative(home, file).split(path.sep);
		const name = fileNameOf(recording).replace(/\.json$/, '');
		return (
			gateway !== recording.gateway ||
			!path.basename(file).startsWith(name) ||
			/127\.0\.0\.1|localhost/.test(recording.host)
		);
	});
	expect(wrong).toEqual([]);
});

for (const file of real) {
	test(path.relative(home, file), async () => {
		const beside = file.replace(/\.json$/, '.differences.json');
		const known = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as string[]) : [];
		expect(await replay(readRecording(readFileSync(file, 'utf8')))).toEqual(known);
	});
}
