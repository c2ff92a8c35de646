import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index.mts';
import { benchFor, errorOutput, jsonOf } from '../../harness/index.mts';
import type { BenchRun } from '../../harness/index.mts';
import { apiKey, plan } from '../setup.mts';

export { errorOutput, itemsOf as items, jsonOf, locator as byId } from '../../harness/index.mts';
export { sender } from '../setup.mts';

interface Call {
	method: string;
	/** With its query, as it travelled. */
	path: string;
	body: unknown;
}

/** The bench of SendPulse in Moscow, with what the tests of books and contacts set up and look at. */
export function useBench() {
	const bench = benchFor<'sendpulse'>({
		...plan,
		credential: (gateway, more) =>
			plan.credential(gateway, { timeZone: 'Europe/Moscow', concurrent: 5, ...more }),
		preset: { timezone: 'Europe/Moscow' },
		prepare: ({ sendpulse }: Sandbox<'sendpulse'>) => {
			Object.assign(sendpulse.settings, {
				requestsPerSecond: null,
				requestsPerMinute: null,
				latencyMs: 0,
			});
		},
		// An API key is never renewed.
		mayHold: [],
	});

	const api = async <T = unknown,>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(bench.gateway.url + path, {
			method,
			headers: {
				authorization: `Bearer ${apiKey}`,
				'content-type': 'application/json',
				connection: 'close',
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text) as T;
	};

	return Object.assign(bench, {
		/** A call from outside the node. */
		api,
		advance: async (ms: number) => await bench.sandbox.clock.advance(ms),
		now: () => bench.sandbox.clock.now(),
		/** The details of the failed rows of a run with an error output. */
		async failures(parameters: INodeParameters, options?: BenchRun) {
			const { outputs, error } = await bench.run(parameters, { ...options, ...errorOutput });
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([]);
			return jsonOf(outputs[1]).map(({ details }) => details as IDataObject);
		},
		/** What reached the gateway so far, calls from outside the node included. */
		calls(): Call[] {
			return bench.gateway.requests.map(({ method, path, query, body }) => ({
				method,
				path: query === '' ? path : `${path}?${query}`,
				body: body.length > 0 ? (JSON.parse(body.toString('utf8')) as unknown) : undefined,
			}));
		},
		async newBook(name = 'Newsletter'): Promise<string> {
			return String((await api<{ id: number }>('POST', '/addressbooks', { bookName: name })).id);
		},
		/** A book with these contacts. */
		async bookWith(...emails: Array<string | object>): Promise<string> {
			const { id } = await api<{ id: number }>('POST', '/addressbooks', {
				bookName: `Book ${Math.random()}`,
			});
			await api('POST', `/addressbooks/${id}/emails`, {
				emails: emails.map((one) => (typeof one === 'string' ? { email: one } : one)),
			});
			return String(id);
		},
		/** The contacts of a book. */
		contacts(bookId: string) {
			return [...(bench.gateway.state.account.books.get(Number(bookId))?.contacts.values() ?? [])];
		},
	});
}

export const email = (index: number): string => `user${index}@example.com`;
