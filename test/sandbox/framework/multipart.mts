import type { IncomingHttpHeaders } from 'node:http';

import createBusboy from 'busboy';

import type { Field } from './fields.mts';

/**
 * The parts of a multipart/form-data body as bytes: busboy decodes fields as latin1, which is one
 * character per byte. (A part that declares its own charset is decoded by busboy with that one.)
 */
export const readMultipart = async (headers: IncomingHttpHeaders, body: Buffer): Promise<Field[]> =>
	await new Promise<Field[]>((resolve, reject) => {
		const fields: Field[] = [];
		const add = (name: string, value: Buffer, filename?: string) =>
			fields.push({
				name,
				value,
				wire: value.toString('latin1'),
				malformed: false,
				source: 'multipart',
				...(filename === undefined ? {} : { filename }),
			});
		const parser = createBusboy({
			headers,
			defCharset: 'latin1',
			limits: { fieldSize: Infinity },
		});
		parser.on('field', (name, value) => add(name, Buffer.from(value, 'latin1')));
		parser.on('file', (name, stream, { filename }) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => add(name, Buffer.concat(chunks), filename));
		});
		parser.once('error', reject);
		parser.once('close', () => resolve(fields));
		parser.end(body);
	});
