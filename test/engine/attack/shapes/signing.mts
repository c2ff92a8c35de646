/** How SMSC signs, written from its documents and not from the product. Source: docs/gateways/smsc.md 16. */
import { createHash } from 'node:crypto';
import { decode, encode } from 'iconv-lite';
import type { Body, Pair } from '../draft.mts';

export type Algorithm = 'md5' | 'sha1';

export const signedFields = {
	status: ['id', 'phone', 'status'],
	inbound: ['phone', 'mes', 'to'],
	call: ['phone', 'ts'],
} as const;

/** A charset without these letters cannot carry the secret: then it is taken as UTF-8. */
function secretBytes(secret: string, charset: string): Buffer {
	const bytes = encode(secret, charset);
	return decode(bytes, charset) === secret ? bytes : Buffer.from(secret);
}

export function sign(
	algorithm: string,
	values: readonly string[],
	secret: string,
	charset = 'utf-8',
): string {
	const hash = createHash(algorithm);
	for (const value of values) hash.update(encode(`${value}:`, charset));
	return hash.update(secretBytes(secret, charset)).digest('hex');
}

/** The parameters of a body. */
export function valueOf(body: Body): Pair[] {
	if (body.kind === 'form' || body.kind === 'xml') return body.pairs;
	return body.kind === 'json' ? (Object.entries(body.value as object) as Pair[]) : [];
}
