import type { INodeParameters } from 'n8n-workflow';
import type { Served } from './served.mts';

const api_id = { by: 'the credential' };
const json = { by: 'the node: `1`' };
const account = { api_id, json };

/** Any but what the forms have at first. */
const set: INodeParameters = {
	options: {
		sendAt: '2030-01-02T03:04:00',
		ttl: 90,
		daytime: true,
		translit: true,
		test: true,
		ip: '203.0.113.7',
		partnerId: '4242',
	},
};

const content = {
	to: 'text',
	msg: { not: 'each number has its text, as `to[number]`' },
	from: 'sender',
};

/** `/auth/check` is the test of the credential, `/callback/…` are calls of the trigger. */
export const smsRuServed: Record<string, Served> = {
	'/sms/send': {
		operation: 'message.send',
		wire: 'POST /sms/send',
		set,
		parameters: {
			...account,
			...content,
			time: 'options.sendAt',
			ttl: 'options.ttl',
			daytime: 'options.daytime',
			translit: 'options.translit',
			test: 'options.test',
			ip: 'options.ip',
			partner_id: 'options.partnerId',
		},
	},
	'/sms/cost': {
		operation: 'message.estimate',
		wire: 'POST /sms/cost',
		set: { options: { translit: true } },
		parameters: { ...account, ...content, translit: 'options.translit' },
	},
	'/sms/status': {
		operation: 'message.getStatus',
		wire: 'POST /sms/status',
		parameters: { ...account, sms_id: 'messageId' },
	},
	'/my/balance': {
		operation: 'account.getBalance',
		wire: 'POST /my/balance',
		parameters: account,
	},
	'/my/limit': { operation: 'account.getLimit', wire: 'POST /my/limit', parameters: account },
	'/my/free': { operation: 'account.getFreeLimit', wire: 'POST /my/free', parameters: account },
	'/my/senders': { operation: 'sender.getAll', wire: 'POST /my/senders', parameters: account },
	'/stoplist/add': {
		operation: 'blacklist.add',
		wire: 'POST /stoplist/add',
		parameters: { ...account, stoplist_phone: 'recipient', stoplist_text: 'note' },
	},
	'/stoplist/del': {
		operation: 'blacklist.remove',
		wire: 'POST /stoplist/del',
		parameters: { ...account, stoplist_phone: 'recipient' },
	},
	'/stoplist/get': {
		operation: 'blacklist.getAll',
		wire: 'POST /stoplist/get',
		parameters: account,
	},
};
