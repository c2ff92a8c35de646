import { createHash } from 'node:crypto';

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { InputProblem, type Words } from '../model/inputProblem';
import { isRecord } from '../text/json';
import { excerptOf } from './describeValue';

/** The usual endings of the commonest types. Source: IANA's list of media types, and the endings that their registrations name. */
const endings: Readonly<Record<string, string>> = {
	'application/gzip': 'gz',
	'application/json': 'json',
	'application/msword': 'doc',
	'application/pdf': 'pdf',
	'application/rtf': 'rtf',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.rar': 'rar',
	'application/x-7z-compressed': '7z',
	'application/x-tar': 'tar',
	'application/xml': 'xml',
	'application/zip': 'zip',
	'audio/amr': 'amr',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'image/bmp': 'bmp',
	'image/gif': 'gif',
	'image/heic': 'heic',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg',
	'image/tiff': 'tiff',
	'image/webp': 'webp',
	'message/rfc822': 'eml',
	'text/calendar': 'ics',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/markdown': 'md',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/xml': 'xml',
	'video/3gpp': '3gp',
	'video/mp4': 'mp4',
	'video/quicktime': 'mov',
	'video/webm': 'webm',
};

/** @returns the ending of a type, without a dot; undefined for a type that is not among the commonest */
const endingOf = (mimeType: string): string | undefined =>
	endings[mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? ''];

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

/** An item with files. */
interface FileSource {
	item: INodeExecutionData | undefined;
	/** @returns the bytes of a binary field of the item */
	read(property: string): Promise<Buffer>;
}

/** @param current the item whose turn it is */
export function fileFinder(current: () => FileSource): FindFiles {
	const findFiles = (value: unknown, label: string): InputFile[] => {
		const { item, read } = current();
		const binary: Binary = item?.binary ?? {};
		return namesIn(value, binary, label).map((property) => {
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
	};
	return {
		findFiles,
		findFile(value, label) {
			const [file, ...others] = findFiles(value, label);
			if (!file) {
				const binary = current().item?.binary ?? {};
				throw lacking(label, 'needs the name of a binary field', binary);
			}
			if (others.length === 0) return file;
			throw new InputProblem(
				label,
				`names ${others.length + 1} files, but only one is expected here`,
				'Enter the name of one binary field.',
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
					'is an object that is not a file',
					'Enter the name of a binary field, {{ $binary.data }} or {{ $binary }}.',
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
		own === file || said.every(([name, value]) => (own as Record<string, unknown>)[name] === value);
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
