import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { CarriedOut, Operation } from '../model/operation';
import { readBody, noReport, type Refusal, refuse } from '../callbacks/refuse';
import { decodeCallback, single } from '../callbacks/decode';
import { acknowledgementOf } from '../callbacks/handOver';
import { sameSecret } from '../callbacks/secret';
import { InputProblem } from '../model/inputProblem';
import type { Message, Route } from '../delivery/route';
import type { Gateway } from '../model/gateway';
import type { DeliveryReport } from '../model/deliveryReport';
import { afterDelivery } from '../model/deliveryStatus';
import { forwardsAllOutputs, nodeOf } from '../model/n8n';
import { isRecord } from '../text/json';
import { limitWaitTimeFields } from './limitWaitTime';
import { recall, sendAndSleep, waitingRouting } from './sendAndSleep';
import { urlSecrets, wakeKeyOf, wakeParameter, withoutToken } from './wake';

/** Value of the operation in every node that has it. */
export const deliveryOperation = 'sendAndWaitForDelivery';

const separateOutputsName = 'separateOutputs';

/** The fields of the operation beside those of the message. */
export const deliveryFields: INodeProperties[] = [
	{
		displayName: 'Separate Outputs',
		name: separateOutputsName,
		type: 'boolean',
		// Outputs are those of the node, not of an item: n8n would lose the row.
		noDataExpression: true,
		default: false,
		description:
			'Whether there are two outputs, Not Delivered and Delivered (n8n 2.39 or later); with one, “status” says what happened. After the wait time, or if an earlier execution has sent the message under its Send Once Key, the item leaves through Not Delivered.',
	},
	...limitWaitTimeFields,
];

/**
 * Outputs of a node with this operation, as n8n's editor and engine evaluate them. Not Delivered stands first, because
 * n8n uses the first output when the wait time is over.
 */
export const deliveryOutputs = `={{ $parameter["operation"] === "${deliveryOperation}" && $parameter["${separateOutputsName}"] === true ? [{ type: "main", displayName: "Not Delivered" }, { type: "main", displayName: "Delivered" }] : [{ type: "main" }] }}`;

/**
 * The address that wakes the execution: n8n's own resume URL with its token, at the webhook of this node, and a key of our own. A
 * signed URL would not do: the gateway fills in values, and the signature covers the whole query.
 */
function resumeUrl(context: IExecuteFunctions, wakeKey: string): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	url.pathname += `/${encodeURIComponent(nodeOf(context).id)}`;
	url.searchParams.set(wakeParameter, wakeKey);
	return url.href;
}

/** @throws InputProblem where n8n would lose what leaves by the second output */
export function requireOutputs(forwards = forwardsAllOutputs()): void {
	if (forwards) return;
	throw new InputProblem(
		'Separate Outputs',
		'needs n8n 2.39 or later: earlier versions lose what a node puts out through its second output after a wait',
		'Switch it off, and pick out delivered messages by “success” in an If node, or update n8n.',
	);
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
	notForTools:
		'This operation pauses the execution, which an agent’s tool cannot do. Choose another operation.',
	routing: waitingRouting(gateway, name),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const wakeKey = wakeKeyOf(this);
		const url = resumeUrl(this, wakeKey);
		const plain = routeTo(url);
		const route: Route<M> = {
			...plain,
			secrets: urlSecrets(url),
			message(read, setting) {
				if (read(separateOutputsName, false) === true) requireOutputs();
				return plain.message(read, setting);
			},
		};
		return await sendAndSleep(this, gateway, route, {
			memory: (row) => ({ row, wakeKey }),
			timeUp: (row) => ({ ...row, final: false, success: null, timedOut: true }),
			alreadySent: (row) => ({ ...row, final: false, success: null, timedOut: false }),
		});
	},
	webhook: async (context) => await deliveryWebhook(context, gateway),
});

/** The report is about this message and decides. A message of an earlier pass of a loop had another id. */
function decides(
	{ status, final, messageId, groupId }: Omit<DeliveryReport, 'gateway' | 'verified'>,
	awaited: unknown,
): boolean {
	const isOurs = typeof awaited !== 'string' || [messageId, groupId].includes(awaited);
	return isOurs && (final || afterDelivery.includes(status));
}

const unknownCaller: Refusal = {
	status: 401,
	message: 'The call does not know what wakes this execution',
	reason: 'its URL does not carry the key that wakes this execution',
};

/**
 * The webhook of a sleeping execution. n8n has checked the resume token, where it has one. An intermediate status, or one of another
 * message, is answered 200 and wakes nobody.
 */
async function deliveryWebhook(
	context: IWebhookFunctions,
	gateway: Gateway,
): Promise<IWebhookResponseData> {
	const { method, url, originalUrl, headers } = context.getRequestObject();
	const decoded = (body: Buffer) =>
		decodeCallback({ method, url: originalUrl ?? url, headers, body });
	const memory = recall(context);
	// Of a stranger's body nothing is read.
	if (!sameSecret(single(decoded(Buffer.alloc(0)), wakeParameter), String(memory.wakeKey ?? '')))
		return refuse(context, unknownCaller);
	const body = await readBody(context, gateway.callbacks.largestBody);
	if (!Buffer.isBuffer(body)) return refuse(context, body);
	const { callback, redact } = withoutToken(decoded(body));
	const reports = gateway.callbacks.parse(callback);
	if (reports.length === 0) return refuse(context, noReport);
	const sent = isRecord(memory.row) ? memory.row : {};
	const awaited = sent.messageId ?? sent.groupId;
	const report = reports.find((one) => decides(one, awaited));
	if (!report) return { webhookResponse: acknowledgementOf(gateway) };

	const { status, code, text, occurredAt, raw } = report;
	const success = status === 'delivered' || afterDelivery.includes(status);
	const json = redact({
		gateway: gateway.id,
		...sent,
		messageId: sent.messageId ?? report.messageId,
		...{ status, final: true, success, timedOut: false, code, text, occurredAt, raw },
	});
	const row: INodeExecutionData = { json, pairedItem: { item: 0 } };
	const separate = context.getNodeParameter(separateOutputsName, false) === true;
	return {
		webhookResponse: acknowledgementOf(gateway),
		workflowData: separate ? (success ? [[], [row]] : [[row], []]) : [[row]],
	};
}
