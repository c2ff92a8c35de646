import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import { formBody } from '../shared/text/charset';
import { type Call, callRouting } from '../shared/routing/call';
import type { WireParameter } from '../shared/fields/wire';
import { wholeList } from '../shared/routing/paging';
import { lacking, needed } from '../shared/routing/settle';
import { amount, recordOf } from '../shared/text/json';
import { formPost } from '../shared/transport/form';
import { smsRu } from './gateway';

/** A form POST. The last value of a name counts, so that Additional Parameters win. Source: docs/gateways/smsru.md 1. */
export const methodForm = (url: string, parameters: WireParameter[] = []): IHttpRequestOptions =>
	formPost(url, formBody([...new Map([...parameters, ['json', '1']])]));

/** An operation that makes one such call an item. */
export const methodRouting = (
	url: string,
	shape: Call['shape'],
	call: Partial<Call> = {},
): INodePropertyRouting =>
	callRouting(smsRu, {
		...{ method: 'POST', url, body: { json: 1 }, shape, parameters: () => [] },
		...call,
	});

/** One that reads a list, which comes whole. */
export const listRouting = (url: string, shape: Call['shape']): INodePropertyRouting =>
	methodRouting(url, shape, { paging: wholeList });

/** @throws SettledFailure when an answer has no number under this name */
export const numberIn = (context: IExecuteSingleFunctions, body: unknown, name: string): number =>
	needed(context, smsRu, amount(recordOf(body)[name]));

/** @returns the list or map that an answer has under a name, null where it has none in it. @throws SettledFailure when it has neither */
export function listed(
	context: IExecuteSingleFunctions,
	body: unknown,
	name: string,
): object | null {
	const value: unknown = recordOf(body)[name];
	if (typeof value !== 'object') throw lacking(context, smsRu);
	return value;
}
