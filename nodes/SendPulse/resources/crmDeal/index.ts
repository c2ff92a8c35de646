import type { Operation, Resource } from '../../../shared/model/operation';
import {
	listFields,
	simplifyField,
	locatorField,
	as,
	optional,
	textField,
	isSimplified,
} from '../../../shared/fields/parts';
import { jsonClosingFields } from '../../../shared/fields/closing';
import type { WireField } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { crmPaging, crmPath, entryOf, pipelineField, responsibleField, phonePart } from '../../crm';
import { filtersField, emailOf, idNumber } from '../../fields';
import { rowsOf } from '../../values';
import { create, move, remove, update } from './change';
import { dealField, dealPath, dealRow, priceField, statusOptions } from './deal';
import { missing } from '../../shapes';

/** Source: docs/gateways/sendpulse.md 17.2. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a deal',
	description: 'With its step, price and status',
	routing: jsonRouting({
		method: 'GET',
		path: dealPath,
		shape(body) {
			const entry = entryOf(body);
			if (entry.id === undefined) throw missing(this, 'There is no such deal');
			return [dealRow(entry, isSimplified(this))];
		},
	}),
	fields: [dealField, simplifyField, ...jsonClosingFields()],
};

/** A condition of the list's `filter`. Source: docs/gateways/sendpulse.md 17.2, `filter`. */
const condition = (expression: string, { wire, field, encode }: WireField): WireField => ({
	field,
	wire: 'filter',
	encode: (value, label, item) => [
		{ name: wire, expression, value: String(encode ? encode(value, label, item) : value) },
	],
});

const filters = filtersField([
	{ ...as('pipelineIds', optional(pipelineField)), encode: (...given) => [idNumber(...given)] },
	textField('Name', 'name', 'name'),
	{
		...textField('E-Mail', 'email', 'email', {
			description: 'Of a contact of the deal',
		}),
		encode: emailOf,
	},
	{
		...textField('Phone Number', 'phone', 'phone', {
			placeholder: 'e.g. 380501112233',
			description: 'Of a contact of the deal',
		}),
		encode: phonePart,
	},
	condition('eq', {
		field: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 1,
			options: statusOptions,
		},
		wire: 'status',
	}),
	condition('eq', {
		field: locatorField({
			displayName: 'Step',
			name: 'stepId',
			searchListMethod: 'steps',
			description: 'Of the Pipeline above; CRM Pipeline: Get Many has the IDs',
		}),
		wire: 'stepId',
		encode: idNumber,
	}),
	condition('eq', responsibleField),
	condition('gte', priceField('Price From', 'priceFrom', 'price')),
	condition('lte', priceField('Price To', 'priceTo', 'price')),
]);

/** Filters hold together. Source: docs/gateways/sendpulse.md 17.2, `POST /deals/get-list`. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many deals',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/deals/get-list`,
		effect: 'read',
		paging: crmPaging,
		body: [filters],
		shape(body) {
			const simple = isSimplified(this);
			return rowsOf(body).map((entry) => dealRow(entry, simple));
		},
	}),
	fields: [...listFields, filters, simplifyField, ...jsonClosingFields()],
};

/** Deals of the CRM. Source: docs/gateways/sendpulse.md 17.2. */
export const crmDeal: Resource = {
	value: 'crmDeal',
	name: 'CRM Deal',
	operations: [create, update, move, get, getAll, remove],
};
