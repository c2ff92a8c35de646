import type { Served } from './served.mts';

/** Any but the one that the forms have at first. */
const alphaname = { __rl: true, mode: 'id', value: '77' };

const token = { by: 'the credential' };

export const smsByServed: Record<string, Served> = {
	'POST /api/v1/sendBulkSms': {
		operation: 'message.sendMany',
		set: {
			alphaname,
			callbackUrl: 'https://n8n.example/webhook/smsby',
			options: { campaignName: 'Май', sendAt: '2030-01-02T03:04:00' },
		},
		parameters: {
			token,
			callback_url: 'callbackUrl',
			messages: 'text',
			'messages.alphaname_id': 'alphaname',
			'messages.name': 'options.campaignName',
			'messages.message_type': {
				by: 'the node: `bulk` where items have one text, else `personal`',
			},
			'messages.schedule_time': 'options.sendAt',
			'messages.delivery_list': 'recipient',
		},
		also: [
			{
				rows: 2,
				set: { text: 'Одно для всех' },
				parameters: { 'messages.text': 'text' },
			},
			{
				rows: 2,
				parameters: {
					'messages.delivery_list.phone': 'recipient',
					'messages.delivery_list.text': 'text',
				},
			},
		],
	},
	'POST /api/v1/sendQuickSMS': {
		operation: 'message.send',
		set: {
			alphaname,
			forwardToViber: true,
			forwardAfter: 17,
			vibername: { __rl: true, mode: 'id', value: '7' },
		},
		parameters: {
			token,
			message: 'text',
			phone: 'recipient',
			alphaname_id: 'alphaname',
			forwarding_message: 'forwardToViber',
			forwarding_time: 'forwardAfter',
			vibername_id: 'vibername',
		},
	},
	'GET /api/v1/getSmsDeliveryList': {
		operation: 'message.getDeliveryList',
		set: { returnAll: false, limit: 7 },
		parameters: {
			token,
			message_id: 'campaignId',
			limit_offset: { by: 'the node, page by page' },
			limit_rows: 'limit',
		},
	},
};
