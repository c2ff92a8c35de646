/** What SendPulse tells without a change, by one call. */
import { probed } from '../probes.mts';
import type { Expected, Probe } from '../probes.mts';
import {
	anything,
	clockTime,
	either,
	filled,
	list,
	listOf,
	number,
	numberText,
	numeric,
	object,
	text,
} from '../shapes.mts';
import type { Like } from '../shapes.mts';
import { get, refused, send } from './answers.mts';

/** A call by GET whose answer has this shape. */
const reads = (fact: string, does: string, path: string, json: Like): Probe => ({
	level: 'read',
	does,
	raw: get(path),
	settles: { [`sendpulse/${fact}`]: { json } },
});

/** The same through the node. */
const runs = (
	fact: string,
	does: string,
	[resource, operation]: readonly [string, string],
	json: Like,
	parameters = {},
): Probe => ({
	level: 'read',
	does,
	node: { resource, operation, parameters },
	settles: { [`sendpulse/${fact}`]: { json } },
});

/** A call that is refused. */
const refuses = (fact: string, does: string, raw: Probe['raw'], expected: Expected): Probe => ({
	level: 'read',
	does,
	...(raw ? { raw } : {}),
	settles: { [`sendpulse/${fact}`]: expected },
});

const total = object({ total: numeric });
/** A number that no list of an account reaches. */
const nothing = '999999999';
const nobody = 'n8nlive-nobody@example.com';

const tariff = object({ tariff_name: anything, end_date: anything, auto_renew: anything });

const sender = object({ email: filled, name: anything, status: filled });

const book = object({
	id: number,
	name: filled,
	all_email_qty: number,
	active_email_qty: number,
	inactive_email_qty: number,
	creationdate: clockTime,
	status: number,
	status_explain: text,
});

const viberTask = object({
	id: numeric,
	name: text,
	message: text,
	sender_name: text,
	send_date: text,
	status: filled,
	created: text,
});

const viberSender = object({ id: numeric, status: filled, name: filled });

const smsCampaign = object({
	id: numeric,
	address_book_id: numeric,
	company_price: numeric,
	company_currency: text,
	send_date: clockTime,
	date_created: clockTime,
	sender_mail_address: anything,
	sender_mail_name: anything,
	external_stat: anything,
});

