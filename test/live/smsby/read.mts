/** What SMS.by tells without a change. */
import type { Check, RawRequest, World } from '../model.mts';
import { askRaw, must, probed, stepwise, valueAt } from '../probes.mts';
import {
	anything,
	either,
	filled,
	listOf,
	mapOf,
	number,
	numberText,
	numeric,
	object,
} from '../shapes.mts';
import { contradicted, holds } from '../verdicts.mts';
import { get, post, refused, refusedAnyhow } from './answers.mts';

const balance = object({
	status: 'OK',
	currency: filled,
	result: listOf(object({ balance: numberText })),
});

const tokenOf = ({ access }: World): string => access.token ?? '';

/** An array stands for a map whose names are 0, 1, 2 …: docs/gateways/smsby.md 4. */
const names = either(mapOf(filled), listOf(filled));

const table = probed(
	{
		level: 'read',
		does: 'Asks for the balance',
		node: { resource: 'account', operation: 'getBalance' },
		rows: listOf(object({ balance: number, currency: filled })),
		settles: { 'smsby/balance': { json: balance } },
	},
	{
		level: 'read',
		does: 'Asks how many SMS the balance buys',
		node: { resource: 'account', operation: 'getLimit' },
		settles: { 'smsby/limit': { json: object({ limit: number }) } },
	},
	{
		level: 'read',
		does: 'Lists the sender names',
		node: { resource: 'account', operation: 'getAlphanames' },
		settles: { 'smsby/alphanames': { json: names } },
	},
	{
		level: 'read',
		does: 'Lists the categories of sender names',
		raw: get('getAlphanameCategory'),
		settles: {
			'smsby/alphaname-categories': {
				json: object({ status: 'OK', result: listOf(object({ id: numeric, name: filled })) }),
			},
		},
	},
	{
		level: 'read',
		does: 'Lists the Viber senders',
		node: { resource: 'viber', operation: 'getNames' },
		settles: { 'smsby/vibernames': { json: names } },
	},
	{
		level: 'read',
		does: 'Lists the bills',
		node: { resource: 'account', operation: 'getBills' },
		settles: {
			'smsby/bills': {
				json: object({
					status: 'success',
					data: object({
						total: numeric,
						per_page: numeric,
						current_page: 1,
						last_page: numeric,
						data: listOf(
							object({
								id: numeric,
								amount: numeric,
								d_create: anything,
								d_payment: anything,
								number: anything,
							}),
						),
					}),
				}),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the balance with a token in a header, which is not taken',
		raw: (world) => ({
			method: 'GET',
			path: '/api/v1/getBalance',
			headers: { Authorization: `Bearer ${tokenOf(world)}` },
			bare: true,
		}),
		settles: { 'smsby/token': refusedAnyhow },
	},
	{
		level: 'read',
		does: 'Asks with a token that nobody has',
		raw: { ...get('getBalance', { token: 'n8nlive' }), bare: true },
		settles: { 'smsby/refusal-status': refused(403) },
	},
	{
		level: 'read',
		does: 'Sends an SMS by GET, without a phone and a text, which is refused',
		raw: get('sendQuickSMS'),
		settles: { 'smsby/verbs': refusedAnyhow },
	},
	{
		level: 'read',
		does: 'Sends an SMS by sendQuickSms, without a phone and a text, which is refused',
		raw: post('sendQuickSms'),
		settles: { 'smsby/method-case': refusedAnyhow },
	},
	{
		level: 'read',
		does: 'Asks for the balance with a parameter that nobody knows',
		raw: get('getBalance', { n8nlive: '1' }),
		settles: { 'smsby/unknown-parameter': { json: balance } },
	},
	{
		level: 'read',
		does: 'Calls a method that is not there',
		raw: get('n8nlive'),
		settles: { 'smsby/no-such-method': { status: 404 } },
	},
	{
		level: 'read',
		does: 'Asks for a campaign that is not there',
		raw: get('checkSMSMessageStatus', { message_id: '1' }),
		settles: { 'smsby/not-found': refused(404) },
	},
	{
		level: 'read',
		does: 'Lists campaigns from an offset on, without a number of rows',
		raw: get('getMessagesList', { limit_offset: '0' }),
		settles: { 'smsby/paging': refused(400) },
	},
);

/** Source: docs/gateways/smsby.md 2. */
const parameters: Check = stepwise({
	facts: ['smsby/parameters'],
	level: 'read',
	does: 'Asks for the balance with the token in the query, in a form and in JSON',
	async steps(world, { asks }) {
		const token = tokenOf(world);
		const path = '/api/v1/getBalance';
		const expected = { json: balance };
		const ways: Array<Partial<RawRequest>> = [{ query: { token } }, { form: { token } }];
		for (const way of ways) await must(world, { path, ...way, bare: true }, expected);
		await asks('smsby/parameters', { path, json: { token }, bare: true }, expected);
	},
});

const alphanameId = stepwise({
	facts: ['smsby/alphaname-id'],
	level: 'read',
	does: 'Asks for the id of a sender name by the name',
	async steps(world, { asks, says }) {
		const { json } = await must(world, get('getAlphanames'), { json: names });
		const [id, name] = Object.entries(json as object).find(([id]) => id !== '0') ?? [];
		if (id === undefined) throw new Error('The account has no sender name but the system’s');
		const answer = await asks('smsby/alphaname-id', get('getAlphanameId', { name: String(name) }), {
			json: object({ id: numeric }),
		});
		const seen = valueAt(answer.json, 'id');
		if (seen !== undefined && String(seen) !== id) {
			says('smsby/alphaname-id', contradicted('the id of the list', 'another id'));
		}
	},
});

const bill = stepwise({
	facts: ['smsby/bill-download'],
	level: 'read',
	does: 'Downloads a bill',
	async steps(world, { says }) {
		const { json } = await must(world, get('getBills', { page: '1' }));
		const id = valueAt(json, 'data', 'data', 0, 'id');
		if (id === undefined) throw new Error('The account has no bills');
		const answer = await askRaw(world, get('downloadBill', { bill_id: String(id) }));
		const isFile = answer.status === 200 && answer.json === undefined && answer.text !== '';
		says(
			'smsby/bill-download',
			holds(
				isFile && !/html/i.test(answer.type),
				'a file',
				`HTTP ${answer.status}, ${answer.type}`,
			),
		);
	},
});

export const readChecks: readonly Check[] = [...table, parameters, alphanameId, bill];
