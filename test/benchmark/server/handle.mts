import { fork } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';
import type { Counters, Order, RecordedCall, Reply, Report } from './protocol.mts';

export interface AnsweringServer {
	url: string;
	/** Milliseconds before each answer; 0 in the beginning. */
	latency(ms: number): Promise<void>;
	/** What happened since this was last asked. */
	counters(): Promise<Counters>;
	/** The requests that arrive while an action runs. */
	recording(action: () => Promise<unknown>): Promise<RecordedCall[]>;
	close(): void;
}

/** Starts the server in a process of its own. */
export async function startServer(): Promise<AnsweringServer> {
	const child = fork(path.join(projectRoot(), 'test', 'benchmark', 'server', 'main.mts'), {
		execArgv: [],
	});
	const waiting = new Map<number, (report: Reply) => void>();
	let lastId = 0;
	const port = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
		child.on('message', (report: Report) => {
			if ('port' in report) resolve(report.port);
			else waiting.get(report.id)?.(report);
		});
	});
	const ask = async (order: Omit<Order, 'id'>) => {
		const id = ++lastId;
		const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
		child.send({ ...order, id });
		const report = await answered;
		waiting.delete(id);
		return report;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		latency: async (latencyMs) => void (await ask({ latencyMs })),
		counters: async () => (await ask({ reset: true })).counters,
		async recording(action) {
			await ask({ record: true });
			try {
				await action();
				return (await ask({ calls: true })).calls ?? [];
			} finally {
				await ask({ record: false });
			}
		},
		close: () => void child.kill(),
	};
}
