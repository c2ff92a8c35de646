/** What is planted for SendPulse. */
import { answered, empty, html, json, redirect, status, truncated, words } from '../plants.mts';
import type { Difference } from '../plants.mts';

export const sendpulse: readonly Difference[] = [
	{
		what: 'ids as text',
		facts: ['sendpulse/book-list'],
		set: ({ sendpulse: { settings } }) => void (settings.numbers = 'string'),
	},
	{
		what: 'a list answered as an object',
		facts: ['sendpulse/book-list'],
		plant: json(/addressbooks\?limit=1&/, { 0: { id: 1 } }),
	},
	{
		what: 'dates with a zone',
		facts: ['sendpulse/book-list'],
		plant: words(/addressbooks\?limit=1/, /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/g, '$1T$2+03:00'),
	},
	{
		what: 'a book that is no list',
		facts: ['sendpulse/book-get'],
		plant: answered(
			({ method, path }) => method === 'GET' && /^\/addressbooks\/\d+$/.test(path),
			(answer) => void (answer.body = answer.body.subarray(1, -1)),
		),
	},
	{
		what: 'another code of a name in use',
		facts: ['sendpulse/book-name-used'],
		plant: words(/addressbooks/, /"error_code":203/g, '"error_code":204'),
	},
	{
		what: 'another HTTP status of what is not there',
		facts: ['sendpulse/refusal-404'],
		plant: status(/addressbooks\/999999999/, 422),
	},
	{
		what: 'refusals with HTTP 200',
		facts: ['sendpulse/refusal-400', 'sendpulse/page-limit'],
		set: ({ sendpulse: { settings } }) => void (settings.failureStyle = '200'),
	},
	{
		what: 'another word for a wrong secret',
		facts: ['sendpulse/token-refused'],
		plant: words(/"client_id":"n8nlive"/, /invalid_client/g, 'unauthorized'),
	},
	{
		what: 'a token of two hours',
		facts: ['sendpulse/token'],
		plant: words(/oauth/, /"expires_in":3600/g, '"expires_in":7200'),
	},
	{
		what: 'a missing token with HTTP 403',
		facts: ['sendpulse/token-missing'],
		plant: answered(
			/^\/balance\?/,
			(answer) => void (answer.status = answer.status === 401 ? 403 : answer.status),
		),
	},
	{
		what: 'another name of the rouble',
		facts: ['sendpulse/balance-currency'],
		plant: words(/balance\/rub/, /"RUR"/g, '"RUB"'),
	},
	{
		what: 'a balance in numbers',
		facts: ['sendpulse/balance-detail'],
		plant: words(/balance\/detail/, /"main":"([\d.]+)"/g, '"main":$1'),
	},
	{ what: 'a redirect', facts: ['sendpulse/balance'], plant: redirect(/^\/balance\?/) },
	{ what: 'an HTML page', facts: ['sendpulse/senders'], plant: html(/^\/senders/) },
	{
		what: 'an HTML page with HTTP 502',
		facts: ['sendpulse/mails-total'],
		plant: html(/emails\/total/, 502),
	},
	{ what: 'an empty body', facts: ['sendpulse/tags'], plant: empty(/^\/tags/) },
	{ what: 'half an answer', facts: ['sendpulse/templates'], plant: truncated(/^\/templates/) },
	{
		what: 'SMS answers in an array',
		facts: ['sendpulse/sms-envelope'],
		set: ({ sendpulse: { settings } }) => void (settings.smsEnvelope = 'array'),
	},
	{
		what: 'rows of webhooks twice inside data',
		facts: ['sendpulse/webhooks'],
		set: ({ sendpulse: { settings } }) => void (settings.webhookEnvelope = 'nested'),
	},
	{
		what: 'webhooks that take a form only',
		facts: ['sendpulse/webhook-add'],
		set: ({ sendpulse: { settings } }) => void (settings.webhookBody = 'form'),
	},
	{
		what: 'a list of the CRM as an object',
		facts: ['sendpulse/crm-users'],
		plant: json(/crm\/v1\/users/, { data: { id: 5, email: 'a@example.com' } }),
	},
	{
		what: 'plain addresses that are taken',
		facts: ['sendpulse/plain-addresses'],
		set: ({ sendpulse: { settings } }) => void (settings.plainEmails = true),
	},
	{
		what: 'a blacklist that takes a plain address',
		facts: ['sendpulse/blacklist-add'],
		set: ({ sendpulse: { settings } }) => void (settings.blacklistParameter = 'email'),
	},
	{
		what: 'unsubscribes as a bare array',
		facts: ['sendpulse/unsubscribe-add'],
		set: ({ sendpulse: { settings } }) => void (settings.unsubscribeBody = 'array'),
	},
	{
		what: 'a refused plus in a path',
		facts: ['sendpulse/path-plus'],
		plant: json(/%2Btag/, { message: 'Not found', error_code: 404 }, 404),
	},
	{
		what: 'a filter that filters nothing',
		facts: ['sendpulse/query-lists'],
		plant: json(/status%5B0%5D|status\[0\]/, [
			{ id: 1, status: 3 },
			{ id: 2, status: 16 },
		]),
	},
	{
		what: 'the price of one for two numbers',
		facts: ['sendpulse/sms-cost'],
		plant: json(/campaigns\/cost/, { result: true, data: { price: 0.27, currency: 'USD' } }),
	},
	{
		what: 'auto_plain_text that is refused',
		facts: ['sendpulse/auto-plain-text'],
		plant: json(/auto_plain_text/, { message: 'Badly formed', error_code: 999 }, 422),
	},
	{
		what: 'another code of a letter without a subject',
		facts: ['sendpulse/mail-refusals'],
		plant: words(/smtp\/emails/, /"error_code":12/g, '"error_code":720'),
	},
	{
		what: 'a country code in Latin letters',
		facts: ['sendpulse/sms-info'],
		plant: words(/campaigns\/info/, /"сountry_code"/g, '"country_code"'),
	},
	{
		what: 'a misspelling that was mended',
		facts: ['sendpulse/emails-campaigns'],
		plant: words(/emails\/campaigns/, /adressbooks/g, 'addressbooks'),
	},
	{
		what: 'more than a hundred addresses to delete',
		facts: ['sendpulse/delete-size'],
		plant: answered(
			({ method, body }) => method === 'DELETE' && body.includes('-x99@'),
			(answer) => {
				answer.status = 200;
				answer.body = Buffer.from('{"result":true}');
			},
		),
	},
	{
		what: 'a page of 101 that is given',
		facts: ['sendpulse/page-limit'],
		plant: json(/limit=101/, []),
	},
	{
		what: 'a CRM that says 404 outside of data',
		facts: ['sendpulse/crm-404'],
		plant: json(/contacts\/999999999/, { message: 'Not found', error_code: 404 }, 404),
	},
	{
		what: 'a prefix that is gone',
		facts: ['sendpulse/chatbots-prefix'],
		plant: html(/^\/live-chat/, 404),
	},
	{
		what: 'a tag that never comes',
		facts: ['sendpulse/tag-add'],
		set: ({ sendpulse: { settings } }) => void (settings.queueDelayMs = 3_600_000),
	},
	{
		what: 'SMS that are counted by text',
		facts: ['sendpulse/sms-send'],
		plant: words(/sms\/send/, /"sends":(\d)/g, '"sends":"$1"'),
	},
];
