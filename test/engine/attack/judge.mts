/** Whether a trigger did with a call what it has to. */
import type { INodeExecutionData } from 'n8n-workflow';
import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import type { CallResult } from '../harness/index.mts';
import { findSecrets } from '../harness/secrets.mts';
import type { WireCall } from './mutations.mts';
import type { Target } from './shape.mts';
import type { Shot } from './shots.mts';

const known: readonly unknown[] = deliveryStatuses;

/** @returns what is wrong with the reports that an execution starts with */
export function* faultsOfReports(
	target: Target,
	items: INodeExecutionData[],
	secret: string,
): Generator<string> {
	if (items.length === 0) yield 'an execution without an item';
	for (const { json } of items) {
		if (!known.includes(json.status)) yield `status ${String(json.status)}`;
		if (json.gateway !== target.table.gateway.id) yield `gateway ${String(json.gateway)}`;
		if (json.verified !== target.verified) yield `verified ${String(json.verified)}`;
		if (typeof json.dedupeKey !== 'string') yield 'no dedupeKey';
		for (const name of ['messageId', 'recipient', 'reference', 'channel', 'text', 'occurredAt']) {
			const value = json[name];
			if (value !== null && typeof value !== 'string') yield `${name} is ${typeof value}`;
		}
		if (target.hasSigned && !target.hasSigned(json, secret)) yield 'nobody has signed this report';
	}
	const shown = findSecrets(items, [secret]);
	if (shown.length > 0) yield `the secret at ${shown.join(', ')}`;
}

function* faults(
	target: Target,
	shot: Shot,
	call: WireCall,
	result: CallResult,
): Generator<string> {
	const { status, startedExecution, error, body } = result;
	if (error !== undefined) yield `thrown: ${String(error)}`;
	if (status === undefined || ![200, 400, 401, 413].includes(status)) yield `status ${status}`;
	if (body.includes(shot.secret)) yield 'the secret in the answer';
	if (startedExecution && status !== 200) yield `an execution with status ${status}`;

	const { expected } = shot;
	// Whoever sends more than the gateway ever does is refused unread.
	if (status === 413) {
		const { largestBody } = target.table.gateway.callbacks;
		const isPacked = 'content-encoding' in (call.headers ?? {});
		if (startedExecution || (call.rawBody.length <= largestBody && !isPacked)) {
			yield '413 for a call of usual size';
		}
	} else if (expected === 'started') {
		if (status !== 200) yield `${status} for a genuine call`;
	} else if (expected === 'refused') {
		if (startedExecution || (status !== 400 && status !== 401)) yield `${status}, not refused`;
	} else if (expected === 'unknown') {
		if (status !== 200) yield `${status} for an event that nobody knows`;
	} else if (expected === 'consistent') {
		const proven = target.isProven(call, shot.secret);
		if (proven === true && status === 401) yield 'a proven sender is refused';
		if (proven === false && (status !== 401 || startedExecution)) yield `${status} for a forgery`;
	} else if (status !== expected || startedExecution) {
		yield `${status}${startedExecution ? ' and an execution' : ''} instead of ${expected}`;
	}
}

/** @returns a fault as text, with the call that shows it; null if there is none */
export function judge(
	target: Target,
	shot: Shot,
	call: WireCall,
	result: CallResult,
): string | null {
	const found = [...faults(target, shot, call, result)];
	if (found.length === 0) return null;
	const { method, url, headers, rawBody } = call;
	const shownBody = rawBody.length > 2000 ? `${rawBody.length} bytes` : rawBody.toString('latin1');
	return `${shot.what}: ${found.join('; ')}\n${JSON.stringify({ method, url, headers, secret: shot.secret })}\n${shownBody}`;
}
