/** What Kupon.mobi calls, and how. Source: docs/gateways/kupon.md 4. */
import type { Check, Received, World } from '../model.mts';
import { listening, must, namedPhone, stepwise } from '../probes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { accepted, senderOf, sms } from './answers.mts';

const MINUTE = 60_000;
const DELIVERED_MS = 10 * MINUTE;

const valueIn = ({ query }: Received, name: string): string | null =>
	new URLSearchParams(query).get(name);

/** An address of ours with marks of its own, to tell its calls from others. */
const addressOf = (address: string, mark: string, more = ''): string =>
	`${address}${address.includes('?') ? '&' : '?'}live=${mark}&id={id}&status={status}${more}`;

const callsOf = (world: World, mark: string): Received[] =>
	listening(world).received.filter((one) => valueIn(one, 'live') === mark);

const firstCall = async (world: World, mark: string): Promise<Received> => {
	const one = await listening(world).wait((call) => valueIn(call, 'live') === mark, DELIVERED_MS);
	if (!one) throw new Error('No callback came in ten minutes');
	return one;
};

/** Statuses are whole numbers. Source: docs/gateways/kupon.md 4. */
const isStatus = (status: string | null) => status !== null && /^-?\d+$/.test(status);

const usual = [
	'accept',
	'accept-encoding',
	'connection',
	'content-length',
	'content-type',
	'host',
	'user-agent',
];

/** Headers that are there for us, or for whoever brings the call here. */
const isUnusual = (name: string): boolean =>
	!usual.includes(name) &&
	!/^(?:x-forwarded|x-real-ip|cf-|forwarded|via|x-request-id|traceparent)/.test(name);

const trigger = stepwise({
	facts: ['kupon/callback', 'kupon/callback-verb', 'kupon/callback-bare', 'kupon/callback-calls'],
	level: 'send',
	does: 'Sends you an SMS with a callback, and waits for its statuses',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const mark = world.name('callback');
		const run = await world.node('message', 'send', {
			type: 'sms',
			recipient: namedPhone(world),
			text: mark,
			statusCallback: {
				url: receiver.address,
				correlation: { parameter: [{ name: 'live', value: mark }] },
			},
			...senderOf(world),
		});
		if (run.failure) throw new Error(run.failure.message);
		const call = await firstCall(world, mark);
		const isRead = call.verified?.status === 200 && isStatus(valueIn(call, 'status'));
		const id = String(run.rows[0]?.messageId ?? '');
		says(
			'kupon/callback',
			holds(
				isRead && valueIn(call, 'id') === id,
				'id and status in the place of {id} and {status}, and a report from the trigger',
				isRead ? 'another id' : 'a call that the trigger does not read',
			),
		);
		says('kupon/callback-verb', holds(call.method === 'GET', 'GET', call.method));
		const names = call.headers.map(([name]) => name.toLowerCase()).filter(isUnusual);
		says(
			'kupon/callback-bare',
			holds(
				call.body.length === 0 && names.length === 0,
				'neither a body nor a signature',
				[`${call.body.length} bytes`, ...names].join(', '),
			),
		);
		await world.wait(MINUTE);
		const seen = new Set(callsOf(world, mark).map((one) => valueIn(one, 'status')));
		says(
			'kupon/callback-calls',
			seen.size > 1
				? confirmed([...seen].join(', '))
				: contradicted(
						'a call for each of several statuses',
						`only status ${[...seen].join(', ')}`,
					),
		);
	},
});

