/** What SMS.ru tells without a change. */
import type { World } from '../model.mts';
import { namedPhone, probed, valueAt } from '../probes.mts';
import type { Answered, Expected, Probe } from '../probes.mts';
import { either, filled, listOf, mapOf, number, numeric, object, optional } from '../shapes.mts';
import { confirmed, holds, open } from '../verdicts.mts';
import { codeOf, ok, refused, refusedWith } from './answers.mts';

const nobody = '00000000-0000-0000-0000-000000000000';

/** A request for a price, which sends nothing. Source: docs/gateways/smsru.md 3. */
const cost = (does: string, more: Record<string, string>, settles: Probe['settles']): Probe => ({
	level: 'read',
	does,
	raw: (world) => ({
		path: '/sms/cost',
		form: { to: namedPhone(world), msg: 'Проверка', ...more },
	}),
	settles,
});

/** Refused with this code, at the number or as a whole. */
const refusedSomewhere = (...codes: number[]): Expected => ({
	also: (answer) =>
		holds(
			codes.includes(codeOf(answer) ?? 0),
			`code ${codes.join(' or ')}`,
			`code ${codeOf(answer) ?? 'none'}`,
		),
});

const parts = ({ json }: Answered): unknown => valueAt(json, 'total_sms');

/** 101 numbers, which only a price is asked for. */
const tooMany = Array.from({ length: 101 }, (_, row) => String(79000000000 + row)).join(',');

const balance = object({ status: 'OK', status_code: 100, balance: numeric });

/** Only the recipients of one request stand in its answer. */
const emptyMap = ({ json }: Answered) => {
	const value = valueAt(json, 'stoplist');
	if (Array.isArray(value) && value.length === 0) return confirmed('[]');
	if (JSON.stringify(value) === '{}') return holds(false, 'an empty list', 'an empty object');
	return open('The stop list of the account is not empty');
};

const ofNumber = ({ recipients }: World): string =>
	recipients.phones[0]?.replace(/\D/g, '') ?? '79000000000';

export const readChecks = probed(
	{
		level: 'read',
		does: 'Asks for the balance',
		node: { resource: 'account', operation: 'getBalance' },
		rows: listOf(object({ balance: number, currency: 'RUB' })),
		settles: {
			'smsru/balance': { json: balance },
			'smsru/numbers': { json: object({ balance: number }) },
		},
	},
	{
		level: 'read',
		does: 'Asks for the balance by GET',
		raw: { method: 'GET', path: '/my/balance' },
		settles: { 'smsru/get-and-post': { json: balance } },
	},
	{
		level: 'read',
		does: 'Asks for the balance without json=1',
		raw: ({ access }) => ({
			path: '/my/balance',
			form: { api_id: access.apiKey ?? '' },
			bare: true,
		}),
		settles: { 'smsru/text-answer': { text: ['lines of text, the first 100', /^100(?:\r?\n|$)/] } },
	},
	{
		level: 'read',
		does: 'Asks with an API ID that nobody has',
		raw: { path: '/my/balance', form: { api_id: nobody, json: '1' }, bare: true },
		settles: {
			'smsru/wrong-id': { json: object({ status_code: either(200, 300, 301) }) },
			'smsru/envelope': {
				json: object({ status: 'ERROR', status_code: number, status_text: filled }),
			},
			'smsru/refusal-status': { status: 200 },
		},
	},
	{
		level: 'read',
		does: 'Asks whether the API ID is right',
		raw: { path: '/auth/check' },
		settles: { 'smsru/auth-check': ok() },
	},
	{
		level: 'read',
		does: 'Asks for the limit of a day',
		node: { resource: 'account', operation: 'getLimit' },
		settles: { 'smsru/limit': ok({ total_limit: numeric, used_today: either(numeric, null) }) },
	},
	{
		level: 'read',
		does: 'Asks for the free messages of a day',
		node: { resource: 'account', operation: 'getFreeLimit' },
		settles: { 'smsru/free': ok({ total_free: numeric, used_today: either(numeric, null) }) },
	},
	{
		level: 'read',
		does: 'Lists the senders',
		node: { resource: 'sender', operation: 'getAll' },
		rows: listOf(object({ sender: filled })),
		settles: { 'smsru/senders': ok({ senders: listOf(filled) }) },
	},
	{
		level: 'read',
		does: 'Asks for the status of a message that is not there',
		node: {
			resource: 'message',
			operation: 'getStatus',
			parameters: { messageId: '000000-1', onError: 'continueRegularOutput' },
		},
		settles: {
			'smsru/status-unknown': ok({
				sms: object({ '000000-1': object({ status: 'ERROR', status_code: -1 }) }),
			}),
		},
	},
	{
		level: 'read',
		does: 'Lists the stop list, to see how an empty one looks',
		raw: { path: '/stoplist/get' },
		settles: { 'smsru/empty-map': { also: emptyMap } },
	},
	cost(
		'Asks what an SMS to you costs',
		{},
		{
			'smsru/cost': ok({
				sms: mapOf(object({ status: 'OK', status_code: 100, cost: numeric, sms: 1 })),
				total_cost: numeric,
				total_sms: 1,
			}),
			'smsru/answer-keys': {
				also: ({ json }, world) =>
					holds(
						valueAt(json, 'sms', namedPhone(world)) !== undefined,
						'the number as it was sent is the key',
						'another key',
					),
			},
		},
	),
	cost(
		'Asks what 71 Cyrillic letters cost in Latin ones',
		{ msg: 'о'.repeat(71), translit: '1' },
		{
			'smsru/translit': {
				also: (answer) => holds(parts(answer) === 1, '1 part', `${String(parts(answer))} parts`),
			},
		},
	),
	cost('Asks what an empty text costs', { msg: '' }, { 'smsru/no-text': refusedSomewhere(203) }),
	cost(
		'Asks what nine parts cost',
		{ msg: 'я'.repeat(8 * 67 + 1) },
		{
			'smsru/too-long': refusedSomewhere(205),
		},
	),
	{
		level: 'read',
		does: 'Asks what an SMS from a sender that is not approved costs',
		raw: (world) => ({
			path: '/sms/cost',
			form: { to: ofNumber(world), msg: 'Проверка', from: 'n8nlivenone' },
		}),
		settles: { 'smsru/sender': refusedWith(204) },
	},
	{
		level: 'read',
		does: 'Asks what an SMS to something that is no number costs',
		raw: { path: '/sms/cost', form: { to: '12', msg: 'Проверка' } },
		settles: {
			'smsru/bad-number': refusedSomewhere(202, 207),
			'smsru/levels': {
				json: object({
					status: 'OK',
					status_code: 100,
					sms: mapOf(
						object({ status: 'ERROR', status_code: number, status_text: optional(filled) }),
					),
				}),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks what 101 messages cost',
		raw: { path: '/sms/cost', form: { to: tooMany, msg: 'Проверка' } },
		settles: { 'smsru/most-recipients': { json: refused(213) } },
	},
	{
		level: 'read',
		does: 'Takes out an address for callbacks that is not there',
		raw: { path: '/callback/del', form: { url: 'https://n8nlive-none.example.com/' } },
		settles: { 'smsru/bad-handler': refusedWith(902) },
	},
);
