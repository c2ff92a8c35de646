import type { Answer } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { Fields } from '../framework/fields.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import { countParts } from '../framework/parts.mts';
import type { Delivery } from './delivery.mts';
import { type Order, ordersOf } from './recipients.mts';
import { mapOf, moneyOf, Refused, reply, said } from './reply.mts';
import type { SmsRuSettings } from './settings.mts';
import { MOST_IDS, MOST_PARTS, WORDS } from './wire.mts';

const MINUTE = 60_000;

/** "At most two months ahead" (docs/gateways/smsru.md 2), of 31 days each. */
const FURTHEST_MS = 62 * 24 * 60 * MINUTE;

const FIRST_ID = 10_000_000;

const LATIN = [
	...[
		'a',
		'b',
		'v',
		'g',
		'd',
		'e',
		'zh',
		'z',
		'i',
		'j',
		'k',
		'l',
		'm',
		'n',
		'o',
		'p',
		'r',
		's',
		't',
		'u',
		'f',
	],
	...['h', 'c', 'ch', 'sh', 'shh', '', 'y', '', 'e', 'yu', 'ya'],
];

/** Russian letters in Latin ones; the alphabet that is used is not told (inference). */
const latinOf = (text: string): string =>
	text
		.replaceAll(/ё/gi, 'yo')
		.replaceAll(/[а-я]/gi, (letter) => LATIN[letter.toLowerCase().charCodeAt(0) - 0x430] ?? letter);

const keyOf = ({ recipient, text }: Order): string => `${recipient}\n${text}`;

/** Sending, its price and its statuses (docs/gateways/smsru.md 2, 3 and 4), and what it leaves of the money. */
export class Sending {
	readonly #context: GatewayContext<SmsRuSettings>;
	readonly #stopList: ReadonlyMap<string, string>;
	readonly #delivery: Delivery;
	/** When a number last got a text, in milliseconds. */
	readonly #lastTaken = new Map<string, number>();
	#sent = 0;
	#spent = 0;

	constructor(
		context: GatewayContext<SmsRuSettings>,
		stopList: ReadonlyMap<string, string>,
		delivery: Delivery,
	) {
		this.#context = context;
		this.#stopList = stopList;
		this.#delivery = delivery;
	}

	get balance(): number {
		return Math.round((this.#context.settings.balance - this.#spent) * 100) / 100;
	}

	get dailyLimit(): number {
		return this.#context.settings.dailyLimit ?? 1000;
	}

	get sent(): number {
		return this.#sent;
	}

	clear(): void {
		this.#lastTaken.clear();
		this.#sent = 0;
		this.#spent = 0;
	}

	/** What is wrong with the whole request (docs/gateways/smsru.md 2 and 8). */
	#judgeRequest(fields: Fields): { sender: string; at: number; ttlMs: number | null } {
		const { settings, clock } = this.#context;
		const sender = fields.text('from') ?? settings.senders[0] ?? '';
		if (!settings.senders.includes(sender)) throw new Refused(204);
		const time = fields.text('time');
		const at = time === undefined ? clock.now() : Number(time) * 1000;
		if (time !== undefined && !/^\d{9,10}$/.test(time)) throw new Refused(208);
		if (settings.timeLimit && at - clock.now() > FURTHEST_MS) throw new Refused(208);
		const ttl = fields.text('ttl');
		// What answers one outside of its range is not known: a node that sends one is to notice.
		if (ttl !== undefined && !(/^\d+$/.test(ttl) && Number(ttl) >= 1 && Number(ttl) <= 1440))
			throw new Refused(500);
		return { sender, at, ttlMs: ttl === undefined ? null : Number(ttl) * MINUTE };
	}

	/** Parts of a text as it goes out: `translit` writes Cyrillic in Latin letters (docs/gateways/smsru.md 2). */
	#partsOf({ text }: Order, fields: Fields): number {
		return countParts(fields.text('translit') === '1' ? latinOf(text) : text);
	}

