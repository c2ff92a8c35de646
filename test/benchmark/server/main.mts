/**
 * A server that does nothing but answer, in a process of its own: what is measured are its clients. It reads no message;
 * its answers have the shape of the gateways' (compare test/sandbox, which knows them properly and is too thorough to be
 * timed against).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo } from './answers.mts';
import type { Counters, Order, RecordedCall, Report } from './protocol.mts';

const counters: Counters = { requests: 0, inFlight: 0, maxInFlight: 0 };
let latencyMs = 0;
let recorded: RecordedCall[] | null = null;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
	counters.requests++;
	counters.inFlight++;
	counters.maxInFlight = Math.max(counters.maxInFlight, counters.inFlight);
	response.on('close', () => counters.inFlight--);
	const body = await bodyOf(request);
	const { method = 'GET', url = '/' } = request;
	const headers = Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
	);
	recorded?.push({ method, path: url, headers, body: body.toString('latin1') });
	if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
	const answer = Buffer.from(JSON.stringify(answerTo(method, url, body)));
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
	response.end(answer);
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
	serve(request, response).catch(() => response.destroy());
});
const report = (value: Report) => process.send?.(value);

process.on('message', (order: Order) => {
	if (order.latencyMs !== undefined) latencyMs = order.latencyMs;
	if (order.record !== undefined) recorded = order.record ? [] : null;
	report({ id: order.id, counters: { ...counters }, calls: order.calls ? recorded : null });
	if (order.reset) Object.assign(counters, { requests: 0, maxInFlight: counters.inFlight });
});
process.on('disconnect', () => process.exit());

// A client that opens thousands of connections at once must find room for them.
server.listen({ port: 0, host: '127.0.0.1', backlog: 65_535 }, () => {
	report({ port: (server.address() as AddressInfo).port });
});
