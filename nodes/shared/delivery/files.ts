import { createHash } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { splitList } from '../recipients';
import { InputProblem } from './inputProblem';

/** A file of an input item. Its bytes are read when its request is made, so that a thousand rows do not fill the memory. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** Equal for equal files. */
	fingerprint: string;
	read(): Promise<Buffer>;
}

/**
 * Finds the file in a binary field of the row.
 *
 * @param property name of the binary field
 * @param label the field's label, for the error
 * @throws InputProblem when the item has no such file
 */
export type FindFile = (property: string, label: string) => InputFile;

/** @param read gives the bytes of a binary field of the item */
export function fileFinder(
	item: INodeExecutionData | undefined,
	read: (property: string) => Promise<Buffer>,
): FindFile {
	return (property, label) => {
		const binary = item?.binary?.[property];
		if (!binary) {
			const known = Object.keys(item?.binary ?? {}).join(', ');
			throw new InputProblem(
				label,
				`names the binary field “${property}”, which the item does not have`,
				known === ''
					? 'The item has no binary field. Put a node that reads or makes a file before this one.'
					: `The item has: ${known}.`,
			);
		}
		const { fileName, mimeType, id, data } = binary;
		return {
			fileName: fileName ?? property,
			mimeType,
			fingerprint: createHash('sha1')
				.update(JSON.stringify([fileName, mimeType, id ?? data]))
				.digest('hex'),
			read: async () => await read(property),
		};
	};
}

/** Finds the files in several binary fields, whose names a person has typed as a list. */
export function findFiles(find: FindFile, properties: unknown, label: string): InputFile[] {
	return splitList(properties).map((property) => find(property, label));
}
