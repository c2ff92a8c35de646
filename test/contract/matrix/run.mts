/** Runs cells, several at a time, each on a bench that no other uses meanwhile. */
import type { GatewaySamples } from '../samples/sample.mts';
import type { ContractTable } from '../table.mts';
import type { Seen } from './cell.mts';
import { runCell } from './cell.mts';
import type { MatrixFault } from './faults.mts';
import type { MatrixOperation } from './operations.mts';
import type { Expectation } from './rules.mts';
import { expected } from './rules.mts';
import { type Bench, openBench } from '../bench.mts';

export interface Cell {
	operation: MatrixOperation;
	fault: MatrixFault;
	expectation: Expectation;
}

export interface PlayedCell extends Cell {
	seen: Seen;
	/** What is not as it has to be. */
	problems: string[];
}

/** Cells in flight; most of a cell's time is waiting. */
const parallel = 16;

/** Answers of 50 MB in the memory at once. */
const heavyParallel = 2;

/** All cells of these rows and columns. */
export function cellsOf(operations: MatrixOperation[], faults: MatrixFault[]): Cell[] {
	return operations.flatMap((operation) =>
		faults.map((fault): Cell => {
			const name = operation.name.replace(/ .*/, '');
			return { operation, fault, expectation: expected(fault, name, operation.sample) };
		}),
	);
}

function differences({ expectation }: Cell, seen: Seen, right: Seen | undefined): string[] {
	const { shown, requests, acted, pauseMs = 0 } = expectation;
	const problems: string[] = [];
	const same = (what: string, is: unknown, should: unknown) => {
		if (is !== should) problems.push(`${what}: ${String(is)} instead of ${String(should)}`);
	};
	same('shown', seen.shown, typeof shown === 'string' ? 'rows' : 'failed');
	if (shown === 'none') same('rows', seen.rows, 0);
	else if (shown === 'rows') {
		if (seen.rows === 0) problems.push('no row came out');
		if (right) same('fields', seen.fields.join(), right.fields.join());
	} else {
		same('kind', seen.kind, shown.kind);
		// Operations that send nothing have no message whose outcome they could tell.
		if (seen.outcome !== null) same('outcome', seen.outcome, shown.outcome);
		if (!seen.message || !seen.hint) problems.push('message or hint is missing');
	}
	same('requests', seen.requests, requests);
	same('acted', seen.acted, acted);
	same('requests to another host', seen.strayed, 0);
	if (seen.pauseMs < pauseMs) problems.push(`pause: ${seen.pauseMs} ms instead of ${pauseMs} ms`);
	if (seen.leaked) problems.push(seen.leaked);
	return problems.length > 0 && seen.message ? [...problems, `message: ${seen.message}`] : problems;
}

/**
 * The fault, and with a time limit once more with a longer one, for a cell that came out wrong: the limit also ends a call that a
 * busy machine has not brought to the sandbox yet, and what is wrong with the node stays wrong.
 */
const tries = (fault: MatrixFault): MatrixFault[] =>
	fault.timeoutMs === undefined ? [fault] : [fault, { ...fault, timeoutMs: 20 * fault.timeoutMs }];

/** A call that sends has to tell its outcome, whatever the fault. */
function judged(cell: Cell, seen: Seen, right: Seen | undefined): PlayedCell {
	const problems = differences(cell, seen, right);
	if (cell.operation.sample.effect === 'send' && seen.shown === 'failed' && seen.outcome === null) {
		problems.push('the outcome is missing');
	}
	return { ...cell, seen, problems };
}

/** The cell could not be set up or n8n refused to start, which no rule allows. */
const notPlayed = (error: unknown): Seen => ({
	shown: 'thrown',
	rows: 0,
	fields: [],
	message: error instanceof Error ? (error.stack ?? error.message) : String(error),
	kind: null,
	outcome: null,
	hint: null,
	requests: 0,
	acted: 0,
	pauseMs: 0,
	strayed: 0,
	leaked: null,
});

/** @param play gets a job and the number of the place, below `places`, that nobody else has meanwhile */
async function inParallel<T>(
	jobs: T[],
	places: number,
	play: (job: T, place: number) => Promise<void>,
) {
	const queue = jobs.values();
	await Promise.all(
		Array.from({ length: places }, async (_, place) => {
			for (const job of queue) await play(job, place);
		}),
	);
}

/**
 * Plays the cells.
 *
 * @param progress is told after each cell how many are done
 */
export async function playCells(
	table: ContractTable,
	samples: GatewaySamples,
	cells: Cell[],
	progress: (done: number) => void = () => {},
): Promise<PlayedCell[]> {
	const benches = await Promise.all(
		Array.from({ length: parallel }, async () => await openBench(table, 0)),
	);
	const played = new Map<Cell, PlayedCell>();
	const right = new Map<string, Seen>();
	const playOnce = async (cell: Cell, bench: Bench, fault: MatrixFault): Promise<PlayedCell> => {
		const seen = await runCell(table, samples, bench, cell.operation, fault).catch(
			(error: unknown) => notPlayed(error),
		);
		if (fault.nature === 'none') right.set(cell.operation.name, seen);
		const compared = fault.nature === 'mislabelled' ? right.get(cell.operation.name) : undefined;
		return judged(cell, seen, compared);
	};
	const play = async (cell: Cell, place: number) => {
		for (const fault of tries(cell.fault)) {
			const outcome = await playOnce(cell, benches[place] as Bench, fault);
			played.set(cell, outcome);
			if (outcome.problems.length === 0 || fault.timeoutMs === undefined) break;
			// What the limit ended may still come.
			await benches[place]?.close();
			benches[place] = await openBench(table, 0);
		}
		progress(played.size);
	};
	const sound = (cell: Cell) => cell.fault.nature === 'none';
	const heavy = (cell: Cell) => cell.fault.heavy === true;
	try {
		await inParallel(cells.filter(sound), parallel, play);
		await inParallel(
			cells.filter((cell) => !sound(cell) && !heavy(cell)),
			parallel,
			play,
		);
		await inParallel(cells.filter(heavy), heavyParallel, play);
	} finally {
		await Promise.all(benches.map(async (bench) => await bench.close()));
	}
	return cells.map((cell) => played.get(cell) as PlayedCell);
}
