import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { readBody } from '../callbacks/body';
import { decodeCallback } from '../callbacks/decode';
import { answer } from '../callbacks/handOver';
import type { CarriedOut } from '../delivery/byRoute';
import type { Message, Route } from '../delivery/route';
import type { Operation } from '../fields/display';
import type { Gateway } from '../gateway';
import type { DeliveryReport } from '../model/deliveryReport';
import type { DeliveryStatus } from '../model/deliveryStatus';
import { limitWaitTimeFields } from './limitWaitTime';
import { recall } from './memory';
import { urlSecrets, withoutToken } from './resumeToken';
import { sendAndSleep } from './sendAndSleep';
import { waitingRouting } from './tools';

/** Value of the operation in every node that has it. */
export const deliveryOperation = 'sendAndWaitForDelivery';

export const separateOutputsName = 'separateOutputs';

/** The fields of the operation beside those of the message. */
export const deliveryFields: INodeProperties[] = [
	{
		displayName: 'Separate Outputs',
		name: separateOutputsName,
		type: 'boolean',
		default: false,
		description:
			'Whether the node has two outputs, Not Delivered and Delivered. With one, “status” tells what became of the message. When the wait time is over, or when an earlier execution has sent the message under the item’s Send Once Key, the item leaves by Not Delivered.',
	},
	...limitWaitTimeFields,
];

/**
 * Outputs of a node with this operation, as n8n's editor and engine evaluate them. Not Delivered stands first, because
 * n8n uses the first output when the wait time is over.
 */
export const deliveryOutputs = `={{ $parameter["operation"] === "${deliveryOperation}" && $parameter["${separateOutputsName}"] === true ? [{ type: "main", displayName: "Not Delivered" }, { type: "main", displayName: "Delivered" }] : [{ type: "main" }] }}`;

/**
 * The address that wakes the execution: n8n's own resume URL with its token, at the webhook of this node. A signed URL
 * would not do: the gateway fills in values, and the signature covers the whole query.
 */
function resumeUrl(context: IExecuteFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	url.pathname += `/${encodeURIComponent(context.getNode().id)}`;
	return url.href;
}

/**
 * An operation that sends one message and sleeps until the gateway reports its final status. No AI agent's tool has it: the
 * agent would have to sleep as well.
 *
 * @param name the operation as the editor shows it
 * @param routeTo sends a message whose status the gateway reports to the URL
 */
export const byDeliveryRoute = <M extends Message>(
	gateway: Gateway,
	name: string,
	routeTo: (url: string) => Route<M>,
): CarriedOut & Required<Pick<Operation, 'notForTools' | 'webhook'>> => ({
	notForTools: `${name} puts the execution to sleep, which an agent’s tool cannot do. Choose another operation.`,
	routing: waitingRouting(gateway, name),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const url = resumeUrl(this);
		const route = { ...routeTo(url), secrets: urlSecrets(url) };
		return await sendAndSleep(this, gateway, route, {
			memory: (row) => row,
			timeUp: (row) => ({ ...row, final: false, success: null, timedOut: true }),
			alreadySent: (row) => ({ ...row, final: false, success: null, timedOut: false }),
		});
	},
	webhook: async (context) => await deliveryWebhook(context, gateway),
});

/** They follow `delivered`, whose own report may have been lost. */
const afterDelivery: readonly DeliveryStatus[] = ['read', 'opened', 'clicked'];

/** The report is about this message and decides. A message of an earlier pass of a loop had another id. */
function decides(
	{ status, final, messageId, groupId }: Omit<DeliveryReport, 'gateway' | 'verified'>,
	awaited: unknown,
): boolean {
	const isOurs = typeof awaited !== 'string' || [messageId, groupId].includes(awaited);
	return isOurs && (final || afterDelivery.includes(status));
}

/**
 * The webhook of a sleeping execution. n8n has checked the resume token. An intermediate status, or one of another
 * message, is answered 200 and wakes nobody.
 */
async function deliveryWebhook(
	context: IWebhookFunctions,
	gateway: Gateway,
): Promise<IWebhookResponseData> {
	const { method, url, originalUrl, headers } = context.getRequestObject();
	const body = await readBody(context, gateway.callbacks.largestBody);
	if (!Buffer.isBuffer(body)) return answer(context, body.status, body.message);
	const call = decodeCallback({ method, url: originalUrl ?? url, headers, body });
	const { callback, redact } = withoutToken(call);
	const reports = gateway.callbacks.parse(callback);
	if (reports.length === 0) return answer(context, 400, 'The call carries no delivery report');
	const sent = recall(context);
	const awaited = sent.messageId ?? sent.groupId;
	const report = reports.find((one) => decides(one, awaited));
	if (!report) return { webhookResponse: 'OK' };

	const { status, code, text, occurredAt, raw } = report;
	const success = status === 'delivered' || afterDelivery.includes(status);
	const json = redact({
		gateway: gateway.id,
		messageId: report.messageId,
		...sent,
		...{ status, final: true, success, timedOut: false, code, text, occurredAt, raw },
	}) as IDataObject;
	const row: INodeExecutionData = { json, pairedItem: { item: 0 } };
	const separate = context.getNodeParameter(separateOutputsName, false) === true;
	return {
		webhookResponse: 'OK',
		workflowData: separate ? (success ? [[], [row]] : [[row], []]) : [[row]],
	};
}
