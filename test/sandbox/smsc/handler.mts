import type { Callback } from '../framework/callbacks.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import { buildCall } from './handlerCall.mts';
import { hlrRow } from './hlr.mts';
import type { Sending } from './ledger.mts';
import type { SmscSettings } from './settings.mts';
import { money } from './wire/money.mts';
import type { Row } from './wire/reply.mts';
import { formatDate, timestamp } from './wire/time.mts';
import { CHANNELS, FINAL_STATUSES } from './wire/words.mts';

/** How long after the final report an earlier one comes in the mode `finalFirst`. */
const OVERTAKEN_MS = 10_000;
const REPEAT_MS = 1000;

/** Calls the handler of the account: delivery statuses, incoming SMS, waited-for calls (docs/gateways/smsc.md 16). */
export class Handler {
	readonly #context: GatewayContext<SmscSettings>;

	constructor(context: GatewayContext<SmscSettings>) {
		this.#context = context;
	}

	/** Signed `id:phone:status:secret`. */
	async reportStatus(sending: Sending): Promise<void> {
		const { settings, clock } = this.#context;
		const { id, phone, message, err, changedAt, parts, channel, cost } = sending;
		const status = Number(message.status);
		const row: Row = [
			['id', id],
			['phone', phone],
			['status', status],
			['time', formatDate(changedAt, settings.utcOffsetMinutes)],
			['ts', timestamp(changedAt)],
			['err', err],
			['cnt', parts],
			['type', CHANNELS[channel]],
			['flag', 0],
			['cost', money(cost)],
			...hlrRow(sending),
		];
		const call = async () =>
			await this.#call([message.id], String(status), row, `${id}:${phone}:${status}`);
		const isLate = settings.callbackOrder === 'finalFirst' && !FINAL_STATUSES.includes(status);
		if (isLate) clock.setTimeout(call, OVERTAKEN_MS);
		else await call();
	}

	/** Signed `phone:mes:to:secret`. */
	async reportIncoming(answer: {
		readonly id: number;
		readonly phone: string;
		readonly message: string;
		readonly to: string;
	}): Promise<void> {
		const { id, phone, message, to } = answer;
		const row: Row = [
			['id', id],
			['phone', phone],
			['mes', message],
			['to', to],
		];
		await this.#call([], 'incoming', row, `${phone}:${message}:${to}`);
	}

	/** Signed `phone:ts:secret`. What `waitcall` holds is UNKNOWN: here the number that was called. */
	async reportCall(phone: string, called: string): Promise<void> {
		const ts = timestamp(this.#context.clock.now());
		const row: Row = [
			['phone', phone],
			['waitcall', called],
			['ts', ts],
		];
		await this.#call([], 'waitcall', row, `${phone}:${ts}`);
	}

	async #call(ids: readonly string[], status: string, row: Row, signed: string): Promise<void> {
		const { settings, clock, callbacks } = this.#context;
		const { callbackReply, callbackRetryMs, callbackRepeats } = settings;
		if (settings.callbackUrl === '') return;
		const callback: Callback = {
			messageIds: ids,
			status,
			...buildCall(row, signed, settings),
			retryAfterMs: [...callbackRetryMs],
			isDelivered: (httpStatus, text) => isTaken(callbackReply, httpStatus, text),
		};
		for (let repeat = 1; repeat <= callbackRepeats; repeat++) {
			clock.setTimeout(async () => await callbacks.send(callback), repeat * REPEAT_MS);
		}
		await callbacks.send(callback);
	}
}

const isTaken = (wanted: SmscSettings['callbackReply'], status: number, text = ''): boolean => {
	if (wanted === '2xx') return status >= 200 && status < 300;
	return status === 200 && (wanted === '200' || text.trim() === 'OK');
};
