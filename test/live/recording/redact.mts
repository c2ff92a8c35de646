/** From what was heard to what may be shown. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Exchange, Level, WireHeaders } from '../model.mts';
import { Redactor } from '../redaction/redactor.mts';
import { StandIns } from '../redaction/standIns.mts';
import type { Side } from '../redaction/fields.mts';
import {
	recordedBody,
	type Heard,
	type RecordedRequest,
	type RecordedVerdict,
	type Recording,
} from './recording.mts';

export interface RecordingPlan {
	readonly gateway: string;
	/** The real host, or what stands for it. */
	readonly host: string;
	readonly level: Level;
	/** `2026-11-28` */
	readonly date: string;
	readonly facts: Readonly<Record<string, RecordedVerdict>>;
	/** Credentials, and the secrets of callbacks. */
	readonly secrets: readonly string[];
	/** What the user has let stay. */
	readonly keep?: readonly string[];
}

export interface Redacted {
	readonly recording: Recording;
	/** Names of fields, and phrases of refusals, that were replaced because no list has them. */
	readonly replaced: { readonly names: readonly string[]; readonly phrases: readonly string[] };
	/** A text about the exchanges, such as the report, with the same stand-ins. */
	readonly text: (text: string) => string;
}

/** A larger one is recorded as bytes. */
const mostUnpacked = 16_000_000;

const unpackers: Readonly<
	Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>
> = {
	gzip: gunzipSync,
	deflate: inflateSync,
	br: brotliDecompressSync,
};

const headerOf = (headers: WireHeaders, name: string): string =>
	headers.find(([one]) => one.toLowerCase() === name)?.[1] ?? '';

function unpacked(body: Buffer, headers: WireHeaders): Buffer {
	const unpack = unpackers[headerOf(headers, 'content-encoding').toLowerCase()];
	if (!unpack) return body;
	try {
		return unpack(body, { maxOutputLength: mostUnpacked });
	} catch {
		// What cannot be unpacked is no text, and recorded as bytes of the same number.
		return body;
	}
}

/** Writes what was heard with a redactor. */
class Writer {
	readonly #redactor: Redactor;
	readonly #host: string;

	constructor(redactor: Redactor, host: string) {
		this.#redactor = redactor;
		this.#host = host;
	}

	headers(headers: WireHeaders, side: Side): WireHeaders {
		return headers.map(([name, value]) => [
			this.#redactor.headerName(name),
			/^host$/i.test(name) ? this.#host : this.#redactor.header(name, value, side),
		]);
	}

	body(body: Buffer, headers: WireHeaders, side: Side) {
		const type = headerOf(headers, 'content-type');
		const redacted = this.#redactor.body(unpacked(body, headers), type, side);
		const recorded = recordedBody(redacted, /charset=([^;\s]+)/i.exec(type)?.[1]);
		return recorded ? { body: recorded } : {};
	}

	request({ method, path, query, headers, body }: Exchange['request']): RecordedRequest {
		return {
			method,
			path: this.#redactor.path(path, 'request'),
			...(query === '' ? {} : { query: this.#redactor.query(query, 'request') }),
			headers: this.headers(headers, 'request'),
			...this.body(body, headers, 'request'),
		};
	}

	answer({ status, headers, body }: NonNullable<Exchange['answer']>) {
		return {
			status,
			headers: this.headers(headers, 'answer'),
			...this.body(body, headers, 'answer'),
		};
	}
}

function written(heard: Heard, writer: Writer): Pick<Recording, 'exchanges' | 'callbacks'> {
	const first = Math.min(
		...[...heard.exchanges, ...heard.callbacks].map(({ at }) => Date.parse(at)),
	);
	const after = (at: string) => Date.parse(at) - first;
	return {
		exchanges: heard.exchanges.map(({ by, at, request, answer }) => ({
			by,
			after: after(at),
			request: writer.request(request),
			...(answer ? { answer: writer.answer(answer) } : {}),
		})),
		callbacks: heard.callbacks.map(({ at, answered, ...request }) => ({
			after: after(at),
			request: writer.request(request),
			answered,
		})),
	};
}

/**
 * @param heard exchanges and callbacks as they were on the wire
 * @returns the recording with every value replaced that no list names as harmless
 */
export function redactRecording(heard: Heard, plan: RecordingPlan): Redacted {
	const { gateway, host, level, date, facts, keep = [] } = plan;
	const secrets = new Set(plan.secrets.filter((secret) => secret !== ''));
	const standIns = new StandIns();
	// A first reading only hears what the secrets are: a token that an answer gave away stands in later requests.
	const listening = new Redactor({
		gateway,
		keep,
		secrets: [...secrets],
		heard: (kind, value) => kind === 'secret' && secrets.add(value),
	});
	written(heard, new Writer(listening, host));
	const names = new Set<string>();
	const phrases = new Set<string>();
	const redactor = new Redactor({
		gateway,
		keep,
		standIns,
		secrets: [...secrets],
		heard: (kind, value) => {
			if (kind === 'name') names.add(value);
			if (kind === 'phrase') phrases.add(value);
		},
	});
	return {
		recording: { gateway, date, host, level, facts, ...written(heard, new Writer(redactor, host)) },
		replaced: { names: [...names], phrases: [...phrases] },
		text: (text) => redactor.report(text),
	};
}
