/** The failure matrix of one gateway: a part of it in CI, all of it by `npm run matrix`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withoutPaces } from '../bench.mts';
import type { GatewaySamples } from '../samples/sample.mts';
import type { ContractTable } from '../table.mts';
import { faults, refusalFaults } from './faults.mts';
import { operationsOf, representatives } from './operations.mts';
import { cellsOf, playCells } from './run.mts';
import type { Cell, PlayedCell } from './run.mts';

const whole = process.env.MATRIX === 'whole';

/** The columns that CI tries every operation with: nothing wrong, not reached, lost before and after the work. */
const ciFaults = ['none', 'refused', 'reset before', 'reset after', '422'];

/** For somebody at work on one column: its names, separated by commas. */
const only = process.env.MATRIX_FAULTS?.split(',');

const patience = 3_600_000;

function selected(table: ContractTable, samples: GatewaySamples): Cell[] {
	const operations = operationsOf(table, samples);
	const columns = [...faults, ...refusalFaults(samples.refusals)];
	const cells = cellsOf(operations, columns);
	if (only) return cells.filter(({ fault }) => only.includes(fault.name));
	if (whole) return cells;
	const chosen = new Set(representatives(operations));
	return cells.filter(
		({ operation, fault }) => chosen.has(operation) || ciFaults.includes(fault.name),
	);
}

/** A line every few seconds, since the whole takes minutes. */
function reporter(name: string, total: number): (done: number) => void {
	let next = 0;
	return (done) => {
		if (!whole || (Date.now() < next && done < total)) return;
		next = Date.now() + 10_000;
		process.stderr.write(`${name}: ${done} of ${total} cells\n`);
	};
}

/** What the report is made of. */
function write(table: ContractTable, played: PlayedCell[], seconds: number): void {
	const folder = path.resolve(__dirname, '..', '..', '.artifacts', 'matrix');
	mkdirSync(folder, { recursive: true });
	const cells = played.map(({ operation, fault, seen, problems }) => ({
		operation: operation.name,
		effect: operation.sample.effect,
		transport: operation.transport,
		fault: fault.name,
		says: fault.says,
		own: fault.nature === 'ownRefusal',
		seen,
		problems,
	}));
	const { id, displayName } = table.gateway;
	writeFileSync(
		path.join(folder, `${id}.json`),
		JSON.stringify({ id, displayName, seconds, cells }),
	);
}

export function matrixSuite(table: ContractTable, samples: GatewaySamples): void {
	describe(`${table.gateway.displayName}: failure matrix`, () => {
		const cells = selected(table, samples);
		const rows = [...new Set(cells.map(({ operation }) => operation.name))];
		let played: PlayedCell[] = [];
		withoutPaces();

		beforeAll(async () => {
			const start = Date.now();
			played = await playCells(
				table,
				samples,
				cells,
				reporter(table.gateway.displayName, cells.length),
			);
			if (whole) write(table, played, (Date.now() - start) / 1000);
		}, patience);

		test.each(rows)('%s', (name) => {
			const row = played.filter(({ operation }) => operation.name === name);
			const wrong = row
				.filter(({ problems }) => problems.length > 0)
				.map(({ fault, problems }) => `${fault.name}: ${problems.join('; ')}`);

			expect(row.length).toBe(cells.filter(({ operation }) => operation.name === name).length);
			expect(wrong).toEqual([]);
		});
	});
}
