/** What can happen to any call on its way, and what anybody can send: changes of the bytes, not of their meaning. */
import { deflateSync, gzipSync } from 'node:zlib';
import { bodyLimit } from '../harness/body.mts';
import type { CallOptions } from '../harness/index.mts';
import type { Noise } from './noise.mts';
import { among, place } from './noise.mts';

export type WireCall = CallOptions & { rawBody: Buffer };

/** @returns the call as it arrives */
type Mutation = (call: WireCall, noise: Noise) => WireCall;

const withBody = (call: WireCall, rawBody: Buffer, type?: string): WireCall => ({
	...call,
	method: call.method === 'GET' ? 'POST' : call.method,
	headers: { ...call.headers, ...(type === undefined ? {} : { 'content-type': type }) },
	rawBody,
});

const spliced = (bytes: Buffer, at: number, removed: number, added: Buffer): Buffer =>
	Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);

const types = [
	'',
	'application/json',
	'application/json; charset=windows-1251',
	'application/json; charset=utf-16',
	'application/x-www-form-urlencoded',
	'application/x-www-form-urlencoded; charset=koi8-r',
	'multipart/form-data',
	'multipart/form-data; boundary=x',
	'text/xml; charset=windows-1251',
	'text/plain; charset=nonsense',
	'application/octet-stream',
	'application/vnd.api+json',
	'; charset=',
	'application/json; charset="%E0%A4%A"',
];

const nested = (depth: number): string => {
	const open = depth % 2 === 0 ? '[' : '{"a":';
	const close = depth % 2 === 0 ? ']' : '}';
	return `${open.repeat(depth)}1${close.repeat(depth)}`;
};

const flipped = (text: string, noise: Noise): string => {
	if (text === '') return text;
	const at = place(text.length, noise);
	const code = 0x21 + (noise.number % 0x5d);
	return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
};

/** The sender may still be proven after these. */
export const mutations: Record<string, Mutation> = {
	'the body cut off': (call, noise) => ({
		...call,
		rawBody: call.rawBody.subarray(0, place(call.rawBody.length + 1, noise)),
	}),
	'the query cut off': (call, { at }) => ({
		...call,
		url: call.url?.slice(0, Math.max(1, Math.floor(at * (call.url.length ?? 0)))),
	}),
	'a byte of the body altered': (call, noise) => {
		if (call.rawBody.length === 0) return call;
		const at = place(call.rawBody.length, noise);
		return { ...call, rawBody: spliced(call.rawBody, at, 1, Buffer.from([noise.number % 256])) };
	},
	'a letter of the query altered': (call, noise) => ({
		...call,
		url: `?${flipped(call.url?.slice(1) ?? '', noise)}`,
	}),
	'bytes put into the body': (call, noise) =>
		withBody(call, spliced(call.rawBody, place(call.rawBody.length + 1, noise), 0, noise.bytes)),
	'random bytes for a body': (call, { bytes }) => withBody(call, bytes),
	'random text for a body': (call, { text }) =>
		withBody(call, Buffer.from(text), 'application/json'),
	'another content type': (call, noise) => ({
		...call,
		headers: { ...call.headers, 'content-type': among(types, noise) },
	}),
	'in UTF-16': (call) => withBody(call, Buffer.from(call.rawBody.toString(), 'utf16le')),
	'a byte order mark before it': (call) =>
		withBody(call, Buffer.concat([Buffer.from('\ufeff'), call.rawBody])),
	'deeply nested': (call, { number }) =>
		withBody(call, Buffer.from(nested(number % 30_000)), 'application/json'),
	'deeply nested in an event': (call, { number }) => {
		const text = `{"event":"delivered","id":"1","status":"1","data":${nested(number % 30_000)}}`;
		return withBody(call, Buffer.from(text), 'application/json');
	},
	'a thousand parameters': (call, noise) => {
		const name = among(['a', '__proto__', 'id', 'status'], noise);
		const text = `${name}=1&`.repeat(1 + (noise.number % 3000));
		return withBody(call, Buffer.from(text), 'application/x-www-form-urlencoded');
	},
	'unclosed XML': (call, { number }) =>
		withBody(call, Buffer.from('<a><![CDATA['.repeat(number % 3000)), 'text/xml'),
	'a hostile number': (call, { text }) =>
		withBody(
			call,
			Buffer.from(
				`[{"event":${JSON.stringify(text)},"timestamp":1e300,"message_id":${'9'.repeat(40)},"status":${JSON.stringify(text)}}]`,
			),
			'application/json',
		),
	'packed as it says': (call, { number }) => {
		const [name, pack] =
			number % 2 ? (['gzip', gzipSync] as const) : (['deflate', deflateSync] as const);
		return {
			...call,
			headers: { ...call.headers, 'content-encoding': name },
			rawBody: pack(call.rawBody),
		};
	},
};

const tooLong = Buffer.alloc(bodyLimit + 1, 'a');
const packedTooLong = gzipSync(tooLong);

/** n8n itself does not hand over the body of these; how they have to be answered. */
export const unreadableBodies: Record<string, { status: number; change: Mutation }> = {
	'longer than n8n takes': { status: 413, change: (call) => withBody(call, tooLong) },
	'a bomb in gzip': {
		status: 413,
		change: (call) => {
			const bomb = withBody(call, packedTooLong, 'application/json');
			return { ...bomb, headers: { ...bomb.headers, 'content-encoding': 'gzip' } };
		},
	},
	'shorter than announced': {
		status: 400,
		change: (call, { number }) => ({
			...withBody(call, Buffer.concat([call.rawBody, Buffer.from('x')])),
			headers: {
				...call.headers,
				'content-length': String(call.rawBody.length + 2 + (number % 1000)),
			},
		}),
	},
	'no gzip, but called so': {
		status: 400,
		change: (call, { bytes }) => ({
			...withBody(call, Buffer.concat([Buffer.from('no gzip'), bytes])),
			headers: { ...call.headers, 'content-encoding': 'gzip' },
		}),
	},
};
