import type { Owner } from './environment.mts';
import { PATIENCE_MS, waitUntil } from './waitUntil.mts';

const SCOPES = [
	...['create', 'read', 'list', 'update', 'delete'].map((verb) => `credential:${verb}`),
	...['create', 'read', 'list', 'update', 'delete', 'activate', 'deactivate'].map(
		(verb) => `workflow:${verb}`,
	),
	...['read', 'list', 'delete'].map((verb) => `execution:${verb}`),
];

interface Settings {
	userManagement: { showSetupOnFirstLoad?: boolean };
}

export class N8nRequestError extends Error {
	readonly status: number;

	constructor(what: string, status: number, body: string) {
		super(`n8n answered ${status} to ${what}: ${body.slice(0, 2_000)}`);
		this.status = status;
	}
}

/**
 * The two HTTP interfaces of n8n: the public API (an API key) and the editor's own one (a session),
 * which alone can run a workflow by hand.
 */
export class N8nClient {
	readonly url: string;
	readonly #hasEditor: boolean;
	#cookie = '';
	#apiKey = '';

	/** @param hasEditor whether this n8n serves its editor too */
	constructor(url: string, hasEditor = true) {
		this.url = url;
		this.#hasEditor = hasEditor;
	}

	/** Logs the owner in and makes an API key. */
	async login(owner: Owner): Promise<void> {
		if (this.#hasEditor) await this.#setUp(owner);
		const response = await waitUntil(async () => await this.#session(owner), {
			for: 'n8n to answer the login',
		});
		this.#cookie = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
		// Older versions have fewer scopes, and refuse a key with one they do not know.
		const known = await this.editor<string[]>('GET', '/api-keys/scopes');
		const { rawApiKey } = await this.editor<{ rawApiKey: string }>('POST', '/api-keys', {
			label: 'tests',
			expiresAt: null,
			scopes: SCOPES.filter((scope) => known.includes(scope)),
		});
		this.#apiKey = rawApiKey;
	}

	/** Undefined while n8n, though it calls itself ready, has no login yet. */
	async #session({ email, password }: Owner): Promise<Response | undefined> {
		const response = await fetch(`${this.url}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: email, password }),
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		const body = await response.text();
		if (response.status === 404) return undefined;
		if (!response.ok) throw new N8nRequestError('POST /rest/login', response.status, body);
		return response;
	}

	/** Versions that do not read the owner from the environment ask for one before the first login. */
	async #setUp({ email, password }: Owner): Promise<void> {
		const { userManagement } = await waitUntil(async () => await this.#settings(), {
			for: 'n8n to answer its editor',
		});
		if (!userManagement.showSetupOnFirstLoad) return;
		const owner = { email, password, firstName: 'Test', lastName: 'Owner' };
		await this.editor('POST', '/owner/setup', owner);
	}

	/** Undefined while n8n, though it calls itself ready, has no editor yet. */
	async #settings(): Promise<Settings | undefined> {
		try {
			return await this.editor<Settings>('GET', '/settings');
		} catch (error) {
			if (error instanceof N8nRequestError && error.status === 404) return undefined;
			throw error;
		}
	}

	/** The editor's interface; answers what its envelope `data` holds. */
	async editor<T>(method: string, path: string, body?: unknown): Promise<T> {
		const headers = { cookie: this.#cookie };
		const answer = await this.#request<{ data: T }>(method, `/rest${path}`, headers, body);
		return answer.data;
	}

	/** The public API. */
	async api<T>(method: string, path: string, body?: unknown): Promise<T> {
		return await this.#request<T>(
			method,
			`/api/v1${path}`,
			{ 'x-n8n-api-key': this.#apiKey },
			body,
		);
	}

	/** A file that an item carries, by the id its binary data has. */
	async binaryFile(id: string): Promise<Buffer> {
		const query = new URLSearchParams({ id, action: 'download' });
		const path = `/rest/binary-data?${query}`;
		const response = await this.#answer('GET', path, { cookie: this.#cookie }, undefined);
		return Buffer.from(await response.arrayBuffer());
	}

	async #request<T>(
		method: string,
		path: string,
		headers: Record<string, string>,
		body: unknown,
	): Promise<T> {
		const response = await this.#answer(method, path, headers, body);
		return JSON.parse(await response.text()) as T;
	}

	async #answer(
		method: string,
		path: string,
		headers: Record<string, string>,
		body: unknown,
	): Promise<Response> {
		const ask = async () =>
			await fetch(this.url + path, {
				method,
				headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
				body: body === undefined ? undefined : JSON.stringify(body),
				signal: AbortSignal.timeout(PATIENCE_MS),
			});
		const response = method === 'GET' ? await askedAgain(ask) : await ask();
		if (response.ok) return response;
		throw new N8nRequestError(`${method} ${path}`, response.status, await response.text());
	}
} /**
 * Asks once more where the connection was closed before an answer came: n8n, busy with thousands of items, closes connections that it
 * takes for idle while a question is on its way.
 */
async function askedAgain(ask: () => Promise<Response>): Promise<Response> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return await ask();
	}
}
