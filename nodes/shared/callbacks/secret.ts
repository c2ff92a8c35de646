import { createHash, timingSafeEqual, createHmac } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { type Authentication, credentialName, type Gateway } from '../model/gateway';
import { pasted } from '../text/address';
import type { DecodedCallback } from '../model/deliveryReport';
import { nodeOf } from '../model/n8n';

/** The query parameter that carries the callback secret of a gateway without signatures. */
export const secretParameter = 'secret';

/** @returns what may be kept in the place of a secret that only has to be compared: its SHA-256, in hex */
export const digestOf = (secret: string): string =>
	createHash('sha256').update(secret, 'utf8').digest('hex');

/**
 * Compares two secrets in a time that tells nothing about them, not even their lengths.
 *
 * @returns false also when either is missing: an empty secret protects nothing
 */
export function sameSecret(given: string | undefined, expected: string): boolean {
	if (given === undefined || given === '' || expected === '') return false;
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(given), digest(expected));
}

/** Of a gateway that signs nothing: the secret in the URL vouches for the call. @param given as the call carries it */
export const bySecret = (given: string | undefined, expected: string): Authentication =>
	sameSecret(given, expected)
		? { accepted: true, verified: false }
		: {
				accepted: false,
				reason: given
					? 'the secret in the URL is not the Callback Secret of the credential'
					: 'the URL does not carry a secret',
			};

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
		const node = nodeOf(context);
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

/** What the token is made for: another purpose would get another one. */
const purpose = 'token in the path of a callback URL';

/**
 * A token that stands for the callback secret in the path of a URL which a person copies. It can be shown and stored with the workflow,
 * because the secret cannot be had back from it; with another secret it is another one.
 *
 * @returns 40 letters and digits, which no URL has to encode
 */
export const urlToken = (secret: string): string =>
	createHmac('sha256', secret).update(purpose).digest('hex').slice(0, 40);

/** Whether the last part of a call's path is the token of this secret, found in a time that tells nothing about it. */
export function hasUrlToken({ path }: DecodedCallback, secret: string): boolean {
	const last = path.slice(path.lastIndexOf('/') + 1);
	return secret !== '' && sameSecret(last, urlToken(secret));
}
