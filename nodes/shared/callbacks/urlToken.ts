import { createHmac } from 'node:crypto';

import type { DecodedCallback } from '../model/callback';
import { sameSecret } from './secret';

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
