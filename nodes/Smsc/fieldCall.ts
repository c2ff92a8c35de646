import type { IHttpRequestOptions, INodePropertyRouting } from 'n8n-workflow';

import { formBody } from '../shared/charset';
import { requestFromInput } from '../shared/delivery/fromInput';
import type { ReadParameter } from '../shared/delivery/parameterReader';
import type { Setting } from '../shared/delivery/route';
import { additionalParameters } from '../shared/fields/common';
import { bodyFromFields, type WireParameter } from '../shared/fields/wire';
import { formPost } from '../shared/transport/form';
import { commonParameters, type ScriptCall, scriptPath, scriptRouting } from './call';
import type { Script } from './errors';
import { smsc } from './gateway';

/** Parameters that one item's fields make. */
export type ReadParameters = (read: ReadParameter, setting: Setting) => WireParameter[];

/** A declarative call whose parameters come from the fields of its item. */
export interface FieldCall extends Omit<ScriptCall, 'preSend'> {
	parameters?: ReadParameters;
}

/**
 * Routing of an operation that makes one call an item; the Additional Parameters go along and win.
 *
 * @param script the same for all items, or one of several with equal error numbers, by the fields of the item
 */
export function fieldRouting(
	script: Script | ((read: ReadParameter) => Script),
	{ parameters = () => [], ...call }: FieldCall,
): INodePropertyRouting {
	const scriptOf = typeof script === 'string' ? () => script : script;
	return scriptRouting(typeof script === 'string' ? script : 'phones', {
		...call,
		preSend: [
			requestFromInput(smsc, (options, read) => ({
				...options,
				url: scriptPath(scriptOf(read)),
			})),
			bodyFromFields(smsc, (read, setting) => [
				...parameters(read, setting),
				...additionalParameters(read),
			]),
		],
	});
}

/** The request of a route whose empty parameters are sent as well, because they clear what they name. */
export const fieldForm = (
	script: Script,
	parameters: readonly WireParameter[],
): IHttpRequestOptions =>
	formPost(
		scriptPath(script),
		// A later value of a name replaces an earlier one, so that Additional Parameters win.
		formBody([...new Map<string, string>([...Object.entries(commonParameters), ...parameters])]),
	);
