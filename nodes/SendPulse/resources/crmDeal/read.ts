import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { listFields, locatorField, simplifyField } from '../../../shared/fields/list';
import { emailAddress } from '../../../shared/input/recipients';
import { recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import {
	crmPaging,
	crmPath,
	entryOf,
	optionalId,
	optionalText,
	pipelineField,
	priceOf,
	responsibleField,
} from '../../crm';
import { filtersField } from '../../fields';
import { rowsOf } from '../../values';
import { dealField, dealPath } from './fields';
import { dealRow, statusOptions } from './rows';
import { missing } from '../../shapes';

/** Source: docs/gateways/sendpulse.md 17.2. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a deal',
	description: 'Get a deal with its step, price and status',
	routing: jsonRouting({
		method: 'GET',
		path: dealPath,
		shape(body) {
			const entry = entryOf(body);
			if (entry.id === undefined) throw missing(this, 'There is no such deal');
			return [dealRow(entry, this.getNodeParameter('simplify', true) === true)];
		},
	}),
	fields: [dealField, simplifyField, ...jsonClosingFields()],
};

/** A condition of the list's `filter`; none without a value. Source: docs/gateways/sendpulse.md 17.2, `filter`. */
const condition = (name: string, expression: string, value: unknown): IDataObject[] =>
	value === undefined ? [] : [{ name, expression, value: String(value) }];

/** Filters hold together. Source: docs/gateways/sendpulse.md 17.2, `POST /deals/get-list`. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many deals',
	description: 'Search the deals of the CRM',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/deals/get-list`,
		effect: 'read',
		paging: crmPaging,
		body: (read) => {
			const filters = recordOf(read('filters', {}));
			const email = optionalText(filters.email);
			const pipeline = optionalId(filters.pipeline, 'Pipeline');
			const status = optionalText(filters.status);
			const filter = [
				...condition('status', 'eq', status),
				...condition('stepId', 'eq', optionalId(filters.stepId, 'Step')),
				...condition('responsibleId', 'eq', optionalId(filters.responsible, 'Responsible')),
				...condition('price', 'gte', priceOf(filters.priceFrom, 'Price From')),
				...condition('price', 'lte', priceOf(filters.priceTo, 'Price To')),
			];
			return {
				pipelineIds: pipeline === undefined ? undefined : [pipeline],
				name: optionalText(filters.name),
				email: email === undefined ? undefined : emailAddress(email, 'E-Mail'),
				// Whether the search wants a plus is not known; digits are in both.
				phone: optionalText(filters.phone)?.replace(/\D/g, '') || undefined,
				filter: filter.length > 0 ? filter : undefined,
			};
		},
		shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			return rowsOf(body).map((entry) => dealRow(entry, simple));
		},
	}),
	fields: [
		...listFields,
		filtersField([
			{
				displayName: 'E-Mail',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. ann@example.com',
				description: 'Of a contact of the deal',
			},
			{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Order' },
			{
				displayName: 'Phone Number',
				name: 'phone',
				type: 'string',
				default: '',
				placeholder: 'e.g. 380501112233',
				description: 'Of a contact of the deal',
			},
			pipelineField(false),
			{
				displayName: 'Price From',
				name: 'priceFrom',
				type: 'number',
				typeOptions: { numberPrecision: 2 },
				default: 0,
			},
			{
				displayName: 'Price To',
				name: 'priceTo',
				type: 'number',
				typeOptions: { numberPrecision: 2 },
				default: 0,
			},
			responsibleField(false),
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 1,
				options: statusOptions,
			},
			locatorField({
				displayName: 'Step',
				name: 'stepId',
				searchListMethod: 'searchSteps',
				placeholder: 'e.g. 12',
				description: 'A step of the Pipeline above; by ID, one that CRM Pipeline: Get Many gives',
			}),
		]),
		simplifyField,
		...jsonClosingFields(),
	],
};
