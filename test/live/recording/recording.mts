/** What a recording is, in memory and in its file: exchanges one after the other, without any value of a person or an account. */
import type { Exchange, Level, Received, WireHeaders } from '../model.mts';
import { charsetOf, decodeBytes, encodeText, type Charset } from '../redaction/charset.mts';

/** Text where the bytes are text, in the charset that is named unless it is UTF-8; else base64. */
export type RecordedBody =
	| { readonly charset?: Charset; readonly text: string }
	| { readonly charset?: Charset; readonly base64: string };

export interface RecordedRequest {
	readonly method: string;
	readonly path: string;
	readonly query?: string;
	readonly headers: WireHeaders;
	readonly body?: RecordedBody;
}

export interface RecordedExchange {
	readonly by: Exchange['by'];
	/** Milliseconds after the first one. */
	readonly after: number;
	readonly request: RecordedRequest;
	/** None where the connection broke. */
	readonly answer?: {
		readonly status: number;
		readonly headers: WireHeaders;
		readonly body?: RecordedBody;
	};
}

export interface RecordedCallback {
	readonly after: number;
	readonly request: RecordedRequest;
	readonly answered: number;
}

/** What became of a fact. What was seen is in the exchanges. */
export type RecordedVerdict = 'confirmed' | 'contradicted' | 'open';

export interface Recording {
	readonly gateway: string;
	/** `2026-11-28` */
	readonly date: string;
	readonly host: string;
	readonly level: Level;
	readonly facts: Readonly<Record<string, RecordedVerdict>>;
	readonly exchanges: readonly RecordedExchange[];
	readonly callbacks: readonly RecordedCallback[];
}

/** What is recorded, as it was. */
export interface Heard {
	readonly exchanges: readonly Exchange[];
	readonly callbacks: readonly Received[];
}

/** @returns nothing for an empty body */
export function recordedBody(bytes: Buffer, declared?: string): RecordedBody | undefined {
	if (bytes.length === 0) return undefined;
	const charset = charsetOf(bytes, declared);
	const named = charset === 'utf-8' ? {} : { charset };
	const text = charset === 'bytes' ? '' : decodeBytes(bytes, charset);
	const isText = charset !== 'bytes' && encodeText(text, charset).equals(bytes);
	return isText ? { ...named, text } : { ...named, base64: bytes.toString('base64') };
}

/** The bytes of a body as they were on the wire. */
export function bytesOfBody(body: RecordedBody | undefined): Buffer {
	if (!body) return Buffer.alloc(0);
	return 'text' in body
		? encodeText(body.text, body.charset ?? 'utf-8')
		: Buffer.from(body.base64, 'base64');
}

/** `2026-11-28-smsc.ru-read.json` */
export const fileNameOf = ({ date, host, level }: Recording): string =>
	`${date}-${host.replace(/[^\w.-]/g, '_')}-${level}.json`;

/** A header is one line of the file. */
const headerLine = /\[\s+("(?:[^"\\]|\\.)*"),\s+("(?:[^"\\]|\\.)*")\s+\]/g;

export const textOfRecording = (recording: Recording): string =>
	`${JSON.stringify(recording, null, '\t').replace(headerLine, '[$1, $2]')}\n`;

/** @throws Error saying what is wrong with a file */
export function readRecording(text: string): Recording {
	const recording = JSON.parse(text) as Partial<Recording>;
	const absent = (
		['gateway', 'date', 'host', 'level', 'facts', 'exchanges', 'callbacks'] as const
	).filter((name) => recording[name] === undefined);
	if (absent.length > 0) throw new Error(`The recording lacks ${absent.join(', ')}`);
	return recording as Recording;
}
