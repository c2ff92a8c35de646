/**
 * Whatever reads a text that somebody else wrote takes a time that grows as the text does. Every function that a file of
 * `nodes` exports is called with hostile texts in each way in which it may get one; those of `noReaders` get none.
 */
import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { setTimeout as nextTurn } from 'node:timers/promises';
import { projectRoot } from '../projectRoot.mts';

type Reader = (...given: unknown[]) => unknown;

const root = projectRoot();

/** A text that is long, and one at which whatever grows as the square takes seconds. */
const lengths = [3_000, 24_000] as const;

/** What a text repeats, so that a reader that begins anew at each of them is found. */
const seeds = [
	...[' ', '\t\n', '\r', '/', '//', '\\', '1', '12.', '1,', '0', '-', '+', '.', '(', '[', '{', '='],
	...['<', '<a', '<a>', '<a><![CDATA[', '<script', '&', '&a', '&amp', '%', '%25', '"', '\'"', '{{'],
	...['{{ $json.a', '.a', '{"a":', 'a@', 'a@a.', ';', '#\n', 'x=&', 'ID - ', '),ID-', 'ext', 'доб'],
	...['\ud83d', '😀', '\u200b', 'charset=', '12:30 ', 'Ann <a@example.com>, ', 'a,b|c'],
];

/** Beginnings after which a reader goes on, and an end that fits nothing. */
const beginnings = ['', '=', 'ERROR = 1 ('];

function* textsOf(): Generator<[name: string, make: (length: number) => string]> {
	for (const seed of seeds) {
		for (const beginning of beginnings) {
			const make = (length: number) =>
				`${beginning}${seed.repeat(Math.ceil(length / seed.length))} !x`;
			yield [JSON.stringify(beginning + seed), make];
		}
	}
}

const names =
	'id,name,phone,phones,email,emails,message,text,date,time,status,error,code,number,sender,tags,group,cost,url,raw';

const row = (text: string) => Object.fromEntries(names.split(',').map((name) => [name, text]));

const setting = { timeZone: 'Europe/Minsk', zone: 'Europe/Minsk', country: 'none', item: {} };

/** A callback's call. */
const call = (contentType: string, text: string) => ({
	method: 'POST',
	url: `/webhook?${encodeURI(text.toWellFormed())}`,
	headers: { 'content-type': contentType },
	body: Buffer.from(text),
});

/** Ways in which a function may get a text. */
const ways: Record<string, (read: Reader, text: string) => unknown> = {
	text: (read, text) => read(text, 'Label', 'Label', 'Label'),
	'text in a zone': (read, text) => read(text, 'UTC', 'UTC', 'Label'),
	'text in windows-1251': (read, text) => read(text, 'windows-1251'),
	'second text': (read, text) => read('sms', text, 'none', 'Label'),
	'answer with a status': (read, text) => read(200, text, 'windows-1251'),
	'answer of one row': (read, text) => read(1, [row(text)]),
	bytes: (read, text) => read(Buffer.from(text), 'utf-8'),
	'bytes and a decoder': (read, text) => read(Buffer.from(text), (bytes: Buffer) => String(bytes)),
	row: (read, text) => read(row(text), 'UTC', 'UTC'),
	'list of one': (read, text) => read([text], 'Label'),
	'list of many': (read, text) =>
		read(
			Array.from({ length: text.length / 20 }, (_, at) => text.slice(at * 20, at * 20 + 20)),
			'Label',
		),
	'list of rows': (read, text) => read([row(text)], 'Label'),
	fields: (read, text) =>
		read((name: string) => (/fields$|options$|updates$/i.test(name) ? {} : text), setting),
	'field of a channel': (read, text) => read('sms', () => text, setting),
	form: (read, text) => read(call('application/x-www-form-urlencoded', text), 'utf-8'),
	JSON: (read, text) => read(call('application/json', text), 'utf-8'),
	XML: (read, text) => read(call('text/xml', text), 'utf-8'),
	'text of a callback': (read, text) =>
		read({ query: new Map([['a', { text }]]), body: new Map([['a', { text }]]), text }, ['a'], 'a'),
};

