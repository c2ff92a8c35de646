import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import { byId as typedId } from '../samples/sample.mts';
import { sendPulseMore } from './sendpulseMore.mts';
import type { Served, Source } from './served.mts';

const paged: Record<string, Source> = {
	limit: 'limit',
	offset: { by: 'the node, page by page' },
};
/** Lists of chatbots. */
const chatPaged: Record<string, Source> = {
	size: 'limit',
	skip: { by: 'the node, page by page' },
};
const some = { returnAll: false, limit: 7 };

/** The operator's newer documents have no such path any more. */
const newer = 'by `/v2/email-service/smtp/sender_domains`, which took its place';

const credential = { by: 'the credential' };

/** What the operator's document lists. */
export const sendPulseServed: Record<string, Served> = {
	'POST /oauth/access_token': {
		operation: 'balance.get',
		set: { authentication: 'oAuth2' },
		parameters: { grant_type: credential, client_id: credential, client_secret: credential },
	},
	'POST /addressbooks': { operation: 'addressBook.create', parameters: { bookName: 'name' } },
	'PUT /addressbooks/{id}': {
		operation: 'addressBook.update',
		parameters: { id: 'addressBook', name: 'name' },
	},
	'GET /addressbooks': { operation: 'addressBook.getAll', set: some, parameters: paged },
	'GET /addressbooks/{id}': { operation: 'addressBook.get', parameters: { id: 'addressBook' } },
	'GET /addressbooks/{id}/variables': {
		operation: 'addressBook.getVariables',
		parameters: { id: 'addressBook' },
	},
	'GET /addressbooks/{id}/emails': {
		operation: 'contact.getAll',
		set: some,
		parameters: { id: 'book', ...paged },
	},
	'POST /addressbooks/{id}/emails': {
		operation: 'contact.add',
		parameters: { id: 'book', emails: 'email' },
	},
	'DELETE /addressbooks': {
		operation: 'contact.remove',
		wire: 'DELETE /addressbooks/{id}/emails',
		note: 'sent to `/addressbooks/{id}/emails`, where the address book’s other calls go',
		parameters: { id: 'book', emails: 'email' },
	},
	'GET /addressbooks/{id}/emails/{email}': {
		operation: 'contact.get',
		parameters: { id: 'book', email: 'email' },
	},
	'DELETE /addressbooks/{id}': {
		operation: 'addressBook.delete',
		parameters: { id: 'addressBook' },
	},
	'GET /addressbooks/{id}/cost': {
		operation: 'addressBook.getCost',
		parameters: { id: 'addressBook' },
	},
	'POST /campaigns': {
		operation: 'campaign.create',
		set: { additionalFields: { name: 'Май', attachments: 'data' } },
		parameters: {
			sender_name: 'senderName',
			sender_email: 'sender',
			subject: 'subject',
			body: 'html',
			list_id: 'audienceBook',
			name: 'additionalFields.name',
			attachments: 'additionalFields.attachments',
		},
		places: { attachments: 'attachments_binary' },
		note: 'files go as `attachments_binary`, which carries any file',
	},
	'GET /campaigns/{id}': { operation: 'campaign.get', parameters: { id: 'campaign' } },
	'GET /campaigns': { operation: 'campaign.getAll', set: some, parameters: paged },
	'GET /campaigns/{id}/countries': {
		operation: 'campaign.getCountries',
		parameters: { id: 'campaign' },
	},
	'GET /campaigns/{id}/referrals': {
		operation: 'campaign.getLinks',
		parameters: { id: 'campaign' },
	},
	'DELETE /campaigns/{id}': { operation: 'campaign.cancel', parameters: { id: 'campaign' } },
	'GET /senders': { operation: 'sender.getAll', parameters: {} },
	'POST /senders': {
		operation: 'sender.create',
		parameters: { email: 'senderEmail', name: 'senderDisplayName' },
	},
	'DELETE /senders': { operation: 'sender.delete', parameters: { email: 'sender' } },
	'POST /senders/{email}/code': {
		operation: 'sender.activate',
		parameters: { email: 'sender', code: 'code' },
	},
	'GET /senders/{email}/code': { operation: 'sender.requestCode', parameters: { email: 'sender' } },
	'GET /emails/{email}': { operation: 'contact.findEverywhere', parameters: { email: 'email' } },
	'DELETE /emails/{email}': {
		operation: 'contact.removeEverywhere',
		parameters: { email: 'email' },
	},
	'GET /emails/{email}/campaigns': {
		operation: 'contact.getStatistics',
		parameters: { email: 'email' },
	},
	'GET /blacklist': { operation: 'blacklist.getAll', parameters: {} },
	'POST /blacklist': {
		operation: 'blacklist.add',
		set: { comment: 'Просил не писать' },
		parameters: { email: 'blockedEmail', comment: 'comment' },
		places: { email: 'emails' },
		note: 'under the API’s newer name `emails`',
	},
	'DELETE /blacklist': {
		operation: 'blacklist.remove',
		parameters: { email: 'blockedEmail' },
		places: { email: 'emails' },
		note: 'under the API’s newer name `emails`',
	},
	'GET /balance/{currency}': {
		operation: 'balance.get',
		set: { currency: 'EUR' },
		parameters: { currency: 'currency' },
	},
	'POST /smtp/emails': {
		operation: 'email.send',
		set: {
			emailFormat: 'both',
			text: 'Готов',
			options: { bcc: 'boss@example.com' },
		},
		parameters: {
			email: 'subject',
			'email.html': 'html',
			'email.text': 'text',
			'email.subject': 'subject',
			'email.from': 'fromName',
			'email.to': 'toEmail',
			'email.bcc': 'options.bcc',
			'email.attachments': 'options.attachments',
		},
		places: { 'email.attachments': 'email.attachments_binary' },
		note: 'files go as `attachments_binary`, which carries any file',
	},
	'GET /smtp/emails': {
		operation: 'email.getAll',
		set: {
			...some,
			filters: {
				from: '2026-01-02T00:00:00',
				to: '2026-12-30T00:00:00',
				sender: 'news@shop.example',
				recipient: 'recipient-0@example.com',
			},
		},
		parameters: {
			...paged,
			from: 'filters.from',
			to: 'filters.to',
			sender: 'filters.sender',
			recipient: 'filters.recipient',
		},
	},
	'GET /smtp/emails/{id}': { operation: 'email.get', parameters: { id: 'emailId' } },
	'GET /smtp/bounces/day': {
		operation: 'email.getBounces',
		set: { ...some, filters: { date: '2026-05-06T00:00:00' } },
		parameters: { date: 'filters.date', ...paged },
	},
	'POST /smtp/unsubscribe': {
		operation: 'email.unsubscribe',
		set: { comment: 'Просил' },
		parameters: { emails: 'address', 'emails.email': 'address', 'emails.comment': 'comment' },
	},
	'DELETE /smtp/unsubscribe': {
		operation: 'email.removeFromUnsubscribed',
		parameters: { emails: 'address' },
	},
	'GET /smtp/unsubscribe': {
		operation: 'email.getUnsubscribed',
		set: { ...some, filters: { date: '2026-05-06T00:00:00' } },
		parameters: { date: 'filters.date', ...paged },
	},
	'GET /smtp/ips': { operation: 'email.getIps', parameters: {} },
	'GET /smtp/domains': {
		operation: 'email.getDomains',
		wire: 'GET /v2/email-service/smtp/sender_domains',
		note: newer,
		parameters: {},
	},
	'POST /smtp/domains': {
		operation: 'email.addDomain',
		wire: 'POST /v2/email-service/smtp/sender_domains/{email}',
		note: newer,
		parameters: { email: 'domain' },
	},
	'GET /domains/{email}': {
		operation: 'email.verifyDomain',
		note: 'after HTTP 404 at `/smtp/domains/{email}`',
		parameters: { email: 'address' },
	},
	'GET /push/tasks': { operation: 'push.getAll', set: some, parameters: paged },
	'GET /push/websites/total': { operation: 'push.countWebsites', parameters: {} },
	'GET /push/websites': { operation: 'push.getWebsites', set: some, parameters: paged },
	'GET /push/websites/{id}/variables': {
		operation: 'push.getVariables',
		parameters: { id: 'website' },
	},
	'GET /push/websites/{id}/subscriptions': {
		operation: 'push.getSubscribers',
		set: some,
		parameters: { id: 'website', ...paged },
	},
	'GET /push/websites/{id}/subscriptions/total': {
		operation: 'push.countSubscribers',
		parameters: { id: 'website' },
	},
	'POST /push/subscriptions/state': {
		operation: 'push.activateSubscriber',
		parameters: {
			id: 'subscriberId',
			state: { by: 'the operation: *Push: Deactivate Subscriber* sends 0' },
		},
	},
	'POST /push/tasks': {
		operation: 'push.create',
		set: {
			filter: {
				filter: {
					variable: 'uname',
					operator: 'or',
					conditions: { condition: [{ condition: 'likewith', value: 'a' }] },
				},
			},
			options: {
				link: 'https://example.com/a',
				language: 'ru',
				browsers: ['Chrome'],
				stretchTime: 3600,
			},
		},
		parameters: {
			title: 'title',
			website_id: 'website',
			body: 'body',
			ttl: 'ttl',
			link: 'options.link',
			filter_lang: 'options.language',
			filter_browser: 'options.browsers',
			filter: 'filter',
			'filter.variable_name': 'filter.filter.variable',
			'filter.operator': { by: '*Filter by Variable → Must Fit*' },
			'filter.conditions': 'filter.filter.conditions',
			'filter.conditions.condition': { by: '*Filter by Variable → Conditions → Condition*' },
			'filter.conditions.value': 'filter.filter.conditions.condition.value',
			stretch_time: 'options.stretchTime',
		},
	},
	'GET /push/tasks/{id}': { operation: 'push.getStatistics', parameters: { id: 'pushId' } },

	// Chatbots: the calls that all channels have, as Telegram has them, and those of WhatsApp alone.
	'GET /telegram/contacts/get': {
		operation: 'chatbotContact.get',
		parameters: { id: 'chatContact' },
	},
	'GET /telegram/contacts/getByTag': {
		operation: 'chatbotContact.getAll',
		set: some,
		parameters: { tag: 'chatTag', bot_id: 'bot', ...chatPaged },
	},
	'GET /telegram/contacts/getByVariable': {
		operation: 'chatbotContact.getAll',
		set: { ...some, listBy: 'variable', chatVariable: typedId('city'), chatVariableValue: 'Riga' },
		parameters: {
			variable_name: 'chatVariable',
			variable_value: 'chatVariableValue',
			bot_id: 'bot',
			...chatPaged,
		},
	},
	'GET /telegram/contacts/getByTelegramId': {
		operation: 'chatbotContact.get',
		set: { findBy: 'telegramId', bot: typedId(seedId('', 1)), telegramId: '222' },
		parameters: { bot_id: 'bot', telegram_id: 'telegramId' },
	},
	'POST /telegram/contacts/send': {
		operation: 'chatbotMessage.send',
		parameters: { contact_id: 'chatContact', message: 'chatText' },
	},
	'POST /telegram/contacts/setVariable': {
		operation: 'chatbotContact.setVariables',
		parameters: { contact_id: 'chatContact', variables: 'chatVariables' },
	},
	'POST /telegram/contacts/deleteVariable': {
		operation: 'chatbotContact.deleteVariable',
		parameters: { contact_id: 'chatContact', variable_name: 'chatVariable' },
	},
	'POST /telegram/contacts/setTag': {
		operation: 'chatbotContact.addTags',
		parameters: { contact_id: 'chatContact', tags: 'chatTags' },
	},
	'POST /telegram/contacts/deleteTag': {
		operation: 'chatbotContact.removeTags',
		parameters: { contact_id: 'chatContact', tag: 'chatTags' },
	},
	...Object.fromEntries(
		[
			['disable', 'disable'],
			['enable', 'enable'],
			['delete', 'delete'],
			['deletePauseAutomation', 'resumeAutomation'],
		].map(([path, operation]): [string, Served] => [
			`POST /telegram/contacts/${path}`,
			{ operation: `chatbotContact.${operation}`, parameters: { contact_id: 'chatContact' } },
		]),
	),
	...Object.fromEntries(
		[
			['POST', 'openChat', 'open'],
			['POST', 'closeChat', 'close'],
			['PUT', 'mark-read', 'markRead'],
			['POST', 'operators/unAssign', 'unassignOperator'],
		].map(([verb, path, operation]): [string, Served] => [
			`${verb} /telegram/contacts/${path}`,
			{ operation: `chatbotChat.${operation}`, parameters: { contact_id: 'chatContact' } },
		]),
	),
	'POST /telegram/contacts/operators/assign': {
		operation: 'chatbotChat.assignOperator',
		parameters: { contact_id: 'chatContact', operator_id: 'operatorId' },
	},
	'GET /telegram/contacts/notes': {
		operation: 'chatbotChat.getNotes',
		parameters: { bot_id: 'bot', contact_id: 'chatContact' },
	},
	'POST /telegram/contacts/createNote': {
		operation: 'chatbotChat.addNote',
		parameters: { contact_id: 'chatContact', bot_id: 'bot', text: 'noteText' },
	},
	'POST /whatsapp/contacts/sendTyping': {
		operation: 'chatbotChat.showTyping',
		set: { channel: 'whatsapp', chatContact: typedId(seedId('a', 2)) },
		parameters: { contact_id: 'chatContact' },
	},
	'POST /telegram/contacts/setPauseAutomation': {
		operation: 'chatbotContact.pauseAutomation',
		parameters: { contact_id: 'chatContact', minutes: 'pauseMinutes' },
	},
	'POST /telegram/flows/run': {
		operation: 'chatbotMessage.runFlow',
		set: { flowData: '{"order":"42"}' },
		parameters: { contact_id: 'chatContact', flow_id: 'chatFlow', external_data: 'flowData' },
	},
	'POST /telegram/flows/runByTrigger': {
		operation: 'chatbotMessage.runFlow',
		set: { runBy: 'keyword', triggerKeyword: 'start', flowData: '{"order":"42"}' },
		parameters: {
			contact_id: 'chatContact',
			trigger_keyword: 'triggerKeyword',
			external_data: 'flowData',
		},
	},
	'GET /telegram/chats': {
		operation: 'chatbotMessage.getChats',
		set: some,
		parameters: { bot_id: 'bot', ...chatPaged },
	},
	'GET /telegram/chats/messages': {
		operation: 'chatbotMessage.getAll',
		set: { ...some, options: { order: 'asc' } },
		parameters: {
			contact_id: 'chatContact',
			order: { by: '*Options → Order*, else desc' },
			...chatPaged,
		},
	},
	'POST /telegram/campaigns/send': {
		operation: 'chatbotMessage.createCampaign',
		set: {
			channel: 'telegram',
			bot: typedId(seedId('', 1)),
			options: { onlyTags: 'vip', sendAt: '2031-03-04T10:00:00Z' },
		},
		parameters: {
			title: 'chatTitle',
			bot_id: 'bot',
			messages: 'chatText',
			send_at: 'options.sendAt',
			filter: 'options.onlyTags',
		},
	},
	'POST /whatsapp/contacts': {
		operation: 'chatbotContact.create',
		set: {
			chatVariables: { variable: [{ name: 'city', type: 'text', value: 'Рига' }] },
			options: { newTags: 'vip' },
		},
		parameters: {
			phone: 'chatPhone',
			bot_id: 'bot',
			name: 'chatContactName',
			tags: 'options.newTags',
			variables: 'chatVariables',
		},
	},
	'GET /whatsapp/contacts/getByPhone': {
		operation: 'chatbotContact.get',
		set: {
			channel: 'whatsapp',
			findBy: 'phone',
			bot: typedId(seedId('', 2)),
			chatPhone: '380501112230',
		},
		parameters: { phone: 'chatPhone', bot_id: 'bot' },
	},
	'POST /whatsapp/contacts/sendByPhone': {
		operation: 'chatbotMessage.send',
		set: {
			channel: 'whatsapp',
			sendTo: 'phone',
			bot: typedId(seedId('', 2)),
			chatPhone: '380501112230',
		},
		parameters: { bot_id: 'bot', phone: 'chatPhone', message: 'chatText' },
	},
	'POST /whatsapp/contacts/sendTemplate': {
		operation: 'chatbotMessage.sendTemplate',
		set: { templateTo: 'contact', chatContact: typedId(seedId('a', 2)) },
		parameters: { contact_id: 'chatContact', template: 'chatTemplate' },
	},
	'POST /whatsapp/contacts/sendTemplateByPhone': {
		operation: 'chatbotMessage.sendTemplate',
		parameters: { bot_id: 'bot', phone: 'chatPhone', template: 'chatTemplate' },
	},
	'POST /whatsapp/campaigns/sendTemplate': {
		operation: 'chatbotMessage.createCampaign',
		set: {
			channel: 'whatsapp',
			bot: typedId(seedId('', 2)),
			chatMessageType: 'template',
			chatTemplate: typedId('plain/en'),
			parametersFrom: 'json',
			options: { sendAt: '2031-03-04T10:00:00Z' },
		},
		parameters: {
			title: 'chatTitle',
			bot_id: 'bot',
			template: 'chatTemplate',
			send_at: 'options.sendAt',
		},
	},
	...sendPulseMore,
};
