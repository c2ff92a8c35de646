import { connect } from 'node:net';
import { PATIENCE_MS } from './waitUntil.mts';

interface RawRequest {
	method?: string;
	/** Query with its question mark, sent as it is. */
	url?: string;
	headers?: Record<string, string | string[]>;
	rawBody: Buffer;
}

/**
 * Sends a request byte by byte as given, which no HTTP client would do with a broken one.
 *
 * @returns the HTTP status of the answer
 */
export async function rawCall(
	address: string,
	{ method = 'GET', url = '', headers = {}, rawBody }: RawRequest,
): Promise<number> {
	const { hostname, port, pathname } = new URL(address);
	const lines = [
		`${method} ${pathname}${url} HTTP/1.1`,
		`Host: ${hostname}:${port}`,
		'Connection: close',
		...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
		...(rawBody.length > 0 ? [`Content-Length: ${rawBody.length}`] : []),
	];
	const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
	return await new Promise<number>((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket = connect(Number(port), hostname, () => {
			socket.write(Buffer.concat([head, rawBody]));
		});
		socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('n8n does not answer')));
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		socket.on('error', reject);
		socket.on('close', () => {
			const status = /^HTTP\/1\.1 (\d{3})/.exec(Buffer.concat(chunks).toString('latin1'))?.[1];
			if (status) resolve(Number(status));
			else reject(new Error('n8n gave no answer'));
		});
	});
}
