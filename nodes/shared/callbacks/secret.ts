import { createHash, timingSafeEqual } from 'node:crypto';

import type { Authentication } from '../model/gateway';

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