export const readChecks = probed(
	runs(
		'balance',
		'Asks for the balance',
		['balance', 'get'],
		object({ currency: filled, balance_currency: numeric }),
	),
	reads(
		'balance-currency',
		'Asks for the balance in roubles',
		'/balance/rub',
		object({ currency: 'RUR', balance_currency: numeric }),
	),
	runs(
		'balance-detail',
		'Asks for the balance in detail',
		['balance', 'getDetail'],
		object({
			balance: object({ main: numberText, bonus: numberText, currency: filled }),
			email: object({
				tariff_name: anything,
				finished_time: anything,
				emails_left: numeric,
				maximum_subscribers: numeric,
				current_subscribers: numeric,
			}),
			smtp: tariff,
			push: tariff,
		}),
	),
	{
		level: 'read',
		does: 'Asks for a token with an ID and a secret that nobody has',
		raw: {
			path: '/oauth/access_token',
			json: { grant_type: 'client_credentials', client_id: 'n8nlive', client_secret: 'n8nlive' },
			bare: true,
		},
		settles: {
			'sendpulse/token-refused': {
				status: 401,
				json: object({ error: 'invalid_client', error_description: filled, message: filled }),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the balance without a token',
		raw: { method: 'GET', path: '/balance', bare: true },
		settles: {
			'sendpulse/token-missing': {
				status: 401,
				json: object({ message: filled, error_code: 401 }),
			},
		},
	},
	refuses(
		'refusal-400',
		'Asks for a letter that is not there',
		get('/smtp/emails/n8nlive-none'),
		refused(400, 14),
	),
	refuses(
		'refusal-404',
		'Asks for a book that is not there',
		get(`/addressbooks/${nothing}`),
		refused(404, 213),
	),
	refuses(
		'refusal-422',
		'Creates a book without a name, which is refused',
		send('POST', '/addressbooks'),
		{
			status: 422,
			json: object({ message: filled, error_code: either(422, 201) }),
		},
	),
	refuses(
		'page-limit',
		'Asks for a page of 101 books',
		get('/addressbooks', { limit: '101' }),
		refused(422, 422),
	),
	refuses(
		'ids-size',
		'Asks for 501 letters at once',
		send('POST', '/smtp/emails/info', {
			emails: Array.from({ length: 501 }, (_, row) => `n8nlive-${row}`),
		}),
		{ status: [400, 422], json: object({ message: filled, error_code: number }) },
	),
	refuses(
		'template-missing',
		'Asks for a template that is not there',
		get(`/template/${nothing}`, { owner: 'me' }),
		refused(404, 290, 31),
	),
	refuses(
		'campaign-missing',
		'Cancels a campaign that is not there',
		send('DELETE', `/campaigns/${nothing}`),
		refused([404, 400, 422], 802, 602),
	),
	refuses(
		'sender-delete-missing',
		'Removes a sender that is not there',
		send('DELETE', '/senders', { email: nobody }),
		refused([404, 400, 422], 1003, 704),
	),
	refuses(
		'sms-sender-length',
		'Asks what an SMS from a sender of 12 letters costs',
		get('/sms/campaigns/cost', {
			sender: 'abcdefghijkl',
			body: 'Проверка',
			phones: '[380501112233]',
		}),
		{ status: [400, 422], json: anything },
	),
	reads('book-list', 'Lists the books', '/addressbooks?limit=1', listOf(book)),
	reads(
		'page-limit-offset',
		'Lists one book after the first',
		'/addressbooks?limit=1&offset=100000',
		list,
	),
	reads(
		'campaigns',
		'Lists the campaigns',
		'/campaigns?limit=1',
		listOf(
			object({
				id: number,
				name: text,
				status: number,
				all_email_qty: number,
				statistics: anything,
			}),
		),
	),
	reads('lists-bare', 'Lists a page of campaigns', '/campaigns?limit=1', list),
	runs(
		'templates',
		'Lists the templates',
		['template', 'getAll'],
		listOf(object({ id: text, real_id: number, name: text, lang: filled, created: text })),
		{ owner: 'sendpulse' },
	),
	runs('senders', 'Lists the senders', ['sender', 'getAll'], listOf(sender)),
	reads(
		'tags',
		'Lists the tags',
		'/tags',
		object({ tags: listOf(object({ id: numeric, name: filled, color: filled })) }),
	),
	reads(
		'mails',
		'Lists the letters of the SMTP service',
		'/smtp/emails?limit=1',
		listOf(
			object({
				id: filled,
				sender: filled,
				recipient: anything,
				subject: text,
				send_date: clockTime,
				smtp_answer_code: numeric,
			}),
		),
	),
	reads('mails-total', 'Counts the letters of the SMTP service', '/smtp/emails/total', total),
	refuses(
		'mail-missing',
		'Asks through the node for a letter that is not there',
		get(`/smtp/emails/${nothing}`),
		refused(400, 14),
	),
	reads(
		'bounces',
		'Lists the bounces of a day',
		'/smtp/bounces/day',
		object({ total: numeric, found: numeric, request_limit: numeric, emails: list }),
	),
	reads(
		'bounces-limit',
		'Looks at the largest page of bounces',
		'/smtp/bounces/day?limit=1',
		object({ request_limit: either(1000, '1000') }),
	),
	reads('bounces-total', 'Counts the bounces of a day', '/smtp/bounces/day/total', total),
	runs(
		'smtp-lists',
		'Lists the addresses of the SMTP service',
		['email', 'getIps'],
		listOf(filled),
	),
	reads(
		'domains',
		'Lists the sending domains',
		'/v2/email-service/smtp/sender_domains',
		object({
			data: object({
				data: listOf(
					object({
						id: numeric,
						service_value: filled,
						status: anything,
						is_default: anything,
						checks: anything,
					}),
				),
			}),
		}),
	),
	reads('domains-old', 'Lists the sending domains the old way', '/smtp/domains', listOf(filled)),
	reads(
		'push-tasks',
		'Lists the push messages',
		'/push/tasks?limit=1',
		listOf(object({ id: numeric, title: text, body: text, website_id: numeric, status: anything })),
	),
	reads('push-websites-total', 'Counts the websites', '/push/websites/total', total),
	reads(
		'push-websites',
		'Lists the websites',
		'/push/websites?limit=1',
		listOf(object({ id: numeric, url: filled, add_date: text, status: anything })),
	),
	reads(
		'last-slash',
		'Lists the websites with a slash behind the path',
		'/push/websites/?limit=1',
		list,
	),
	reads(
		'sms-blacklist',
		'Lists the blacklist for SMS',
		'/sms/black_list',
		object({ data: listOf(object({ phone: number, description: text, add_date: clockTime })) }),
	),
	reads(
		'sms-envelope',
		'Looks whether an answer about SMS stands in an array',
		'/sms/black_list',
		object({ data: anything }),
	),
	reads(
		'sms-senders',
		'Lists the senders of SMS',
		'/sms/senders',
		listOf(
			object({
				id: numeric,
				sender: filled,
				country: anything,
				country_code: anything,
				status: either(0, 1, 2),
				status_explain: text,
			}),
		),
	),
	runs(
		'sms-list',
		'Lists the SMS campaigns',
		['sms', 'getCampaigns'],
		object({ data: listOf(smsCampaign) }),
	),
	reads('viber-tasks', 'Lists the Viber campaigns', '/viber/task?limit=1', listOf(viberTask)),
	reads('viber-senders', 'Lists the Viber senders', '/viber/senders', listOf(viberSender)),
	reads(
		'viber-exceptions',
		'Lists the blacklist for Viber',
		'/v2/viber-service/phone-exception',
		object({ data: list }),
	),
	reads(
		'verifier-list',
		'Lists the verified books',
		'/verifier-service/check-list?start=0&count=1',
		object({
			total: numeric,
			list: listOf(
				object({
					id: numeric,
					address_book_name: filled,
					all_emails_quantity: numeric,
					status: number,
					check_date: anything,
					data: anything,
					status_text: text,
					is_garbage_in_book: anything,
				}),
			),
		}),
	),
	refuses(
		'verifier-unready',
		'Asks for the result of an address that was never verified',
		get('/verifier-service/get-single-result', { email: nobody }),
		{
			status: [200, 404],
			json: either(object({ result: false }), object({ message: filled })),
		},
	),
	reads(
		'flows',
		'Lists the flows',
		'/a360/autoresponders/list?limit=1',
		object({
			data: listOf(
				object({
					id: numeric,
					name: text,
					status: either(0, 1),
					main_data: anything,
					created: text,
					changed: anything,
				}),
			),
		}),
	),
	reads(
		'crm-users',
		'Lists the people of the CRM',
		'/crm/v1/users',
		object({
			data: listOf(object({ id: number, firstname: anything, lastname: anything, email: filled })),
		}),
	),
	reads(
		'crm-pipelines',
		'Lists the pipelines of the CRM',
		'/crm/v1/pipelines',
		object({
			data: listOf(
				object({
					id: number,
					name: filled,
					status: number,
					order: number,
					steps: listOf(object({ id: number, pipelineId: number, name: filled, order: number })),
				}),
			),
		}),
	),
	reads(
		'crm-tags',
		'Lists the tags of the CRM',
		'/crm/v1/contact-tags',
		object({ data: listOf(object({ id: number, name: filled, contactCount: number })) }),
	),
	refuses(
		'crm-404',
		'Asks the CRM for a contact that is not there',
		get(`/crm/v1/contacts/${nothing}`),
		{ status: 404, json: object({ data: object({ code: 404, message: filled }) }) },
	),
	reads(
		'webhooks',
		'Lists the webhooks',
		'/v2/email-service/webhook',
		object({
			success: true,
			data: listOf(object({ id: numeric, user_id: numeric, url: filled, action: filled })),
		}),
	),
	reads(
		'chatbots',
		'Lists the bots of Telegram',
		'/telegram/bots?size=10&skip=0',
		object({ success: true, data: listOf(object({ id: filled, channel_data: anything })) }),
	),
	reads(
		'chatbot-account',
		'Asks for the account of the bots',
		'/telegram/account',
		object({ data: either(object({ plan: anything }), object({ tariff: anything })) }),
	),
	refuses(
		'chatbot-404',
		'Asks for a contact of a bot that is not there',
		get('/telegram/contacts/get', { id: '000000000000000000000000' }),
		{ status: [403, 404], json: anything },
	),
);
