/**
 * A hash of a secret and a text behind it can be continued by whoever knows the hash: the attack on signatures such as that of
 * SMS.ru. It needs the padding of SHA-256 in the text, which no text in UTF-8 can hold.
 */
import { createHash } from 'node:crypto';
import { decodeCallback } from '../../../nodes/shared/callbacks/decode.ts';
import { callbacks } from '../../../nodes/SmsRu/callback.ts';

const secret = '5f1c9a2e-0b7d-4d3e-9a61-sandbox00001';
const entry = (id: string, code = '103') => `sms_status\n${id}\n${code}\n1767225600`;
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const primes = Array.from({ length: 312 }, (_, number) => number).filter(
	(number) =>
		number > 1 &&
		Array.from({ length: number }, (_, at) => at)
			.slice(2)
			.every((divisor) => number % divisor !== 0),
);

/** The constants of SHA-256: the first 32 bits of the fractions of the cube roots of the first primes, exactly. */
const constants = primes.slice(0, 64).map((prime) => {
	// Digits of the root times 2^32, by halves, since a floating point number does not hold them all.
	let low = 0n;
	let high = 1n << 36n;
	const wanted = BigInt(prime) << 96n;
	while (high - low > 1n) {
		const middle = (low + high) / 2n;
		if (middle ** 3n <= wanted) low = middle;
		else high = middle;
	}
	return Number(low & 0xffffffffn);
});

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** One block of SHA-256 behind what a state stands for. Source: RFC 6234, section 6.2. */
function compress(state: readonly number[], block: Buffer): number[] {
	const words = Array.from({ length: 16 }, (_, at) => block.readUInt32BE(at * 4));
	for (let at = 16; at < 64; at++) {
		const [a = 0, b = 0] = [words[at - 15], words[at - 2]];
		const first = rotated(a, 7) ^ rotated(a, 18) ^ (a >>> 3);
		const second = rotated(b, 17) ^ rotated(b, 19) ^ (b >>> 10);
		words.push(((words[at - 16] ?? 0) + first + (words[at - 7] ?? 0) + second) | 0);
	}
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let at = 0; at < 64; at++) {
		const sum = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
		const choice = (e & f) ^ (~e & g);
		const one = (h + sum + choice + (constants[at] ?? 0) + (words[at] ?? 0)) | 0;
		const two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
	}
	return [a, b, c, d, e, f, g, h].map((word, at) => (word + (state[at] ?? 0)) >>> 0);
}

/** What SHA-256 itself puts behind so many bytes. */
function padding(length: number): Buffer {
	const zeros = (119 - (length % 64)) % 64;
	const size = Buffer.alloc(8);
	size.writeBigUInt64BE(BigInt(length) * 8n);
	return Buffer.concat([Buffer.from([0x80]), Buffer.alloc(zeros), size]);
}

/** The hash of a longer text, from that of a shorter one. */
function continued(hash: string, length: number, more: Buffer): string {
	const bytes = Buffer.from(hash, 'hex');
	let state = Array.from({ length: 8 }, (_, at) => bytes.readUInt32BE(at * 4));
	const rest = Buffer.concat([more, padding(length + more.length)]);
	for (let at = 0; at < rest.length; at += 64) state = compress(state, rest.subarray(at, at + 64));
	const out = Buffer.alloc(32);
	state.forEach((word, at) => out.writeUInt32BE(word, at * 4));
	return out.toString('hex');
}

const percent = (bytes: Buffer): string =>
	[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const judge = (hash: string, ...entries: Buffer[]) =>
	callbacks.authenticate(
		decodeCallback({
			method: 'POST',
			url: '/webhook/x',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: Buffer.from(
				`${entries.map((one, at) => `data[${at}]=${percent(one)}`).join('&')}&hash=${hash}`,
			),
		}),
		secret,
	);

test('a hash that was continued is right, and proves nothing', () => {
	const genuine = Buffer.from(entry('201737-1'));
	const hash = hashOf(Buffer.concat([Buffer.from(secret), genuine]));
	const glue = padding(secret.length + genuine.length);
	const forged = Buffer.from(entry('201737-2'));
	const length = secret.length + genuine.length + glue.length;
	const longer = continued(hash, length, forged);

	// The attack itself works: SHA-256 of all of it, with the secret that the attacker does not know.
	expect(longer).toBe(hashOf(Buffer.concat([Buffer.from(secret), genuine, glue, forged])));
	expect(judge(hash, genuine)).toEqual({ accepted: true, verified: true });
	expect(judge(longer, Buffer.concat([genuine, glue]), forged)).toEqual({ accepted: false });
	expect(judge(longer, Buffer.concat([genuine, glue, forged]))).toEqual({ accepted: false });
});
