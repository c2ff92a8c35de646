import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { escaped } from '../text/html';

/**
 * Says something above the output of a run. n8n shows a hint as HTML, which would drop whatever looks like a tag, such as a part of
 * an answer that is quoted.
 *
 * @param message plain text
 */
export const addHint = (
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	message: string,
	type?: NodeExecutionHint['type'],
): void =>
	context.addExecutionHints({
		message: escaped(message),
		...(type ? { type } : {}),
		location: 'outputPane',
	});
