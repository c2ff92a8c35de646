import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyRouting,
	IWebhookFunctions,
} from 'n8n-workflow';

import { deliver } from '../delivery/deliver';
import { type Message, prepared, type Route } from '../delivery/route';
import { refusalRouting } from '../delivery/sendRouting';
import type { Gateway } from '../model/gateway';
import { InputProblem } from '../model/inputProblem';
import { unicodeEscapes } from '../text/charset';
import { isRecord, readJson } from '../text/json';
import { waitTill } from './limitWaitTime';
import { nodeOf } from '../model/n8n';

const contextKey = 'waitingFor';

/**
 * Keeps something with the execution for the call that wakes it. n8n stores it until the execution ends; the next time
 * the node sleeps in the same execution, as in a loop, it is replaced.
 */
function remember(context: IExecuteFunctions, memory: IDataObject): void {
	context.getContext('node')[contextKey] = JSON.stringify(memory);
}

/**
 * Reads it in the webhook of the sleeping node. A webhook has no `getContext`, so it is read as any expression may.
 *
 * @returns an empty object when there is none
 */
export function recall(context: IWebhookFunctions): Record<string, unknown> {
	// As escapes, since n8n reads an expression before JavaScript does: braces in the name would end it.
	const name = nodeOf(context).name.replace(/[^\w ]/g, unicodeEscapes);
	const stored = context.evaluateExpression(`{{ $node["${name}"].context.${contextKey} }}`, 0);
	const memory = typeof stored === 'string' ? readJson(stored)?.value : undefined;
	return isRecord(memory) ? memory : {};
}

/** How an execution sleeps after its message went out. */
interface Sleep {
	/** What the node's webhook will need, of the row of the message. */
	memory(row: IDataObject): IDataObject;
	/** The row that leaves by the first output when the time is over. */
	timeUp(row: IDataObject): IDataObject;
	/** The row that leaves by the first output at once, since an earlier execution has sent the message and waits for what comes of it. */
	alreadySent(row: IDataObject): IDataObject;
}

/**
 * Sends one message and puts the execution to sleep. A message that the gateway refuses wakes nobody, so its row leaves
 * at once, as that of any other send operation; so does one that an earlier execution has sent under its Send Once Key.
 *
 * @throws NodeApiError when the node is set to stop and the message was not sent
 */
export async function sendAndSleep<M extends Message>(
	context: IExecuteFunctions,
	gateway: Gateway,
	givenRoute: Route<M>,
	sleep: Sleep,
): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	let till: Date | undefined;
	const route = await prepared(context, givenRoute);
	const output = await deliver(context, gateway, {
		...route,
		secrets: givenRoute.secrets,
		message(read, setting) {
			if (count > 1) {
				throw new InputProblem(
					'Input',
					`has ${count} items, but an execution can wait for only one message at a time`,
					'Put a Loop Over Items node with batch size 1 before this one, or call a sub-workflow with this node once for each item.',
				);
			}
			till = waitTill(read, setting.timeZone);
			return route.message(read, setting);
		},
	});
	const row = output[0]?.[0];
	const isSent = row?.json.error === undefined && row?.json.dryRun !== true;
	if (!row || !till || !isSent) return output;
	if (row.json.alreadySent === true) return [[{ ...row, json: sleep.alreadySent(row.json) }]];

	remember(context, sleep.memory(row.json));
	// When the time is over, n8n passes the node's input on. Of the input the next node knows by itself; it needs to know
	// about the message.
	context.getExecuteData().data.main = [[{ ...row, json: sleep.timeUp(row.json) }]];
	await context.putExecutionToWait(till);
	return output;
}

/**
 * What an agent that calls the tool itself, past n8n's engine, gets.
 *
 * @param name the operation as the editor shows it
 * @param more what there is beside Send
 */
export const waitingRouting = (gateway: Gateway, name: string, more = ''): INodePropertyRouting =>
	refusalRouting(
		gateway,
		`${name} pauses the execution, which an agent’s tool cannot do`,
		`Choose the operation Send in this tool.${more}`,
	);
