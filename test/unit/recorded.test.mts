/** Pages of facts show what recordings of live checks say. `RECORDED=write` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { blockIn, withBlock } from '../documentBlock.mts';
import { listedFolders } from '../gatewayFolders.mts';
import { factsOf, readFacts } from '../live/facts.mts';
import { recordedMarks, recordingsOf } from '../live/recording/marks.mts';
import type { Recording } from '../live/recording/recording.mts';
import { projectRoot } from '../projectRoot.mts';
import { cellsOf } from './support/pages.mts';

/** Cells without what the formatter adds. */
const bare = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

const idsOf = (gateway: string): string[] => factsOf(gateway).facts.flatMap(({ ids }) => ids);

const pageOf = (gateway: string): string =>
	path.join(projectRoot(), 'docs/gateways', `${gateway}.md`);

const kinds = ['seed', 'public document', 'client seen working', 'inferred', 'open'];

describe.each(listedFolders().map(({ id }) => id))('docs/gateways/%s.md', (gateway) => {
	const page = readFileSync(pageOf(gateway), 'utf8');

	test('shows what recordings settle', () => {
		const marks = recordedMarks(idsOf(gateway), recordingsOf(gateway));
		if (process.env.RECORDED === 'write') {
			writeFileSync(pageOf(gateway), withBlock(page, 'recorded', marks));
		} else expect(bare(blockIn(page, 'recorded'))).toBe(bare(marks));
	});

	test('says of which kind each mark is', () => {
		const [, legend = ''] = /\n(\| mark [^]*?)\n\n/.exec(page) ?? [];
		const [head = '', , ...rows] = legend.split('\n');
		const column = cellsOf(head).indexOf('kind');
		expect(rows.length).toBeGreaterThan(3);
		expect(
			rows.map((row) => cellsOf(row)[column]).filter((kind) => !kinds.includes(kind ?? '')),
		).toEqual([]);
	});
});

const recording = (date: string, host: string, facts: Recording['facts']): Recording => ({
	gateway: 'smsc',
	date,
	host,
	level: 'read',
	facts,
	exchanges: [],
	callbacks: [],
});

describe('the table', () => {
	const ids = ['smsc/a', 'smsc/b', 'smsc/c'];
	const table = recordedMarks(ids, [
		recording('2026-12-01', 'smsc.ru', {
			'smsc/a': 'open',
			'smsc/b': 'contradicted',
			'smsc/x': 'confirmed',
		}),
		recording('2026-12-02', 'smsc.kz', { 'smsc/b': 'confirmed' }),
		recording('2026-12-03', 'smsc.ru', { 'smsc/b': 'confirmed', 'smsc/c': 'contradicted' }),
	]);

	test('has the latest of each host, with its date', () => {
		expect(table).toBe(
			[
				'| recorded | recording |',
				'| --- | --- |',
				'| smsc/b | confirmed (2026-12-03, smsc.ru), confirmed (2026-12-02, smsc.kz) |',
				'| smsc/c | **contradicted** (2026-12-03, smsc.ru) |',
			].join('\n'),
		);
	});

	test('adds no fact to the page', () => {
		expect(readFacts('smsc', `# SMSC\n\n${table}\n`)).toEqual({
			facts: [],
			reasons: [],
			silent: [],
		});
	});

	test('is a sentence without recordings', () => {
		expect(
			recordedMarks(ids, [recording('2026-12-01', 'smsc.ru', { 'smsc/a': 'open' })]),
		).toContain('No live check');
	});
});
