/** What shows only when SMSC sends: to those whom the user named, after the price was told. */
import { randomInt } from 'node:crypto';
import type { Check, Received, World } from '../model.mts';
import {
	askRaw,
	listening,
	must,
	namedEmail,
	namedPhone,
	stepwise,
	valueAt,
	verdictOf,
} from '../probes.mts';
import type { Answered } from '../probes.mts';
import {
	anything,
	either,
	filled,
	form,
	number,
	numberText,
	numeric,
	object,
	optional,
	text,
} from '../shapes.mts';
import { confirmed, contradicted, holds, open } from '../verdicts.mts';
import { codeOf, done, listed, moment, price, script, tellCode } from './answers.mts';

const MINUTE = 60_000;

/** Long enough for a message to reach a phone. */
const UNTIL_FINAL_MS = 3 * MINUTE;

const statusOf = (phone: string, id: string, more: Record<string, string> = {}) =>
	script('status', { phone, id, ...more });

/** Asks for the user's word with the price that SMSC tells for just this. */
async function spend(
	world: World,
	what: string,
	parameters: Record<string, string>,
): Promise<void> {
	const { phones = '', mes = '', ...more } = parameters;
	const told = await askRaw(world, price(phones, mes, more));
	const amount = valueAt(told.json, 'cost');
	const { json } = await must(world, script('balance', { cur: '1' }));
	await world.spend(
		what,
		amount === undefined
			? undefined
			: { amount: String(amount), currency: String(valueAt(json, 'currency') ?? '') },
	);
}

/** Waits until the status is no longer that of a message on its way. */
async function untilFinal(world: World, phone: string, id: string): Promise<Answered> {
	const end = world.now() + UNTIL_FINAL_MS;
	for (;;) {
		const answer = await askRaw(world, statusOf(phone, id));
		const status = Number(valueAt(answer.json, 'status'));
		if (![-1, 0].includes(status) || world.now() >= end) return answer;
		await world.wait(20_000);
	}
}

/** Hours between a clock's text, read as if it were UTC, and the instant. */
function hoursOf(date: string, timestamp: number): number {
	const [, day, month, year, clock] = /^(\d\d)\.(\d\d)\.(\d{4}) ([\d:]+)$/.exec(date) ?? [];
	return (Date.parse(`${year}-${month}-${day}T${clock}Z`) / 1000 - timestamp) / 3600;
}

const COMMENT = 'Comment of the live check';

/** Source: docs/gateways/smsc.md 2.2, 2.4, 3. */
const message = stepwise({
	facts: [
		'smsc/send-id',
		'smsc/one-id',
		'smsc/comment',
		'smsc/status-json',
		'smsc/status-fmt0',
		'smsc/status-fmt1',
		'smsc/status-all',
		'smsc/clock',
		'smsc/callback-status',
		'smsc/callback-method',
		'smsc/callback-repeats',
		'smsc/status-del',
	],
	level: 'send',
	does: 'Sends an SMS to each number that you named, and asks for its status',
	async steps(world, { asks, says }) {
		const phone = namedPhone(world);
		const numbers = world.recipients.phones.map((one) => one.replace(/\D/g, ''));
		const id = String(randomInt(1_000_000_000, 2_000_000_000));
		const mes = `Live check of SMSC ${id}\n~~~\n${COMMENT}`;
		const parameters = { phones: numbers.join(','), mes };
		await spend(world, `${numbers.length} SMS`, parameters);
		world.callbacks?.answerNext(500, 1);
		const sent = await asks('smsc/send-id', script('send', { ...parameters, id }), {
			json: object({ id: anything, cnt: number }),
			also: ({ json }) =>
				holds(
					valueAt(json, 'id') === Number(id),
					'the id that was given, as a number',
					typeof valueAt(json, 'id'),
				),
		});
		const own = String(valueAt(sent.json, 'id'));
		says(
			'smsc/one-id',
			numbers.length < 2
				? open('Needs two numbers of yours: --to twice')
				: await (async () => {
						const answer = await askRaw(world, statusOf(numbers[1] ?? '', own));
						const status = valueAt(answer.json, 'status');
						return holds(status !== -3, 'the id tells of both numbers', 'only of the first');
					})(),
		);

		await untilFinal(world, phone, own);
		const short = await asks('smsc/status-json', statusOf(phone, own), {
			json: object({
				status: number,
				last_date: moment,
				last_timestamp: number,
				flag: optional(number),
				err: optional(number),
			}),
			also: ({ json }) =>
				confirmed(valueAt(json, 'err') === undefined ? 'no flag and err' : 'flag and err'),
		});
		const hours = hoursOf(
			String(valueAt(short.json, 'last_date')),
			Number(valueAt(short.json, 'last_timestamp')),
		);
		says('smsc/clock', holds(hours === 3, '3 hours from Greenwich', `${hours} hours`));
		const full = await asks('smsc/status-all', statusOf(phone, own, { all: '2' }), {
			json: object({
				send_date: moment,
				send_timestamp: number,
				phone: text,
				cost: numberText,
				sender_id: text,
				status_name: filled,
				message: text,
				comment: text,
				type: numeric,
				sms_cnt: number,
				country: text,
				operator: text,
				region: text,
			}),
		});
		const comment = valueAt(full.json, 'comment');
		const isApart = !String(valueAt(full.json, 'message')).includes(COMMENT);
		says(
			'smsc/comment',
			holds(
				comment === COMMENT && isApart,
				'what stands behind ~~~ is the comment',
				isApart ? 'no comment' : 'it is part of the text',
			),
		);
		await asks('smsc/status-fmt0', statusOf(phone, own, { fmt: '0' }), {
			text: [
				'Status = N, check_time = …, err = N',
				/^Status = -?\d+, check_time = \d\d\.\d\d\.\d{4} [\d:]+(?:, err = \d+)?$/,
			],
		});
		await asks('smsc/status-fmt1', statusOf(phone, own, { fmt: '1' }), {
			text: ['status,last_timestamp,err', /^-?\d+,\d+(?:,\d+)?$/],
		});

		await callbacks(world, own, says);

		await asks('smsc/status-del', statusOf(phone, own, { del: '1' }), done);
	},
});

