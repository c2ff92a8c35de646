import type { IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { triggerReader } from '../shared/input/parameterReader';
import { textsOf } from '../shared/input/read';
import { requiredSecret, requireListening, requireReachable } from '../shared/callbacks/lifecycle';
import { triggerPath, triggerPaths } from '../triggerPaths';
import { secretParameter } from '../shared/callbacks/secret';
import type { Effect } from '../shared/model/effect';
import { credentialName } from '../shared/model/gateway';
import { failureError } from '../shared/model/failedRow';
import { type Failure, lackingFailure } from '../shared/model/failure';
import { openLine } from '../shared/transport/line';
import type { Attempt } from '../shared/transport/readAnswer';
import { request } from '../shared/transport/request';
import { jsonRequest } from './call';
import { otherEvents } from './events';
import { confirmation, sendPulse } from './gateway';
import { checkUrlSecret } from './urlSecret';
import { type WebhookRow, webhookRows, webhooksPath } from './webhookRows';
import { isListed } from './shapes';
import { nodeOf } from '../shared/model/n8n';

/** What the node has registered. */
interface Stored {
	ids?: string[];
}

/** The address without its query, in which the secret may have changed. */
function placeOf(url: string): { origin: string; path: string } | null {
	if (!URL.canParse(url)) return null;
	const { origin, pathname } = new URL(url);
	return { origin, path: pathname };
}

/** The account's webhooks, as far as this node is concerned. */
class Registration {
	private readonly context: IHookFunctions;

	private readonly url: string;

	private constructor(context: IHookFunctions, url: string) {
		this.context = context;
		this.url = url;
	}

	/** @throws NodeOperationError when the credential has no callback secret */
	static async open(context: IHookFunctions): Promise<Registration> {
		const secret = await requiredSecret(context, sendPulse);
		const url = new URL(context.getNodeWebhookUrl('default') ?? '');
		url.searchParams.set(secretParameter, secret);
		return new Registration(context, url.href);
	}

	/** The events that the user has chosen. */
	private get actions(): string[] {
		const chosen = new Set(textsOf(triggerReader(this.context)('events', [])));
		return [...chosen].filter((event) => event !== otherEvents);
	}

	private get stored(): Stored {
		return this.context.getWorkflowStaticData('node');
	}

	private async call(options: IHttpRequestOptions, effect: Effect): Promise<Attempt<unknown>> {
		const line = await openLine(this.context, sendPulse);
		const answer = effect === 'read' ? sendPulse : confirmation;
		return await request(this.context, line, options, effect, answer);
	}

	/** @throws NodeApiError with SendPulse's reason */
	private refuse(failure: Failure): never {
		throw failureError(nodeOf(this.context), sendPulse, failure);
	}

	/**
	 * The rows of this node: those at its URL, and those that it has registered at another address of the same n8n. Neither a foreign URL
	 * nor the test or production URL of the same node is one of them.
	 */
	private async ownRows(): Promise<WebhookRow[]> {
		const answer = await this.call(jsonRequest('GET', webhooksPath), 'read');
		if (!answer.ok) return this.refuse(answer.failure);
		const rows = webhookRows(answer.value);
		if (!isListed(answer.value, rows)) return this.refuse(lackingFailure());
		const own = placeOf(this.url);
		const ids = this.stored.ids ?? [];
		return rows.filter(({ id, url }) => {
			const place = placeOf(url);
			return place?.path === own?.path && (place?.origin === own?.origin || ids.includes(id));
		});
	}

	/** One row for each chosen event. */
	private keptOf(rows: WebhookRow[]): WebhookRow[] {
		const kept = new Map<string, WebhookRow>();
		for (const row of rows) {
			if (row.url === this.url && this.actions.includes(row.action) && !kept.has(row.action))
				kept.set(row.action, row);
		}
		return [...kept.values()];
	}

	/** @returns true when nothing has to be added or removed */
	async isComplete(): Promise<boolean> {
		const rows = await this.ownRows();
		const kept = this.keptOf(rows);
		this.stored.ids = rows.map(({ id }) => id);
		return kept.length === this.actions.length && kept.length === rows.length;
	}

	/**
	 * Registers for the events that are missing, then removes the node's rows that are no longer wanted, so that no event is lost between.
	 *
	 * @throws NodeApiError when SendPulse refuses it
	 */
	async complete(): Promise<void> {
		const before = this.keptOf(await this.ownRows()).map(({ action }) => action);
		const missing = this.actions.filter((action) => !before.includes(action));
		const failure = missing.length > 0 ? await this.register(missing) : null;
		const rows = await this.ownRows();
		const kept = this.keptOf(rows);
		this.stored.ids = rows.map(({ id }) => id);
		if (kept.length < this.actions.length) {
			this.refuse(
				failure ?? {
					kind: 'rejected',
					code: null,
					text: 'the webhook was not registered',
					hint: 'Try again, or look at the webhooks of your account with Webhook: Get Many.',
					httpStatus: null,
				},
			);
		}
		await this.removeRows(rows.filter((row) => !kept.includes(row)));
	}

	/**
	 * JSON as in the documents; if that is refused, once as a form, which one client needed. A refused call has registered
	 * nothing. Source: docs/gateways/sendpulse.md 21.7.
	 *
	 * @returns why it was not done, if it was not
	 */
	private async register(actions: string[]): Promise<Failure | null> {
		const { url } = this;
		const answer = await this.call(jsonRequest('POST', webhooksPath, { url, actions }), 'once');
		if (answer.ok) return null;
		if (!['invalidRequest', 'rejected'].includes(answer.failure.kind)) return answer.failure;
		const form = new URLSearchParams({ url });
		for (const action of actions) form.append('actions[]', action);
		const second = await this.call(
			{
				method: 'POST',
				url: webhooksPath,
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
				body: form.toString(),
			},
			'once',
		);
		return second.ok ? null : answer.failure;
	}

	/** @returns true when all of them are gone */
	private async removeRows(rows: WebhookRow[]): Promise<boolean> {
		const left: string[] = [];
		for (const { id } of rows) {
			const path = `${webhooksPath}/${encodeURIComponent(id)}`;
			const answer = await this.call(jsonRequest('DELETE', path), 'again');
			if (!answer.ok && answer.failure.kind !== 'notFound') left.push(id);
		}
		const gone = rows.map(({ id }) => id).filter((id) => !left.includes(id));
		this.stored.ids = (this.stored.ids ?? []).filter((id) => !gone.includes(id));
		return left.length === 0;
	}

	/** @returns true when the node has no row any more */
	async remove(): Promise<boolean> {
		return await this.removeRows(await this.ownRows());
	}
}

/** The webhooks of the SMTP service and of bots are set in the dashboard only. Source: docs/gateways/sendpulse.md 18.3 and 18.4.1. */
const isRegistered = (context: IHookFunctions): boolean =>
	context.getNodeParameter('service', 'bulk') === 'bulk';

const target = { gateway: sendPulse, path: triggerPath.sendpulse, paths: triggerPaths };

/** Webhook methods of the trigger: registration through the API for bulk e-mail, nothing but the secret for the others. */
export const registeredWebhook = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const secret = await requireListening(this, sendPulse);
		if (isRegistered(this)) {
			const credentials = await this.getCredentials(credentialName(sendPulse, nodeOf(this)));
			requireReachable(this, target, credentials);
			return await (await Registration.open(this)).isComplete();
		}
		checkUrlSecret(this, secret);
		return true;
	},
	async create(this: IHookFunctions): Promise<boolean> {
		if (isRegistered(this)) await (await Registration.open(this)).complete();
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		return !isRegistered(this) || (await (await Registration.open(this)).remove());
	},
};
