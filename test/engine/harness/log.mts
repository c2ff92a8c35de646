/**
 * Everything that is logged or printed while a run is on, kept per run.
 *
 * n8n's logger, the logger proxy of n8n-workflow and the console all write to the list of the run
 * that called them, even when several runs are on at once. Outside a run the console is untouched.
 */
import './environment.mts';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Container } from '@n8n/di';
import { LoggerProxy } from 'n8n-workflow';
import type { Logger } from 'n8n-workflow';
import { CoreLogger } from './modules.mts';

/** One line of a run's log. */
export interface LogEntry {
	source: 'logger' | 'console';
	level: string;
	message: string;
	meta: unknown[];
}

const current = new AsyncLocalStorage<LogEntry[]>();

function record(source: LogEntry['source'], level: string, values: unknown[]): boolean {
	const entries = current.getStore();
	if (!entries) return false;
	const [first, ...rest] = values;
	const isText = typeof first === 'string';
	entries.push({
		source,
		level,
		message: isText ? first : '',
		meta: isText ? rest : values,
	});
	return true;
}

const levels = ['error', 'warn', 'info', 'debug'] as const;

/** The logger the engine and the nodes get. */
const logger: Logger & { scoped(): Logger } = {
	...(Object.fromEntries(
		levels.map((level) => [level, (...values: unknown[]) => void record('logger', level, values)]),
	) as unknown as Logger),
	scoped: () => logger,
};

Container.set(CoreLogger, logger);
LoggerProxy.init(logger);

for (const level of ['log', 'trace', ...levels] as const) {
	const original = console[level].bind(console);
	console[level] = (...values: unknown[]) => {
		if (!record('console', level, values)) original(...values);
	};
}

/** Runs `action` and returns its value with all that was logged by it (and goes on being logged later). */
export async function withLog<T>(action: () => Promise<T>): Promise<{ value: T; log: LogEntry[] }> {
	const log: LogEntry[] = [];
	return { value: await current.run(log, action), log };
}
