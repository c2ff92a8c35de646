import type {
	IDataObject,
	IHttpRequestOptions,
	INodePropertyRouting,
	PreSendAction,
} from 'n8n-workflow';

import { formBody } from '../shared/charset';
import { callRouting } from '../shared/fields/call';
import { formPost } from '../shared/transport/form';
import type { Paging } from '../shared/transport/paging';
import type { Shape } from '../shared/transport/settle';
import type { Effect } from '../shared/model/effect';
import type { Steps } from '../shared/transport/steps';
import type { Script } from './errors';
import { answerOf, smsc } from './gateway';
import type { AnswerKind } from './parse';

/** What every call carries: JSON answers, and UTF-8 both ways. Source: docs/gateways/smsc.md 1.4. */
export const commonParameters = { fmt: '3', charset: 'utf-8' } as const;

/** Headers of the declarative operations, whose body is an object that n8n writes as a form. */
export const formHeaders = {
	'Content-Type': 'application/x-www-form-urlencoded',
	Accept: 'application/json',
} as const;

export const scriptPath = (script: Script): string => `/sys/${script}.php`;

/** One declarative call of a script; the fields of the operation add their own `body` parameters. */
export interface ScriptCall extends Steps {
	/** Parameters that the call always has, such as its command. */
	body?: Record<string, string | number>;
	preSend?: PreSendAction[];
	/** What the answer is; see `AnswerKind`. */
	answer?: AnswerKind;
	shape?: Shape;
	/** `read`, if missing. */
	effect?: Effect;
	paging?: Paging;
}

/** Makes the routing of a declarative operation: a form POST to a script, the answer to rows. */
export function scriptRouting(script: Script, call: ScriptCall = {}): INodePropertyRouting {
	const { body, answer = 'value', shape, ...rest } = call;
	return callRouting(smsc, {
		answer: answerOf(script, answer),
		method: 'POST',
		url: scriptPath(script),
		body: { ...commonParameters, ...body },
		shape: shape ?? (answer === 'done' ? doneShape : undefined),
		...rest,
	});
}

/** The request of a route (`Route.request`): a form POST to a script. Empty values are left out. */
export function scriptForm(
	script: Script,
	parameters: ReadonlyArray<readonly [name: string, value: string]>,
): IHttpRequestOptions {
	const given = parameters.filter(([, value]) => value !== '');
	return formPost(scriptPath(script), formBody([...Object.entries(commonParameters), ...given]));
}

/** The row of a command that was carried out. */
export const doneShape: Shape = () => [{ success: true }];

/** The row of a command that deletes. */
export const deletedShape: Shape = () => [{ deleted: true }];

/** One row an entry of a list answer. */
export const listShape =
	(row: (entry: IDataObject) => IDataObject): Shape =>
	(body) =>
		(Array.isArray(body) ? (body as IDataObject[]) : []).map(row);
