/** Counts the HTTP requests that leave this process, also those that reach nobody. */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

type Listener = (event: 'created' | 'error') => void;

const listeners = new Map<string, Listener>();

const tell = (event: 'created' | 'error') => (message: unknown) => {
	const host = (message as { request: ClientRequest }).request.getHeader('host');
	listeners.get(String(host))?.(event);
};

subscribe('http.client.request.created', tell('created'));
subscribe('http.client.request.error', tell('error'));

interface Watch {
	/** Requests made so far. */
	count(): number;
	/** The longest time between two of them, in milliseconds. */
	longestPause(): number;
	end(): void;
}

/**
 * Watches the requests to one host.
 *
 * @param host with its port, as in the header
 * @param onError called when a request got no answer
 */
export function watch(host: string, onError: () => void = () => {}): Watch {
	const made: number[] = [];
	listeners.set(host, (event) => {
		if (event === 'created') made.push(performance.now());
		else onError();
	});
	const pauses = () => made.slice(1).map((time, index) => time - (made[index] ?? time));
	return {
		count: () => made.length,
		longestPause: () => Math.max(0, ...pauses()),
		end: () => listeners.delete(host),
	};
}
