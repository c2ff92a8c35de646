import { MessageGatewaysSmsByApi } from '../../credentials/MessageGatewaysSmsByApi.credentials.ts';
import { smsBy } from '../../nodes/SmsBy/gateway.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { SmsByTrigger } from '../../nodes/SmsBy/SmsByTrigger.node.ts';
import { callbackSecret } from './table.mts';
import type { ContractTable } from './table.mts';
import { forgedUrls, withQuery } from './urlSecret.mts';

/** The key that the sandbox accepts; its `+`, `/` and `=` have to be percent-encoded. */
export const token = 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=';

const message = {
	resource: 'message',
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

/** A row's own sender, by its ID, and the name that the recipient sees. */
const senders = {
	parameters: { alphaname: { __rl: true, mode: 'id', value: '={{ $json.sender }}' } },
	values: [
		['0', 'Системное имя (SMS.BY)'],
		['1363', 'MyName'],
	],
} as const;
const viberSenders = {
	parameters: { vibername: { __rl: true, mode: 'id', value: '={{ $json.sender }}' } },
	values: [
		['444', 'MyViber'],
		['445', 'Sale'],
	],
} as const;

const viber = {
	...message,
	resource: 'viber',
	vibername: { __rl: true, mode: 'id', value: '444' },
};

const json = (body: unknown) => ({
	headers: { 'content-type': 'application/json' },
	body: Buffer.from(JSON.stringify(body)),
});

export const smsByTable: ContractTable = {
	gateway: smsBy,
	node: SmsBy,
	trigger: SmsByTrigger,
	credentialTypes: { messageGatewaysSmsByApi: MessageGatewaysSmsByApi },
	credentials: ({ url }) => ({
		messageGatewaysSmsByApi: {
			host: 'own',
			baseUrl: url,
			token,
			timeZone: '',
			callbackSecret,
			concurrent: 3,
			perSecond: 0,
		},
	}),
	secrets: [token, callbackSecret],
	sandbox: (sandbox) => sandbox.smsby,
	prepare: (sandbox) => {
		sandbox.smsby.settings.vibernames['445'] = 'Sale';
	},
	recipient: (row) => String(375291110000 + row),
	impossibleRecipient: 'no phone',
	previews: [
		'message.send',
		'message.sendMany',
		'message.estimate',
		'message.getStatus',
		'message.getDeliveryList',
		'oneTimeCode.send',
		'viber.send',
		'viber.sendToList',
		'account.getBalance',
	],
	sending: [
		{ name: 'message: send', parameters: { operation: 'send', ...message }, listSize: 1, senders },
		{
			name: 'message: sendMany',
			parameters: {
				operation: 'sendMany',
				listSize: 4,
				callbackUrl: 'http://127.0.0.1:9/webhook/smsby',
				...message,
			},
			listSize: 4,
			refusedAsWhole: true,
			senders,
		},
		{
			name: 'viber: send',
			parameters: { operation: 'send', ...viber },
			listSize: 1,
			senders: viberSenders,
		},
		{
			name: 'viber: sendMany',
			parameters: { operation: 'sendMany', listSize: 4, ...viber },
			listSize: 4,
			refusedAsWhole: true,
			senders: viberSenders,
		},
	],
	promises: {
		nameless: ['{}', '{"parts":1}', '{"success":"OK"}'],
		instant: /2031-03-04[T ]13:06/,
		inquiries: [
			{
				name: 'message.getStatus',
				after: 'message: send',
				parameters: { messageId: '={{ $json.messageId }}' },
				statuses: ['DELIVERED', 'UNDELIVERED', 'SENT'],
			},
			{
				name: 'message.getBulkStatus',
				after: 'message: sendMany',
				parameters: { groupId: '={{ $json.groupId }}' },
				asksForGroup: true,
				statuses: ['DELIVERED', 'UNDELIVERED', 'SENT'],
			},
			{
				name: 'viber.getBulkStatus',
				after: 'viber: sendMany',
				parameters: { groupId: '={{ $json.groupId }}' },
				asksForGroup: true,
				statuses: ['DELIVERED', 'UNDELIVERED', 'SENT'],
			},
		],
		opposites: [],
		logs: ['calls', 'looks'],
	},
	refuse: (sandbox, recipient) => {
		sandbox.smsby.settings.refusals[recipient] = 'incorrect phone number';
	},
	answers: [
		{
			says: 'a message',
			httpStatus: 200,
			text: '{"sms_id":700123,"status":"NEW","parts":1}',
			kind: null,
		},
		{ says: 'an older message', httpStatus: 200, text: '[{"sms_id":"7","parts":1}]', kind: null },
		{
			says: 'a bulk request',
			httpStatus: 200,
			text: '{"uuid":"cc9c8043-8caf-11ef-b035-9e8f47954dec","success":"OK"}',
			kind: null,
		},
		{ says: 'no error', httpStatus: 200, text: '{"sms_id":7,"error":null}', kind: null },
		...[200, 400, 421, 500].map((httpStatus) => ({
			says: 'an error',
			httpStatus,
			text: '{"error":"undefined error"}',
			kind: 'rejected' as const,
		})),
		{
			says: 'an error in an array',
			httpStatus: 200,
			text: '[{"error":"x"}]',
			kind: 'rejected',
		},
		{
			says: 'an error as an object',
			httpStatus: 200,
			text: '{"error":{"message":"incorrect phone number"}}',
			kind: 'invalidRecipient',
		},
		{ says: 'an empty error', httpStatus: 200, text: '{"error":""}', kind: null },
		{
			says: 'status error',
			httpStatus: 200,
			text: '{"status":"error","message":"billing error"}',
			kind: 'insufficientFunds',
		},
		{
			says: 'status ERROR without words',
			httpStatus: 200,
			text: '{"status":"ERROR"}',
			kind: 'rejected',
		},
		{
			says: 'a wrong token',
			httpStatus: 403,
			text: '{"error":"access denied"}',
			kind: 'unauthorized',
		},
		{
			says: 'a wrong alpha-name',
			httpStatus: 400,
			text: '{"error":"ошибка в буквенном имени"}',
			kind: 'rejected',
		},
		{ says: 'no such object', httpStatus: 404, text: '{"error":"not found"}', kind: 'notFound' },
		{
			says: 'too many requests',
			httpStatus: 429,
			text: '{"error":"Превышен лимит запросов"}',
			kind: 'rateLimited',
		},
		{
			says: 'a known text',
			httpStatus: 400,
			text: '{"error":"The same message exists with ID=49001"}',
			kind: 'duplicate',
		},
		{ says: 'a server fault', httpStatus: 500, text: '<h1>Oops</h1>', kind: 'outcomeUnknown' },
	],
	// Source: docs/gateways/smsby.md 3.6.
	statuses: {
		NEW: 'queued',
		SENT: 'sent',
		DELIVERED: 'delivered',
		UNDELIVERED: 'undelivered',
	},
	callbacks: {
		genuine: (status, messageId) => ({
			method: 'POST',
			query: new URLSearchParams({ secret: callbackSecret, key: '0123456789ab' }).toString(),
			...json({
				uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec',
				sms_id: Number(messageId),
				phone: 375291112233,
				status: status.toLowerCase(),
			}),
		}),
		final: 'DELIVERED',
		intermediate: 'SENT',
		inbound: null,
		forged: (call) => ({
			...forgedUrls(call, token),
			'a secret in the body': {
				...withQuery(call, (query) => query.delete('secret')),
				...json({ secret: callbackSecret, status: 'delivered', sms_id: 1 }),
			},
		}),
		unknown: ({ query }) => ({
			'a field that nobody knows': {
				method: 'POST',
				query,
				headers: { 'content-type': 'application/json' },
				body: Buffer.from('{"event":"list_confirmed","list":31}'),
			},
			'a text': {
				method: 'POST',
				query,
				headers: { 'content-type': 'text/plain' },
				body: Buffer.from('OK'),
			},
		}),
		// Nothing else is malformed: what a callback holds is not documented.
		malformed: ({ query }) => ({
			'nothing but the secret': { method: 'POST', query },
			'a GET with nothing but the secret': { method: 'GET', query },
		}),
	},
};
