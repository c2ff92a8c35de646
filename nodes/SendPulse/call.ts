import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import type { AnswerReader } from '../shared/model/gateway';
import { requestFromInput } from '../shared/routing/fromInput';
import { callRouting } from '../shared/routing/call';
import { additionalValues } from '../shared/fields/closing';
import { offsetPaging, type Paging } from '../shared/routing/paging';
import type { Shape } from '../shared/routing/settle';
import { askFirst, type Steps } from '../shared/routing/steps';
import { recordOf, told } from '../shared/text/json';
import { jsonValues, type FieldTable } from '../shared/fields/wire';
import type { Effect } from '../shared/model/effect';
import { acknowledgement, confirmation, sendPulse } from './gateway';
import { jsonHeaders } from '../shared/transport/form';
import { type Listing, listShape } from './shapes';

/** Asks for something of the account, by its path, before the request is made. */
export type Ask = (path: string) => Promise<unknown>;

/** Values of one item; those that are undefined are not sent. */
type Values = (
	read: ReadParameter,
	setting: Setting,
	ask: Ask,
) => IDataObject | Promise<IDataObject>;

/** A call of which only the item and the account together say what it is. */
interface DecidedCall {
	method: IHttpRequestMethods;
	path: string;
	body: IDataObject;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a call does where nothing else is said of it. */
const effectOf: Readonly<Record<Method, Effect>> = {
	GET: 'read',
	PUT: 'again',
	DELETE: 'again',
	POST: 'once',
	PATCH: 'once',
};

/** One declarative call. */
export interface JsonCall extends Listing {
	method: Method;
	/** Path behind the base URL, made of the item's fields where it depends on them. */
	path: string | ((read: ReadParameter) => string);
	/** Query parameters: the table of the fields that fill them, or what makes them of several. */
	query?: FieldTable | Values;
	/** The same for the JSON body. */
	body?: FieldTable | Values;
	/** Decides about method, path and body, where they depend on what the account has. */
	decided?(read: ReadParameter, setting: Setting, ask: Ask): Promise<DecidedCall>;
	/** Name of the object in the body into which the Additional Parameters go, where everything is inside one. */
	inside?: string;
	/** The answer says nothing but whether it was done, so that `result` or `success` false in it is a refusal. */
	acknowledges?: true;
	/** For a call that answers in a way of its own. */
	answer?: AnswerReader;
	/** What calls of its method do, if missing. */
	effect?: Effect;
	shape?: Shape;
	paging?: Paging;
	/** What follows the call. */
	after?: Steps['after'];
}

/** A table or a function, as a function. */
const valuesOf = (values: FieldTable | Values = []): Values =>
	typeof values === 'function' ? values : (read, setting) => jsonValues(values, read, setting);

/**
 * Makes the routing of a declarative operation: a request of native JSON, the answer to rows. Additional Parameters
 * travel in the query of a GET and in the body of everything else, and win over fields.
 */
export function jsonRouting(call: JsonCall): INodePropertyRouting {
	const { method, path, query, body, inside, acknowledges, paging, after } = call;
	const shape = paging && call.shape ? listShape(call.shape, call) : call.shape;
	const isGet = method === 'GET';
	const receipt = isGet ? acknowledgement : confirmation;
	const answer = call.answer ?? (acknowledges ? receipt : undefined);
	return callRouting(sendPulse, {
		answer,
		method,
		url: typeof path === 'string' ? path : '/',
		effect: call.effect ?? effectOf[method],
		shape,
		paging,
		after,
		preSend: [
			requestFromInput(sendPulse, async (options, read, setting, context) => {
				const ask: Ask = async (asked) =>
					await askFirst(context, sendPulse, jsonRequest('GET', asked));
				const more = additionalValues(read);
				const decided = await call.decided?.(read, setting, ask);
				const qs = told(await valuesOf(query)(read, setting, ask));
				const content = told(decided?.body ?? (await valuesOf(body)(read, setting, ask)));
				const request: IHttpRequestOptions = {
					...options,
					...(decided ? { method: decided.method } : {}),
					url: decided?.path ?? (typeof path === 'string' ? path : path(read)),
					qs: { ...options.qs, ...qs, ...(isGet ? more : {}) },
				};
				if (isGet) return request;
				return {
					...request,
					body: inside
						? { ...content, [inside]: { ...recordOf(content[inside]), ...more } }
						: { ...content, ...more },
				};
			}),
		],
	});
}

/** The request of a route (`Route.request`): native JSON. */
export const jsonRequest = (
	method: IHttpRequestMethods,
	url: string,
	body?: IDataObject,
): IHttpRequestOptions => ({
	method,
	url,
	headers: { ...jsonHeaders },
	...(body ? { body: JSON.stringify(told(body)) } : {}),
});

/** Base64 of a text's UTF-8 bytes. Source: docs/gateways/sendpulse.md 1.1, "Base64 fields". */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * Pages of up to 100 by limit and offset. Source: docs/gateways/sendpulse.md 1.4 and 1.5.
 *
 * @param idField the field of a row that carries its ID, where it has one
 */
export const listPaging = (idField?: string): Paging =>
	offsetPaging({ place: 'qs', limit: 'limit', offset: 'offset', pageSize: 100, idField });
