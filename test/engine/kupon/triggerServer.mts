/** A real HTTP server in front of trigger nodes, as n8n's own is, so that a sandbox can call them back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KuponTrigger } from '../../../nodes/Kupon/KuponTrigger.node.ts';
import { call, expectNoSecrets, TriggerHost } from '../harness/index.mts';
import type { CallResult } from '../harness/index.mts';
import type { Bench } from './setup.mts';
import { jsonOf, secrets, store } from './setup.mts';

/** A published trigger behind a URL. */
interface PublishedTrigger {
	url: string;
	host: TriggerHost;
	/** Every call that came, in order. */
	calls: CallResult[];
	/** What each started execution starts with. */
	executions: IDataObject[][];
	/** While true, n8n cannot store an execution. */
	broken: boolean;
}

interface TriggerServer {
	/** Publishes a trigger in a workflow of its own. */
	publish(parameters?: INodeParameters): PublishedTrigger;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}

let workflows = 0;

/** A server for all tests of a file; its triggers have the credential of the bench. */
export function useTriggerServer(bench: Bench): TriggerServer {
	const published = new Map<string, PublishedTrigger>();
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const { pathname, search } = new URL(request.url ?? '/', 'http://n8n.test');
		const trigger = published.get(pathname);
		if (!trigger) return void response.writeHead(404).end();
		const result = await call(trigger.host, {
			method: request.method,
			url: search,
			headers: request.headers as Record<string, string>,
			rawBody: await bodyOf(request),
		});
		trigger.calls.push(result);
		if (result.status === undefined) return void request.socket.destroy();
		response.writeHead(result.status, result.headers).end(result.body);
	};
	const server = createServer((request, response) => void answer(request, response));
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise<void>((resolve) => server.close(() => resolve()));
	});

	return {
		publish(parameters = {}) {
			const { port } = server.address() as AddressInfo;
			const path = `/webhook/${++workflows}/kupon`;
			const trigger: PublishedTrigger = {
				url: `http://127.0.0.1:${port}${path}`,
				calls: [],
				executions: [],
				broken: false,
				host: new TriggerHost({
					nodeType: KuponTrigger,
					credentials: store(bench.gateway),
					parameters,
					workflowId: `workflow-${workflows}`,
					storeExecution: (items) => {
						if (trigger.broken) throw new Error('The database is full');
						expectNoSecrets({ items }, secrets);
						trigger.executions.push(jsonOf(items[0]));
					},
				}),
			};
			published.set(path, trigger);
			return trigger;
		},
	};
}

/** Fields that ask for reports to a trigger. */
export const reportTo = (
	{ url }: PublishedTrigger,
	more: INodeParameters = {},
): INodeParameters => ({
	reference: '={{ $json.orderId }}',
	statusCallback: {
		url,
		correlation: {
			parameter: [
				{ name: 'клиент', value: '={{ $json.text }}' },
				{ name: 'shop', value: 'A & B' },
			],
		},
		...more,
	},
});

/** The only item of each execution, reduced to these fields. */
export const started = (trigger: PublishedTrigger, ...fields: string[]) =>
	trigger.executions.map(([report, ...others]) => {
		expect(others).toEqual([]);
		return fields.map((field) => report?.[field]);
	});
