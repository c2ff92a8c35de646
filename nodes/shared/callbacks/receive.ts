import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { credentialName, type Gateway } from '../gateway';
import type { DeliveryReport } from '../model/deliveryReport';
import type { DeliveryStatus } from '../model/deliveryStatus';
import { type CallbackRequest, decodeCallback } from './decode';
import { Duplicates, type Turn } from './duplicates';

/** Name of the credential field that holds the callback secret, the same in every credential of the package. */
export const callbackSecretField = 'callbackSecret';

/** One memory a trigger node and process: two workflows may well want the same report. */
const memories = new Map<string, Duplicates>();

function memoryOf(context: IWebhookFunctions): Duplicates {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	let memory = memories.get(key);
	if (!memory) {
		memory = new Duplicates();
		memories.set(key, memory);
	}
	return memory;
}

/** Which reports start an execution. */
export interface ReportFilter {
	statuses: readonly DeliveryStatus[];
	inbound: boolean;
	/** Decides on reports that have a switch of their own; undefined leaves it to the statuses. */
	decide?(report: DeliveryReport): boolean | undefined;
}

function wanted(report: DeliveryReport, filter: ReportFilter): boolean {
	const decided = filter.decide?.(report);
	if (decided !== undefined) return decided;
	return report.status === 'inbound' ? filter.inbound : filter.statuses.includes(report.status);
}

/** Answers by hand and starts nothing. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** The bytes of the body. The node asks n8n not to parse it, because n8n refuses charsets other than UTF-8. */
async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (request.rawBody === undefined && typeof request.readRawBody === 'function') {
		await request.readRawBody();
	}
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * Handles one HTTP call of a gateway: raw bytes, charset, authentication, reports, filter, duplicates, items.
 *
 * Answers 200 for what was accepted, filtered out or repeated, 401 when the sender is not proven (no execution), and
 * 400 when nothing can be read. A report counts as handled only when n8n's own 200 has gone out, which it does
 * after it stored the execution; so if that fails, the gateway's next try is not dropped as a repetition.
 */
export async function receive(
	context: IWebhookFunctions,
	gateway: Gateway,
	filter: ReportFilter,
	charset: string | ((request: CallbackRequest) => string) = 'utf-8',
): Promise<IWebhookResponseData> {
	const credentials = await context.getCredentials(credentialName(gateway, context.getNode()));
	const request = context.getRequestObject();
	let body: Buffer;
	try {
		body = await rawBody(context);
	} catch (error) {
		const tooLarge = (error as { status?: unknown }).status === 413;
		return tooLarge
			? answer(context, 413, 'The body is too large')
			: answer(context, 400, 'The body could not be read');
	}
	const { method, url, originalUrl, headers } = request;
	const call: CallbackRequest = { method, url: originalUrl ?? url, headers, body };
	const callback = decodeCallback(call, typeof charset === 'string' ? charset : charset(call));

	const secret = String(credentials[callbackSecretField] ?? '');
	const sender = gateway.callbacks.authenticate(callback, secret);
	if (!sender.accepted)
		return answer(context, 401, 'The callback secret or signature is missing or wrong');

	if (callback.malformed && !gateway.callbacks.takesAnyBody)
		return answer(context, 400, 'The body is not what its content type says');
	const reports = gateway.callbacks
		.parse(callback)
		.map(
			(report): DeliveryReport => ({ ...report, gateway: gateway.id, verified: sender.verified }),
		);
	if (reports.length === 0) return answer(context, 400, 'The call carries no delivery report');

	return await handOver(
		context,
		reports.filter((report) => wanted(report, filter)),
	);
}

/** Starts one execution with the reports that have not started one before. */
async function handOver(
	context: IWebhookFunctions,
	reports: DeliveryReport[],
): Promise<IWebhookResponseData> {
	// A person who tests sends the same call again and expects to see it again.
	if (context.getMode() === 'manual') return reports.length > 0 ? items(reports) : {};

	const memory = memoryOf(context);
	const turns: Array<Extract<Turn, { first: true }>> = [];
	// Each key once and in one order, so that calls which carry many reports never wait for each other, or for themselves.
	const claimed = new Set<string>();
	for (const key of [...new Set(reports.map(({ dedupeKey }) => dedupeKey))].sort()) {
		const turn = await memory.enter(key);
		if (!turn.first) continue;
		turns.push(turn);
		claimed.add(key);
	}
	const fresh = reports.filter(({ dedupeKey }) => claimed.delete(dedupeKey));
	if (fresh.length === 0) return {};

	whenAnswered(context, (stored) => {
		for (const turn of turns) {
			if (stored) turn.handedOver();
			else turn.failed();
		}
	});
	return items(fresh);
}

/** Tells, once, whether n8n's own 200 went out. */
function whenAnswered(context: IWebhookFunctions, settle: (stored: boolean) => void): void {
	const response = context.getResponseObject();
	let settled = false;
	const once = (stored: boolean) => {
		if (!settled) settle(stored);
		settled = true;
	};
	// A caller that is gone already gets no answer, and will call again.
	if (response.closed || response.destroyed) return once(false);
	response.once('finish', () => once(response.statusCode === 200));
	response.once('close', () => once(false));
}

function items(reports: DeliveryReport[]): IWebhookResponseData {
	return { workflowData: [reports.map((report) => ({ json: { ...report } as IDataObject }))] };
}
