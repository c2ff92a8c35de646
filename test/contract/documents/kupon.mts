import type { INodeParameters } from 'n8n-workflow';
import type { Served } from './served.mts';

const set: INodeParameters = {
	type: 'push',
	htmlText: '<b>Да</b>',
	statusCallback: { url: 'https://n8n.example/webhook/kupon', kannelStatus: true },
	options: {
		sendAt: '2030-01-02T03:04:00',
		charset: 'CP1251',
		ttl: 90,
		button: 'Открыть',
		action: 'https://example.com/a',
		image: 'https://example.com/a.png',
		findToken: true,
	},
};

const token = { by: 'the credential' };

export const kuponServed: Record<string, Served> = {
	'/api/v1/bulk/send-message': {
		operation: 'message.send',
		wire: 'POST /api/v1/bulk/send-message',
		set,
		parameters: {
			token,
			sent_text: 'text',
			html_text: 'htmlText',
			sent_date: 'options.sendAt',
			sent_to: 'recipient',
			type: 'type',
			sender: 'sender',
			charset: 'options.charset',
			ttl: 'options.ttl',
			button: 'options.button',
			action: 'options.action',
			image: 'options.image',
			callback: 'statusCallback.url',
			find_token: 'options.findToken',
			kannel_status: 'statusCallback.kannelStatus',
		},
	},
	'/api/v1/bulk/send-list-messages': {
		operation: 'message.sendMany',
		wire: 'POST /api/v1/bulk/send-list-messages',
		set,
		parameters: {
			token,
			type: 'type',
			sender: 'sender',
			charset: 'options.charset',
			messages: 'text',
		},
	},
};
