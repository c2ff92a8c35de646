/** HTTP messages as they came. */
import type { IncomingMessage } from 'node:http';
import type { WireHeaders } from './model.mts';

/** Names as they were written, in order. */
export const headersOf = ({ rawHeaders }: IncomingMessage): WireHeaders =>
	rawHeaders.flatMap((name, at) =>
		at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
	);

/** Path and query as they were written. */
export function targetOf({ url = '/' }: IncomingMessage): { path: string; query: string } {
	const [path = '/', ...query] = url.split('?');
	return { path, query: query.join('?') };
}

/** @returns the body; `undefined` if it is longer than `largest` */
export async function bytesOf(
	message: IncomingMessage,
	largest = Infinity,
): Promise<Buffer | undefined> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of message) {
		size += (part as Buffer).length;
		if (size > largest) return undefined;
		parts.push(part as Buffer);
	}
	return Buffer.concat(parts);
}
