/** What becomes of bulk requests to SMS.by. Source: docs/gateways/smsby.md 3.2, 3.3 and 8. */
import type { Check, World } from '../model.mts';
import {
	askRaw,
	listening,
	must,
	namedPhone,
	stepwise,
	tellAnswer,
	valueAt,
	verdictOf,
} from '../probes.mts';
import type { Answered } from '../probes.mts';
import { either, filled, listOf, numeric, object } from '../shapes.mts';
import { confirmed, contradicted, shapeOf } from '../verdicts.mts';
import { post, refusedAnyhow } from './answers.mts';
import { wallOf } from './clock.mts';

const MINUTE = 60_000;

const taken = { json: object({ uuid: filled, success: 'OK' }) };

type Campaign = Record<string, unknown>;

const campaignOf = (world: World, more: Campaign = {}): Campaign => {
	const text = world.name('bulk');
	return {
		alphaname_id: '0',
		name: text,
		message_type: 'bulk',
		text,
		delivery_list: [namedPhone(world)],
		...more,
	};
};

const bulk = (campaign: Campaign, callback: { callback_url?: string } = { callback_url: '' }) => ({
	path: '/api/v1/sendBulkSms',
	json: { ...callback, messages: [campaign] },
});

const uuidOf = (answer: Answered): string => {
	const uuid = valueAt(answer.json, 'uuid');
	if (typeof uuid !== 'string') throw new Error('The request has no uuid');
	return uuid;
};

const entry = object({ phone: numeric, status: filled });

/** The node looks for entries in these places. Source: docs/gateways/smsby.md 11, "statusBulkSms". */
const statuses = either(
	object({ result: listOf(entry) }),
	object({ messages: listOf(entry) }),
	listOf(entry),
);

const entriesOf = ({ json }: Answered): unknown[] => {
	const found = [json, valueAt(json, 'result'), valueAt(json, 'messages')].find(Array.isArray);
	return found ?? [];
};

/** Asks until there are entries that fit, or the time is over. */
async function statusOf(
	world: World,
	uuid: string,
	forMs: number,
	fits: (entry: unknown) => boolean = () => true,
): Promise<Answered> {
	const end = world.now() + forMs;
	for (;;) {
		const answer = await askRaw(world, post('statusBulkSms', { uuid }));
		if (answer.status !== 200 || entriesOf(answer).some(fits) || world.now() >= end) return answer;
		await world.wait(10_000);
	}
}

const status = stepwise({
	facts: ['smsby/bulk-answer', 'smsby/bulk-json', 'smsby/bulk-status'],
	level: 'send',
	does: 'Sends you an SMS by a bulk request of the node, and asks what became of it',
	async steps(world, { runs, says }) {
		await world.spend('1 SMS to the number you named');
		const answer = await runs(
			'smsby/bulk-answer',
			{
				resource: 'message',
				operation: 'sendMany',
				parameters: {
					recipient: namedPhone(world),
					text: world.name('bulk'),
					alphaname: { __rl: true, mode: 'id', value: '0' },
				},
			},
			taken,
		);
		says(
			'smsby/bulk-json',
			answer.status === 200
				? confirmed()
				: contradicted('JSON with the token inside is taken', tellAnswer(answer)),
		);
		const told = await statusOf(world, uuidOf(answer), 2 * MINUTE);
		const verdict = verdictOf(told, { json: statuses }, world);
		says(
			'smsby/bulk-status',
			verdict.kind === 'confirmed' ? confirmed(shapeOf(told.json)) : verdict,
		);
	},
});

const personal = stepwise({
	facts: ['smsby/bulk-personal'],
	level: 'send',
	does: 'Sends you an SMS by a bulk request with a text for each number',
	async steps(world, { asks }) {
		await world.spend('1 SMS to the number you named');
		const text = world.name('personal');
		const delivery_list = [{ phone: namedPhone(world), text }];
		const { text: _, ...campaign } = campaignOf(world, { message_type: 'personal', delivery_list });
		await asks('smsby/bulk-personal', bulk(campaign), taken);
	},
});

