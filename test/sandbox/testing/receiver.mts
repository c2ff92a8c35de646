import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call a receiver of status callbacks got. */
export type ReceivedCall = { readonly method: string; readonly url: string; readonly body: string };

/** A receiver of status callbacks. */
export type Receiver = {
	readonly url: string;
	readonly calls: readonly ReceivedCall[];
	close(): Promise<void>;
};

/** Starts a receiver that answers with the given HTTP statuses one after the other, then with 200. */
export const startReceiver = async (...statuses: readonly number[]): Promise<Receiver> => {
	const calls: ReceivedCall[] = [];
	const left = [...statuses];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			calls.push({ method: request.method ?? '', url: request.url ?? '', body });
			response.writeHead(left.shift() ?? 200).end('seen');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
};
