import type {
	IDataObject,
	IHttpRequestOptions,
	INodePropertyRouting,
	PreSendAction,
} from 'n8n-workflow';

import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import { formBody } from '../shared/text/charset';
import type { InputFile } from '../shared/input/files';
import { requestFromInput, parametersFromFields } from '../shared/routing/fromInput';
import { callRouting } from '../shared/routing/call';
import { additionalParameters } from '../shared/fields/closing';
import type { WireParameter } from '../shared/fields/wire';
import type { Effect } from '../shared/model/effect';
import { formPost, multipart } from '../shared/transport/form';
import { givenId, idOf, isBlank, recordOf, recordsOf } from '../shared/text/json';
import type { Paging } from '../shared/routing/paging';
import { lacking, needed, type Shape, unsaid } from '../shared/routing/settle';
import type { Steps } from '../shared/routing/steps';
import { type AnswerKind, isOk, type Script } from './errors';
import { answerOf, smsc } from './gateway';

/** What every call carries: JSON answers, and UTF-8 both ways. Source: docs/gateways/smsc.md 1.4. */
const commonParameters = { fmt: '3', charset: 'utf-8' } as const;

/** Headers of the declarative operations, whose body is an object that n8n writes as a form. */
export const formHeaders = {
	'Content-Type': 'application/x-www-form-urlencoded',
	Accept: 'application/json',
} as const;

const scriptPath = (script: Script): string => `/sys/${script}.php`;

/** One declarative call of a script; the fields of the operation add their own `body` parameters. */
interface ScriptCall extends Steps {
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
function scriptRouting(script: Script, call: ScriptCall = {}): INodePropertyRouting {
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
const doneShape: Shape = () => [{ success: true }];

/** The row of a command that deletes. */
export const deletedShape: Shape = () => [{ deleted: true }];

/** The entries of a list that tell something. */
export const entriesOf = (list: unknown): IDataObject[] =>
	recordsOf(list).filter((entry) => !isBlank(entry));

/**
 * The entries of a list answer; undefined where there is no list, or nothing in it tells anything.
 *
 * @param fields an entry has one of these, or it tells nothing; those of any entry, if missing
 */
export function listOf(body: unknown, fields?: readonly string[]): IDataObject[] | undefined {
	const entries = entriesOf(body).filter(
		(entry) => fields?.some((field) => idOf(entry[field]) !== null) ?? true,
	);
	return Array.isArray(body) && (body.length === 0 || entries.length > 0) ? entries : undefined;
}

/** One row an entry of a list answer. @param fields as for `listOf` */
export const listShape = (
	fields: readonly string[],
	row: (entry: IDataObject) => IDataObject,
): Shape =>
	function (body) {
		return needed(this, smsc, listOf(body, fields)).map(row);
	};

/** Rows of an answer whose shape is not documented: one an entry of a list, and one of anything else. */
export const anyShape = (row: (entry: IDataObject) => IDataObject): Shape =>
	function (body) {
		const all: unknown[] = Array.isArray(body) ? body : [body];
		const entries = entriesOf(all);
		if (entries.length === 0 && all.length > 0) throw lacking(this, smsc);
		return entries.map((entry) => row(entry));
	};

/** The row of a command that creates; the id is null where SMSC says no more than `OK`. */
export const createdShape: Shape = function (body) {
	const id = givenId(recordOf(body).id);
	if (id === null && !isOk(body)) throw unsaid(this, smsc);
	return [{ id, created: true }];
};

/** The row of a command that changes. */
export const updatedShape: Shape = () => [{ updated: true }];

/** Parameters that one item's fields make. */
type ReadParameters = (read: ReadParameter, setting: Setting) => WireParameter[];

/** A declarative call whose parameters come from the fields of its item. */
interface FieldCall extends Omit<ScriptCall, 'preSend'> {
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
			parametersFromFields(smsc, (read, setting) => [
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
