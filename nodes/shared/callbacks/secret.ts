import { createHash, timingSafeEqual } from 'node:crypto';

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