const isOf =
	(id: string) =>
	({ query, body }: Received): boolean =>
		new RegExp(`\\bid\\b\\W{1,4}${id}\\b`).test(`${query}&${body.toString('latin1')}`);

type Says = Parameters<Parameters<typeof stepwise>[0]['steps']>[1]['says'];

/** The first call was answered with 500. Source: docs/gateways/smsc.md 16. */
async function callbacks(world: World, id: string, says: Says): Promise<void> {
	const facts = ['smsc/callback-status', 'smsc/callback-method', 'smsc/callback-repeats'];
	if (!world.callbacks) {
		for (const fact of facts)
			says(fact, open('Needs a public address that leads here: --callback-url'));
		return;
	}
	const receiver = listening(world);
	const first = await receiver.wait(isOf(id), 2 * MINUTE);
	if (!first) {
		const why =
			'No callback came within two minutes: the address has to stand in the settings of the account, with ?charset=utf-8&sha1 at its end';
		for (const fact of facts) says(fact, open(why));
		return;
	}
	// The trigger starts nothing for a status on the way.
	const isStarted = (one: Received) => isOf(id)(one) && one.verified?.started === true;
	const started = await receiver.wait(isStarted, 2 * MINUTE);
	says(
		'smsc/callback-status',
		started
			? confirmed(Object.keys(started.verified?.rows[0] ?? {}).join(', '))
			: contradicted(
					'a final status that is signed and starts the trigger',
					`the trigger answered HTTP ${first.verified?.status ?? 'none'}`,
				),
	);
	says('smsc/callback-method', holds(first.method === 'POST', 'POST', first.method));
	const same = (one: Received) =>
		one !== first && one.query === first.query && one.body.equals(first.body);
	const again = await receiver.wait(same, 5 * MINUTE);
	const seconds = again && Math.round((Date.parse(again.at) - Date.parse(first.at)) / 1000);
	says(
		'smsc/callback-repeats',
		again
			? confirmed(`after HTTP 500 it comes again in ${seconds} s`)
			: contradicted('after HTTP 500 it comes again', 'no second call in five minutes'),
	);
}

/** Source: docs/gateways/smsc.md 2.2. */
const letters = stepwise({
	facts: ['smsc/string-id'],
	level: 'send',
	does: 'Sends an SMS with an id of letters through the node',
	async steps(world, { says }) {
		const phone = namedPhone(world);
		const reference = world.name('id', 40);
		const text = `Live check of SMSC: ${reference}`;
		await spend(world, '1 SMS', { phones: phone, mes: text });
		const { failure, exchanges } = await world.node('message', 'send', {
			type: 'sms',
			sender: { __rl: true, mode: 'id', value: '' },
			recipient: phone,
			text,
			reference,
		});
		const answer = exchanges.find(({ request }) => request.path.endsWith('/send.php'))?.answer;
		const json = answer && (JSON.parse(answer.body.toString('utf8')) as unknown);
		const id = valueAt(json, 'id');
		says(
			'smsc/string-id',
			failure
				? contradicted("the node's message: send succeeds", failure.message)
				: holds(typeof id === 'string', 'text', typeof id),
		);
	},
});

