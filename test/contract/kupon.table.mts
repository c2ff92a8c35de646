import { MessageGatewaysKuponApi } from '../../credentials/MessageGatewaysKuponApi.credentials.ts';
import { kupon } from '../../nodes/Kupon/gateway.ts';
import { Kupon } from '../../nodes/Kupon/Kupon.node.ts';
import { KuponTrigger } from '../../nodes/Kupon/KuponTrigger.node.ts';
import { callbackSecret } from './table.mts';
import type { ContractTable } from './table.mts';
import { forgedUrls, withQuery } from './urlSecret.mts';

export const token = 'kupon-sandbox-token';

const message = {
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
	statusCallback: { url: 'http://127.0.0.1:9/webhook/kupon' },
};

/** A row's own sender; that of a cascade is its scenario. */
const senders = {
	parameters: { sender: '={{ $json.sender }}' },
	values: [
		['MyShop', 'MyShop'],
		['Sale', 'Sale'],
	],
} as const;
const scenarios = {
	...senders,
	values: [
		['1024', '1024'],
		['2048', '2048'],
	],
} as const;

export const kuponTable: ContractTable = {
	gateway: kupon,
	node: Kupon,
	trigger: KuponTrigger,
	credentialTypes: { messageGatewaysKuponApi: MessageGatewaysKuponApi },
	credentials: ({ url }) => ({
		messageGatewaysKuponApi: {
			baseUrl: url,
			token,
			callbackSecret,
			concurrent: 3,
			perSecond: 0,
		},
	}),
	secrets: [token, callbackSecret],
	sandbox: (sandbox) => sandbox.kupon,
	recipient: (row) => String(79001110000 + row),
	impossibleRecipient: 'no phone',
	previews: [
		'message.send',
		'message.sendMany',
		'message.estimate',
		'cascade.start',
		'cascade.startMany',
	],
	sending: [
		{
			name: 'message: send',
			parameters: { resource: 'message', operation: 'send', ...message },
			listSize: 1,
			senders: senders,
		},
		{
			name: 'message: sendMany',
			parameters: { resource: 'message', operation: 'sendMany', listSize: 4, ...message },
			listSize: 4,
			senders: senders,
		},
		{
			name: 'message: sendMany, one by one',
			parameters: { resource: 'message', operation: 'sendMany', oneByOne: true, ...message },
			listSize: 1,
			senders: senders,
		},
		{
			name: 'cascade: start',
			parameters: { resource: 'cascade', operation: 'start', ...message, sender: '1024' },
			listSize: 1,
			senders: scenarios,
		},
		{
			name: 'cascade: startMany',
			parameters: {
				resource: 'cascade',
				operation: 'startMany',
				listSize: 4,
				...message,
				sender: '1024',
			},
			listSize: 4,
			senders: scenarios,
		},
		{
			name: 'cascade: startMany, one by one',
			parameters: {
				resource: 'cascade',
				operation: 'startMany',
				oneByOne: true,
				...message,
				sender: '1024',
			},
			listSize: 1,
			senders: scenarios,
		},
	],
	promises: {
		nameless: ['{}', '{"status":"ok"}', '{"id":null}'],
		instant: /2031-03-04 13:06/,
		zoneOptions: { gatewayTimeZone: 'Europe/Moscow' },
		inquiries: [],
		opposites: [],
	},
	refuse: (sandbox, recipient) => {
		// The shape that says which row of a list was refused.
		sandbox.kupon.settings.listAnswer = 'bare';
		sandbox.kupon.settings.rejectedRecipients.push(recipient);
	},
	answers: [
		{ says: 'success', httpStatus: 200, text: '{"type":"success","id":"905117"}', kind: null },
		{
			says: 'a refusal',
			httpStatus: 200,
			text: '{"type":"error","msg":"Нет прав"}',
			kind: 'rejected',
		},
		{
			says: 'a refusal as 400',
			httpStatus: 400,
			text: '{"type":"error","msg":"x"}',
			kind: 'rejected',
		},
		{
			says: 'a refusal as 403',
			httpStatus: 403,
			text: '{"type":"error","msg":"x"}',
			kind: 'unauthorized',
		},
		{
			says: 'a refusal without words',
			httpStatus: 200,
			text: '{"type":"error"}',
			kind: 'rejected',
		},
	],
	// Source: docs/gateways/kupon.md 4.
	statuses: {
		'-4': 'inbound',
		'-3': 'notFound',
		'-1': 'queued',
		'0': 'sent',
		'1': 'delivered',
		'2': 'read',
		'3': 'expired',
		'4': 'clicked',
		'20': 'undelivered',
		'22': 'invalidRecipient',
		'23': 'rejected',
		'24': 'insufficientFunds',
		'25': 'unreachable',
	},
	callbacks: {
		genuine: (status, messageId) => ({
			method: 'GET',
			query: new URLSearchParams({
				id: messageId,
				status,
				channel: 'sms',
				to: '79001112233',
				ref: 'order-7',
				secret: callbackSecret,
			}).toString(),
		}),
		final: '1',
		intermediate: '0',
		inbound: '-4',
		// One step of a cascade could not reach the recipient.
		others: [
			{
				method: 'GET',
				query: new URLSearchParams({
					id: '900',
					status: '25',
					channel: 'bulk',
					secret: callbackSecret,
				}).toString(),
			},
		],
		forged: (call) => forgedUrls(call, token),
		unknown: (call) => ({
			'no id': withQuery(call, (query) => query.delete('id')),
			'no status': withQuery(call, (query) => query.delete('status')),
			'two statuses': withQuery(call, (query) => query.append('status', '3')),
			'a status that is no number': withQuery(call, (query) => query.set('status', '{status}')),
			'a huge status': withQuery(call, (query) => query.set('status', '9'.repeat(5000))),
			'an event of another kind': withQuery(call, (query) => {
				query.delete('status');
				query.set('event', 'unsubscribed');
			}),
		}),
		malformed: (call) => ({
			'nothing but the secret': withQuery(call, (query) => {
				for (const name of [...query.keys()]) if (name !== 'secret') query.delete(name);
			}),
			'broken JSON': {
				...call,
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: Buffer.from('{"a":'),
			},
		}),
	},
};
