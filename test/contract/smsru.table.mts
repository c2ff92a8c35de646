import { createHash } from 'node:crypto';
import { MessageGatewaysSmsRuApi } from '../../credentials/MessageGatewaysSmsRuApi.credentials.ts';
import { smsRu } from '../../nodes/SmsRu/gateway.ts';
import { SmsRu } from '../../nodes/SmsRu/SmsRu.node.ts';
import { SmsRuTrigger } from '../../nodes/SmsRu/SmsRuTrigger.node.ts';
import type { CallbackCall, ContractTable } from './table.mts';

const apiKey = '5f1c9a2e-0b7d-4d3e-9a61-sandbox00001';

const message = {
	sender: { __rl: true, mode: 'id', value: 'MyShop' },
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

/** A row's own sender. */
const senders = {
	parameters: { sender: { __rl: true, mode: 'id', value: '={{ $json.sender }}' } },
	values: [
		['MyShop', 'MyShop'],
		['SMSRU', 'SMSRU'],
	],
} as const;

const hashOf = (...parts: string[]): string =>
	createHash('sha256').update(parts.join('')).digest('hex');

const post = (values: Array<[name: string, value: string]>): CallbackCall => ({
	method: 'POST',
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: Buffer.from(new URLSearchParams(values).toString()),
});

const entry = (id: string, code: string, time = '1767225600'): string =>
	['sms_status', id, code, time].join('\n');

const signed = (...entries: string[]): CallbackCall =>
	post([
		...entries.map((one, at): [string, string] => [`data[${at}]`, one]),
		['hash', hashOf(apiKey, ...entries)],
	]);

const valuesOf = ({ body }: CallbackCall) => [...new URLSearchParams(body?.toString('utf8'))];

/** The call with other values of its form; null takes one out. */
const change = (call: CallbackCall, values: Record<string, string | null>): CallbackCall => {
	const form = new URLSearchParams(valuesOf(call));
	for (const [name, value] of Object.entries(values)) {
		if (value === null) form.delete(name);
		else form.set(name, value);
	}
	return post([...form]);
};

const signatureOf = (call: CallbackCall): string =>
	new URLSearchParams(valuesOf(call)).get('hash') ?? '';

const firstOf = (call: CallbackCall): string => valuesOf(call)[0]?.[1] ?? '';

export const smsRuTable: ContractTable = {
	gateway: smsRu,
	node: SmsRu,
	trigger: SmsRuTrigger,
	credentialTypes: { messageGatewaysSmsRuApi: MessageGatewaysSmsRuApi },
	credentials: ({ url }) => ({
		messageGatewaysSmsRuApi: { baseUrl: url, apiKey, concurrent: 3, perSecond: 0 },
	}),
	secrets: [apiKey],
	sandbox: (sandbox) => sandbox.smsru,
	// The suite sends the same text again on purpose, and years ahead; SMS.ru refuses both.
	prepare: (sandbox) => {
		sandbox.smsru.settings.repeats = true;
		sandbox.smsru.settings.timeLimit = false;
	},
	recipient: (row) => String(79001110000 + row),
	impossibleRecipient: 'no phone',
	previews: [
		'message.send',
		'message.sendMany',
		'message.estimate',
		'message.getStatus',
		'account.getBalance',
		'blacklist.getAll',
	],
	sending: [
		{
			name: 'message: send',
			parameters: { resource: 'message', operation: 'send', ...message },
			listSize: 1,
			senders,
		},
		{
			name: 'message: sendMany',
			parameters: { resource: 'message', operation: 'sendMany', listSize: 4, ...message },
			listSize: 4,
			senders,
		},
	],
	promises: {
		nameless: [
			'{"status":"OK","status_code":100}',
			'{"status":"OK","status_code":100,"sms":[]}',
			'{"status":"OK","status_code":100,"sms":{"79990000000":{"status":"OK","sms_id":"1"}}}',
		],
		// Unix seconds name the instant itself.
		instant: /\btime=1930385160\b/,
		inquiries: ['message: send', 'message: sendMany'].map((after) => ({
			name: 'message.getStatus',
			after,
			parameters: { messageId: '={{ $json.messageId }}' },
			listSize: 100,
			statuses: ['103', '105', '101'] as const,
		})),
		opposites: [
			{
				add: 'blacklist.add',
				remove: 'blacklist.remove',
				members: ({ smsru: { state } }) => [...state.stopList],
			},
		],
	},
	refuse: (sandbox, recipient) => {
		sandbox.smsru.settings.refusals[recipient] = 207;
	},
	// Source: docs/gateways/smsru.md 1, 2 and 8.
	answers: [
		{
			says: 'success',
			httpStatus: 200,
			text: '{"status":"OK","status_code":100,"sms":{},"balance":1}',
			kind: null,
		},
		...(
			[
				[200, 'Неправильный api_id', 'unauthorized'],
				[201, 'Не хватает средств', 'insufficientFunds'],
				[202, 'Неправильно указан номер', 'invalidRecipient'],
				[204, 'Имя отправителя не согласовано', 'rejected'],
				[205, 'Сообщение слишком длинное', 'invalidRequest'],
				[208, 'Параметр time указан неправильно', 'invalidRequest'],
				[209, 'Номер в стоп-листе', 'rejected'],
				[213, 'Указано более 100 номеров', 'invalidRequest'],
				[220, 'Сервис временно недоступен', 'busy'],
				[231, 'Превышен лимит одинаковых сообщений', 'duplicate'],
				[302, 'Аккаунт не подтвержден', 'unauthorized'],
				[500, 'Ошибка на сервере', 'outcomeUnknown'],
				[777, 'Что-то новое', 'rejected'],
			] as const
		).map(([code, words, kind]) => ({
			says: `code ${code}, “${words}”`,
			httpStatus: 200,
			text: JSON.stringify({ status: 'ERROR', status_code: code, status_text: words }),
			kind,
		})),
		{
			says: 'a refusal without words',
			httpStatus: 200,
			text: '{"status":"ERROR","status_code":207}',
			kind: 'invalidRecipient',
		},
		{ says: 'a plain code', httpStatus: 200, text: '100\n1', kind: 'outcomeUnknown' },
		{ says: 'an empty body', httpStatus: 200, text: '', kind: 'outcomeUnknown' },
	],
	// Source: docs/gateways/smsru.md 4.
	statuses: {
		'-1': 'notFound',
		'100': 'queued',
		'101': 'queued',
		'102': 'sent',
		'103': 'delivered',
		'104': 'expired',
		'105': 'undelivered',
		'106': 'undelivered',
		'107': 'undelivered',
		'108': 'rejected',
		'110': 'read',
		'150': 'undelivered',
	},
	callbacks: {
		acknowledgement: '100',
		genuine: (status, id) => signed(entry(id, status)),
		final: '103',
		intermediate: '102',
		inbound: null,
		forged: (call) => ({
			'no signature': change(call, { hash: null }),
			'an empty signature': change(call, { hash: '' }),
			'a wrong signature': change(call, { hash: '0'.repeat(64) }),
			'a truncated signature': change(call, { hash: signatureOf(call).slice(0, -1) }),
			'a lengthened signature': change(call, { hash: `${signatureOf(call)}0` }),
			'a signature in other letters': change(call, { hash: signatureOf(call).toUpperCase() }),
			'the signature of another entry': change(call, { hash: hashOf(apiKey, entry('7', '103')) }),
			'a signature without the secret': change(call, { hash: hashOf(firstOf(call)) }),
			'the secret itself as a signature': change(call, { hash: apiKey }),
			'two signatures': post([...valuesOf(call), ['hash', '0'.repeat(64)]]),
			'another id': change(call, { 'data[0]': firstOf(call).replace(/\d/, '9') }),
			'an entry more': post([['data[1]', entry('9', '103')], ...valuesOf(call)]),
			'one entry twice': post([...valuesOf(call), ['data[0]', firstOf(call)]]),
			'a signature in the query': {
				...change(call, { hash: null }),
				query: `hash=${signatureOf(call)}`,
			},
			'a signature in a header': {
				...change(call, { hash: null }),
				headers: { ...call.headers, hash: signatureOf(call) },
			},
			'a signature in JSON': {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: Buffer.from(JSON.stringify(Object.fromEntries(valuesOf(call)))),
			},
			nothing: post([]),
		}),
		unknown: () => ({
			'a call that confirms a number': signed('callcheck_status\n201737-542\n401\n1767225600'),
			'a status that is no number': signed(entry('2003', 'delivered')),
			'a huge status': signed(entry('2003', '9'.repeat(5000))),
			'a status without an id': signed(entry('', '103')),
			'a time that is cut': signed(entry('2003', '103', '176722')),
			'an entry of more lines': signed(`${entry('2003', '103')}\n7`),
			'two entries in one': signed(entry('2003', '103') + entry('2004', '103')),
			'a code that nobody knows': signed(entry('2003', '999')),
			'no entry at all': signed(),
		}),
		malformed: () => ({}),
	},
};
