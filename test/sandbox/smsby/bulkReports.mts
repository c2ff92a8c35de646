import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import { wireId } from './answers.mts';
import type { Tree } from './phpTree.mts';
import { flatten } from './phpTree.mts';
import type { SmsBySettings } from './settings.mts';
import type { Bulk, Campaign } from './state.mts';

/**
 * Calls back about bulk requests. All the documentation says is that an address gets the answer of the method, which works
 * later (docs/gateways/smsby.md 8): that there is one call after processing, its body and its verb are declared guesses
 * (docs/gateways/smsby.md 8 and 11).
 */
export class BulkReports {
	readonly #context: GatewayContext<SmsBySettings>;

	constructor(context: GatewayContext<SmsBySettings>) {
		this.#context = context;
	}

	/** Reports what became of the request. */
	async processed(bulk: Bulk): Promise<void> {
		const messages = bulk.campaigns.map((campaign) => this.#campaign(campaign));
		const ids = bulk.campaigns.flatMap(({ messageIds }) => messageIds);
		await this.#send(bulk, { uuid: bulk.uuid, status: 'processed', messages }, 'processed', ids);
	}

	/** Reports the present status of one message. */
	async delivery(bulk: Bulk, message: Message): Promise<void> {
		const { settings } = this.#context;
		const campaign = bulk.campaigns.find(({ messageIds }) => messageIds.includes(message.id));
		const report: Tree = {
			uuid: bulk.uuid,
			message_id: wireId(campaign?.id ?? '0', settings),
			[bulk.channel === 'sms' ? 'sms_id' : 'viber_id']: wireId(message.id, settings),
			phone: wirePhone(message.recipient, settings),
			status: message.status,
		};
		await this.#send(bulk, report, message.status, [message.id]);
	}

	#campaign({ id, name, error, rejected, messageIds }: Campaign): Tree {
		const { settings } = this.#context;
		return {
			message_id: wireId(id, settings),
			name,
			status: error === null ? 'accepted' : 'error',
			count: messageIds.length,
			...(error === null ? {} : { error }),
			...(rejected.length === 0 ? {} : { rejected }),
		};
	}

	async #send(bulk: Bulk, report: Tree, status: string, messageIds: string[]): Promise<void> {
		if (bulk.callbackUrl === null) return;
		const { callbacks, settings } = this.#context;
		const { callbackFormat, callbackRetryMs, callbackDuplicates } = settings;
		const fields = new URLSearchParams(flatten(report)).toString();
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const request = {
			json: () => ({
				url: bulk.callbackUrl ?? '',
				method: 'POST' as const,
				headers: { 'content-type': 'application/json' },
				body: Buffer.from(JSON.stringify(report)),
			}),
			form: () => ({
				url: bulk.callbackUrl ?? '',
				method: 'POST' as const,
				headers: form,
				body: Buffer.from(fields),
			}),
			get: () => ({ url: withQuery(bulk.callbackUrl ?? '', fields), method: 'GET' as const }),
		}[callbackFormat]();
		for (let sent = 0; sent <= callbackDuplicates; sent++) {
			await callbacks.send({ ...request, messageIds, status, retryAfterMs: callbackRetryMs });
		}
	}
}

/** A phone in the JSON type of the mode (docs/gateways/smsby.md 3.4 has numbers). */
export const wirePhone = (phone: string, { phoneType }: SmsBySettings): string | number =>
	phoneType === 'number' ? Number(phone) : phone;

const withQuery = (url: string, query: string): string => {
	const [address = '', fragment] = url.split('#', 2);
	const joined = `${address}${address.includes('?') ? '&' : '?'}${query}`;
	return fragment === undefined ? joined : `${joined}#${fragment}`;
};
