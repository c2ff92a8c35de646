import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import type { Seen } from '../testing/http.mts';
import { call } from '../testing/http.mts';

export const API_KEY = 'sp_sandbox_api_key';
export const SENDER = 'news@shop.example';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A refusal as `[HTTP status, error_code, message]`. */
type Refused = readonly [status: number, code: number, message: string];

/** One JSON call with the static key. */
export const callApi = async (
	url: string,
	method: Method,
	path: string,
	body?: unknown,
): Promise<Seen> =>
	await call(url + path, {
		method,
		headers: {
			authorization: `Bearer ${API_KEY}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A sandbox for the tests of a file: clock at rest, no limits of requests, reset after each test. */
export const useSendPulse = () => {
	let running: Sandbox<'sendpulse'> | undefined;
	const sandbox = (): Sandbox<'sendpulse'> => {
		if (!running) throw new Error('The sandbox is not running');
		return running;
	};
	beforeAll(async () => {
		running = await startSandbox({
			gateways: ['sendpulse'],
			clock: { speed: 0 },
		});
	});
	beforeEach(() => {
		const { settings } = sandbox().sendpulse;
		Object.assign(settings, { requestsPerSecond: null, requestsPerMinute: null });
	});
	afterEach(async () => await sandbox().sendpulse.reset());
	afterAll(async () => await sandbox().close());

	const answer = async (method: Method, path: string, body?: unknown): Promise<Seen> =>
		await callApi(sandbox().sendpulse.url, method, path, body);

	/** The JSON of a call that has to succeed. */
	const ok = async <T = unknown,>(method: Method, path: string, body?: unknown): Promise<T> => {
		const seen = await answer(method, path, body);
		if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
		return seen.json as T;
	};

	/** Why a call was refused. */
	const refusal = async (method: Method, path: string, body?: unknown): Promise<Refused> => {
		const { status, json } = await answer(method, path, body);
		const { error_code: code, message } = json as { error_code: number; message: string };
		expect(json).toEqual({ message, error_code: code });
		return [status, code, message];
	};

	/** The HTTP status and the code of a refusal. */
	const codes = async (method: Method, path: string, body?: unknown) =>
		(await refusal(method, path, body)).slice(0, 2);

	const newBook = async (name = 'Newsletter'): Promise<number> =>
		(await ok<{ id: number }>('POST', '/addressbooks', { bookName: name })).id;

	/** A book with these contacts. */
	const bookWith = async (...emails: readonly (string | object)[]): Promise<number> => {
		const id = await newBook(`Book ${Math.random()}`);
		const entries = emails.map((one) => (typeof one === 'string' ? { email: one } : one));
		await ok('POST', `/addressbooks/${id}/emails`, { emails: entries });
		return id;
	};

	return {
		get sendpulse() {
			return sandbox().sendpulse;
		},
		get settings() {
			return sandbox().sendpulse.settings;
		},
		get state() {
			return sandbox().sendpulse.state;
		},
		get controlUrl() {
			return sandbox().controlUrl;
		},
		advance: async (ms: number) => await sandbox().clock.advance(ms),
		now: () => sandbox().clock.now(),
		answer,
		ok,
		refusal,
		codes,
		newBook,
		bookWith,
	};
};

/** A date of the account (UTC+3 unless the settings say otherwise). */
export const accountDate = (at: number, offsetMinutes = 180): string =>
	new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
