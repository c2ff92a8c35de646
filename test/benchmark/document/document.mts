/** Every measured row, as a document. */
import { cpus, release, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import { short } from '../frame/statistics.mts';
import type { Outcome, Row } from '../frame/types.mts';
import { findings, method, misses } from './prose.mts';

export interface Part extends Outcome {
	/** Of its module, see `SectionPlan`. */
	file: string;
	title: string;
	/** Day on which it was measured, `YYYY-MM-DD`. */
	day: string;
	minutes: number;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const figure = (value: number | string): string =>
	typeof value === 'number' ? short(value) : cell(value);

const verdict = ({ met }: Row): string => (met === null ? '' : met ? 'yes' : '**no**');

function tableOf(rows: readonly Row[]): string {
	const head = ['measure', 'ratio', 'ours', 'compared with', 'unit', 'target', 'met', 'spread'];
	const lines = rows.map((row) => [
		cell(row.name),
		row.ratio === null ? '' : short(row.ratio),
		figure(row.ours),
		figure(row.theirs),
		cell(row.unit),
		cell(row.target),
		verdict(row),
		cell(String(row.spread)),
	]);
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

function versionOf(name: string, folder = '.'): string {
	const file = path.join(projectRoot(), folder, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function machine(): string {
	const processors = cpus();
	return [
		`${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}`,
		`${Math.round(totalmem() / 2 ** 30)} GB`,
		`${type()} ${release()}`,
		`Node.js ${process.versions.node}`,
		`n8n ${versionOf('n8n', 'test/n8n/host')}`,
	].join(', ');
}

function partOf({ title, day, minutes, rows, notes = [], series = [] }: Part, file: string | null) {
	const plot =
		series.length > 0 && file ? [`![Time per item at growing numbers of items](${file})`] : [];
	const when = `Measured on ${day}, in ${short(minutes)} minutes.`;
	return [`## ${title}`, tableOf(rows), ...plot, ...notes, when].join('\n\n');
}

/** The targets that were missed, those with the same reason together. */
function missed(parts: readonly Part[]): string {
	const rows = parts.flatMap((part) => part.rows).filter(({ met }) => met === false);
	if (rows.length === 0) return 'Every target was met in this run.';
	const byReason = Map.groupBy(rows, (row) => misses.find(({ name }) => name.test(row.name))?.why);
	return [...byReason]
		.map(([why, some]) => {
			const lines = some.map(({ name, ratio, ours, target }) => {
				const found = ratio === null ? figure(ours) : short(ratio);
				return `- ${name}: ${found}, wanted: ${target}`;
			});
			return [lines.join('\n'), ...(why ? [why] : [])].join('\n\n');
		})
		.join('\n\n');
}

/**
 * The whole document.
 *
 * @param plot file name of the picture of growth, if there is one
 */
export function documentOf(
	parts: readonly Part[],
	{ quick, plot }: { quick: boolean; plot: string | null },
): string {
	return `${[
		'# Performance',
		...(quick
			? ['**A quick run with small sizes: it shows that the benchmark works, and no more.**']
			: []),
		'Written by `npm run benchmark`; `npm run benchmark -- --only floor,memory` measures only these parts anew and leaves the others as they are.',
		`Measured on: ${machine()}.`,
		...parts.map((part) => partOf(part, plot)),
		'## What was missed',
		missed(parts),
		'## How it was measured',
		method,
		'## What the profiles showed',
		findings,
	].join('\n\n')}\n`;
}
