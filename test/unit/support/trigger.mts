/** A trigger whose calls and answers a test has in its hands. */
import { EventEmitter } from 'node:events';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ReportFilter } from '../../../nodes/shared/fields/trigger.ts';
import { receive } from '../../../nodes/shared/callbacks/receive.ts';
import type { Gateway } from '../../../nodes/shared/model/gateway.ts';
import type { DeliveryStatus } from '../../../nodes/shared/model/deliveryStatus.ts';
import { fakeNode } from './executeContext.mts';
import { testGateway } from './gateway.mts';

interface Event {
	key: string;
	status?: DeliveryStatus;
}

/** A gateway that posts lists of events and signs them with a header. */
const gateway: Gateway = {
	...testGateway,
	callbacks: {
		largestBody: 100_000,
		isProvenByUrl: ({ query }) => query.has('byUrl'),
		authenticate: ({ headers }, secret) =>
			headers['x-sign'] === secret ? { accepted: true, verified: true } : { accepted: false },
		parse: ({ json }) =>
			((json ?? []) as Event[]).map(({ key, status = 'delivered' }) => ({
				status,
				final: true,
				success: true,
				messageId: key,
				groupId: null,
				recipient: null,
				reference: null,
				channel: null,
				occurredAt: null,
				dedupeKey: key,
				code: null,
				text: null,
				correlation: {},
				raw: {},
			})),
	},
};
const filter: ReportFilter = { statuses: ['delivered'], inbound: true };

/** What a node sees of the response: its events come once, and none after it was closed. */
export class FakeResponse extends EventEmitter {
	statusCode = 200;

	closed = false;

	writableEnded = false;

	body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): void {
		this.send(body);
	}

	send(body?: unknown): void {
		this.body = body;
		this.writableEnded = true;
		if (this.closed) return;
		this.emit('finish');
		this.close();
	}

	close(): void {
		if (this.closed) return;
		this.closed = true;
		this.emit('close');
	}

	get destroyed(): boolean {
		return this.closed;
	}
}

let workflows = 0;

/** One trigger node; every call of it shares the memory of the node. */
export function trigger({
	mode = 'trigger',
	secret = async () => await Promise.resolve('signed'),
	reportsPerExecution = undefined as number | undefined,
	/** What the gateway has of its own. */
	callbacks = {} as Partial<Gateway['callbacks']>,
	credential = {} as IDataObject,
	/** Gets each warning in n8n's log. */
	warn = (_message: string): void => undefined,
} = {}) {
	const workflowId = `workflow-${++workflows}`;
	return (events: Event[] | string, more: { sign?: string; request?: IDataObject } = {}) => {
		const response = new FakeResponse();
		const body = Buffer.from(typeof events === 'string' ? events : JSON.stringify(events));
		const context = {
			getCredentials: async () => ({ callbackSecret: await secret(), ...credential }),
			getRequestObject: () => ({
				method: 'POST',
				url: '/webhook/x',
				headers: { 'content-type': 'application/json', 'x-sign': more.sign ?? 'signed' },
				rawBody: body,
				...more.request,
			}),
			getResponseObject: () => response,
			getWorkflow: () => ({ id: workflowId }),
			getNode: () => fakeNode(),
			getMode: () => mode,
			logger: { warn },
		} as unknown as IWebhookFunctions;
		const own = { ...gateway, callbacks: { ...gateway.callbacks, ...callbacks } };
		return { response, result: receive(context, own, () => ({ ...filter, reportsPerExecution })) };
	};
}

export const keysOf = ({ workflowData }: IWebhookResponseData): unknown[] | null =>
	workflowData?.[0]?.map(({ json }) => (json as IDataObject).messageId) ?? null;

/** As n8n does it: the 200 goes out after the node has answered and the execution is stored. */
export async function call(given: ReturnType<ReturnType<typeof trigger>>) {
	const result = await given.result;
	if (!result.noWebhookResponse) given.response.send();
	return { keys: keysOf(result), status: given.response.statusCode, result };
}

/** Lets everything happen that needs no time; null where the call still waits. */
export async function settled<T>(promise: Promise<T>): Promise<T | null> {
	const moment = new Promise<null>((resolve) => setImmediate(() => setImmediate(resolve, null)));
	return await Promise.race([promise, moment]);
}
