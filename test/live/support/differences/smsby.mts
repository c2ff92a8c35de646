/** What is planted for SMS.by. */
import { empty, html, json, redirect, status, words } from '../plants.mts';
import type { Difference } from '../plants.mts';

export const smsby: readonly Difference[] = [
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
