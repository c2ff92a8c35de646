/**
 * Through how many files one row goes, from its parameters to the wire and back: the sources in which a function is called
 * while the node handles it. Whoever wants to know what happens to a row opens these.
 */
import { Session } from 'node:inspector/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { type Bench, openBench } from './bench.mts';
import { tables } from './tables.mts';

const root = projectRoot();

/** A gateway's own files, and those of `nodes/shared`. A change that needs more of them wants a reason. */
const most = { own: 20, shared: 70 };

/** The sources below nodes/ of which a function was called meanwhile. */
async function sourcesOf(work: () => Promise<unknown>): Promise<string[]> {
	const session = new Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
		await work();
		const { result } = await session.post('Profiler.takePreciseCoverage');
		const called = result.filter(({ functions }) =>
			functions.some(
				({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0,
			),
		);
		return called
			.map(({ url }) => path.relative(root, url.replace(/^file:\/\//, '')))
			.filter((file) => /^nodes\/.*\.ts$/.test(file))
			.sort();
	} finally {
		session.disconnect();
	}
}

describe.each(tables)('$gateway.displayName', (table) => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await openBench(table);
		table.prepare?.(bench.sandbox);
	});
	afterAll(async () => await bench.close());

	test('one sent row goes through few files', async () => {
		const [operation] = table.sending;
		if (!operation)
			throw new Error(
				`List an operation that sends in test/contract/${table.gateway.id}.table.mts`,
			);
		let accepted = 0;
		const files = [
			...new Set(
				await sourcesOf(async () => {
					const { outputs } = await bench.send(operation, { rows: 1 });
					accepted = outputs[0]?.length ?? 0;
				}),
			),
		];
		const own = files.filter((file) => !file.startsWith('nodes/shared/'));
		const folder = path.join(root, 'test', '.artifacts', 'measured');
		mkdirSync(folder, { recursive: true });
		const counts = `${operation.name}: ${own.length} files of its own, ${files.length - own.length} of nodes/shared`;
		writeFileSync(
			path.join(folder, `followed.${table.gateway.id}.txt`),
			`${[counts, ...files].join('\n')}\n`,
		);

		expect(accepted).toBe(1);
		expect(own.length).toBeGreaterThan(0);
		expect(own.length).toBeLessThanOrEqual(most.own);
		expect(files.length - own.length).toBeLessThanOrEqual(most.shared);
	});
});
