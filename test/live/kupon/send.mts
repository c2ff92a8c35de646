/** What shows when Kupon.mobi sends. */
import type { Check, RawRequest, World } from '../model.mts';
import { askRaw, namedPhone, stepwise, tellAnswer, valueAt, verdictOf } from '../probes.mts';
import { either, filled, listOf, number, object } from '../shapes.mts';
import { confirmed, shapeOf } from '../verdicts.mts';
import { accepted, refused, senderOf, sms } from './answers.mts';

const one = stepwise({
	facts: ['kupon/accepted'],
	level: 'send',
	does: 'Sends you an SMS',
	async steps(world, { runs }) {
		await world.spend('1 SMS to the number you named');
		const parameters = {
			type: 'sms',
			recipient: namedPhone(world),
			text: world.name('sms'),
			...senderOf(world),
		};
		await runs(
			'kupon/accepted',
			{ resource: 'message', operation: 'send', parameters },
			{
				json: accepted,
				also: ({ json }) => confirmed(`"id": ${shapeOf(valueAt(json, 'id'))}`),
			},
		);
	},
});

const id = either(number, filled);
const result = either(object({ type: 'success', id }), object({ type: 'error', msg: filled }));

/** The shapes that the node reads. Source: docs/gateways/kupon.md 7, "answer to a list". */
const listAnswer = either(
	object({ type: 'success', id }),
	object({ type: 'success', id: listOf(id) }),
	object({ type: 'success', ids: listOf(id) }),
	object({ type: 'success', messages: listOf(result) }),
	object({ type: 'success', data: listOf(result) }),
	listOf(result),
);

/** Source: docs/gateways/kupon.md 3. */
const list = stepwise({
	facts: ['kupon/list-answer', 'kupon/list-entry', 'kupon/list-form'],
	level: 'send',
	does: 'Sends you two SMS as a list',
	async steps(world, { runs, says }) {
		await world.spend('2 SMS to the number you named');
		const recipient = namedPhone(world);
		const rows = ['one', 'two'].map((word) => ({ text: world.name(word) }));
		const answer = await runs(
			'kupon/list-answer',
			{
				resource: 'message',
				operation: 'sendMany',
				parameters: { type: 'sms', recipient, text: '={{ $json.text }}', ...senderOf(world) },
				rows,
			},
			{ json: listAnswer, also: ({ json }) => confirmed(shapeOf(json)) },
		);
		// Words of a refusal tell which of the two it is about.
		const msg = valueAt(answer.json, 'msg');
		const verdict = verdictOf(answer, { json: listAnswer }, world);
		const fact =
			verdict.kind === 'contradicted' && typeof msg === 'string'
				? { ...verdict, seen: `refused: ${msg}` }
				: verdict;
		says('kupon/list-entry', fact);
		says('kupon/list-form', fact);
	},
});

/** A request that Kupon.mobi should refuse; should it take it all the same, the user is the only one who gets it. */
const refusal = (fact: string, does: string, request: (world: World) => RawRequest): Check =>
	stepwise({
		facts: [fact],
		level: 'send',
		does,
		async steps(world, { asks }) {
			const asked = request(world);
			await world.spend('nothing, or 1 SMS to the number you named');
			await asks(fact, asked, { status: [200, 400, 401, 403, 422], json: refused });
		},
	});

const refusals = [
	refusal('kupon/plus', 'Sends to your number written with a plus, which is refused', (world) =>
		sms(world, { sent_to: `+${namedPhone(world)}` }),
	),
	refusal(
		'kupon/several-phones',
		'Sends to your number twice in a list, which is refused',
		(world) => sms(world, { sent_to: `${namedPhone(world)},${namedPhone(world)}` }),
	),
	refusal('kupon/text-mandatory', 'Sends to you without a text, which is refused', (world) =>
		sms(world, { sent_text: undefined }),
	),
	refusal('kupon/sent-date', 'Sends to you at a time that is none, which is refused', (world) =>
		sms(world, { sent_date: '31.12.2026' }),
	),
];

/** Whether a sender has to be named is a question. Source: docs/gateways/kupon.md 2. */
const sender = stepwise({
	facts: ['kupon/sender-mandatory'],
	level: 'send',
	does: 'Sends you an SMS without a sender',
	async steps(world, { says }) {
		await world.spend('nothing, or 1 SMS to the number you named');
		const answer = await askRaw(world, sms(world, { sender: undefined }));
		const expected = { status: [200, 400, 401, 403, 422], json: either(accepted, refused) };
		const verdict = verdictOf(answer, expected, world);
		const isTaken = valueAt(answer.json, 'type') === 'success';
		const told = confirmed(isTaken ? 'taken' : `refused: ${tellAnswer(answer)}`);
		says('kupon/sender-mandatory', verdict.kind === 'confirmed' ? told : verdict);
	},
});

export const sendChecks: readonly Check[] = [one, list, ...refusals, sender];
