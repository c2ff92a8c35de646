import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { InputProblem, Unanswered } from '../shared/model/inputProblem';
import { locatorField } from '../shared/fields/parts';
import { soughtPhone } from '../shared/input/recipients';
import { givenId, idOf, isRecord, recordOf } from '../shared/text/json';
import { offsetPaging } from '../shared/routing/paging';
import { type Encode, type WireField } from '../shared/fields/wire';
import { numberOrNull, rowsOf } from './values';
import { idNumber } from './fields';
import { unsaid } from '../shared/routing/settle';
import { sendPulse } from './gateway';
import { notFound } from './shapes';

/** Where the CRM's calls are. Source: docs/gateways/sendpulse.md 17. */
export const crmPath = '/crm/v1';

/** What the CRM says about one thing, which is inside `data`, once or twice. Source: docs/gateways/sendpulse.md 17.3. */
export const entryOf = (body: unknown): IDataObject => {
	const { data } = recordOf(body);
	if (data === undefined) return recordOf(body);
	const inner = recordOf(data);
	return isRecord(inner.data) ? recordOf(inner.data) : inner;
};

/** The answer to a question before a change. @throws Unanswered when it has no such thing @param text says so */
export function knownEntry(body: unknown, text: string): IDataObject {
	const entry = entryOf(body);
	if (idOf(entry.id) !== null) return entry;
	throw new Unanswered(notFound(text));
}

/** What was made. @throws SettledFailure when the answer does not name it, so that nobody knows whether it was */
export function madeEntry(context: IExecuteSingleFunctions, body: unknown): IDataObject {
	const entry = entryOf(body);
	if (givenId(entry.id) !== null) return entry;
	throw unsaid(context, sendPulse);
}

/** A list, which may be its only entry instead. Source: docs/gateways/sendpulse.md 17.1. */
export const entriesOf = (body: unknown): IDataObject[] => {
	const { data } = recordOf(body);
	return isRecord(data) && givenId(data.id) !== null ? [data] : rowsOf(body);
};

/** Whether a pipeline is there; the status of one that was deleted is 0. Source: docs/gateways/sendpulse.md 17.1. */
export const isPipeline = ({ status }: IDataObject): boolean => numberOrNull(status) !== 0;

/** How many rows a list has: beside it, or for contacts around it. Source: docs/gateways/sendpulse.md 17.2 and 17.3. */
function totalOf(answer: unknown): number | null {
	const { data, meta } = recordOf(answer);
	return numberOrNull(recordOf(meta).total ?? recordOf(data).total);
}

/** Limit and offset of a list travel in the body. Source: docs/gateways/sendpulse.md 17.2 and 17.3. */
export const crmPaging = offsetPaging({
	place: 'body',
	limit: 'limit',
	offset: 'offset',
	pageSize: 100,
	idField: 'id',
	total: totalOf,
});

/** A price as a number. @throws InputProblem when it is none */
export const priceOf: Encode = (value, label) => {
	const price = numberOrNull(value);
	if (price !== null) return price;
	throw new InputProblem(
		label,
		`“${String(value)}” is not a number`,
		'Enter a number, e.g. 150.5.',
	);
};

/** Digits alone: whether the search wants a plus is not known, and digits are in both. Without any, it would find everybody. */
export const phonePart: Encode = (value, label) => soughtPhone(value, label);

/** Someone who is responsible. */
export const responsibleField: WireField = {
	field: locatorField({
		displayName: 'Responsible',
		name: 'responsible',
		searchListMethod: 'crmUsers',
	}),
	wire: 'responsibleId',
	encode: idNumber,
};

export const pipelineField: WireField = {
	field: locatorField({
		displayName: 'Pipeline',
		name: 'pipeline',
		searchListMethod: 'pipelines',
		required: true,
	}),
	wire: 'pipelineId',
	encode: idNumber,
};

/** A step of the pipeline beside it. */
export const stepField: WireField = {
	field: locatorField({
		displayName: 'Step',
		name: 'step',
		searchListMethod: 'steps',
		required: true,
	}),
	wire: 'stepId',
	encode: idNumber,
};
