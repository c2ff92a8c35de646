import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { errorOutput, jsonOf } from '../../harness/index.mts';
import type { BenchRun } from '../../harness/index.mts';
import { useBench as useSendPulse } from '../setup.mts';

export { errorOutput, itemsOf, jsonOf, locator, sender } from '../setup.mts';

interface Call {
	method: string;
	/** With its query, as it travelled. */
	path: string;
	body: unknown;
}

/** The bench of SendPulse in Moscow, with what the tests of books and contacts set up and look at. */
export function useBench() {
	const bench = useSendPulse({
		credentialData: { concurrent: 5 },
		preset: { timezone: 'Europe/Moscow' },
		prepare: ({ sendpulse }) => {
			Object.assign(sendpulse.settings, {
				requestsPerSecond: null,
				requestsPerMinute: null,
				latencyMs: 0,
			});
		},
		// An API key is never renewed.
		mayHold: [],
	});

	return Object.assign(bench, {
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
		wire(): Call[] {
			return bench.gateway.requests.map(({ method, path, query, body }) => ({
				method,
				path: query === '' ? path : `${path}?${query}`,
				body: body.length > 0 ? (JSON.parse(body.toString('utf8')) as unknown) : undefined,
			}));
		},
		async newBook(name = 'Newsletter'): Promise<string> {
			const book = await bench.ask<{ id: number }>('POST', '/addressbooks', { bookName: name });
			return String(book.id);
		},
		/** A book with these contacts. */
		async bookWith(...emails: Array<string | object>): Promise<string> {
			const { id } = await bench.ask<{ id: number }>('POST', '/addressbooks', {
				bookName: `Book ${Math.random()}`,
			});
			await bench.ask('POST', `/addressbooks/${id}/emails`, {
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
