import { createHash } from 'node:crypto';
import { MessageGatewaysSmscApi } from '../../credentials/MessageGatewaysSmscApi.credentials.ts';
import { smsc } from '../../nodes/Smsc/gateway.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { SmscTrigger } from '../../nodes/Smsc/SmscTrigger.node.ts';
import { callbackSecret } from './table.mts';
import type { CallbackCall, ContractTable } from './table.mts';

export const password = 'smsc-sandbox-password';
const phone = '79001112233';

const message = {
	type: 'sms',
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
		['SMSC', 'SMSC'],
	],
} as const;

type Algorithm = 'md5' | 'sha1';

const sign = (algorithm: Algorithm, ...parts: string[]): string =>
	createHash(algorithm)
		.update([...parts, callbackSecret].join(':'))
		.digest('hex');

const query = (fields: Record<string, string>): CallbackCall => ({
	method: 'GET',
	query: `charset=utf-8&sha1&${new URLSearchParams(fields).toString()}`,
});

const status = (id: string, code: string): CallbackCall =>
	query({
		id,
		phone,
		status: code,
		time: '18.10.2016 15:34:12',
		ts: '1476794052',
		err: '0',
		type: '0',
		sha1: sign('sha1', id, phone, code),
	});

const inbound = (id: string): CallbackCall =>
	query({
		id,
		phone,
		mes: 'Спасибо',
		to: '79037672219',
		sha1: sign('sha1', phone, 'Спасибо', '79037672219'),
	});

const subscriberCall = query({
	phone,
	waitcall: '79037672219',
	ts: '1476794052',
	sha1: sign('sha1', phone, '1476794052'),
});

const change = (call: CallbackCall, values: Record<string, string | null>): CallbackCall => {
	const fields = new URLSearchParams(call.query?.replace('charset=utf-8&sha1&', ''));
	for (const [name, value] of Object.entries(values)) {
		if (value === null) fields.delete(name);
		else fields.set(name, value);
	}
	return { ...call, query: `charset=utf-8&sha1&${fields.toString()}` };
};

const signatureOf = (call: CallbackCall): string =>
	new URLSearchParams(call.query?.replace('charset=utf-8&sha1&', '')).get('sha1') ?? '';

