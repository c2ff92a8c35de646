import { badParameters } from '../wire/refusal.mts';

export type Binary = {
	readonly hex: string;
	/** The header in front of the data; '' when the first byte is 00. */
	readonly udh: string;
	readonly pid: string | null;
	readonly dcs: string | null;
};

const TAIL = /\n~~~\n\s*pid:\s*(\w+),\s*dcs:\s*(\w+)\s*$/;

/**
 * A binary message (`bin`, docs/gateways/smsc.md 2.1): bytes (1) or hex text (2) whose first byte is the length of the user
 * data header. `\n~~~\n` and `pid: x, dcs: y` may follow.
 */
export const readBinary = (bytes: Buffer, mode: '1' | '2'): Binary => {
	const wire = bytes.toString('latin1');
	const tail = TAIL.exec(wire);
	const content = tail ? wire.slice(0, tail.index) : wire;
	if (mode === '2' && (content.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(content)))
		throw badParameters();
	const data = Buffer.from(content, mode === '2' ? 'hex' : 'latin1');
	const headerLength = data[0];
	if (headerLength === undefined || headerLength >= data.length) throw badParameters();
	return {
		hex: data.toString('hex'),
		udh: data.subarray(1, headerLength + 1).toString('hex'),
		pid: tail?.[1] ?? null,
		dcs: tail?.[2] ?? null,
	};
};