/** Less than this is not told from noise. */
const floorMs = 40;

/** Four times the text takes four times as long, or sixteen times when each part is read again for each part. */
const most = 9;

function cpuMs(work: () => unknown): number {
	const before = process.cpuUsage();
	try {
		const result = work();
		if (result instanceof Promise) result.catch(() => {});
	} catch {
		// What a text is refused with is asked elsewhere.
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

const least = (work: () => unknown): number => Math.min(cpuMs(work), cpuMs(work), cpuMs(work));

/** @returns how many times longer four times the text takes; 1 where that is too short to be told */
function growth(read: (text: string) => unknown, make: (length: number) => string): number {
	for (const length of lengths) {
		const much = make(length);
		if (cpuMs(() => read(much)) < floorMs) continue;
		const long = least(() => read(much));
		if (long < floorMs) continue;
		const little = make(length / 4);
		return (
			long /
			Math.max(
				least(() => read(little)),
				1,
			)
		);
	}
	return 1;
}

/** A call that fails for what it was given, and not for what it read, says nothing. */
async function reads(work: () => unknown): Promise<boolean> {
	try {
		await Promise.race([work(), nextTurn()]);
		return true;
	} catch (error) {
		return !(error instanceof TypeError);
	}
}

/** The ways in which a function takes a text. */
async function waysOf(reader: Reader): Promise<string[]> {
	const taken: string[] = [];
	for (const [way, give] of Object.entries(ways))
		if (await reads(() => give(reader, '12345'))) taken.push(way);
	return taken;
}

/** All texts for every reader take minutes (`READERS=whole`); else each reader gets some, and together they get all. */
const share = process.env.READERS === 'whole' ? 1 : 12;

/** The first text that takes too long in each way. @param turn which of the texts it gets, all without it */
function slowTexts(reader: Reader, taken: string[], turn?: number): string[] {
	return taken.flatMap((way) => {
		let number = turn ?? 0;
		for (const [name, make] of textsOf()) {
			if (turn !== undefined && ++number % share !== 0) continue;
			const times = growth((text) => ways[way]?.(reader, text), make);
			if (times >= most) return [`${way} of ${name}: ×${times.toFixed(1)}`];
		}
		return [];
	});
}

/** They take functions or names of fields, and read no text. */
const noReaders = ['shared/input/nodeFields.ts: problemIn'];

const files = globSync('nodes/**/*.ts', { cwd: root })
	.filter((file) => !file.endsWith('.node.ts'))
	.sort();

async function readersOf(file: string): Promise<Array<[name: string, reader: Reader]>> {
	const exported = (await import(resolve(root, file))) as Record<string, unknown>;
	return Object.entries(exported).flatMap(([name, value]) =>
		typeof value === 'function' && !String(value).startsWith('class')
			? [[`${relative('nodes', file)}: ${name}`, value as Reader] as [string, Reader]]
			: [],
	);
}

jest.setTimeout(600_000);

test('a reader that begins anew at each slash, tag or mark is found', async () => {
	const planted: Array<[way: string, reader: Reader]> = [
		['text', (text) => String(text).replace(/\/+$/, '')],
		['text', (text) => String(text).replace(/<[^>]*>/g, '')],
		['fields', (read) => /x[a-z=&]*;/.test((read as (name: string) => string)('a'))],
	];
	for (const [way, reader] of planted) {
		expect(await waysOf(reader)).toContain(way);
		expect(slowTexts(reader, [way])).not.toEqual([]);
	}
});

test('readers take a time that grows as the text does', async () => {
	const slow: string[] = [];
	let readers = 0;
	for (const file of files) {
		for (const [name, reader] of await readersOf(file)) {
			if (noReaders.includes(name)) continue;
			const taken = await waysOf(reader);
			if (taken.length > 0) readers++;

			for (const text of slowTexts(reader, taken, readers)) slow.push(`${name}: ${text}`);
		}
	}
	expect(slow).toEqual([]);
	expect(readers).toBeGreaterThan(200);
});