	/** The code with which one number is refused, or 100. */
	#judge(order: Order | null, fields: Fields): number {
		const { settings, clock } = this.#context;
		if (!order) return 202;
		const { recipient, text } = order;
		const refusal = settings.refusals[recipient];
		if (refusal !== undefined) return refusal;
		if (text === '') return 203;
		if (this.#partsOf(order, fields) > MOST_PARTS) return 205;
		if (this.#stopList.has(recipient)) return 209;
		const lastTaken = this.#lastTaken.get(keyOf(order)) ?? -Infinity;
		return clock.now() - lastTaken < MINUTE && !settings.repeats ? 231 : 100;
	}

	send(fields: Fields, exchange: Exchange): Answer {
		const { settings, messages, clock } = this.#context;
		const { sender, at, ttlMs } = this.#judgeRequest(fields);
		const isTest = fields.text('test') === '1';
		const entries = new Map<string, unknown>();
		for (const [typed, order] of ordersOf(fields)) {
			let code = this.#judge(order, fields);
			const parts = order ? this.#partsOf(order, fields) : 0;
			const cost = parts * settings.price;
			if (code === 100 && cost > this.balance) code = 201;
			if (code === 100 && this.#sent >= this.dailyLimit) code = 206;
			if (code !== 100 || !order) {
				entries.set(typed, said(code));
				continue;
			}
			const id = `000000-${FIRST_ID + messages.list.length}`;
			entries.set(typed, {
				...said(100),
				sms_id: id,
				...(settings.priceInAnswer ? { cost: moneyOf(settings, isTest ? 0 : cost) } : {}),
			});
			if (isTest) continue;
			this.#sent++;
			this.#spent += cost;
			this.#lastTaken.set(keyOf(order), clock.now());
			const later = at > clock.now();
			const message: Message = messages.add({
				gateway: 'smsru',
				id,
				channel: 'sms',
				recipient: order.recipient,
				sender,
				text: order.text,
				html: null,
				button: null,
				action: null,
				image: null,
				parts,
				scheduledAt: later ? new Date(at).toISOString() : null,
				status: '100',
				history: [{ status: '100', at: clock.iso() }],
				raw: fields.raw(),
				receivedAt: clock.iso(),
				requestId: exchange.id,
				details: {
					cost,
					daytime: fields.text('daytime') === '1',
					translit: fields.text('translit') === '1',
					ip: fields.text('ip') ?? null,
					partnerId: fields.text('partner_id') ?? null,
				},
			});
			this.#delivery.start(message, Math.max(0, at - clock.now()), ttlMs);
		}
		return reply(fields, 100, {
			sms: mapOf(settings, entries),
			balance: moneyOf(settings, this.balance),
		});
	}

	/** Nothing is sent (docs/gateways/smsru.md 3). */
	cost(fields: Fields): Answer {
		const { settings } = this.#context;
		this.#judgeRequest(fields);
		const entries = new Map<string, unknown>();
		const total = { cost: 0, sms: 0 };
		for (const [typed, order] of ordersOf(fields)) {
			const code = this.#judge(order, fields);
			const sms = code === 100 && order ? this.#partsOf(order, fields) : 0;
			const cost = sms * settings.price;
			total.cost += cost;
			total.sms += sms;
			entries.set(
				typed,
				code === 100 ? { ...said(100), cost: moneyOf(settings, cost), sms } : said(code),
			);
		}
		return reply(fields, 100, {
			sms: mapOf(settings, entries),
			total_cost: moneyOf(settings, total.cost),
			total_sms: total.sms,
		});
	}

	status(fields: Fields): Answer {
		const { settings, messages } = this.#context;
		const ids = (fields.text('sms_id') ?? '').split(',').map((id) => id.trim());
		if (ids.length > MOST_IDS) throw new Refused(213);
		const entries = ids.map((id): [string, unknown] => {
			const message = messages.find(id);
			if (!message || message.status === '-1') return [id, said(-1)];
			return [
				id,
				{
					status: 'OK',
					status_code: Number(message.status),
					cost: moneyOf(settings, message.details.cost as number),
					status_text: WORDS[Number(message.status)],
				},
			];
		});
		return reply(fields, 100, {
			sms: mapOf(settings, new Map(entries)),
			balance: moneyOf(settings, this.balance),
		});
	}
}
