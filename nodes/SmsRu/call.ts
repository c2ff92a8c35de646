import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import { formBody } from '../shared/text/charset';
import { type Call, callRouting } from '../shared/routing/call';
import type { WireParameter } from '../shared/fields/wire';
import { wholeList } from '../shared/routing/paging';
import { entriesShape, type EntryRows, needed } from '../shared/routing/settle';
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

/** One that reads a list or map, which comes whole and may be null. @param rows as in `entriesShape` */
export const listRouting = (url: string, name: string, rows: EntryRows): INodePropertyRouting =>
	methodRouting(url, entriesShape(smsRu, name, rows), { paging: wholeList });

/** @throws SettledFailure when an answer has no number under this name */
export const numberIn = (context: IExecuteSingleFunctions, body: unknown, name: string): number =>
	needed(context, smsRu, amount(recordOf(body)[name]));
