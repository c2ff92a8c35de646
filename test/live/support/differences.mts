/** What is planted for each gateway. */
import type { LiveId } from '../gateways.mts';
import {
	answered,
	asked,
	empty,
	html,
	json,
	latin,
	redirect,
	status,
	truncated,
	words,
} from './plants.mts';
import type { Difference } from './plants.mts';
import type { PlantedRequest } from './proof.mts';

const kupon: Difference[] = [
	{
		what: 'a list answered as an object',
		facts: ['kupon/list-answer', 'kupon/list-entry', 'kupon/list-form'],
		plant: json(/send-list.*messages=/, { 0: 'ok', 1: 'ok' }),
	},
	{
		what: 'a refused list',
		facts: ['kupon/list-answer', 'kupon/list-entry', 'kupon/list-form'],
		plant: json(/send-list.*messages=/, { type: 'error', msg: 'no messages' }),
	},
	{
		what: 'a plus that is taken',
		facts: ['kupon/plus'],
		plant: json(/sent_to=%2B/, { type: 'success', id: 7 }),
	},
	{
		what: 'several numbers that are taken',
		facts: ['kupon/several-phones'],
		plant: json(/sent_to=\d+%2C/, { type: 'success', id: 7 }),
	},
	{
		what: 'a bad date that is taken',
		facts: ['kupon/sent-date'],
		plant: json(/sent_date=31/, { type: 'success', id: 7 }),
	},
	{
		what: 'an SMS without a text that is taken',
		facts: ['kupon/text-mandatory'],
		plant: json(
			(request) => /sent_to=\d+&/.test(request.body) && !request.body.includes('sent_text'),
			{ type: 'success', id: 7 },
		),
	},
	{
		what: 'a missing id',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"id":"[^"]*"/g, '"no":1'),
	},
	{
		what: 'another word for success',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"success"/g, '"ok"'),
	},
	{
		what: 'an id that is null',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"id":"[^"]*"/g, '"id":null'),
	},
	{
		what: 'HTML as the type of JSON',
		facts: ['kupon/content-type'],
		set: ({ kupon: { settings } }) => void (settings.contentType = 'text/html'),
	},
	{
		what: 'an HTML page with HTTP 500',
		facts: ['kupon/refusal', 'kupon/error-status', 'kupon/content-type'],
		set: ({ kupon: { settings } }) => void (settings.failureStatus = 500),
	},
	{
		what: 'an error as a member of its own',
		facts: ['kupon/refusal'],
		plant: json(/send-message/, { error: 'no' }),
	},
	{
		what: 'a number for the words of a refusal',
		facts: ['kupon/refusal'],
		plant: words(/send-message/, /"msg":"[^"]*"/g, '"msg":13'),
	},
	{
		what: 'a wrong token that is taken',
		facts: ['kupon/token'],
		plant: json(/token=n8nlive/, { type: 'success', id: 1 }),
	},
	{
		what: 'a redirect for GET',
		facts: ['kupon/get-and-post'],
		plant: redirect(({ method }) => method === 'GET'),
	},
	{ what: 'an empty body', facts: ['kupon/form'], plant: empty(/send-list/) },
	{ what: 'HTTP 404 for a list', facts: ['kupon/form'], plant: html(/send-list/, 404) },
	{ what: 'half an answer', facts: ['kupon/refusal'], plant: truncated(/send-message/) },
	{
		what: 'callbacks by POST',
		facts: ['kupon/callback-verb'],
		set: ({ kupon: { settings } }) => void (settings.callbackMethod = 'POST'),
	},
	{
		what: 'one status for a message',
		facts: ['kupon/callback-calls'],
		set: ({ kupon: { settings } }) => void (settings.outcome = [1]),
	},
	{
		what: 'other numbers of Kannel',
		facts: ['kupon/kannel'],
		set: ({ kupon: { settings } }) => void (settings.kannelMap = { 0: 7, 1: 9 }),
	},
	{
		what: 'dates in UTC',
		facts: ['kupon/sent-date-zone'],
		set: ({ kupon: { settings } }) => void (settings.utcOffsetMinutes = 0),
	},
	{
		what: 'dates further east',
		facts: ['kupon/sent-date-zone'],
		set: ({ kupon: { settings } }) => void (settings.utcOffsetMinutes = 420),
	},
	{
		what: 'a callback in windows-1251',
		facts: ['kupon/callback-charset'],
		plant: asked(
			/callback=/,
			(request) => void (request.body = request.body.replace('%26b%3D%D0%96', '%26b%3D%25C6')),
		),
	},
	{
		what: 'a callback address that is decoded twice',
		facts: ['kupon/callback-encoding'],
		plant: asked(
			/callback=/,
			(request) => void (request.body = request.body.replace('%25D0%2596', 'J')),
		),
	},
	{
		what: 'ids of another message in the callback',
		facts: ['kupon/callback'],
		plant: words(/sent_to/, /"id":"(\d+)"/g, '"id":"9$1"'),
	},
];