/** A question: both answers are possible. */
const question = (answer: Answered, world: World) => {
	const isTaken = verdictOf(answer, taken, world);
	if (isTaken.kind === 'confirmed') return confirmed('taken');
	if (verdictOf(answer, refusedAnyhow, world).kind === 'confirmed') {
		return confirmed(`refused: ${tellAnswer(answer)}`);
	}
	return isTaken;
};

const questions = stepwise({
	facts: ['smsby/bulk-no-callback', 'smsby/bulk-bad-phone'],
	level: 'send',
	does: 'Sends you two SMS by bulk requests, one without callback_url, one with an empty number beside yours',
	async steps(world, { says }) {
		await world.spend('2 SMS to the number you named');
		const without = await askRaw(world, bulk(campaignOf(world), {}));
		says('smsby/bulk-no-callback', question(without, world));
		const numbers = { delivery_list: [namedPhone(world), ''] };
		const bad = await askRaw(world, bulk(campaignOf(world, numbers)));
		says('smsby/bulk-bad-phone', question(bad, world));
	},
});

/** The address as the node gives it to SMS.by, with the secret that the trigger looks for. */
function addressOf(world: World): string {
	const url = new URL(listening(world).address);
	url.searchParams.set('secret', world.access.callbackSecret ?? '');
	return url.href;
}

const callback = stepwise({
	facts: ['smsby/bulk-callback'],
	level: 'send',
	does: 'Sends you an SMS by a bulk request with a callback, and waits for it',
	async steps(world, { says }) {
		const receiver = listening(world);
		await world.spend('1 SMS to the number you named');
		const request = bulk(campaignOf(world), { callback_url: addressOf(world) });
		const uuid = uuidOf(await must(world, request, taken));
		const named = await receiver.wait(
			({ body, query }) => body.includes(uuid) || query.includes(uuid),
			10 * MINUTE,
		);
		if (!named) {
			const other = receiver.received.at(-1);
			if (!other) throw new Error('No callback came in ten minutes');
			const seen = `${other.method} without it, ${other.body.length} bytes`;
			says('smsby/bulk-callback', contradicted('a call that names the uuid', seen));
			return;
		}
		const type = named.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
		says(
			'smsby/bulk-callback',
			named.verified?.status !== 200
				? contradicted('a call that the trigger reads', `${named.method} ${type}`)
				: confirmed(`${named.method} ${type}`.trim()),
		);
	},
});

/** Longer than a message takes that is due. */
const LATE_MS = 4 * MINUTE;

const schedule = stepwise({
	facts: ['smsby/schedule-zone'],
	level: 'send',
	does: 'Plans an SMS to you for two minutes later, to see on which clock',
	async steps(world, { says }) {
		await world.spend('1 SMS to the number you named');
		const due = world.now() + 2 * MINUTE;
		const planned = { schedule_time: wallOf(due).replace(' ', 'T') };
		const uuid = uuidOf(await must(world, bulk(campaignOf(world, planned)), taken));
		const isSent = (one: unknown) => /sent|delivered/i.test(String(valueAt(one, 'status')));
		const told = await statusOf(world, uuid, 2 * MINUTE + LATE_MS, isSent);
		const seen = world.now();
		if (!entriesOf(told).some(isSent)) {
			says(
				'smsby/schedule-zone',
				contradicted('sent in two minutes, by the clock of Minsk', 'not sent'),
			);
		} else if (seen < due - 30_000) {
			says(
				'smsby/schedule-zone',
				contradicted('sent in two minutes, by the clock of Minsk', 'sent at once'),
			);
		} else says('smsby/schedule-zone', confirmed());
	},
});

export const bulkChecks: readonly Check[] = [status, personal, questions, callback, schedule];
