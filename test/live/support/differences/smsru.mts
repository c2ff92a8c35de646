/** What is planted for SMS.ru. */
import {
	answered,
	empty,
	html,
	json,
	latin,
	redirect,
	status,
	truncated,
	words,
} from '../plants.mts';
import type { Difference } from '../plants.mts';
import type { PlantedRequest } from '../proof.mts';

const toNobody = ({ path, body }: PlantedRequest) => path === '/sms/cost' && /\bto=12\b/.test(body);

export const smsru: readonly Difference[] = [
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
		plant: words(/my\/senders/, /\["MyShop".*?\]/g, '{"0":"MyShop"}'),
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
