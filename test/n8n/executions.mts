import { type N8nClient, N8nRequestError } from './client.mts';
import { waitUntil } from './waitUntil.mts';

export interface OutputItem {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface NodeRun {
	executionStatus?: string;
	error?: { message?: string; description?: string; [other: string]: unknown };
	data?: Record<string, Array<OutputItem[] | null>>;
	[other: string]: unknown;
}

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	startedAt: string;
	stoppedAt: string | null;
	data?: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message?: string; description?: string; [other: string]: unknown };
			lastNodeExecuted?: string;
		};
	};
}

interface ExecutionFilter {
	workflowId?: string;
	status?: 'success' | 'error' | 'waiting' | 'running' | 'canceled' | 'crashed';
	/** Each execution's node outputs too. */
	includeData?: boolean;
}

const PAGE = 250;
const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);

export const isUnfinished = ({ status }: Execution): boolean => UNFINISHED.has(status);

/** Reads executions with all of their data, however much that is; older versions have no limit, nor a word against it. */
async function withData<T>(client: N8nClient, path: string): Promise<T> {
	const whole = `${path}&includeData=true`;
	try {
		return await client.api<T>('GET', `${whole}&ignoreDataSizeLimit=true`);
	} catch (error) {
		const isUnknown = error instanceof N8nRequestError && error.status === 400;
		if (!isUnknown || !error.message.includes('ignoreDataSizeLimit')) throw error;
		return await client.api<T>('GET', whole);
	}
}

/** All executions that fit, newest first. */
export async function listExecutions(
	client: N8nClient,
	filter: ExecutionFilter,
): Promise<Execution[]> {
	const found: Execution[] = [];
	let cursor: string | null = null;
	do {
		const query = new URLSearchParams({ limit: String(PAGE) });
		if (filter.workflowId) query.set('workflowId', filter.workflowId);
		if (filter.status) query.set('status', filter.status);
		if (cursor) query.set('cursor', cursor);
		const path = `/executions?${query}`;
		const page: { data: Execution[]; nextCursor: string | null } = filter.includeData
			? await withData(client, path)
			: await client.api('GET', path);
		found.push(...page.data);
		cursor = page.nextCursor;
	} while (cursor);
	return found;
}

export async function getExecution(client: N8nClient, id: string): Promise<Execution> {
	return await withData<Execution>(client, `/executions/${id}?`);
}

/** Waits until the execution is over, well or badly, and answers it with its data. */
export async function finishedExecution(
	client: N8nClient,
	id: string,
	timeoutMs?: number,
): Promise<Execution> {
	return await waitUntil(
		async () => {
			const execution = await client.api<Execution>('GET', `/executions/${id}`);
			return isUnfinished(execution) ? undefined : await getExecution(client, id);
		},
		{ for: `execution ${id} to end`, timeoutMs },
	);
}

/** Waits until at least `count` executions fit the filter. */
export async function waitForExecutions(
	client: N8nClient,
	filter: ExecutionFilter,
	count: number,
): Promise<Execution[]> {
	let seen = 0;
	return await waitUntil(
		async () => {
			const found = await listExecutions(client, { ...filter, includeData: false });
			seen = found.length;
			if (seen < count) return undefined;
			return filter.includeData ? await listExecutions(client, filter) : found;
		},
		{
			for: `${count} executions`,
			everyMs: 250,
			progress: () => seen,
			instead: () => `There are ${seen}.`,
		},
	);
}

/** The items a node put out in its last run. Output 1 is the error output where a node has one. */
export function outputOf(execution: Execution, nodeName: string, output = 0): OutputItem[] {
	const runs = execution.data?.resultData.runData[nodeName];
	return runs?.at(-1)?.data?.main?.[output] ?? [];
}

/** Why the execution failed, in n8n's words; empty when it did not. */
export function failureOf(execution: Execution): string {
	const error = execution.data?.resultData.error;
	return [error?.message, error?.description].filter(Boolean).join(' / ');
}
