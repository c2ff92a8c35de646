/** An answer that does not come whole says nothing about the message, and the row says what happened to it. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { credentialCases } from '../security/calls.mts';
import { type Script, useRawServer } from './rawServer.mts';

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Sends bytes and ends the connection. */
const ending =
	(head: string, body: Buffer | string = ''): Script =>
	(socket) => {
		socket.write(`${head}\r\n`);
		socket.end(body);
	};

const packed = (coding: string, body: Buffer): Script =>
	ending(`${json}content-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n`, body);

const text = '{"id":"1","status":"sent"}';
const broke = /The answer broke off before its end/;
const notUnpacked = /The answer could not be unpacked/;
const notRead = /The answer could not be read/;
const notCompleted = /The call could not be completed/;

const answers: Record<string, [Script, RegExp]> = {
	'fewer bytes than announced': [ending(`${json}content-length: 1000\r\n`, text), broke],
	'chunks without the last one': [
		ending(`${json}transfer-encoding: chunked\r\n`, `1a\r\n${text}\r\n`),
		broke,
	],
	'a reset in the middle': [
		(socket) => {
			socket.write(`${json}content-length: 1000\r\n\r\n${text}`, () => socket.resetAndDestroy());
		},
		/The answer broke off before its end|The connection was closed before an answer came/,
	],
	'no gzip, but called so': [packed('gzip', Buffer.from(text)), notUnpacked],
	'no Brotli, but called so': [packed('br', Buffer.from(text)), notUnpacked],
	'Brotli cut off': [packed('br', brotliCompressSync(text.repeat(99)).subarray(0, 20)), notRead],
	'gzip cut off': [packed('gzip', gzipSync(text.repeat(99)).subarray(0, 20)), notRead],
	'two lengths': [ending(`${json}content-length: 2\r\ncontent-length: 26\r\n`, text), notCompleted],
	'no HTTP': [ending('SSH-2.0-OpenSSH_9.0'), notCompleted],
	'a status that does not exist': [
		ending('HTTP/1.1 000 Nothing\r\ncontent-length: 2\r\n', '{}'),
		/HTTP 0|\{\}/,
	],
	'a header of 100 kB': [ending(`${json}x: ${'x'.repeat(100_000)}\r\n`), notCompleted],
};

const servers = Object.entries(answers).map(([name, [script, words]]) => ({
	name,
	script,
	words,
	server: useRawServer(),
}));

const kinds = credentialCases.map((one) => ({ ...one, kind: Object.keys(one.data('')).join(' ') }));

test.each(kinds)('$name ($kind): sent once, of unknown outcome', async (one) => {
	await Promise.all(
		servers.map(async ({ name, script, words, server }) => {
			server.script = script;
			const { outputs } = await runNode({
				nodeType: one.table.node,
				credentials: new CredentialStore(
					{ [one.name]: one.data(server.url) as never },
					{ [one.name]: one.type },
				),
				parameters: { ...one.table.sending[0]!.parameters, ...one.chosen },
				items: inputRows(one.table, 1),
				node: { onError: 'continueErrorOutput' },
			});
			const { error, details } = outputs[1]?.[0]?.json ?? {};

			expect({ name, rows: outputs[0] ?? [], error, details }).toMatchObject({
				name,
				rows: [],
				error: expect.stringMatching(words),
				details: { kind: 'outcomeUnknown', outcome: 'unknown' },
			});
			// A question about the outcome is another request.
			const [first, ...others] = server.requests.map((request) => request.split('\r\n')[0]);
			expect({ name, again: others.filter((line) => line === first) }).toEqual({ name, again: [] });
		}),
	);
});
