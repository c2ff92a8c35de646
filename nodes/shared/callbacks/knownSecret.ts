import type { IWebhookFunctions } from 'n8n-workflow';

import { credentialName, type Gateway } from '../model/gateway';
import { pasted } from '../text/pasted';

/** @returns the credential field that holds what proves a callback: the Callback Secret, unless the gateway has another */
export const secretFieldOf = ({ callbacks }: Pick<Gateway, 'callbacks'>) =>
	callbacks.secretField ?? { name: 'callbackSecret', label: 'Callback Secret' };

/** So long the old secret is taken too after the credential was changed, in milliseconds. */
const lifetimeMs = 10_000;

interface Known {
	/** The credential it is from: a workflow can be given another one. */
	of: string;
	since: number;
	secret: Promise<string>;
}

/**
 * Remembers the callback secret of one trigger for some seconds. Each time a webhook asks for its credential, n8n builds
 * an isolate of its expression engine, which costs more than everything else that the trigger does with a call.
 */
export class KnownSecret {
	private known?: Known;

	/**
	 * @param after n8n is asked again when the secret is known from before this moment (of `performance.now()`)
	 * @returns the secret, empty when the credential has none, and the moment from which it is known
	 */
	async read(
		context: IWebhookFunctions,
		gateway: Gateway,
		after = performance.now() - lifetimeMs,
	): Promise<{ secret: string; since: number }> {
		const node = context.getNode();
		const name = credentialName(gateway, node);
		const of = `${name}:${node.credentials?.[name]?.id ?? ''}`;
		if (this.known?.of === of && this.known.since >= after) {
			return { secret: await this.known.secret, since: this.known.since };
		}
		const asked = async () =>
			pasted((await context.getCredentials(name))[secretFieldOf(gateway).name]);
		const known: Known = { of, since: performance.now(), secret: asked() };
		this.known = known;
		// What could not be read is asked for again by the next call.
		known.secret.catch(() => {
			if (this.known === known) this.known = undefined;
		});
		return { secret: await known.secret, since: known.since };
	}
}
