import type { IHttpRequestOptions, INodePropertyRouting } from 'n8n-workflow';

import { formBody } from '../shared/charset';
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

/** Routing of an operation that makes one call an item; the Additional Parameters go along and win. */
export function fieldRouting(
	script: Script,
	{ parameters = () => [], ...call }: FieldCall,
): INodePropertyRouting {
	return scriptRouting(script, {
		...call,
		preSend: [
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
