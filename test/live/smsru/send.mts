/** What shows when SMS.ru sends, most of it in its test mode, which sends and costs nothing. */
import { createHash } from 'node:crypto';
import type { Check, Received, World } from '../model.mts';
import { lastAnswer, listening, must, namedPhone, probed, stepwise, valueAt } from '../probes.mts';
import type { Answered, Ledger } from '../probes.mts';
import { filled, mapOf, number, numeric, object } from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { ok, refusedWith } from './answers.mts';

const sent = object({ status: 'OK', status_code: 100, sms_id: filled });

const trial = (world: World, more: Record<string, string> = {}) => ({
	path: '/sms/send',
	form: { to: namedPhone(world), msg: 'Проверка', test: '1', ...more },
});

const balanceOf = ({ json }: Answered): number => Number(valueAt(json, 'balance'));

const testMode = stepwise({
	facts: ['smsru/test-mode'],
	level: 'send',
	does: 'Sends an SMS to you in the test mode, which sends and costs nothing',
	async steps(world, { asks, says }) {
		const before = balanceOf(await must(world, { path: '/my/balance' }, ok()));
		const expected = ok({ sms: mapOf(sent), balance: numeric });
		await asks('smsru/test-mode', trial(world), expected);
		const after = balanceOf(await must(world, { path: '/my/balance' }, ok()));
		if (before !== after) {
			says('smsru/test-mode', contradicted('nothing paid', 'another balance'));
		}
	},
});

/** What is outside of the range is a question. Source: docs/gateways/smsru.md 2. */
const ttl = stepwise({
	facts: ['smsru/ttl'],
	level: 'send',
	does: 'Sends with a time to live of 60, 0 and 1,441 minutes in the test mode',
	async steps(world, { says }) {
		await must(world, trial(world, { ttl: '60' }), ok({ sms: mapOf(sent) }));
		const told: string[] = [];
		for (const minutes of ['0', '1441']) {
			const { json } = await must(world, trial(world, { ttl: minutes }), {
				json: object({ status_code: number }),
			});
			told.push(`${minutes}: code ${String(valueAt(json, 'status_code'))}`);
		}
		says('smsru/ttl', confirmed(told.join(', ')));
	},
});

const trials = probed(
	{
		level: 'send',
		does: 'Sends one text to a list of you and something that is no number, in the test mode',
		raw: (world) => trial(world, { to: `${namedPhone(world)},12` }),
		settles: {
			'smsru/send-list': {
				json: object({
					status: 'OK',
					status_code: 100,
					sms: object({ 12: object({ status: 'ERROR' }) }),
				}),
				also: ({ json }, world) =>
					holds(
						valueAt(json, 'sms', namedPhone(world), 'status_code') === 100,
						'an entry for each number',
						'none for the number that is one',
					),
			},
		},
	},
	{
		level: 'send',
		does: 'Sends a text of its own to each number, in the test mode',
		raw: (world) => ({
			path: '/sms/send',
			form: { [`to[${namedPhone(world)}]`]: 'Раз', 'to[12]': 'Два', test: '1' },
		}),
		settles: {
			'smsru/send-map': {
				json: object({
					status: 'OK',
					status_code: 100,
					sms: object({ 12: object({ status: 'ERROR' }) }),
				}),
				also: ({ json }, world) =>
					holds(
						valueAt(json, 'sms', namedPhone(world), 'status_code') === 100,
						'an entry for each number',
						'none for the number that is one',
					),
			},
		},
	},
	{
		level: 'send',
		does: 'Sends at a time that is none, in the test mode',
		raw: (world) => trial(world, { time: 'tomorrow' }),
		settles: { 'smsru/bad-time': refusedWith(208) },
	},
);

const fieldsOf = ({ body }: Received) => new URLSearchParams(body.toString('utf8'));

const entriesOf = (received: Received): string[] =>
	[...fieldsOf(received)].filter(([name]) => /^data\[\d+\]$/.test(name)).map(([, value]) => value);

/** Seconds since 1970, in ten digits. Source: docs/gateways/smsru.md 7. */
const entry = /^sms_status\n[^\n]+\n-?\d+\n\d{10}\s*$/;

function callVerdicts(received: Received, world: World, says: Ledger['says']): void {
	const entries = entriesOf(received);
	const isForm =
		received.method === 'POST' && entries.length > 0 && entries.every((one) => entry.test(one));
	const sum = createHash('sha256')
		.update((world.access.apiKey ?? '') + entries.join(''), 'utf8')
		.digest('hex');
	says(
		'smsru/callback-call',
		holds(
			isForm,
			'POST of a form: data[n] of four lines (sms_status, ID, code, seconds), and hash',
			`${received.method} with ${entries.length} entries data[n]`,
		),
	);
	says(
		'smsru/callback-hash',
		holds(
			fieldsOf(received).get('hash') === sum,
			'SHA-256 in lower-case hex of api_id and all entries',
			'another hash',
		),
	);
}

/** Ten minutes, in which most messages arrive. */
const DELIVERED_MS = 600_000;

const delivery = stepwise({
	facts: ['smsru/status-several', 'smsru/callback-call', 'smsru/callback-hash'],
	level: 'send',
	does: 'Sends you an SMS, asks for its status, and waits for a callback if there is an address',
	async steps(world, { asks, says }) {
		const phone = namedPhone(world);
		const sms = world.name('sms');
		const priced = await must(world, { path: '/sms/cost', form: { to: phone, msg: sms } });
		await world.spend('1 SMS to the number you named', {
			amount: String(valueAt(priced.json, 'total_cost')),
			currency: 'RUB',
		});
		const { callbacks } = world;
		const url = callbacks?.address ?? '';
		const entered = valueAt((await must(world, { path: '/callback/get' })).json, 'callback');
		const isThere = Array.isArray(entered) && entered.includes(url);
		const made = callbacks && !isThere ? world.made('callback', url) : undefined;
		if (made) await must(world, { path: '/callback/add', form: { url } }, ok());
		const run = await world.node('message', 'send', { recipient: phone, text: sms });
		if (run.failure) throw new Error(run.failure.message);
		const id = String(valueAt(lastAnswer(run).json, 'sms', phone, 'sms_id') ?? '');
		await asks(
			'smsru/status-several',
			{ path: '/sms/status', form: { sms_id: `${id},000000-1` } },
			ok({
				sms: object({
					[id]: object({ status: 'OK', status_code: number, status_text: filled }),
					'000000-1': object({ status: 'ERROR', status_code: -1 }),
				}),
			}),
		);
		const received = await listening(world).wait(
			(one) => entriesOf(one).some((entry) => entry.includes(id)) || one.query.includes(id),
			DELIVERED_MS,
		);
		if (!received) throw new Error('No callback came in ten minutes');
		callVerdicts(received, world, says);
		await made?.remove();
	},
});

export const sendChecks: readonly Check[] = [testMode, ttl, ...trials, delivery];
