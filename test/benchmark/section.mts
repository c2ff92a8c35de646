/**
 * One section in a process of its own, so that none finds another's garbage, and a crash is one failed row. Started by
 * main.mts, which it sends its outcome.
 */
import { failedRow, type Benchmark, type Outcome, type Section } from './frame/types.mts';
import { startServer } from './server/handle.mts';

async function run(name: string, quick: boolean): Promise<Outcome> {
	const module = (await import(`./${name}.mts`)) as Record<string, unknown>;
	const section = (module.default ??
		Object.values(module).find((one) => typeof one === 'function')) as Section | undefined;
	if (!section) throw new Error(`${name}.mts exports no function`);
	const server = await startServer();
	const benchmark: Benchmark = {
		quick,
		repetitions: quick ? 1 : 5,
		size: (full, small) => (quick ? small : full),
		server,
		say: (text) => void process.send?.({ say: text }),
	};
	try {
		const outcome = await section(benchmark);
		// The callbacks answer with rows alone.
		return Array.isArray(outcome) ? { rows: outcome as Outcome['rows'] } : outcome;
	} finally {
		server.close();
	}
}

/** Ending this way still stops the n8n that a section has started (test/n8n/instance.mts). */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const [name = '', quick] = process.argv.slice(2);
run(name, quick === '--quick').then(
	(outcome) => process.send?.({ outcome }),
	(error: unknown) => {
		console.error(error);
		process.send?.({ outcome: { rows: [failedRow(name, 'measured', error)] } });
	},
);
