/**
 * One section in a process of its own, so that none finds another's garbage, and a crash is one failed row. Started by
 * main.mts, which it sends its outcome.
 */
import { failedRow, type Benchmark, type Outcome, type Section } from './frame/types.mts';
import { startServer } from './server/handle.mts';

async function run(name: string, quick: boolean): Promise<Outcome> {
	const { default: section } = (await import(`./${name}.mts`)) as { default: Section };
	const server = await startServer();
	const benchmark: Benchmark = {
		quick,
		repetitions: quick ? 1 : 5,
		size: (full, small) => (quick ? small : full),
		server,
		say: (text) => void process.send?.({ say: text }),
	};
	try {
		return await section(benchmark);
	} finally {
		server.close();
	}
}

const [name = '', quick] = process.argv.slice(2);
run(name, quick === '--quick').then(
	(outcome) => process.send?.({ outcome }),
	(error: unknown) => {
		console.error(error);
		process.send?.({ outcome: { rows: [failedRow(name, 'measured', error)] } });
	},
);
