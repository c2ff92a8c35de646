/** What is called: every trigger of the package that gateways call, and n8n's own Webhook node. */
import { createHash } from 'node:crypto';

/** A call as a gateway makes it. */
export interface Call {
	method: 'GET' | 'POST';
	query?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** The three statuses of a message that is delivered. */
export type Status = 'queued' | 'sent' | 'delivered';

export interface Trigger {
	/** As the table names it. */
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credential?: { type: string; data: Record<string, unknown> };
	/** What follows the node's webhook id in its URL; the whole path where it has one of its own. */
	path: string;
	ownPath?: true;
	/** A genuine call about the message of this number. */
	call(message: number, status?: Status): Call;
}

const secret = 'the-callback-secret-of-the-benchmark';
const limits = { concurrent: 5, perSecond: 0 };
const phone = '79001112233';
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** Starts the same empty workflow as the others: the measure. */
export const webhookNode: Trigger = {
	name: 'Webhook node of n8n',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	parameters: { path: 'benchmark', httpMethod: 'GET', options: {} },
	path: 'benchmark',
	ownPath: true,
	call: (message) => ({ method: 'GET', query: query({ id: String(message), status: '1' }) }),
};

const kuponCodes: Record<Status, string> = { queued: '-1', sent: '0', delivered: '1' };

/** @param url of a server that answers as the gateways do where a trigger registers itself */
export const triggersAt = (url: string): Trigger[] => [
	{
		name: 'Kupon.mobi Trigger',
		type: 'n8n-nodes-message-gateways.kuponTrigger',
		typeVersion: 1,
		parameters: {},
		credential: {
			type: 'messageGatewaysKuponApi',
			data: { baseUrl: url, token: 't'.repeat(32), callbackSecret: secret, ...limits },
		},
		path: 'kupon',
		call: (message, status = 'delivered') => ({
			method: 'GET',
			query: query({
				id: String(message),
				status: kuponCodes[status],
				channel: 'sms',
				to: phone,
				ref: `order-${message}`,
				secret,
			}),
		}),
	},
	{
		name: 'SMSC Trigger',
		type: 'n8n-nodes-message-gateways.smscTrigger',
		typeVersion: 1,
		parameters: {},
		credential: {
			type: 'messageGatewaysSmscApi',
			data: {
				host: 'own',
				baseUrl: url,
				authentication: 'password',
				login: 'benchmark',
				password: 'benchmark-password',
				callbackSecret: secret,
				...limits,
			},
		},
		path: 'smsc',
		call: (message) => {
			const id = String(message);
			const sha1 = createHash('sha1').update([id, phone, '1', secret].join(':')).digest('hex');
			const fields = { id, phone, status: '1', time: '18.10.2016 15:34:12', err: '0', sha1 };
			return { method: 'GET', query: `charset=utf-8&sha1&${query(fields)}` };
		},
	},
	{
		name: 'SMS.by Trigger',
		type: 'n8n-nodes-message-gateways.smsByTrigger',
		typeVersion: 1,
		parameters: {},
		credential: {
			type: 'messageGatewaysSmsByApi',
			data: {
				host: 'own',
				baseUrl: url,
				token: 't'.repeat(32),
				timeZone: '',
				callbackSecret: secret,
				...limits,
			},
		},
		path: 'smsby',
		call: (message) => ({
			method: 'POST',
			query: query({ secret, key: '0123456789ab' }),
			headers: json,
			body: JSON.stringify({ sms_id: message, phone: 375291112233, status: 'delivered' }),
		}),
	},
	{
		name: 'SMS.ru Trigger',
		type: 'n8n-nodes-message-gateways.smsRuTrigger',
		typeVersion: 1,
		parameters: {},
		credential: {
			type: 'messageGatewaysSmsRuApi',
			data: { baseUrl: url, apiKey: secret, ...limits },
		},
		path: 'smsru',
		call: (message) => {
			const entry = ['sms_status', `201737-${message}`, '103', '1767225600'].join('\n');
			const hash = createHash('sha256')
				.update(secret + entry)
				.digest('hex');
			return { method: 'POST', headers: form, body: query({ 'data[0]': entry, hash }) };
		},
	},
	{
		name: 'SendPulse Trigger',
		type: 'n8n-nodes-message-gateways.sendPulseTrigger',
		typeVersion: 1,
		// The SMTP service: its URL is entered by hand, so that publishing calls nobody.
		parameters: { authentication: 'apiKey', service: 'smtp', smtpEvents: ['delivered'] },
		credential: {
			type: 'messageGatewaysSendPulseApi',
			data: { apiKey: 'k'.repeat(32), baseUrl: url, callbackSecret: secret, ...limits },
		},
		path: 'sendpulse',
		call: (message) => ({
			method: 'POST',
			query: query({ secret }),
			headers: json,
			body: JSON.stringify([
				{
					event: 'delivered',
					timestamp: 1490953933,
					message_id: message,
					recipient: 'ann@example.com',
					sender: 'news@shop.example',
					subject: 'Ваш заказ',
				},
			]),
		}),
	},
];

let messages = 0;

/** The first number of so many messages that nobody has heard of before: a report that is repeated starts nothing. */
export function newMessages(count: number): number {
	const first = messages + 1;
	messages += count;
	return first;
}

/** Calls about that many new messages. */
export function* newCalls({ call }: Trigger, count: number): Generator<Call> {
	const first = newMessages(count);
	for (let made = 0; made < count; made++) yield call(first + made);
}
