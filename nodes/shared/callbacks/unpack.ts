/** Codings by their names. Source: RFC 9110 8.4.1. */
const codings = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' } as const;

/** n8n itself unpacks these, where they are spelt so. */
const unpackedByN8n = ['gzip', 'deflate'];

/**
 * Unpacks a body that n8n has left as it came: the names of codings are the same in capitals.
 *
 * @param coding the header Content-Encoding
 * @param largest bytes that are taken
 * @returns the body, or more than so many bytes of it
 * @throws Error where it is not packed as it says
 */
export async function unpacked(
	body: Buffer,
	coding: string | undefined,
	largest: number,
): Promise<Buffer> {
	const name = (coding ?? '').trim().toLowerCase();
	if (coding === undefined || unpackedByN8n.includes(coding) || !Object.hasOwn(codings, name))
		return body;
	const unpacker = new DecompressionStream(codings[name as keyof typeof codings]);
	const stream = new Blob([Uint8Array.from(body)]).stream().pipeThrough(unpacker);
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > largest) break;
	}
	return Buffer.concat(chunks);
}