/** Source: docs/gateways/smsc.md 3.1. */
const lookUp = stepwise({
	facts: ['smsc/hlr'],
	level: 'send',
	does: 'Looks up the number that you named (HLR)',
	async steps(world, { says }) {
		const phone = namedPhone(world);
		const parameters = { phones: phone, mes: '', hlr: '1' };
		await spend(world, '1 HLR look-up', parameters);
		const { json } = await must(world, script('send', parameters), {
			json: object({ id: anything }),
		});
		const id = String(valueAt(json, 'id'));
		const answer = await untilFinal(world, phone, id);
		const expected = {
			json: object({
				imsi: text,
				msc: text,
				mcc: numeric,
				mnc: numeric,
				cn: text,
				net: text,
				rcn: text,
				rnet: text,
			}),
		};
		says('smsc/hlr', verdictOf(answer, expected, world));
	},
});

/** Source: docs/gateways/smsc.md 2.3. */
const spokenCode = stepwise({
	facts: ['smsc/spoken-code'],
	level: 'send',
	does: 'Calls the number that you named and reads a code',
	async steps(world, { asks }) {
		const parameters = { phones: namedPhone(world), mes: 'code', call: '1' };
		await spend(world, '1 call with a code', parameters);
		await asks('smsc/spoken-code', script('send', parameters), {
			json: object({ id: anything, code: anything }),
			also: ({ json }) => {
				const { length } = String(valueAt(json, 'code'));
				return holds(length === 4, 'four digits', `${length} characters`);
			},
		});
	},
});

/** Source: docs/gateways/smsc.md 2.1, `mail`. */
const letter = stepwise({
	facts: ['smsc/send-mail'],
	level: 'send',
	does: 'Sends a letter to the address that you named, from the same address',
	async steps(world, { asks }) {
		const email = namedEmail(world);
		const parameters = {
			phones: email,
			mes: 'Live check of SMSC',
			mail: '1',
			subj: world.name('letter'),
			sender: email,
		};
		await spend(world, '1 letter', parameters);
		const missing = await askRaw(world, script('send', { ...parameters, subj: '' }));
		await asks('smsc/send-mail', script('send', parameters), {
			json: object({ id: anything, cnt: number }),
			also: () => holds(codeOf(missing) === 1, 'error 1 without a subject', tellCode(missing)),
		});
	},
});

/** Days until the mailings would start. They are removed long before. */
const AHEAD_S = 20 * 24 * 3600;

/** Source: docs/gateways/smsc.md 6. */
const mailings = stepwise({
	facts: ['smsc/job-add', 'smsc/job-get', 'smsc/job-list', 'smsc/job-cancel', 'smsc/job-cost'],
	level: 'send',
	does: 'Plans a mailing to the number that you named in twenty days, and cancels it; makes one with cost=1',
	async steps(world, { asks, says }) {
		const phone = namedPhone(world);
		const time = `0${Math.floor(world.now() / 1000) + AHEAD_S}`;
		const planned = { phones: phone, mes: 'Live check of SMSC' };
		await spend(
			world,
			'1 SMS in twenty days, which is cancelled before, and perhaps one now',
			planned,
		);
		const name = world.name('mailing');
		const made = world.made('mailing', name);
		const added = await asks('smsc/job-add', script('jobs', { add: '1', name, ...planned, time }), {
			json: object({ id: anything }),
		});
		const id = String(valueAt(added.json, 'id'));
		made.is(id);
		await asks('smsc/job-get', script('jobs', { get: '1', id }), {
			json: either(object({ id: anything }), object({ name: text })),
			also: ({ json }) => confirmed(Object.keys(json as object).join(', ')),
		});
		await asks('smsc/job-list', script('jobs', { get_all: '1' }), listed(object({ id: anything })));
		await asks('smsc/job-cancel', script('jobs', { cancel: '1', id }), done);

		const pricedName = world.name('priced');
		const pricedMade = world.made('mailing', pricedName);
		const mes = `Live check of SMSC: ${pricedName}`;
		const priced = await must(
			world,
			script('jobs', { add: '1', name: pricedName, phones: phone, mes, cost: '1' }),
			{ json: object({ id: anything, cost: form('a price', /^[\d.]+$/) }) },
		);
		const pricedId = String(valueAt(priced.json, 'id'));
		pricedMade.is(pricedId);
		await world.wait(30_000);
		const { json } = await askRaw(world, statusOf(phone, pricedId));
		const isSent = valueAt(json, 'status') !== -3;
		says('smsc/job-cost', holds(isSent, 'it starts all the same', 'it does not start'));
	},
});

export const sendChecks: readonly Check[] = [
	message,
	letters,
	lookUp,
	spokenCode,
	letter,
	mailings,
];
