import type { IHttpRequestOptions } from 'n8n-workflow';

import type { InputFile } from '../shared/delivery/files';
import type { WireParameter } from '../shared/fields/wire';
import { multipart } from '../shared/transport/multipart';
import { commonParameters, formHeaders, scriptPath } from './call';
import type { Script } from './errors';

/**
 * A multipart POST to a script, with files. Source: docs/gateways/smsc.md 2.1: any field name; `file0`, `file1` … in the
 * official library.
 */
export async function fileForm(
	script: Script,
	parameters: readonly WireParameter[],
	files: readonly InputFile[],
): Promise<IHttpRequestOptions> {
	const parts = await Promise.all(
		files.map(async ({ fileName, mimeType, read }, index) => ({
			name: `file${index}`,
			fileName,
			mimeType,
			bytes: await read(),
		})),
	);
	const { body, headers } = multipart([...Object.entries(commonParameters), ...parameters], parts);
	return {
		method: 'POST',
		url: scriptPath(script),
		headers: { Accept: formHeaders.Accept, ...headers },
		body,
	};
}
