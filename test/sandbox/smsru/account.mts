import type { Answer } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import { bodyFields, Fields, queryFields } from '../framework/fields.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import { Delivery } from './delivery.mts';
import { mapOf, moneyOf, Refused, reply } from './reply.mts';
import { Sending } from './sending.mts';
import type { SmsRuSettings } from './settings.mts';

type Method = (fields: Fields, exchange: Exchange) => Answer;

/** An account of SMS.ru and everything that can be asked of it. */
export class Account {
	/** Notes by number. */
	readonly stopList = new Map<string, string>();
	/** Addresses that are called. */
	readonly handlers: string[] = [];
	readonly delivery: Delivery;
	readonly #context: GatewayContext<SmsRuSettings>;
	readonly #methods: Readonly<Record<string, Method>>;
	readonly #sending: Sending;

	constructor(context: GatewayContext<SmsRuSettings>) {
		this.#context = context;
		this.delivery = new Delivery(context, () => this.handlers);
		const { settings } = context;
		this.#sending = new Sending(context, this.stopList, this.delivery);
		const sending = this.#sending;
		this.#methods = {
			'/sms/send': (fields, exchange) => sending.send(fields, exchange),
			'/sms/cost': (fields) => sending.cost(fields),
			'/sms/status': (fields) => sending.status(fields),
			'/auth/check': (fields) => reply(fields, 100),
			'/my/balance': (fields) =>
				reply(fields, 100, { balance: moneyOf(settings, sending.balance) }),
			'/my/limit': (fields) =>
				reply(fields, 100, { total_limit: sending.dailyLimit, used_today: sending.sent }),
			'/my/free': (fields) =>
				reply(fields, 100, { total_free: settings.freeLimit, used_today: null }),
			'/my/senders': (fields) => reply(fields, 100, { senders: settings.senders }),
			'/stoplist/add': (fields) => this.#block(fields),
			'/stoplist/del': (fields) => this.#unblock(fields),
			'/stoplist/get': (fields) => reply(fields, 100, { stoplist: mapOf(settings, this.stopList) }),
			'/callback/add': (fields) => this.#addHandler(fields),
			'/callback/del': (fields) => this.#removeHandler(fields),
			'/callback/get': (fields) => reply(fields, 100, { callback: [...this.handlers] }),
		};
	}

	/** One call (docs/gateways/smsru.md 1). */
	async handle(exchange: Exchange): Promise<Answer> {
		const fields = new Fields([...queryFields(exchange), ...(await bodyFields(exchange))]);
		try {
			const method = this.#methods[exchange.path];
			if (!method || !['GET', 'POST'].includes(exchange.method)) throw new Refused(211);
			const { settings } = this.#context;
			if (!settings.apiIds.includes(fields.text('api_id') ?? '')) throw new Refused(200);
			if (!settings.confirmed) throw new Refused(302);
			if (settings.busy > 0) {
				settings.busy--;
				throw new Refused(220);
			}
			return method(fields, exchange);
		} catch (error) {
			if (error instanceof Refused) return reply(fields, error.code);
			throw error;
		}
	}

	clear(): void {
		this.stopList.clear();
		this.handlers.length = 0;
		this.delivery.clear();
		this.#sending.clear();
	}

	#phone(fields: Fields): string {
		const phone = fields.text('stoplist_phone') ?? '';
		if (!/^\d{10,15}$/.test(phone)) throw new Refused(202);
		return phone;
	}

	/** Both parameters have to be there (docs/gateways/smsru.md 6). */
	#block(fields: Fields): Answer {
		const note = fields.text('stoplist_text');
		if (note === undefined) throw new Refused(203);
		this.stopList.set(this.#phone(fields), note);
		return reply(fields, 100);
	}

	#unblock(fields: Fields): Answer {
		const known = this.stopList.delete(this.#phone(fields));
		if (!known && this.#context.settings.unknownRemoval === 'refused') throw new Refused(202);
		return reply(fields, 100);
	}

	#addHandler(fields: Fields): Answer {
		const url = fields.text('url') ?? '';
		if (!/^https?:\/\//.test(url)) throw new Refused(901);
		if (!this.handlers.includes(url)) this.handlers.push(url);
		return reply(fields, 100, { callback: [...this.handlers] });
	}

	#removeHandler(fields: Fields): Answer {
		const at = this.handlers.indexOf(fields.text('url') ?? '');
		if (at < 0) throw new Refused(902);
		this.handlers.splice(at, 1);
		return reply(fields, 100, { callback: [...this.handlers] });
	}
}