/** Source: docs/gateways/kupon.md 6, "URL-encoded address", and 7. */
const encoding = stepwise({
	facts: ['kupon/callback-encoding', 'kupon/callback-charset'],
	level: 'send',
	does: 'Sends you an SMS whose callback address has letters of its own, and waits for the call',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const mark = world.name('charset');
		const callback = addressOf(receiver.address, mark, '&a=%D0%96%20x&b=Ж');
		await must(world, sms(world, { callback }), { json: accepted });
		const { query } = await firstCall(world, mark);
		const written = (name: string) => new RegExp(`(?:^|&)${name}=([^&]*)`).exec(query)?.[1] ?? '';
		says(
			'kupon/callback-encoding',
			holds(
				/^%D0%96(?:%20|\+)x$/i.test(written('a')),
				'the address as it was before the form was encoded',
				written('a') === '' ? 'nothing' : written('a'),
			),
		);
		says(
			'kupon/callback-charset',
			holds(
				/^(?:%D0%96|Ж)$/i.test(written('b')) ||
					written('b') === Buffer.from('Ж').toString('latin1'),
				'UTF-8',
				written('b') === '' ? 'nothing' : written('b'),
			),
		);
	},
});

/** Source: docs/gateways/kupon.md 4. */
const kannel = stepwise({
	facts: ['kupon/kannel'],
	level: 'send',
	does: 'Sends you an SMS with a callback in Kannel’s numbers, and waits for them',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const mark = world.name('kannel');
		const callback = addressOf(receiver.address, mark);
		await must(world, sms(world, { callback, kannel_status: '1' }), { json: accepted });
		await firstCall(world, mark);
		await world.wait(MINUTE);
		const seen = [...new Set(callsOf(world, mark).map((one) => valueIn(one, 'status') ?? ''))];
		const isKannel = seen.every((status) =>
			['1', '2', '4', '8', '16', '34', '66'].includes(status),
		);
		says(
			'kupon/kannel',
			isKannel
				? confirmed(seen.join(', '))
				: contradicted('1, 2, 4, 8, 16, 34 or 66', seen.join(', ')),
		);
	},
});

/** Source: docs/gateways/kupon.md 4. */
const repeats = stepwise({
	facts: ['kupon/callback-repeats'],
	level: 'send',
	does: 'Sends you an SMS, answers its first callback with an error, and waits for a second one',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const mark = world.name('repeats');
		const callback = addressOf(receiver.address, mark);
		// Calls about earlier messages may come first.
		receiver.answerNext(500, 10);
		await must(world, sms(world, { callback }), { json: accepted });
		const first = await firstCall(world, mark);
		receiver.answerNext(200, 0);
		const isSame = (one: Received) => one !== first && one.query === first.query;
		const second = await receiver.wait(isSame, 2 * MINUTE);
		const after = second ? (Date.parse(second.at) - Date.parse(first.at)) / 1000 : 0;
		says(
			'kupon/callback-repeats',
			holds(
				second !== undefined && Math.abs(after - 60) <= 30,
				'the same call after a minute',
				second ? `after ${Math.round(after)} seconds` : 'none in two minutes',
			),
		);
	},
});

/** How long after its time a message is late. */
const LATE_MS = 4 * MINUTE;

/** The clock of Moscow, as the node's option has it by default. Source: docs/gateways/kupon.md 7, "zone of `sent_date`". */
const moscow = (ms: number): string =>
	new Date(ms + 3 * 60 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');

const zone = stepwise({
	facts: ['kupon/sent-date-zone'],
	level: 'send',
	does: 'Plans an SMS to you for some minutes later by the clock of Moscow, to see when it goes',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const mark = world.name('zone');
		const due = Math.ceil(world.now() / MINUTE) * MINUTE + 2 * MINUTE;
		const callback = addressOf(receiver.address, mark);
		await must(world, sms(world, { callback, sent_date: moscow(due) }), { json: accepted });
		const isOurs = (one: Received) => valueIn(one, 'live') === mark;
		const call = await receiver.wait(isOurs, due + LATE_MS - world.now());
		const at = call ? Date.parse(call.at) : Infinity;
		const seen = at === Infinity ? 'not sent' : 'sent at once';
		says(
			'kupon/sent-date-zone',
			at >= due - MINUTE / 2 && at <= due + LATE_MS
				? confirmed('UTC+3')
				: contradicted('sent at that time, so by the clock of Moscow', seen),
		);
	},
});

export const callbackChecks: readonly Check[] = [trigger, encoding, kannel, repeats, zone];