export const smscTable: ContractTable = {
	gateway: smsc,
	node: Smsc,
	trigger: SmscTrigger,
	credentialTypes: { messageGatewaysSmscApi: MessageGatewaysSmscApi },
	credentials: ({ url }) => ({
		messageGatewaysSmscApi: {
			host: 'own',
			baseUrl: url,
			authentication: 'password',
			login: 'smsc-sandbox',
			password,
			callbackSecret,
			concurrent: 3,
			perSecond: 0,
		},
	}),
	secrets: [password, callbackSecret],
	sandbox: (sandbox) => sandbox.smsc,
	// The suite sends the same message again on purpose; SMSC refuses that within a minute.
	prepare: (sandbox) => {
		sandbox.smsc.settings.rateLimits = false;
	},
	recipient: (row) => String(79001110000 + row),
	impossibleRecipient: 'no phone',
	previews: [
		'message.send',
		'message.sendMany',
		'message.sendEmail',
		'message.sendCall',
		'message.lookup',
		'message.estimate',
		'message.getStatus',
		'contact.getAll',
		'account.getBalance',
		'history.getSent',
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
		{
			name: 'message: sendCall',
			parameters: { resource: 'message', operation: 'sendCall', ...message },
			listSize: 1,
			senders,
		},
	],
	promises: {
		nameless: ['{"cnt":1}', '{"cost":"1.5"}', '[{"cnt":1}]'],
		// `0<unix seconds>` names the instant itself.
		instant: /\b01930385160\b/,
		inquiries: ['message: send', 'message: sendMany'].map((after) => ({
			name: 'message.getStatus',
			after,
			parameters: { messageId: '={{ $json.messageId }}', recipient: '={{ $json.recipient }}' },
			statuses: ['1', '20', '-1'] as const,
		})),
		opposites: [
			{
				add: 'blacklist.add',
				remove: 'blacklist.remove',
				members: ({ smsc: { state } }) =>
					state.blacklist.records.rows.map(({ address }) => address),
			},
			{
				add: 'contact.create',
				remove: 'contact.delete',
				members: ({ smsc: { state } }) =>
					state.contacts.contacts.rows.map(({ address }) => address),
			},
			{
				add: 'group.addContact',
				remove: 'group.removeContact',
				members: ({ smsc: { state } }) =>
					state.contacts.contacts.rows.filter(({ groups }) => groups.length > 0),
			},
		],
		logs: ['limits'],
	},
	refuse: (sandbox, recipient) => {
		sandbox.smsc.settings.refusals[recipient] = 7;
	},
	// Source: docs/gateways/smsc.md 1.5, 1.6, 1.8 and 2.2.
	answers: [
		{ says: 'success', httpStatus: 200, text: '{\n"id": 33,\n"cnt": 1\n}', kind: null },
		...(
			[
				[1, 'parameters error', 'invalidRequest'],
				[2, 'authorise error', 'unauthorized'],
				[3, 'no money', 'insufficientFunds'],
				[4, 'IP address is blocked', 'unauthorized'],
				[5, 'invalid date format', 'invalidRequest'],
				[6, 'message is denied', 'rejected'],
				[7, 'invalid number', 'invalidRecipient'],
				[8, "can't to deliver", 'rejected'],
				[9, 'duplicate request, wait a minute', 'duplicate'],
				[9, 'too many concurrent requests', 'busy'],
				[77, 'something new', 'rejected'],
			] as const
		).map(([code, error, kind]) => ({
			says: `error ${code}, “${error}”`,
			httpStatus: 200,
			text: JSON.stringify({ error, error_code: code }),
			kind,
		})),
		{
			says: 'a plain error',
			httpStatus: 200,
			text: 'ERROR = 7 (invalid number)',
			kind: 'invalidRecipient',
		},
		{
			says: 'a plain error with an ID',
			httpStatus: 200,
			text: 'ERROR = 3 (no money), ID - 34',
			kind: 'insufficientFunds',
		},
		{ says: 'an empty body', httpStatus: 200, text: '', kind: 'outcomeUnknown' },
	],
	// Source: docs/gateways/smsc.md 3.3.
	statuses: {
		'-3': 'notFound',
		'-2': 'stopped',
		'-1': 'queued',
		'0': 'sent',
		'1': 'delivered',
		'2': 'read',
		'3': 'expired',
		'4': 'clicked',
		'6': 'spam',
		'20': 'undelivered',
		'22': 'invalidRecipient',
		'23': 'rejected',
		'24': 'insufficientFunds',
		'25': 'unreachable',
	},
	callbacks: {
		genuine: (code, id) => (code === 'inbound' ? inbound(id) : status(id, code)),
		final: '1',
		intermediate: '0',
		inbound: 'inbound',
		others: [subscriberCall],
		forged: (call) => ({
			'no signature': change(call, { sha1: null }),
			'an empty signature': change(call, { sha1: '' }),
			'a wrong signature': change(call, { sha1: '0'.repeat(40) }),
			'a truncated signature': change(call, { sha1: signatureOf(call).slice(0, -1) }),
			'a lengthened signature': change(call, { sha1: `${signatureOf(call)}0` }),
			'the signature of another message': change(call, { sha1: signatureOf(status('7', '1')) }),
			'another id': change(call, { id: '9999' }),
			'another phone': change(call, { phone: '79009999999' }),
			'another status': change(call, { status: '20' }),
			'an id with the phone in it': change(call, { id: `2001:${phone}`, phone: '1', status: '' }),
			'a message for a status': change(call, { status: null, mes: phone, to: '1' }),
			'a second, wrong signature': change(call, { md5: '0'.repeat(32) }),
			'two signatures of one kind': {
				...call,
				query: `${call.query ?? ''}&sha1=${'0'.repeat(40)}`,
			},
			'two ids': { ...call, query: `${call.query ?? ''}&id=9999` },
			'a signature in a header': {
				...change(call, { sha1: null }),
				headers: { sha1: signatureOf(call) },
			},
			'a signature in the query and fields in the body': {
				method: 'POST',
				query: `charset=utf-8&sha1=${signatureOf(call)}`,
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: Buffer.from(change(call, { sha1: null }).query ?? ''),
			},
			'a checksum for a signature': change(call, { sha1: null, crc32: 'b0a4f1c2' }),
			'a signature without the secret': change(call, {
				sha1: createHash('sha1').update(`2001:${phone}:1:`).digest('hex'),
			}),
			'the secret itself': change(call, { sha1: callbackSecret }),
			'broken JSON': {
				method: 'POST',
				query: call.query,
				headers: { 'content-type': 'application/json' },
				body: Buffer.from('{"a":'),
			},
			nothing: { method: 'GET', query: 'charset=utf-8&sha1' },
		}),
		unknown: () => ({
			'a status that is no number': query({
				id: '2003',
				phone,
				status: 'delivered',
				sha1: sign('sha1', '2003', phone, 'delivered'),
			}),
			'a status without an id': query({ phone, status: '1', sha1: sign('sha1', '', phone, '1') }),
			'a huge status': query({
				id: '2003',
				phone,
				status: '9'.repeat(5000),
				sha1: sign('sha1', '2003', phone, '9'.repeat(5000)),
			}),
			'a message to nobody': query({ phone, mes: 'Да', sha1: sign('sha1', phone, 'Да', '') }),
			'an event of another kind': query({
				id: '2003',
				phone,
				event: 'reaction',
				sha1: sign('sha1', '2003', phone, ''),
			}),
			'an event with a time': query({
				phone,
				ts: '1476794052',
				event: 'missed',
				sha1: sign('sha1', phone, '1476794052'),
			}),
		}),
		malformed: () => ({}),
	},
};
