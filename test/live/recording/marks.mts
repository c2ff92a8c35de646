/** What recordings say about the facts of a page, for the page. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import { readRecording, type Recording } from './recording.mts';

/** @param gateway an id. @returns its recordings under `test/recordings`, the oldest first */
export function recordingsOf(gateway: string): Recording[] {
	const folder = path.join(projectRoot(), 'test/recordings', gateway);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json') && !file.endsWith('.differences.json'))
		.sort()
		.map((file) => readRecording(readFileSync(path.join(folder, file), 'utf8')));
}

/** A verdict in words; what is open says nothing about a fact. */
const told = { confirmed: 'confirmed', contradicted: '**contradicted**' } as const;

/**
 * @param ids of the facts, in the order of the page
 * @param recordings the oldest first: a later one of the same host replaces an earlier one
 * @returns Markdown: each fact that a recording settles, with date and host
 */
export function recordedMarks(ids: readonly string[], recordings: readonly Recording[]): string {
	const rows = ids.flatMap((id) => {
		const byHost = new Map<string, string>();
		for (const { facts, date, host } of recordings) {
			const verdict = facts[id];
			if (verdict === 'confirmed' || verdict === 'contradicted') {
				byHost.set(host, `${told[verdict]} (${date}, ${host})`);
			}
		}
		return byHost.size > 0 ? [`| ${id} | ${[...byHost.values()].join(', ')} |`] : [];
	});
	if (rows.length === 0) {
		return 'No live check of this gateway has been recorded yet: nothing on this page was tried against the live service by this project.';
	}
	return ['| recorded | recording |', '| --- | --- |', ...rows].join('\n');
}
