/** What shows when SendPulse sends letters and SMS, or has to refuse them. Source: docs/gateways/sendpulse.md 11, 13 and 14. */
import type { Check, World } from '../model.mts';
import { askRaw, must, namedEmail, namedPhone, stepwise, valueAt } from '../probes.mts';
import { anything, filled, number, numeric, object } from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { base64, done, get, of, refused, send } from './answers.mts';

const sent = of(object({ result: true, id: filled }));

/** A verified sender of the SMTP service. */
async function senderOf(world: World): Promise<string> {
	const { json } = await must(world, get('/smtp/senders'));
	const first = valueAt(json, 0);
	if (typeof first !== 'string') throw new Error('The account has no sender for the SMTP service');
	return first;
}

async function letter(world: World, more: object = {}) {
	return {
		subject: world.name('letter'),
		from: { name: 'n8n live', email: await senderOf(world) },
		to: [{ email: namedEmail(world) }],
		...more,
	};
}

const mail = (email: object) => send('POST', '/smtp/emails', { email });

const letters = stepwise({
	facts: [
		'sendpulse/mail-send',
		'sendpulse/answer-code',
		'sendpulse/mail-html',
		'sendpulse/auto-plain-text',
		'sendpulse/mail-copies',
		'sendpulse/mail-files',
	],
	level: 'send',
	does: 'Sends you five letters: a plain one, HTML, HTML with a text of the server’s making, with a copy, with files',
	async steps(world, { runs, asks, says }) {
		const html = base64('<p>Проверка <b>n8n</b></p>');
		await world.spend('5 letters to the address you named');
		const plain = await runs(
			'sendpulse/mail-send',
			{
				resource: 'email',
				operation: 'send',
				parameters: {
					fromEmail: { __rl: true, mode: 'id', value: await senderOf(world) },
					fromName: 'n8n live',
					toEmail: namedEmail(world),
					subject: world.name('letter'),
					emailFormat: 'text',
					text: 'Проверка',
				},
			},
			sent,
		);
		const id = valueAt(plain.json, 'id');
		if (id !== undefined) {
			const { json } = await askRaw(world, get(`/smtp/emails/${String(id)}`));
			const code = valueAt(json, 'smtp_answer_code');
			says('sendpulse/answer-code', holds(code !== undefined, 'a code in the record', 'none'));
			if (code !== undefined) says('sendpulse/answer-code', confirmed(String(code)));
		}
		await asks('sendpulse/mail-html', mail(await letter(world, { html })), sent);
		await asks(
			'sendpulse/auto-plain-text',
			mail(await letter(world, { html, auto_plain_text: true })),
			sent,
		);
		const copy = [{ email: namedEmail(world) }];
		await asks(
			'sendpulse/mail-copies',
			mail(
				await letter(world, { html, cc: copy, bcc: copy, reply_to: { email: namedEmail(world) } }),
			),
			sent,
		);
		const files = {
			attachments: { 'a.txt': 'text' },
			attachments_binary: { 'b.txt': base64('bytes') },
		};
		await asks('sendpulse/mail-files', mail(await letter(world, { html, ...files })), sent);
	},
});

/** Each of these is refused; should one be taken all the same, the user is the only one who gets it. */
const refusals = stepwise({
	facts: ['sendpulse/mail-refusals', 'sendpulse/mail-template-refused'],
	level: 'send',
	does: 'Sends you letters without a subject, a body and a sender, which are refused',
	async steps(world, { asks, says }) {
		await world.spend('nothing, or up to 4 letters to the address you named');
		const whole = await letter(world, { text: 'Проверка' });
		const cases: Array<readonly [name: string, code: number]> = [
			['from', 10],
			['subject', 12],
			['text', 13],
		];
		const wrong: string[] = [];
		for (const [name, code] of cases) {
			const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
			const { status, json } = await askRaw(world, mail(rest));
			const seen = valueAt(json, 'error_code');
			if (status !== 422 || seen !== code)
				wrong.push(`without ${name}: HTTP ${status}, code ${String(seen)}`);
		}
		says(
			'sendpulse/mail-refusals',
			wrong.length === 0
				? confirmed()
				: contradicted('HTTP 422 with 10, 12 and 13', wrong.join('; ')),
		);
		await asks(
			'sendpulse/mail-template-refused',
			mail({ ...whole, template: {} }),
			refused(422, 10),
		);
	},
});

