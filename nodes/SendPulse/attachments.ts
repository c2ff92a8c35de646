import type { IDataObject } from 'n8n-workflow';

import { takingData } from '../shared/input/fieldChecks';
import type { FindFiles, InputFile } from '../shared/input/files';
import { InputProblem } from '../shared/model/inputProblem';

/** Source: docs/gateways/sendpulse.md 1.4, "attachments". */
const mostFiles = 5;

export const attachmentsField = takingData({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	default: '',
	placeholder: 'e.g. data, invoice',
	description: 'Up to five input binary fields, separated by commas',
});

/**
 * Finds the attachments of a row.
 *
 * @param options what has `attachmentsField` among its values
 * @throws InputProblem when there are too many, or one is missing
 */
export function attachmentsIn(options: IDataObject, setting: FindFiles): InputFile[] {
	const { name, displayName } = attachmentsField;
	const files = setting.findFiles(options[name], displayName);
	if (files.length <= mostFiles) return files;
	throw new InputProblem(
		displayName,
		`names ${files.length} files`,
		`SendPulse takes up to ${mostFiles}. Put them into one archive, or send links.`,
	);
}

/** The name of a file among those before it: the wire has one content for each name. */
function freeName(name: string, taken: ReadonlySet<string>): string {
	const dot = name.lastIndexOf('.');
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	for (let count = 2, free = name; ; count++) {
		if (!taken.has(free)) return free;
		free = `${stem} (${count})${ending}`;
	}
}

/** `attachments_binary`: base64 by file name. Source: docs/gateways/sendpulse.md 5.1 and 11.1. */
export async function attachmentsBinary(
	files: readonly InputFile[],
): Promise<Record<string, string>> {
	const contents = new Map<string, string>();
	for (const file of files) {
		const name = freeName(file.fileName, new Set(contents.keys()));
		contents.set(name, (await file.read()).toString('base64'));
	}
	return Object.fromEntries(contents);
}
