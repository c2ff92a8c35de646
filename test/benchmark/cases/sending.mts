/** Sending many messages: one request for many items here, one for each in the HTTP Request node. */
import type { INodeParameters } from 'n8n-workflow';
import type { Case } from './case.mts';
import { formPost } from './httpRequest.mts';
import { smsc } from './lists.mts';

/** A phone, a text of one Cyrillic SMS, and what else an order has. */
const order = `{
	phone: String(79161000000 + number),
	text: 'Заказ ' + number + ' готов. Заберите его до пятницы, ул. Ленина, 5.',
	orderId: 'order-' + number,
	name: 'Анна Иванова',
	total: 1290.5,
}`;

/** Limits out of the way: what is measured is the node and not a pause that a user has chosen. */
const free = { concurrent: 10, perSecond: 0, callbackSecret: '' };

const sms: INodeParameters = {
	resource: 'message',
	operation: 'sendMany',
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
};

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

export const sendingCases = (url: string): Case[] => [
	{
		name: 'Kupon.mobi, Send Many',
		node: 'Kupon/Kupon',
		credential: {
			type: 'messageGatewaysKuponApi',
			data: { ...free, baseUrl: url, token: 'a-token-of-kupon' },
		},
		parameters: { ...sms, type: 'sms', sender: 'MyShop' },
		item: order,
		http: formPost(`${url}/api/v1/bulk/send-message`, {
			token: 'a-token-of-kupon',
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			sent_to: '={{ $json.phone }}',
			sent_text: '={{ $json.text }}',
		}),
	},
	{
		name: 'SMSC, Send Many',
		...smsc(url),
		parameters: { ...sms, type: 'sms', sender: locator('MyShop') },
		item: order,
		http: formPost(`${url}/sys/send.php`, {
			login: 'login',
			psw: 'a-password-of-smsc',
			fmt: '3',
			charset: 'utf-8',
			sender: 'MyShop',
			phones: '={{ $json.phone }}',
			mes: '={{ $json.text }}',
		}),
	},
	{
		name: 'SMS.by, Send Many',
		node: 'SmsBy/SmsBy',
		credential: {
			type: 'messageGatewaysSmsByApi',
			data: { ...free, host: 'own', baseUrl: url, token: 'a-token-of-smsby', timeZone: '' },
		},
		parameters: { ...sms, alphaname: locator('1363') },
		item: order,
		http: formPost(`${url}/api/v1/sendQuickSMS`, {
			token: 'a-token-of-smsby',
			alphaname_id: '1363',
			phone: '={{ $json.phone }}',
			message: '={{ $json.text }}',
		}),
	},
	{
		name: 'SMS.ru, Send Many',
		node: 'SmsRu/SmsRu',
		credential: {
			type: 'messageGatewaysSmsRuApi',
			data: { baseUrl: url, apiKey: 'an-api-id-of-smsru', concurrent: 10, perSecond: 0 },
		},
		parameters: { ...sms, sender: locator('MyShop') },
		item: order,
		http: formPost(`${url}/sms/send`, {
			api_id: 'an-api-id-of-smsru',
			json: '1',
			from: 'MyShop',
			to: '={{ $json.phone }}',
			msg: '={{ $json.text }}',
		}),
	},
];
