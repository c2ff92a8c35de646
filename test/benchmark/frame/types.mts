/** What a section of the benchmark is given, and what it answers. */
import type { AnsweringServer } from '../server/handle.mts';

/** One line of the table. */
export interface Row {
	name: string;
	/** Theirs over ours where faster is better, else ours over theirs; null where the figure has no counterpart. */
	ratio: number | null;
	ours: number | string;
	theirs: number | string;
	unit: string;
	target: string;
	/** null: there is no target, the figure is listed. */
	met: boolean | null;
	/** How far the repetitions lie apart. */
	spread: string;
}

/** Time per item at growing sizes, for the plot. */
export interface Series {
	name: string;
	points: Array<{ items: number; microseconds: number }>;
}

export interface Outcome {
	rows: Row[];
	/** Sentences for the document, below the table. */
	notes?: string[];
	series?: Series[];
}

export interface Benchmark {
	/** Small sizes and one repetition: shows that everything works, measures nothing. */
	quick: boolean;
	repetitions: number;
	/** The size of a full or of a quick run. */
	size(full: number, quick: number): number;
	server: AnsweringServer;
	say(text: string): void;
}

export type Section = (benchmark: Benchmark) => Promise<Outcome>;

/** The row of a measure that could not be taken: it is in the table like all others. */
export function failedRow(name: string, target: string, error: unknown): Row {
	// n8n hands errors of nodes on as plain objects.
	const { message } = Object(error) as { message?: unknown };
	const reason = typeof message === 'string' ? message : String(error);
	return {
		name,
		ratio: null,
		ours: `failed: ${reason.split('\n')[0]?.slice(0, 200)}`,
		theirs: '',
		unit: '',
		target,
		met: false,
		spread: '',
	};
}

/** Takes a measure; if that fails, the row says so. */
export async function measure(
	{ say }: Benchmark,
	name: string,
	target: string,
	take: () => Promise<Omit<Row, 'name' | 'target'>>,
): Promise<Row> {
	say(name);
	try {
		return { name, target, ...(await take()) };
	} catch (error) {
		say(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
		return failedRow(name, target, error);
	}
}