/** A time as the wire has it; in a year, a zone more or less makes no difference. */
const wallOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** A sender that may be used. */
async function smsSender(world: World): Promise<string> {
	const { json } = await must(world, get('/sms/senders'));
	const active = Array.isArray(json) ? json.find((one) => valueAt(one, 'status') === 1) : undefined;
	if (active === undefined) throw new Error('The account has no sender for SMS');
	return String(valueAt(active, 'sender'));
}

const cost = stepwise({
	facts: ['sendpulse/sms-cost'],
	level: 'send',
	does: 'Asks what an SMS to you costs, and one to you and another number',
	async steps(world, { asks, says }) {
		const phone = namedPhone(world);
		const sender = await smsSender(world);
		const priceOf = (phones: string) =>
			get('/sms/campaigns/cost', { sender, body: 'Проверка', phones });
		const shape = of(object({ data: object({ price: numeric, currency: filled }) }));
		const one = await must(world, priceOf(`[${phone}]`), shape);
		const other = phone.replace(/.$/, (last) => String((Number(last) + 1) % 10));
		const two = await asks('sendpulse/sms-cost', priceOf(`[${phone},${other}]`), shape);
		const price = ({ json }: { json: unknown }) => Number(valueAt(json, 'data', 'price'));
		if (price(two) < price(one) * 1.5) {
			says(
				'sendpulse/sms-cost',
				contradicted('the price of two for two numbers', 'the price of one'),
			);
		}
	},
});

const sms = stepwise({
	facts: ['sendpulse/sms-send', 'sendpulse/sms-cancel', 'sendpulse/sms-delete'],
	level: 'send',
	does: 'Makes an SMS campaign to you that is not sent, and two for in a year, which it takes back',
	async steps(world, { runs, asks }) {
		const phones = [namedPhone(world)];
		const sender = await smsSender(world);
		await world.spend('nothing now: planned SMS to the number you named, which are taken back');
		const taken = of(
			object({ campaign_id: number, counters: object({ sends: 1, exceptions: 0 }) }),
		);
		await runs(
			'sendpulse/sms-send',
			{
				resource: 'sms',
				operation: 'send',
				parameters: {
					sender: { __rl: true, mode: 'id', value: sender },
					phones: phones[0] ?? '',
					text: 'Проверка',
					options: { emulate: true },
				},
			},
			taken,
		);
		const plan = async (seconds: number): Promise<string> => {
			const date = wallOf(world.now() + 365 * 86_400_000 + seconds * 1000);
			const made = world.made('smsCampaign', date);
			const body = { sender, phones, body: world.name('sms'), date };
			const { json } = await must(world, send('POST', '/sms/send', body), taken);
			const id = String(valueAt(json, 'campaign_id'));
			made.is(id);
			return id;
		};
		await asks('sendpulse/sms-cancel', send('PUT', `/sms/campaigns/cancel/${await plan(0)}`), done);
		const id = Number(await plan(1));
		await asks('sendpulse/sms-delete', send('DELETE', '/sms/campaigns', { id }), done);
	},
});

/** Limits of what is refused before anything goes out. Source: docs/gateways/sendpulse.md 1.4. */
const limits = stepwise({
	facts: ['sendpulse/viber-text'],
	level: 'send',
	does: 'Sends you a Viber message of 1,001 letters, which is refused',
	async steps(world, { asks }) {
		const { json } = await must(world, get('/viber/senders'));
		const verified = Array.isArray(json)
			? json.find((one) => valueAt(one, 'status') === 'verified')
			: undefined;
		if (verified === undefined) throw new Error('The account has no verified Viber sender');
		const recipients = [namedPhone(world)];
		await world.spend('nothing, or 1 Viber message to the number you named');
		const body = {
			task_name: world.name('viber'),
			message_type: 3,
			sender_id: valueAt(verified, 'id'),
			message_live_time: 60,
			send_date: 'now',
			recipients,
			message: 'x'.repeat(1001),
		};
		await asks('sendpulse/viber-text', send('POST', '/viber', body), {
			status: [400, 422],
			json: object({ message: filled, error_code: anything }),
		});
	},
});

export const sendChecks: readonly Check[] = [letters, refusals, cost, sms, limits];
