/** What shows when SMS.by sends one message, a campaign and codes. */
import type { Check, World } from '../model.mts';
import { askRaw, must, namedPhone, stepwise, tellAnswer, valueAt, verdictOf } from '../probes.mts';
import {
	anything,
	clockTime,
	either,
	filled,
	form,
	list,
	listOf,
	number,
	numeric,
	object,
} from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { accepted, get, post, refusedAnyhow } from './answers.mts';
import { wallOf } from './clock.mts';
import { makeCodeObject } from './removers.mts';

const MINUTE = 60_000;

/** Statuses of a message, in any case. Source: docs/gateways/smsby.md 3.6. */
const statusWord = form('NEW, SENT, DELIVERED or UNDELIVERED', /^(?:new|sent|(?:un)?delivered)$/i);

/** Source: docs/gateways/smsby.md 3.1, 3.5 and 3.6. */
const quick = stepwise({
	facts: ['smsby/quick-answer', 'smsby/alphaname', 'smsby/check-sms', 'smsby/statuses'],
	level: 'send',
	does: 'Sends you an SMS under the system’s name, and asks for its status',
	async steps(world, { asks, runs, says }) {
		const recipient = namedPhone(world);
		await world.spend('1 SMS to the number you named');
		const parameters = { recipient, text: world.name('sms') };
		const answer = await runs(
			'smsby/quick-answer',
			{ resource: 'message', operation: 'send', parameters },
			{ json: object({ sms_id: numeric, status: 'NEW', parts: 1 }) },
		);
		const id = valueAt(answer.json, 'sms_id');
		says(
			'smsby/alphaname',
			holds(id !== undefined, 'taken without alphaname_id', tellAnswer(answer)),
		);
		if (id === undefined) throw new Error('The message has no id');
		const state = await asks('smsby/check-sms', get('checkSMS', { sms_id: String(id) }), {
			json: object({ sms_id: numeric, sent: numeric, delivered: numeric, status: filled }),
		});
		says('smsby/statuses', verdictOf(state, { json: object({ status: statusWord }) }, world));
	},
});

const plus = stepwise({
	facts: ['smsby/plus'],
	level: 'send',
	does: 'Sends you an SMS, your number written with a plus',
	async steps(world, { asks }) {
		await world.spend('1 SMS to the number you named');
		const values = { phone: `+${namedPhone(world)}`, message: world.name('plus') };
		await asks('smsby/plus', post('sendQuickSMS', values), { json: accepted });
	},
});

const badPhone = stepwise({
	facts: ['smsby/bad-phone'],
	level: 'send',
	does: 'Sends to your number written in a way that no number is, which is refused',
	async steps(world, { asks }) {
		// Should it be taken all the same, it reaches nobody else.
		await world.spend('nothing, or 1 SMS to the number you named');
		const values = { phone: `(+.${namedPhone(world)}`, message: world.name('bad') };
		await asks('smsby/bad-phone', post('sendQuickSMS', values), refusedAnyhow);
	},
});

const created = object({
	status: 'ok',
	parts: 1,
	len: number,
	message_id: numeric,
	alphaname: filled,
	time: numeric,
});

/** Waits until a campaign was looked at. @returns whether it may be sent */
async function moderated(world: World, id: string): Promise<boolean> {
	for (let look = 0; look < 20; look++) {
		const { json } = await must(world, get('checkSMSMessageStatus', { message_id: id }));
		if (valueAt(json, 'status') === 'moderated') return true;
		await world.wait(15_000);
	}
	return false;
}

/** Source: docs/gateways/smsby.md 3.4, 3.5 and 3.7. */
const campaign = stepwise({
	facts: [
		'smsby/campaign-create',
		'smsby/same-message',
		'smsby/messages-list',
		'smsby/campaign-status',
		'smsby/campaign-send',
		'smsby/delivery-list',
		'smsby/delivery-list-end',
	],
	level: 'send',
	does: 'Makes a campaign, which stays in the list of messages, and sends it to you',
	async steps(world, { asks, says }) {
		const message = world.name('campaign');
		const make = get('createSmsMessage', { message, name: message });
		const { json } = await asks('smsby/campaign-create', make, { json: created });
		const id = String(valueAt(json, 'message_id') ?? valueAt(json, 0, 'message_id') ?? '');
		if (id === '') throw new Error('The campaign has no id');

		const again = await asks('smsby/same-message', make, refusedAnyhow);
		const words = String(valueAt(again.json, 'error') ?? '');
		const named = valueAt(again.json, 'message_id') ?? /ID=(\d+)/.exec(words)?.[1];
		if (words !== '' && String(named) !== id) {
			says('smsby/same-message', contradicted('a refusal with the id of the first', 'without it'));
		}
		await asks(
			'smsby/messages-list',
			get('getMessagesList', { limit_offset: '0', limit_rows: '1' }),
			{
				json: object({
					result: listOf(
						object({
							message_id: numeric,
							message: filled,
							parts: numeric,
							d_create: clockTime,
							status: filled,
						}),
					),
				}),
			},
		);
		await asks('smsby/campaign-status', get('checkSMSMessageStatus', { message_id: id }), {
			json: object({ status: either('new', 'moderated'), parts: number, alphaname: filled }),
		});
		const rows = { message_id: id, limit_rows: '10' };
		await asks(
			'smsby/delivery-list-end',
			get('getSmsDeliveryList', { ...rows, limit_offset: '100000' }),
			{
				json: object({ result: list }),
				also: (answer) => {
					const { length } = valueAt(answer.json, 'result') as unknown[];
					return holds(length === 0, 'an empty list past the end', 'entries');
				},
			},
		);
		if (!(await moderated(world, id))) throw new Error('The campaign is still being moderated');
		await world.spend('1 SMS to the number you named');
		const send = get('sendSms', { message_id: id, phone: namedPhone(world) });
		await asks('smsby/campaign-send', send, { json: accepted });
		await asks('smsby/delivery-list', get('getSmsDeliveryList', { ...rows, limit_offset: '0' }), {
			json: object({
				result: listOf(
					object({ phone: number, status: statusWord, d_sent: either(clockTime, null) }),
				),
			}),
		});
	},
});

