/** Reads requests off the wire by itself, so that neither the node's encoder nor the sandbox's decoder is believed. */
import iconv from 'iconv-lite';
import type { KuponGateway } from './setup.mts';

type Request = KuponGateway['requests'][number];

/** Percent-decodes a form value to its bytes. */
function bytesOf(wire: string): Buffer {
	if (/%(?![0-9A-F]{2})|[^\x21-\x7E]/i.test(wire)) throw new Error(`Not form-encoded: ${wire}`);
	const latin1 = wire
		.replaceAll('+', ' ')
		.replaceAll(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(latin1, 'latin1');
}

/** The form of a request, each value as the bytes that the form encoding carries. */
export function formBytes(request: Request | undefined): Map<string, Buffer> {
	if (!request) throw new Error('No such request');
	const { method, query, headers } = request;
	expect({ method, query, type: headers['content-type'] }).toEqual({
		method: 'POST',
		query: '',
		type: 'application/x-www-form-urlencoded',
	});
	const values = new Map<string, Buffer>();
	for (const pair of request.body.toString('latin1').split('&')) {
		const [name = '', value, ...rest] = pair.split('=');
		if (value === undefined || rest.length > 0) throw new Error(`Not a pair: ${pair}`);
		if (values.has(name)) throw new Error(`Twice: ${name}`);
		values.set(bytesOf(name).toString(), bytesOf(value));
	}
	return values;
}

/** The form of a request whose values are all UTF-8. */
export function formOf(request: Request | undefined): Record<string, string> {
	const entries = [...formBytes(request)].map(([name, value]): [string, string] => {
		const text = value.toString('utf8');
		if (!Buffer.from(text).equals(value)) throw new Error(`${name} is not UTF-8`);
		return [name, text];
	});
	return Object.fromEntries(entries);
}

/** Decodes strictly: bytes that do not come back the same are an error. */
export function decode(bytes: Buffer | undefined, encoding: string): string {
	if (!bytes) throw new Error('Nothing to decode');
	const text = iconv.decode(bytes, encoding, { stripBOM: false });
	if (!iconv.encode(text, encoding, { addBOM: false }).equals(bytes)) {
		throw new Error(`Not ${encoding}: ${bytes.toString('hex')}`);
	}
	return text;
}

/** The entries of a list request. */
export const entriesOf = (request: Request | undefined, encoding = 'utf8') =>
	JSON.parse(decode(formBytes(request).get('messages'), encoding)) as Array<
		Record<string, unknown>
	>;
