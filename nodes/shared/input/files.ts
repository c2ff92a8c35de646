import { createHash } from 'node:crypto';

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../text/json';
import { excerptOf } from './describeValue';
import { endingOf } from './fileEnding';
import { InputProblem, type Words } from '../model/inputProblem';

/** A file of an input item. Its bytes are read when its request is made, so that a thousand rows do not fill the memory. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** Equal for equal files. */
	fingerprint: string;
	read(): Promise<Buffer>;
}

/** Finds files of the row. */
export interface FindFiles {
	/**
	 * The files that a field names: names of binary fields as a text with separators or a list, or the files themselves, as
	 * `{{ $binary.data }}` and `{{ $binary }}` give them. None for an empty value.
	 *
	 * @param label the field's label, for the error
	 * @throws InputProblem when the item has no such file
	 */
	findFiles(value: unknown, label: string): InputFile[];
	/** The same where one file belongs. @throws InputProblem also when there is none or more than one */
	findFile(value: unknown, label: string): InputFile;
}

type Binary = Readonly<Record<string, IBinaryData>>;

/** @param read gives the bytes of a binary field of the item */
export function fileFinder(
	item: INodeExecutionData | undefined,
	read: (property: string) => Promise<Buffer>,
): FindFiles {
	const binary: Binary = item?.binary ?? {};
	const findFiles = (value: unknown, label: string): InputFile[] =>
		namesIn(value, binary, label).map((property) => {
			const file = Object.hasOwn(binary, property) ? binary[property] : undefined;
			if (!file) {
				throw lacking(
					label,
					(redact) =>
						`names the binary field “${excerptOf(property, redact)}”, which the item does not have`,
					binary,
				);
			}
			const { mimeType, id, data } = file;
			const fileName = nameOf(property, file);
			return {
				fileName,
				mimeType,
				fingerprint: createHash('sha1')
					.update(JSON.stringify([fileName, mimeType, id ?? data]))
					.digest('hex'),
				read: async () => await read(property),
			};
		});
	return {
		findFiles,
		findFile(value, label) {
			const [file, ...others] = findFiles(value, label);
			if (!file) throw lacking(label, 'names no binary field, and one is needed', binary);
			if (others.length === 0) return file;
			throw new InputProblem(
				label,
				`names ${others.length + 1} files, and one belongs here`,
				'Give the name of one binary field.',
			);
		},
	};
}

function lacking(label: string, problem: Words, binary: Binary): InputProblem {
	const known = Object.keys(binary).join(', ');
	return new InputProblem(
		label,
		problem,
		known === ''
			? 'The item has no binary field. Put a node that reads or makes a file before this one.'
			: `The item has: ${known}.`,
	);
}

/** A file without a name is called as its field, with the ending of its type, so that it can be opened. */
function nameOf(property: string, { fileName, fileExtension, mimeType }: IBinaryData): string {
	if (fileName?.trim()) return fileName;
	const ending = fileExtension || endingOf(mimeType);
	return !ending || property.toLowerCase().endsWith(`.${ending.toLowerCase()}`)
		? property
		: `${property}.${ending}`;
}

/** What n8n's expressions say of a file: everything but its bytes. */
const isFile = (value: unknown): value is Record<string, unknown> =>
	isRecord(value) && typeof value.mimeType === 'string';

function namesIn(value: unknown, binary: Binary, label: string): string[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => namesIn(entry, binary, label));
	if (isFile(value)) return [nameOfFile(value, binary, label)];
	if (isRecord(value)) {
		return Object.entries(value).map(([name, file]) => {
			if (!isFile(file)) {
				throw new InputProblem(
					label,
					'is an object that is no file',
					'Give the name of a binary field, {{ $binary.data }} or {{ $binary }}.',
				);
			}
			return Object.hasOwn(binary, name) ? name : nameOfFile(file, binary, label);
		});
	}
	return namesInText(String(value), binary);
}

/** The binary field of the item that holds a file. */
function nameOfFile(file: Record<string, unknown>, binary: Binary, label: string): string {
	const said = Object.entries(file).filter(([name]) => name !== 'data');
	const isSame = (own: IBinaryData): boolean =>
		own === (file as unknown) ||
		said.every(([name, value]) => (own as unknown as Record<string, unknown>)[name] === value);
	const name = Object.keys(binary).find((key) => {
		const own = binary[key];
		return own !== undefined && isSame(own);
	});
	if (name !== undefined) return name;
	throw lacking(label, 'is a file that this item does not have', binary);
}

/** Names may have spaces; a person separates several by commas, semicolons, line breaks or spaces. */
function namesInText(text: string, binary: Binary): string[] {
	const whole = text.trim();
	if (whole === '' || Object.hasOwn(binary, whole)) return whole === '' ? [] : [whole];
	return whole
		.split(/[,;\n]/)
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.flatMap((name) => {
			const parts = name.split(/\s+/);
			const areNames = parts.every((part) => Object.hasOwn(binary, part));
			return Object.hasOwn(binary, name) || !areNames ? [name] : parts;
		});
}
