import { MessageGatewaysSendPulseApi } from '../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { MessageGatewaysSendPulseOAuth2Api } from '../../credentials/MessageGatewaysSendPulseOAuth2Api.credentials.ts';
import { campaignStatuses } from '../../nodes/SendPulse/statuses.ts';
import { sendPulse } from '../../nodes/SendPulse/gateway.ts';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node.ts';
import { SendPulseTrigger } from '../../nodes/SendPulse/SendPulseTrigger.node.ts';
import { callbackSecret } from './table.mts';
import type { CallbackCall, ContractTable } from './table.mts';
import { forgedUrls, withQuery } from './urlSecret.mts';

export const apiKey = 'sp_sandbox_api_key';
export const clientSecret = 'sendpulse-sandbox-secret';

/** Events that carry the state of a campaign instead of a message. */
const campaignWords = Object.keys(campaignStatuses);

const events = (body: unknown): Pick<CallbackCall, 'headers' | 'body'> => ({
	headers: { 'content-type': 'application/json' },
	body: Buffer.from(JSON.stringify(body)),
});

/** Titles of the events of bots, with the names that one receiver lists. docs/gateways/sendpulse.md 18.4.2. */
const titles: ContractTable['statuses'] = {
	bot_block: 'unsubscribed',
	bot_blocked: 'unsubscribed',
	bot_unsubscribe: 'unsubscribed',
	incoming_message: 'inbound',
	link_click: 'clicked',
	new_subscriber: 'subscribed',
	open_chat: 'unknown',
	opened_live_chat: 'unknown',
	outbound_message: 'sent',
	outgoing_message: 'sent',
	run_custom_flow: 'unknown',
	unsubscribe: 'unsubscribed',
};

/** Titles that no event of mail has as its name. */
const ofBots = Object.keys(titles).filter((title) => title !== 'unsubscribe');

const chatEvent = (title: string, messageId: string) => ({
	service: 'telegram',
	title,
	bot: { id: '5f0000000000000000000001', name: 'Shop' },
	// Two names of one event would be a repetition if they spoke of the same contact.
	contact: { id: title, name: 'Ann', variables: [] },
	info: { message: { channel_data: { message_id: messageId, message: { text: 'Hello' } } } },
	date: 1768471200,
});

/** A genuine call about one event. */
const about = (event: unknown): CallbackCall => ({
	method: 'POST',
	query: new URLSearchParams({ secret: callbackSecret }).toString(),
	...events([event]),
});

