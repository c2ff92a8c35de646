import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import { formBody } from '../shared/text/charset';
import { requestFromInput } from '../shared/routing/fromInput';
import { type Call, callRouting } from '../shared/routing/call';
import { additionalParameters } from '../shared/fields/closing';
import { fieldParameters, type FieldTable, type WireParameter } from '../shared/fields/wire';
import type { AnswerReader } from '../shared/model/gateway';
import type { Effect } from '../shared/model/effect';
import { formPost, jsonPost } from '../shared/transport/form';
import { offsetPaging, type Paging } from '../shared/routing/paging';
import { having, SettledFailure, type Shape, unsaid } from '../shared/routing/settle';
import type { Steps } from '../shared/routing/steps';
import { givenId, isNoError } from '../shared/text/json';
import { answerOf, hasNames, idNames, isDenied, isYes, hasList, type ListOf } from './answer';
import { smsBy } from './gateway';

/** A method of the API: its documented verb, version and spelling. Source: docs/gateways/smsby.md 2 to 7. */
export interface Method {
	verb: 'GET' | 'POST';
	/** `v1` if missing. */
	version?: 'v2';
	name: string;
}

export const get = (name: string): Method => ({ verb: 'GET', name });

export const post = (name: string, version?: 'v2'): Method => ({ verb: 'POST', name, version });

export const pathOf = ({ name, version = 'v1' }: Pick<Method, 'name'> & { version?: string }) =>
	`/api/${version}/${name}`;

/** The last of several values of one name counts, so that an additional parameter replaces a field's. */
const unique = (parameters: readonly WireParameter[]): WireParameter[] => [...new Map(parameters)];

/**
 * The request of a method: parameters of a GET in the query, of a POST all in a form body. Source:
 * docs/gateways/smsby.md 11.
 */
export function methodRequest(
	method: Method,
	parameters: readonly WireParameter[],
): IHttpRequestOptions {
	const url = pathOf(method);
	const values = unique(parameters);
	return method.verb === 'GET'
		? {
				method: 'GET',
				url,
				headers: { Accept: 'application/json' },
				qs: Object.fromEntries(values),
			}
		: formPost(url, formBody(values));
}

/** The request of a method that takes JSON. Source: docs/gateways/smsby.md 3.2. */
export const jsonRequest = (name: string, body: object): IHttpRequestOptions =>
	jsonPost(pathOf({ name }), body);

/** One declarative call of a method. */
interface MethodCall extends Steps, Pick<Call, 'until'> {
	/** The fields that fill its parameters; the Additional Parameters go along and win. */
	fields?: FieldTable;
	shape?: Shape;
	/** `read`, if missing. */
	effect?: Effect;
	paging?: Paging;
	/** For a method that answers in a way of its own. */
	answer?: AnswerReader;
}

/** Routing of an operation that makes one call an item. */
export function methodRouting(method: Method, call: MethodCall = {}): INodePropertyRouting {
	const { fields = [], ...rest } = call;
	const fill = requestFromInput(smsBy, (options, read, setting) => {
		const given = [...fieldParameters(fields, read, setting), ...additionalParameters(read)];
		return { ...options, ...methodRequest(method, given), url: options.url };
	});
	return callRouting(smsBy, {
		method: method.verb,
		url: pathOf(method),
		preSend: [fill],
		...rest,
	});
}

/**
 * The row of a command that was carried out. Source: docs/gateways/smsby.md 5.
 *
 * @throws SettledFailure when its `result` says no, or nothing says that it was
 */
export const doneShape = (row: IDataObject): Shape =>
	function (body) {
		const { result, status, success } = answerOf(body);
		if (isDenied(body)) throw unsaid(this, smsBy);
		const isTold = typeof result !== 'object' && result !== undefined;
		if (isTold ? isYes(result) : isYes(status ?? success)) return [row];
		if (!isTold || !isNoError(result)) throw unsaid(this, smsBy);
		throw new SettledFailure(this, smsBy, {
			kind: 'rejected',
			code: null,
			text: `The answer is ${JSON.stringify(result)}`,
			hint: 'Check the ID you entered.',
			httpStatus: null,
		});
	};

/** Some of what PHP writes for an empty list is no structure. */
export const listReader: AnswerReader = {
	...smsBy,
	parse: (text) => (text.trim() === 'null' ? {} : smsBy.parse(text)),
};

/**
 * A list in pages. `limit_rows` always goes along, because `limit_offset` needs it. Source: docs/gateways/smsby.md 3.4 and 11.
 *
 * @param idField the field of a row that carries its ID, where it has one
 * @param by as in `lackingHint`
 */
export const pagedList = (
	list: ListOf,
	rows: Shape,
	{ idField, by }: { idField?: string; by?: string },
): Pick<MethodCall, 'paging' | 'answer' | 'shape'> => ({
	paging: {
		...offsetPaging({
			place: 'qs',
			limit: 'limit_rows',
			offset: 'limit_offset',
			pageSize: 100,
			idField,
		}),
		endsWithNothing: true,
	},
	answer: listReader,
	shape: having(smsBy, (body) => hasList(body, list), rows, by),
});

/** One row a name with its ID. */
export const namesShape = having(smsBy, hasNames, (body) =>
	idNames(body).map((entry): IDataObject => ({ ...entry })),
);

/**
 * @param value the ID in an answer about something that was created
 * @throws SettledFailure when there is none, or the answer says no: whether it was created is not known then
 */
export function createdId(context: IExecuteSingleFunctions, body: unknown, value: unknown): string {
	const id = givenId(value);
	if (id !== null && !isDenied(body)) return id;
	throw unsaid(context, smsBy);
}