/** Source: docs/gateways/smsby.md 2 and 3.7. */
const refusals = stepwise({
	facts: ['smsby/bad-alphaname', 'smsby/too-long', 'smsby/parts', 'smsby/campaign-time'],
	level: 'send',
	does: 'Makes campaigns that are refused, and two that stay in the list of messages; sends none',
	async steps(world, { asks, says }) {
		const message = world.name('length');
		const make = (values: Record<string, string>) =>
			get('createSmsMessage', { message, ...values });
		await asks('smsby/bad-alphaname', make({ alphaname_id: '999999999' }), refusedAnyhow);
		await asks('smsby/too-long', make({ message: message.padEnd(1531, 'x') }), refusedAnyhow);
		await asks('smsby/parts', make({ message: message.padEnd(161, 'x') }), {
			json: object({ parts: 2, len: 161 }),
		});
		const at = Math.ceil(world.now() / MINUTE) * MINUTE + 60 * MINUTE;
		const timed = await asks('smsby/campaign-time', make({ time: wallOf(at) }), {
			json: object({ status: 'ok', time: numeric }),
		});
		const time = Number(valueAt(timed.json, 'time'));
		if (timed.status === 200 && time * 1000 !== at) {
			says(
				'smsby/campaign-time',
				contradicted('the time as sent, on the clock of Minsk', 'another time'),
			);
		}
	},
});

/** Source: docs/gateways/smsby.md 5. */
const code = stepwise({
	facts: ['smsby/code-send'],
	level: 'send',
	does: 'Sends you an SMS with a one-time code',
	async steps(world, { asks }) {
		await world.spend('1 SMS to the number you named');
		const made = await makeCodeObject(world);
		const { json } = await must(world, get('createPasswordObject', { type_id: 'both', len: '15' }));
		const id = String(valueAt(json, 'result', 'password_object_id') ?? '');
		if (id === '') throw new Error('The new object has no id');
		made.is(id);
		const values = { password_object_id: id, phone: namedPhone(world), message: 'n8n live %CODE%' };
		await asks('smsby/code-send', get('sendSmsMessageWithCode', values), {
			json: object({
				status: 'ok',
				parts: number,
				len: number,
				sms_id: numeric,
				code: form('15 letters and digits', /^[A-Z\d]{15}$/i),
			}),
		});
	},
});

const flash = stepwise({
	facts: ['smsby/flash-call', 'smsby/flash-wrong'],
	level: 'send',
	does: 'Calls you with a code, and confirms a wrong one, which is refused',
	async steps(world, { asks, says }) {
		const phone = namedPhone(world);
		await world.spend('1 call to the number you named');
		const called = await asks('smsby/flash-call', post('flashCall', { phone, code: '1234' }), {
			json: object({
				status: 'success',
				data: object({
					code: filled,
					phone: filled,
					time_valid: filled,
					fclid: filled,
					attempt: anything,
				}),
			}),
		});
		const fclid = String(valueAt(called.json, 'data', 'fclid') ?? '');
		if (fclid === '') throw new Error('The call has no id');
		const wrong = await askRaw(world, post('confirmFlashCall', { phone, code: '4321', fclid }));
		const verdict = verdictOf(wrong, refusedAnyhow, world);
		says(
			'smsby/flash-wrong',
			verdict.kind === 'confirmed' ? confirmed(tellAnswer(wrong)) : verdict,
		);
	},
});

export const sendChecks: readonly Check[] = [
	quick,
	plus,
	badPhone,
	campaign,
	refusals,
	code,
	flash,
];
