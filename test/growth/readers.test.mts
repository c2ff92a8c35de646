/**
 * Whatever reads a text that somebody else wrote takes a time that grows as the text does. Every function that a file of
 * `nodes` exports is called with hostile texts in each way in which it may get one; those of `noReaders` get none.
 */
import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { setTimeout as nextTurn } from 'node:timers/promises';
import { projectRoot } from '../projectRoot.mts';
import { growth, most } from './support/growth.mts';
import { slowPatterns, slowPatternsOfSources } from './support/patterns.mts';
import { countingMany, patternsInUse } from './support/steps.mts';

type Reader = (...given: unknown[]) => unknown;

const root = projectRoot();

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

/** All texts for every reader take many minutes (`READERS=whole`); else each reader gets some, and together they get all. */
const share = process.env.READERS === 'whole' ? 1 : 12;

/** The first text that takes too long in each way. @param turn which of the texts it gets, all without it */
function slowTexts(reader: Reader, taken: string[], turn?: number): string[] {
	const slowIn = (way: string): string[] => {
		let number = turn ?? 0;
		for (const [name, make] of textsOf()) {
			if (turn !== undefined && ++number % share !== 0) continue;
			const times = growth((text) => ways[way]?.(reader, text), make);
			if (times >= most) return [`${way} of ${name}: ×${times.toFixed(1)}`];
		}
		return [];
	};
	return countingMany(() => taken.flatMap(slowIn));
}

/** They take functions or names of fields, and read no text. */
const noReaders = ['shared/input/fieldChecks.ts: problemIn'];

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

/** Readers as they must not be. */
const planted: Record<string, (text: string) => unknown> = {
	'looks back from each part': (text) => {
		const parts = text.split('');
		return parts.filter((part, at) => parts.indexOf(part, at + 1) < 0 && part !== '!').length;
	},
	'copies all before each part': (text) =>
		text.split('').reduce<string[]>((all, part) => [...all, part], []),
	'searches for an end that never comes': (text) => {
		let found = 0;
		for (let at = 0; at < text.length; at++) if (text.indexOf('never', at) >= 0) found++;
		return found;
	},
	'has a loop in a loop': (text) => {
		let sum = 0;
		for (let at = 0; at < text.length; at++) for (let to = 0; to < at; to++) sum++;
		return sum;
	},
	'finds with a pattern from each place': (text) => {
		const pattern = /never/g;
		for (let at = 0; at < text.length; at++) {
			pattern.lastIndex = at;
			if (pattern.exec(text)) return at;
		}
		return -1;
	},
};

/** It looks ahead, but not farther than a bound. */
const bounded = (text: string) => {
	let sum = 0;
	for (let at = 0; at < text.length; at++)
		for (let ahead = 0; ahead < 700 && at + ahead < text.length; ahead++) sum++;
	return sum;
};

jest.setTimeout(600_000);

test.each(Object.entries(planted))('a reader that %s is found', async (_name, reader) => {
	expect(await waysOf(reader as Reader)).toContain('text');
	expect(slowTexts(reader as Reader, ['text'])).not.toEqual([]);
});

test('a reader that looks ahead as far as a bound is none', async () => {
	expect(growth(bounded as Reader, (length) => 'a'.repeat(length))).toBe(1);
});

test.each([
	String.raw`/\/+$/`,
	'/<[^>]*>/g',
	'/x[a-z=&]*;/',
	'/(a+)+$/',
	String.raw`/^(.*)[/\\](.*)$/`,
])('the pattern %s is found', async (pattern) => {
	expect((await slowPatterns([pattern]))[0]).toContain(pattern);
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
	expect(await slowPatterns(patternsInUse())).toEqual([]);
});

test('no pattern of a source takes more than a time that grows as the text does', async () => {
	expect(await slowPatternsOfSources()).toEqual([]);
});