const smsby: Difference[] = [
	{
		what: 'a balance as a number',
		facts: ['smsby/balance'],
		set: ({ smsby: { settings } }) => void (settings.balanceType = 'number'),
	},
	{
		what: 'a balance that is no list',
		facts: ['smsby/balance'],
		plant: json(/getBalance/, { status: 'OK', currency: 'BYN', result: { balance: '1.00' } }),
	},
	{
		what: 'a wrong token refused with HTTP 401',
		facts: ['smsby/refusal-status'],
		plant: status(/token=n8nlive/, 401),
	},
	{
		what: 'refusals with HTTP 200',
		facts: ['smsby/refusal-status', 'smsby/not-found', 'smsby/paging'],
		set: ({ smsby: { settings } }) => void (settings.errorStatus = 200),
	},
	{
		what: 'sender names as objects',
		facts: ['smsby/alphanames'],
		plant: json(/getAlphanames/, [{ id: 1, name: 'MyName' }]),
	},
	{ what: 'a limit as text', facts: ['smsby/limit'], plant: json(/getLimit/, { limit: '141' }) },
	{
		what: 'an id that is another',
		facts: ['smsby/alphaname-id'],
		plant: json(/getAlphanameId/, { id: 5 }),
	},
	{
		what: 'a redirect',
		facts: ['smsby/alphaname-categories'],
		plant: redirect(/getAlphanameCategory/),
	},
	{ what: 'an HTML page', facts: ['smsby/bills'], plant: html(/getBills/) },
	{ what: 'an empty body', facts: ['smsby/limit'], plant: empty(/getLimit/) },
	{
		what: 'a bill as JSON',
		facts: ['smsby/bill-download'],
		plant: json(/downloadBill/, { url: 'x' }),
	},
	{
		what: 'a bearer that is taken',
		facts: ['smsby/token'],
		plant: json(
			({ path, query, body }) => path.endsWith('/getBalance') && query === '' && body === '',
			{ status: 'OK' },
		),
	},
	{
		what: 'an unknown method with HTTP 200',
		facts: ['smsby/no-such-method'],
		plant: status(/v1\/n8nlive/, 200),
	},
	{
		what: 'another case refused with HTTP 405',
		facts: ['smsby/method-case'],
		plant: html(/sendQuickSms\b/, 405),
	},
	{
		what: 'GET refused with HTTP 405',
		facts: ['smsby/verbs'],
		plant: html(({ method, path }) => method === 'GET' && path.endsWith('/sendQuickSMS'), 405),
	},
	{
		what: 'an unknown parameter that is refused',
		facts: ['smsby/unknown-parameter'],
		plant: json(/n8nlive=1/, { error: 'unknown parameter' }, 400),
	},
	{
		what: 'JSON that is not read',
		facts: ['smsby/parameters'],
		plant: json(/^\/api\/v1\/getBalance\?&\{/, { error: 'token' }, 403),
	},
	{
		what: 'clocks in UTC',
		facts: ['smsby/clock-zone'],
		set: ({ smsby: { settings } }) => void (settings.zone = 'UTC'),
	},
	{
		what: 'times of campaigns in UTC',
		facts: ['smsby/campaign-time'],
		set: ({ smsby: { settings } }) => void (settings.zone = 'UTC'),
	},
	{
		what: 'planned times in UTC',
		facts: ['smsby/schedule-zone'],
		set: ({ smsby: { settings } }) => void (settings.zone = 'UTC'),
	},
	{
		what: 'planned times further east',
		facts: ['smsby/schedule-zone'],
		set: ({ smsby: { settings } }) => void (settings.zone = 'Asia/Novosibirsk'),
	},
	{
		what: 'another word for NEW',
		facts: ['smsby/quick-answer'],
		plant: words(/sendQuickSMS/, /"NEW"/g, '"QUEUED"'),
	},
	{
		what: 'an SMS without alphaname_id that is refused',
		facts: ['smsby/quick-answer', 'smsby/alphaname'],
		set: ({ smsby: { settings } }) => void (settings.alphanameRule = 'required'),
	},
	{
		what: 'a status of a message that nobody knows',
		facts: ['smsby/statuses'],
		plant: words(/checkSMS\?/, /"status":"[A-Z]+"/g, '"status":"ON_ITS_WAY"'),
	},
	{
		what: 'a message without its times',
		facts: ['smsby/check-sms'],
		plant: words(/checkSMS\?/, /"(sent|delivered)":\d+,?/g, ''),
	},
	{
		what: 'a refused plus',
		facts: ['smsby/plus'],
		plant: json(/phone=%2B375/, { error: 'incorrect phone number' }, 400),
	},
	{
		what: 'a bad number that is taken',
		facts: ['smsby/bad-phone'],
		plant: json(/phone=%28/, { sms_id: 1, status: 'NEW' }),
	},
	{
		what: 'answers in an array, as in 2017',
		facts: ['smsby/campaign-create'],
		set: ({ smsby: { settings } }) => void (settings.era = 'A'),
	},
	{
		what: 'the same campaign taken twice',
		facts: ['smsby/same-message'],
		set: ({ smsby: { settings } }) => void (settings.duplicates = 'accepted'),
	},
	{
		what: 'numbers as text in a delivery list',
		facts: ['smsby/delivery-list'],
		set: ({ smsby: { settings } }) => void (settings.phoneType = 'string'),
	},
	{
		what: 'rows past the end of a delivery list',
		facts: ['smsby/delivery-list-end'],
		plant: json(/limit_offset=100000/, { result: [{ phone: 1 }] }),
	},
	{
		what: 'a bulk request without a uuid',
		facts: ['smsby/bulk-answer'],
		plant: json(/sendBulkSms/, { success: 'OK' }),
	},
	{
		what: 'a bulk request whose JSON is not read',
		facts: ['smsby/bulk-answer', 'smsby/bulk-json'],
		plant: json(/sendBulkSms/, { error: 'no messages' }, 400),
	},
	{
		what: 'bulk statuses under another name',
		facts: ['smsby/bulk-status'],
		plant: json(/statusBulkSms/, { statuses: [] }),
	},
	{
		what: 'a flash call without an id',
		facts: ['smsby/flash-call'],
		plant: words(/v1\/flashCall/, /"fclid"/g, '"id"'),
	},
	{
		what: 'a code that is not told',
		facts: ['smsby/code-send'],
		plant: words(/sendSmsMessageWithCode/, /"code":"[^"]*"/g, '"code":null'),
	},
	{
		what: 'a number for the text of an edit',
		facts: ['smsby/password-edit'],
		plant: words(/deletePasswordObject/, /"1"/g, '1'),
	},
	{
		what: 'a campaign that is too long and taken',
		facts: ['smsby/too-long'],
		plant: json(/x{1500}/, { status: 'ok', message_id: 5 }),
	},
];

const toNobody = ({ path, body }: PlantedRequest) => path === '/sms/cost' && /\bto=12\b/.test(body);

const smsru: Difference[] = [
	{
		what: 'money as text',
		facts: ['smsru/numbers'],
		set: ({ smsru: { settings } }) => void (settings.numbers = 'text'),
	},
	{
		what: 'an empty map as an object',
		facts: ['smsru/empty-map'],
		set: ({ smsru: { settings } }) => void (settings.emptyMap = 'object'),
	},
	{
		what: 'senders as an object',
		facts: ['smsru/senders'],
		plant: words(/my\/senders/, /\[(".*?")\]/g, '{"0":$1}'.replace('$1', '"MyShop"')),
	},
	{
		what: 'a balance that is missing',
		facts: ['smsru/balance'],
		plant: words(/my\/balance/, /"balance"/g, '"money"'),
	},
	{
		what: 'another code of a wrong ID',
		facts: ['smsru/wrong-id'],
		plant: words(/00000000-0000/, /"status_code":200/g, '"status_code":500'),
	},
	{
		what: 'a refusal without words',
		facts: ['smsru/envelope'],
		plant: words(/00000000-0000/, /"status_text"/g, '"text"'),
	},
	{
		what: 'a refusal with HTTP 403',
		facts: ['smsru/refusal-status'],
		plant: status(/00000000-0000/, 403),
	},
	{
		what: 'JSON without asking for it',
		facts: ['smsru/text-answer'],
		plant: json(({ path, body }) => path === '/my/balance' && !body.includes('json=1'), {
			status: 'OK',
		}),
	},
	{ what: 'a redirect', facts: ['smsru/auth-check'], plant: redirect(/auth\/check/) },
	{ what: 'an HTML page', facts: ['smsru/limit'], plant: html(/my\/limit/) },
	{ what: 'an empty body', facts: ['smsru/free'], plant: empty(/my\/free/) },
	{ what: 'half an answer', facts: ['smsru/senders'], plant: truncated(/my\/senders/) },
	{
		what: 'GET that is refused',
		facts: ['smsru/get-and-post'],
		plant: json(({ method }) => method === 'GET', { status: 'ERROR', status_code: 210 }),
	},
	{
		what: 'another code of an unknown sender',
		facts: ['smsru/sender'],
		plant: words(/sms\/cost.*from=/, /"status_code":204/g, '"status_code":221'),
	},
	{
		what: 'another code of an unknown message',
		facts: ['smsru/status-unknown'],
		plant: words(/sms\/status/, /"status_code":-1/g, '"status_code":0'),
	},
	{
		what: 'a bad number refused as a whole',
		facts: ['smsru/levels'],
		plant: json(toNobody, {
			status: 'ERROR',
			status_code: 202,
			status_text: 'Неправильно указан номер',
		}),
	},
	{
		what: 'another code of a bad number',
		facts: ['smsru/bad-number'],
		plant: words(toNobody, /"status_code":202/g, '"status_code":299'),
	},
	{
		what: 'keys with a plus',
		facts: ['smsru/answer-keys'],
		plant: words(/sms\/cost/, /"(79001112233)"/g, '"+$1"'),
	},
	{
		what: 'prices as a list',
		facts: ['smsru/cost'],
		plant: json(/sms\/cost/, {
			status: 'OK',
			status_code: 100,
			sms: [{ status: 'OK' }],
			total_cost: 1,
			total_sms: 1,
		}),
	},
	{
		what: 'transliteration that changes nothing',
		facts: ['smsru/translit'],
		plant: words(/translit=1/, /"total_sms":1/g, '"total_sms":2'),
	},
	{
		what: '101 numbers that are taken',
		facts: ['smsru/most-recipients'],
		plant: json(/79000000100/, { status: 'OK', status_code: 100, sms: {} }),
	},
	{ what: 'notes in another charset', facts: ['smsru/charset'], plant: latin(/stoplist\/get/) },
	{
		what: 'a stop list without its numbers',
		facts: ['smsru/stoplist-get'],
		plant: answered(
			/stoplist\/get/,
			(answer) =>
				void (answer.body = Buffer.from(
					answer.body
						.toString('utf8')
						.replace(/"(79\d+)":("(?:n8nlive)[^"]*")/, '"0":{"phone":"$1","note":$2}'),
				)),
		),
	},
	{
		what: 'a stop list that does not stop',
		facts: ['smsru/stoplisted'],
		plant: words(/sms\/cost/, /"status_code":209/g, '"status_code":100'),
	},
	{
		what: 'a second note that is not kept',
		facts: ['smsru/stoplist-again'],
		plant: words(/stoplist\/get/, /(n8nlive-[^"]*?) 2"/g, '$1 1"'),
	},
	{
		what: 'another code of a handler that is not there',
		facts: ['smsru/bad-handler'],
		plant: words(/callback\/del/, /902/g, '901'),
	},
	{
		what: 'addresses under another name',
		facts: ['smsru/callback-list'],
		plant: words(/callback\/get/, /"callback"/g, '"callbacks"'),
	},
	{
		what: 'a test that costs',
		facts: ['smsru/test-mode'],
		plant: (() => {
			let isTried = false;
			return {
				answered({ path, body }, answer) {
					if (/test=1/.test(body)) isTried = true;
					if (path !== '/my/balance' || !isTried) return;
					answer.body = Buffer.from(
						answer.body.toString('utf8').replace(/"balance":[\d.]+/, '"balance":1'),
					);
				},
			};
		})(),
	},
	{
		what: 'a time that is none and taken',
		facts: ['smsru/bad-time'],
		plant: json(/time=tomorrow/, { status: 'OK', status_code: 100, sms: {} }),
	},
	{
		what: 'a signature with another key',
		facts: ['smsru/callback-hash'],
		set: ({ smsru: { settings } }) => void (settings.apiIds = ['another', ...settings.apiIds]),
	},
	{
		what: 'a list of statuses without the unknown one',
		facts: ['smsru/status-several'],
		plant: words(/sms\/status/, /"000000-1"/g, '"000000-2"'),
	},
	{
		what: 'a form of texts that is not read',
		facts: ['smsru/send-map'],
		plant: json(/to%5B79001112233/, { status: 'ERROR', status_code: 202, status_text: 'x' }),
	},
];

const sendpulse: Difference[] = [
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

const smsc: Difference[] = [
	{
		what: 'money as a number',
		facts: ['smsc/money-text'],
		plant: words(/send\.php/, /"cost":\s*"([\d.]+)"/g, '"cost": $1'),
	},
	{ what: 'an HTML page', facts: ['smsc/balance-json'], plant: html(/balance\.php/) },
	{ what: 'an empty body', facts: ['smsc/balance-json'], plant: empty(/balance\.php/) },
	{ what: 'a redirect', facts: ['smsc/balance-json'], plant: redirect(/balance\.php/) },
	{
		what: 'no currency',
		facts: ['smsc/balance-currency'],
		plant: words(/balance\.php/, /"currency"/g, '"cur"'),
	},
	{
		what: 'senders as an object',
		facts: ['smsc/senders'],
		plant: json(/senders\.php/, { 0: { sender: 'MyShop' } }),
	},
	{
		what: 'a list of the blacklist that is not there',
		facts: ['smsc/blacklist-list'],
		set: ({ smsc: { settings } }) => void (settings.blacklistCommand = false),
	},
	{
		what: 'refusals with HTTP 400',
		facts: ['smsc/refusal-200'],
		plant: answered(/\.php/, (answer) => {
			if (/error/i.test(answer.body.toString())) answer.status = 400;
		}),
	},
	{
		what: 'another number of an error',
		facts: ['smsc/error-1'],
		plant: words(/\.php/, /"error_code":\s*1\b/g, '"error_code": 10'),
	},
	{
		what: 'groups by their ids',
		facts: ['smsc/group-number'],
		set: ({ smsc: { settings } }) => void (settings.groupAddress = 'id'),
	},
	{
		what: 'ids of their own making',
		facts: ['smsc/send-id'],
		set: ({ smsc: { settings } }) => void (settings.customIds = 'replaced'),
	},
	{
		what: 'a status without its time',
		facts: ['smsc/status-json'],
		plant: words(/status\.php/, /"last_timestamp"/g, '"timestamp"'),
	},
	{
		what: 'a code of six characters',
		facts: ['smsc/spoken-code'],
		set: ({ smsc: { settings } }) => void (settings.codeLength = 6),
	},
	{
		what: 'contacts with fields of other names',
		facts: ['smsc/contact-list'],
		plant: words(/phones\.php/, /"phone"/g, '"number"'),
	},
	{
		what: 'prices that are missing',
		facts: ['smsc/price-json'],
		plant: words(/send\.php/, /"cost"/g, '"price"'),
	},
	{
		what: 'an unknown message as an error',
		facts: ['smsc/status-unknown'],
		plant: json(/status\.php/, { error: 'not found', error_code: 3 }),
	},
	{
		what: 'an operator under another name',
		facts: ['smsc/operator'],
		plant: words(/info\.php/, /"operator"/g, '"op"'),
	},
	{
		what: 'templates whose text has another name',
		facts: ['smsc/template-list'],
		plant: words(/templates\.php/, /"message"/g, '"msg"'),
	},
	{
		what: 'MD5 that is refused',
		facts: ['smsc/psw-md5'],
		plant: json(/psw=[0-9a-f]{32}(?:&|$)/, { error: 'authorise error', error_code: 2 }),
	},
	{
		what: 'SHA-1 that is refused',
		facts: ['smsc/psw-sha1'],
		plant: json(/psw=[0-9a-f]{40}(?:&|$)/, { error: 'authorise error', error_code: 2 }),
	},
	{
		what: 'JSON at /rest/send that is not read',
		facts: ['smsc/rest-send'],
		plant: html(/rest\/send/, 404),
	},
	{ what: 'half an answer', facts: ['smsc/senders'], plant: truncated(/senders\.php/) },
];

export const differences: Readonly<Record<LiveId, readonly Difference[]>> = {
	kupon,
	smsby,
	smsc,
	smsru,
	sendpulse,
};
