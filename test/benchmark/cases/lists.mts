/** Managing many: contacts, blacklists and statuses. */
import type { Case } from './case.mts';
import { formPost, jsonPost } from './httpRequest.mts';

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const key = 'sp_a-key-of-sendpulse';

const person = `{ email: 'ann+' + number + '@example.com', phone: String(79161000000 + number), name: 'Анна Иванова' }`;

export const sendPulse = (url: string, concurrent = 10): Pick<Case, 'node' | 'credential'> => ({
	node: 'SendPulse/SendPulse',
	credential: {
		type: 'messageGatewaysSendPulseApi',
		data: { apiKey: key, baseUrl: url, callbackSecret: '', concurrent, perSecond: 0 },
	},
});

export const smsc = (url: string, concurrent = 10): Pick<Case, 'node' | 'credential'> => ({
	node: 'Smsc/Smsc',
	credential: {
		type: 'messageGatewaysSmscApi',
		data: {
			host: 'own',
			baseUrl: url,
			authentication: 'password',
			login: 'login',
			password: 'a-password-of-smsc',
			callbackSecret: '',
			concurrent,
			perSecond: 0,
		},
	},
});

/** The key of SendPulse for the HTTP Request node. */
export const bearer = { name: 'Authorization', value: `Bearer ${key}` };

export const listCases = (url: string): Case[] => [
	{
		name: 'SendPulse, Contact: Add',
		...sendPulse(url),
		parameters: {
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'add',
			book: locator('1'),
			email: '={{ $json.email }}',
		},
		item: person,
		http: jsonPost(`${url}/addressbooks/1/emails`, '={{ { emails: [{ email: $json.email }] } }}'),
		httpHeader: bearer,
	},
	{
		name: 'SendPulse, Blacklist: Add',
		...sendPulse(url),
		parameters: {
			authentication: 'apiKey',
			resource: 'blacklist',
			operation: 'add',
			blockedEmail: '={{ $json.email }}',
			comment: 'Asked for it',
		},
		item: person,
		http: jsonPost(
			`${url}/blacklist`,
			'={{ { emails: $json.email.base64Encode(), comment: "Asked for it" } }}',
		),
		httpHeader: bearer,
	},
	{
		name: 'SMSC, Message: Get Status',
		...smsc(url),
		// SMSC takes one query for several messages a minute, so that more than one would be a measure of waiting.
		accountEach: true,
		parameters: {
			resource: 'message',
			operation: 'getStatus',
			messageId: '={{ $json.messageId }}',
			recipient: '={{ $json.phone }}',
			listSize: 10_000,
		},
		item: `{ phone: String(79161000000 + number), messageId: 'n8n-' + number }`,
		http: formPost(`${url}/sys/status.php`, {
			login: 'login',
			psw: 'a-password-of-smsc',
			fmt: '3',
			charset: 'utf-8',
			phone: '={{ $json.phone }}',
			id: '={{ $json.messageId }}',
		}),
	},
];
