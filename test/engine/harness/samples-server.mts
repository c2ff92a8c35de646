/** A provider on loopback for the harness's own tests. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';
import { GrantOAuth2Api, KeyApi, Sender, TokenApi } from './samples.mts';

/** What the provider knows; `valid` is the token it accepts. */
export const provider = {
	url: '',
	seen: [] as Array<{ url: string; headers: IncomingMessage['headers']; body: string }>,
	valid: 'token-1',
	tokens: 0,
};

function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
	const path = request.url ?? '';
	const { authorization } = request.headers;
	const send = (status: number, json: unknown) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(json));
	};
	if (path === '/hang') return;
	if (path === '/oauth' || path.startsWith('/token')) {
		provider.tokens += 1;
		const token = `token-${provider.tokens}`;
		provider.valid = token;
		return send(200, { token, access_token: token, token_type: 'Bearer' });
	}
	if (authorization && !authorization.endsWith(provider.valid)) {
		return send(401, { message: 'expired' });
	}
	if (body.includes('bad')) return send(500, { message: 'no' });
	send(200, { path, echo: body });
}

/** Starts the provider for a test file and clears what it knows before each test. */
export function useProvider(): typeof provider {
	let server: Server;
	beforeAll(async () => {
		server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				provider.seen.push({ url: request.url ?? '', headers: request.headers, body });
				answer(request, body, response);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	beforeEach(() => {
		Object.assign(provider, { seen: [], tokens: 0, valid: 'token-1' });
	});
	return provider;
}

export const items = (...texts: string[]): INodeExecutionData[] =>
	texts.map((text) => ({ json: { text } }));

export const sender = () => ({
	nodeType: Sender,
	parameters: { text: '={{ $json.text }}' },
	credentials: { keyApi: { url: provider.url, key: 'the secret key' } },
	credentialTypes: { keyApi: KeyApi, tokenApi: TokenApi, grantOAuth2Api: GrantOAuth2Api },
});
export const bulk = () => ({
	...sender(),
	parameters: { text: '={{ $json.text }}', operation: 'bulk' },
});
