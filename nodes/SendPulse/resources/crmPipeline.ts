import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../shared/model/operation';
import { listFields } from '../../shared/fields/parts';
import { idOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText } from '../../shared/fields/wire';
import { jsonRouting } from '../call';
import { crmPath, entriesOf, entryOf, isPipeline, pipelineField } from '../crm';
import { entryIn } from '../shapes';
import { numberOrNull, rowsOf, textOf } from '../values';

const pipelineRow = (entry: IDataObject): IDataObject => ({
	id: idOf(entry.id),
	name: textOf(entry.name),
	order: numberOrNull(entry.order),
	steps: rowsOf(entry.steps).map((step) => ({
		id: idOf(step.id),
		name: textOf(step.name),
		order: numberOrNull(step.order),
		color: textOf(step.color),
	})),
});

/** Source: docs/gateways/sendpulse.md 17.1. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many pipelines',
	description: 'With their steps',
	routing: jsonRouting({
		method: 'GET',
		path: `${crmPath}/pipelines`,
		paging: wholeList,
		picks: true,
		shape: (body) => entriesOf(body).filter(isPipeline).map(pipelineRow),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a pipeline',
	description: 'With its steps',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `${crmPath}/pipelines/${readText(pipelineField, read)}`,
		shape(body) {
			return [pipelineRow(entryIn(this, entryOf(body), ['id'], 'There is no such pipeline'))];
		},
	}),
	fields: [pipelineField, ...jsonClosingFields()],
};

/** Pipelines of deals. Source: docs/gateways/sendpulse.md 17.1. */
export const crmPipeline: Resource = {
	value: 'crmPipeline',
	name: 'CRM Pipeline',
	operations: [getAll, get],
};
