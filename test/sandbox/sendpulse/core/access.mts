import { randomBytes } from 'node:crypto';

import type { Answer } from '../../framework/answer.mts';
import { json } from '../../framework/answer.mts';
import type { ClockScope } from '../../framework/clock.mts';
import type { Exchange } from '../../framework/exchange.mts';
import type { SendPulseSettings } from '../settings.mts';
import type { Arguments } from './arguments.mts';
import { FAILURES } from './refusal.mts';

const base64url = (value: object): string =>
	Buffer.from(JSON.stringify(value)).toString('base64url');

/** The fields beyond `error` are unverified (docs/gateways/sendpulse.md 1.2). */
const oauthFailure = (status: number, error: string, text: string): Answer =>
	json({ error, error_description: text, message: text }, { status });

/** The token endpoint and who is let in (docs/gateways/sendpulse.md 1.2). */
export class Access {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;
	readonly #expiry = new Map<string, number>();

	constructor(settings: SendPulseSettings, clock: ClockScope) {
		this.#settings = settings;
		this.#clock = clock;
	}

	/** `POST /oauth/access_token`. A second token does not end the first. */
	issue(body: Arguments): Answer {
		const { clientId, clientSecret, tokenLifetime } = this.#settings;
		const isClient =
			body.value('client_id') === clientId && body.value('client_secret') === clientSecret;
		if (body.value('grant_type') !== 'client_credentials') {
			// Inference: the answer RFC 6749 prescribes.
			return oauthFailure(400, 'unsupported_grant_type', 'The grant type is not supported');
		}
		if (!isClient) return oauthFailure(401, 'invalid_client', 'Client authentication failed');
		const token = this.#newToken();
		this.#expiry.set(token, this.#clock.now() + tokenLifetime * 1000);
		return json({ access_token: token, token_type: 'Bearer', expires_in: tokenLifetime });
	}

	/** Refuses a call that brings neither a live token nor a static key. */
	check({ headers }: Exchange): void {
		const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
		if (token === undefined) throw FAILURES.unauthorized();
		if (this.#settings.apiKeys.includes(token)) return;
		if ((this.#expiry.get(token) ?? 0) <= this.#clock.now()) throw FAILURES.unauthorized();
	}

	/** Ends every token that was issued; static keys live on. */
	revoke(): void {
		this.#expiry.clear();
	}

	/** A JWT by its looks, or the 40 characters of the older document. */
	#newToken(): string {
		const { tokenStyle, clientId, tokenLifetime } = this.#settings;
		if (tokenStyle === 'short') return randomBytes(20).toString('hex');
		const now = Math.floor(this.#clock.now() / 1000);
		const jti = randomBytes(20).toString('hex');
		return [
			base64url({ typ: 'JWT', alg: 'RS256' }),
			base64url({ aud: clientId, jti, iat: now, exp: now + tokenLifetime, scopes: [] }),
			randomBytes(256).toString('base64url'),
		].join('.');
	}
}
