// The busboy package carries no types; this is the part of it the sandbox uses.
declare module 'busboy' {
	import type { IncomingHttpHeaders } from 'node:http';
	import type { Readable, Writable } from 'node:stream';

	type Busboy = Writable & {
		on(event: 'field', listener: (name: string, value: string) => void): Busboy;
		on(
			event: 'file',
			listener: (name: string, stream: Readable, info: { filename?: string }) => void,
		): Busboy;
	};

	export default function createBusboy(config: {
		headers: IncomingHttpHeaders;
		defCharset: string;
		limits: { fieldSize: number };
	}): Busboy;
}