export const sendPulseTable: ContractTable = {
	gateway: sendPulse,
	node: SendPulse,
	trigger: SendPulseTrigger,
	credentialTypes: {
		messageGatewaysSendPulseApi: MessageGatewaysSendPulseApi,
		messageGatewaysSendPulseOAuth2Api: MessageGatewaysSendPulseOAuth2Api,
	},
	credentials: ({ url }) => {
		const common = {
			baseUrl: url,
			callbackSecret,
			timeZone: 'Europe/Moscow',
			concurrent: 3,
			perSecond: 0,
		};
		return {
			messageGatewaysSendPulseApi: { apiKey, ...common },
			messageGatewaysSendPulseOAuth2Api: {
				clientId: 'sendpulse-sandbox-id',
				clientSecret,
				...common,
			},
		};
	},
	secrets: [apiKey, callbackSecret],
	sandbox: (sandbox) => sandbox.sendpulse,
	prepare: (sandbox) => {
		const { settings, state } = sandbox.sendpulse;
		settings.requestsPerSecond = null;
		const email = 'sale@shop.example';
		const sender = { name: 'Sale', status: 'Active', code: null, codeSentAt: null } as const;
		state.account.senders.set(email, { email, ...sender });
	},
	recipient: (row) => `recipient-${row}@example.com`,
	impossibleRecipient: 'no address',
	previews: [
		'chatbotContact.get',
		'chatbotContact.getAll',
		'chatbotMessage.getAll',
		'chatbotMessage.send',
		'chatbotMessage.sendTemplate',
		'email.send',
		'email.get',
		'addressBook.getAll',
		'contact.add',
		'contact.get',
		'contact.getAll',
		'campaign.create',
		'campaign.getAll',
		'sms.send',
		'sms.getCampaigns',
		'phone.add',
		'phone.get',
		'verifier.getResult',
		'crmContact.get',
		'crmContact.getAll',
		'crmDeal.get',
		'crmDeal.getAll',
		'crmPipeline.getAll',
		'flow.get',
		'balance.get',
	],
	sending: [
		{
			name: 'email: send',
			parameters: {
				authentication: 'apiKey',
				resource: 'email',
				operation: 'send',
				fromEmail: { __rl: true, mode: 'id', value: 'news@shop.example' },
				fromName: 'My Shop',
				toEmail: '={{ $json.recipient }}',
				subject: 'Ваш заказ',
				emailFormat: 'text',
				text: '={{ $json.text }}',
				reference: '={{ $json.reference }}',
			},
			listSize: 1,
			senders: {
				parameters: { fromEmail: { __rl: true, mode: 'id', value: '={{ $json.sender }}' } },
				values: [
					['news@shop.example', 'news@shop.example'],
					['sale@shop.example', 'sale@shop.example'],
				],
			},
		},
	],
	promises: {
		nameless: ['{}', '{"total":1}', '[]'],
		// Campaigns of chatbots take minutes (docs/gateways/sendpulse.md 25.4).
		instant: /2031-03-04 13:06:00|"send_at":"2031-03-04 13:06"/,
		inquiries: [],
		opposites: [
			{
				add: 'blacklist.add',
				remove: 'blacklist.remove',
				members: ({ sendpulse: { state } }) => [...state.account.blacklist.keys()],
			},
			{
				add: 'contact.add',
				remove: 'contact.remove',
				members: ({ sendpulse: { state } }) =>
					[...state.account.books.values()].flatMap(({ contacts }) => [...contacts.keys()]),
			},
			{
				add: 'email.unsubscribe',
				remove: 'email.removeFromUnsubscribed',
				members: ({ sendpulse: { state } }) => [...state.account.smtpUnsubscribed.keys()],
			},
			{
				add: 'phone.add',
				remove: 'phone.remove',
				members: ({ sendpulse: { state } }) =>
					[...state.account.books.values()].flatMap(({ phones }) => [...phones.keys()]),
			},
			{
				add: 'smsBlacklist.add',
				remove: 'smsBlacklist.remove',
				members: ({ sendpulse: { state } }) => [...state.account.smsBlacklist.keys()],
			},
			{
				add: 'push.activateSubscriber',
				remove: 'push.deactivateSubscriber',
				members: ({ sendpulse: { state } }) =>
					[...state.account.subscribers.values()].filter(({ status }) => status === 1),
			},
			{
				add: 'tag.assign',
				remove: 'tag.remove',
				members: ({ sendpulse: { state } }) =>
					[...state.account.books.values()].flatMap(({ contacts }) =>
						[...contacts.values()].flatMap(({ tags }) => [...tags]),
					),
			},
		],
		logs: ['ignored'],
	},
	refuse: (sandbox, recipient) => {
		void sandbox.sendpulse.faults.add({ kind: 'status', status: 422, contains: recipient });
	},
	answers: [
		{ says: 'an id', httpStatus: 200, text: '{"result":true,"id":"pzkic9-0afezp-fc"}', kind: null },
		{ says: 'a bare no', httpStatus: 200, text: '{"result":false}', kind: 'rejected' },
		{
			says: 'a false that is data',
			httpStatus: 200,
			text: '{"result":false,"email":"ann@example.com"}',
			kind: null,
		},
		{ says: 'a list', httpStatus: 200, text: '[]', kind: null },
		{
			says: 'a refusal inside 200 by is_error',
			httpStatus: 200,
			text: '{"is_error":true,"message":"Book not found","error_code":213}',
			kind: 'notFound',
		},
		{
			says: 'a refusal inside 200 by a code without payload',
			httpStatus: 200,
			text: '{"message":"Account balance depleted","error_code":"707"}',
			kind: 'insufficientFunds',
		},
		{
			says: 'a refusal inside 200 by a list of false',
			httpStatus: 200,
			text: '{"success":true,"data":[false]}',
			kind: 'rejected',
		},
		{
			says: 'a payload beside a code',
			httpStatus: 200,
			text: '{"id":1,"error_code":0}',
			kind: null,
		},
		{
			says: 'validation',
			httpStatus: 422,
			text: '{"message":"Argument emails missing","error_code":422}',
			kind: 'invalidRequest',
		},
		{
			says: 'that a chatbot contact’s 24 hours are over, by phone',
			httpStatus: 400,
			text: '{"success":false,"data":null,"errors":{"phone":["(#1) Contact is not active in 24hours"]},"error_code":400}',
			kind: 'windowClosed',
		},
		{
			says: 'the same by contact',
			httpStatus: 422,
			text: '{"message":"The given data was invalid.","errors":{"contact_id":["(#2) Contact is not active in 24hours"]}}',
			kind: 'windowClosed',
		},
		{
			says: 'that a chatbot contact has unsubscribed',
			httpStatus: 400,
			text: '{"message":"The given data was invalid.","errors":{"contact_id":["contact.errors.not_active"]}}',
			kind: 'invalidRecipient',
		},
		{
			says: 'that a chatbot contact has blocked the bot',
			httpStatus: 422,
			text: '{"success":false,"data":null,"errors":{"contact_id":["Forbidden"]},"error_code":403}',
			kind: 'invalidRecipient',
		},
		{
			says: 'a code beyond 32 bits',
			httpStatus: 403,
			text: '{"message":"Please change your tariff plan","error_code":3030303030}',
			kind: 'rejected',
		},
		{
			says: 'too many requests',
			httpStatus: 429,
			text: '{"message":"Too many","error_code":2020202020}',
			kind: 'rateLimited',
		},
		{
			says: 'a wait of 15 minutes',
			httpStatus: 429,
			text: '{"message":"Wait 15 minutes","error_code":711}',
			kind: 'rejected',
		},
		{
			says: 'no access',
			httpStatus: 401,
			text: '{"message":"Unauthorized!","error_code":401}',
			kind: 'unauthorized',
		},
		{
			says: 'an error as a page',
			httpStatus: 500,
			text: '<html><body><h1>Whoops</h1></body></html>',
			kind: 'outcomeUnknown',
		},
	],
	// docs/gateways/sendpulse.md 18.2 and 18.3, with the names that sources disagree about.
	statuses: {
		approve: 'queued',
		approve_part: 'queued',
		clicked: 'clicked',
		confirm_addresses: 'queued',
		delete: 'deleted',
		delivered: 'delivered',
		hard_bounced: 'bounced',
		hard_bounces: 'bounced',
		need_edit: 'stopped',
		new: 'subscribed',
		new_emails: 'subscribed',
		on_moderation: 'queued',
		only_active: 'queued',
		open: 'opened',
		opened: 'opened',
		redirect: 'clicked',
		redirected: 'clicked',
		rejected: 'rejected',
		resubscribed: 'subscribed',
		sending: 'queued',
		soft_bounced: 'bounced',
		soft_bounces: 'bounced',
		spam: 'spam',
		spam_by_user: 'spam',
		undelivered: 'undelivered',
		unsubscribe: 'unsubscribed',
		unsubscribed: 'unsubscribed',
		...titles,
	},
	callbacks: {
		everyStatus: {
			events: [
				...['delete', 'delivered', 'hard_bounces', 'new_emails', 'open', 'redirect'],
				...['resubscribed', 'soft_bounces', 'spam', 'task_status_update', 'undelivered'],
				'unsubscribe',
				'other',
			],
		},
		genuine: (status, messageId) =>
			about(
				ofBots.includes(status)
					? chatEvent(status, messageId)
					: campaignWords.includes(status)
						? {
								event: 'task_status_update',
								timestamp: '1496827941',
								task_id: messageId,
								book_id: '490686',
								status,
								status_explain: 'Campaign is being sent',
							}
						: {
								event: status,
								timestamp: 1490953933,
								message_id: Number(messageId),
								recipient: 'ann@example.com',
								sender: 'news@shop.example',
								subject: 'Ваш заказ',
							},
			),
		final: 'delivered',
		intermediate: 'open',
		inbound: null,
		others: [
			...['7', '8', '1266208', '1266209'].flatMap((number) => [
				about({ event: 'unsubscribe', book_id: number, email: `${number}@example.com` }),
				about({ event: 'spam', task_id: number, email: `${number}@example.com` }),
			]),
			...['clicked', 'hard_bounced', 'opened', 'soft_bounced', 'spam_by_user', 'unsubscribed'].map(
				(event) => about({ event, message_id: `smtp-${event}`, recipient: 'ann@example.com' }),
			),
			...[
				'telegram',
				'whatsapp',
				'instagram',
				'messenger',
				'viber',
				'tiktok',
				'live_chat',
				'fax',
			].map((service) => about({ ...chatEvent('incoming_message', service), service })),
			about({
				...chatEvent('incoming_message', 'other-bot'),
				bot: { id: '5f0000000000000000000002', name: 'Sale' },
			}),
			about(chatEvent('order paid', 'step')),
		],
		forged: (call) => ({
			...forgedUrls(call, apiKey),
			'a secret in the body': {
				...withQuery(call, (query) => query.delete('secret')),
				...events({ event: 'delivered', timestamp: 1, secret: callbackSecret }),
			},
		}),
		unknown: (call) => ({
			'an event of a new name': {
				...call,
				...events([{ event: 'forwarded', email: 'a@example.com' }]),
			},
			'an empty list': { ...call, ...events([]) },
			'no event': { ...call, ...events([{ timestamp: 1, email: 'ann@example.com' }]) },
			'an event that is not a text': { ...call, ...events([{ event: { a: 1 } }]) },
			'a list of texts': { ...call, ...events(['delivered']) },
			'a form': {
				...call,
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: Buffer.from('event=delivered'),
			},
		}),
		malformed: (call) => ({
			'broken JSON': { ...call, body: Buffer.from('[{"event":') },
			'no body': { ...call, body: Buffer.alloc(0) },
		}),
	},
};
