import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Gateway } from '../gateway';
import type { DeliveryReport } from '../model/deliveryReport';
import type { DeliveryStatus } from '../model/deliveryStatus';
import { type CallbackRequest, decodeCallback } from './decode';
import { answer, handOver } from './handOver';
import { triggerState } from './triggerState';
import { unknownEvent } from './unknownEvent';

/** Which reports start an execution. */
export interface ReportFilter {
	statuses: readonly DeliveryStatus[];
	inbound: boolean;
	/** Decides on reports that have a switch of their own; undefined leaves it to the statuses. */
	decide?(report: DeliveryReport): boolean | undefined;
	/** How many reports of calls that come at the same time share an execution; without it each call has its own. */
	reportsPerExecution?: number;
}

function wanted(report: DeliveryReport, filter: ReportFilter): boolean {
	const decided = filter.decide?.(report);
	if (decided !== undefined) return decided;
	return report.status === 'inbound' ? filter.inbound : filter.statuses.includes(report.status);
}

/** The bytes of the body. The node asks n8n not to parse it, because n8n refuses charsets other than UTF-8. */
export async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
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
 * 400 when there is nothing to read; an event of a kind that nobody knows is a report with status `unknown`. A report counts as handled only when n8n's own 200 has gone out, which it does
 * after it stored the execution; so if that fails, the gateway's next try is not dropped as a repetition.
 */
export async function receive(
	context: IWebhookFunctions,
	gateway: Gateway,
	filter: ReportFilter,
	charset: string | ((request: CallbackRequest) => string) = 'utf-8',
): Promise<IWebhookResponseData> {
	const arrived = performance.now();
	const secrets = triggerState(context).secret;
	// A person who tests may have changed the credential a moment ago.
	const isTest = context.getMode() === 'manual';
	const first = await secrets.read(context, gateway, isTest ? arrived : undefined);
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

	let sender = gateway.callbacks.authenticate(callback, first.secret);
	if (!sender.accepted && first.since < arrived) {
		const { secret } = await secrets.read(context, gateway, arrived);
		sender = gateway.callbacks.authenticate(callback, secret);
	}
	if (!sender.accepted)
		return answer(context, 401, 'The callback secret or signature is missing or wrong');

	if (callback.malformed && !gateway.callbacks.takesAnyBody)
		return answer(context, 400, 'The body is not what its content type says');
	const { parse, ownParameters = [] } = gateway.callbacks;
	const known = parse(callback);
	const reports = (known.length > 0 ? known : unknownEvent(callback, ownParameters)).map(
		(report): DeliveryReport => ({ ...report, gateway: gateway.id, verified: sender.verified }),
	);
	if (reports.length === 0) return answer(context, 400, 'The call carries no delivery report');

	return await handOver(
		context,
		reports.filter((report) => wanted(report, filter)),
		body.length + url.length,
		filter.reportsPerExecution ?? 1,
	);
}
