/** Calls of the Kupon.mobi Trigger as the gateway makes them. */
import type { INodeParameters } from 'n8n-workflow';
import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import { KuponTrigger } from '../../../nodes/Kupon/KuponTrigger.node.ts';
import { call, expectNoSecrets, TriggerHost } from '../harness/index.mts';
import type { CallOptions } from '../harness/index.mts';
import { callbackSecret, jsonOf, secrets, store } from './setup.mts';

let workflows = 0;

/** A published trigger in a workflow of its own. */
export const trigger = (parameters: INodeParameters = {}, credentialData = {}) =>
	new TriggerHost({
		nodeType: KuponTrigger,
		credentials: store({ url: 'http://127.0.0.1:9' }, credentialData),
		parameters,
		workflowId: `trigger-workflow-${++workflows}`,
	});

/** The values of a genuine call. */
export const delivered = {
	id: '905117',
	status: '1',
	channel: 'sms',
	to: '79001112233',
	ref: 'order-7',
	key: '0123456789ab',
	secret: callbackSecret,
};
export const query = (values: Record<string, string> = delivered) =>
	`?${new URLSearchParams(values)}`;

/** One call of a trigger; what comes of it shows no secret. */
export const receive = async (
	options: CallOptions,
	host = trigger({ statuses: [...deliveryStatuses] }),
) => {
	const result = await call(host, { method: 'GET', ...options });
	expectNoSecrets({ body: result.body, items: result.workflowData, log: result.log }, secrets);
	return { ...result, reports: jsonOf(result.workflowData?.[0]) };
};

export const form = 'application/x-www-form-urlencoded';
/** What `delivered` becomes. */
export const report = {
	status: 'delivered',
	messageId: '905117',
	recipient: '79001112233',
	reference: 'order-7',
	channel: 'sms',
	code: '1',
};
