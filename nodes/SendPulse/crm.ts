import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputProblem } from '../shared/model/inputProblem';
import { locatorField, locatorValue } from '../shared/fields/list';
import { isRecord, recordOf } from '../shared/text/json';
import { offsetPaging } from '../shared/routing/paging';
import { numberOrNull, rowsOf } from './values';
import { numericId } from './fields';

/** Where the CRM's calls are. Source: docs/gateways/sendpulse.md 17. */
export const crmPath = '/crm/v1';

/** What the CRM says about one thing, which is inside `data`, once or twice. Source: docs/gateways/sendpulse.md 17.3. */
export const entryOf = (body: unknown): IDataObject => {
	const { data } = recordOf(body);
	if (data === undefined) return recordOf(body);
	const inner = recordOf(data);
	return isRecord(inner.data) ? recordOf(inner.data) : inner;
};

/** A list, which may be its only entry instead. Source: docs/gateways/sendpulse.md 17.1. */
export const entriesOf = (body: unknown): IDataObject[] => {
	const { data } = recordOf(body);
	return isRecord(data) && data.id !== undefined ? [data as IDataObject] : rowsOf(body);
};

/** Pipelines without those that were deleted, whose status is 0. Source: docs/gateways/sendpulse.md 17.1. */
export const pipelinesOf = (body: unknown): IDataObject[] =>
	entriesOf(body).filter(({ status }) => numberOrNull(status) !== 0);

/** Limit and offset of a list travel in the body. Source: docs/gateways/sendpulse.md 17.2 and 17.3. */
export const crmPaging = offsetPaging({
	place: 'body',
	limit: 'limit',
	offset: 'offset',
	pageSize: 100,
});

/** A text that may be left out. */
export const optionalText = (value: unknown): string | undefined =>
	String(value ?? '').trim() || undefined;

/** An id that may be left out. @throws InputProblem when it is no number */
export const optionalId = (value: unknown, label: string): number | undefined =>
	locatorValue(value).trim() === '' ? undefined : Number(numericId(value, label));

/** Ids that a person has typed. @throws InputProblem when one is no number */
export const idsOf = (entries: readonly string[], label: string): number[] =>
	entries.map((entry) => Number(numericId(entry, label)));

/** A price as a number. @throws InputProblem when it is none */
export function priceOf(value: unknown, label: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const price = numberOrNull(value);
	if (price !== null) return price;
	throw new InputProblem(
		label,
		`“${String(value)}” is not a number`,
		'Enter a number, e.g. 150.5.',
	);
}

/** Someone who is responsible. */
export const responsibleField = (required: boolean): INodeProperties =>
	locatorField({
		displayName: 'Responsible',
		name: 'responsible',
		searchListMethod: 'searchCrmUsers',
		...(required ? { required } : {}),
		placeholder: 'e.g. 5',
		description: 'Someone of your SendPulse account',
	});

export const pipelineField = (required = true): INodeProperties =>
	locatorField({
		displayName: 'Pipeline',
		name: 'pipeline',
		searchListMethod: 'searchPipelines',
		...(required ? { required } : {}),
		placeholder: 'e.g. 3',
	});

/** A step of the pipeline beside it. */
export const stepField: INodeProperties = locatorField({
	displayName: 'Step',
	name: 'step',
	searchListMethod: 'searchSteps',
	required: true,
	placeholder: 'e.g. 12',
});
