import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/input/fieldValues';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Operation } from '../../../shared/model/operation';
import { choicesField } from '../../../shared/fields/list';
import { splitList } from '../../../shared/input/recipients';
import { idOf, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import {
	crmPath,
	entryOf,
	idsOf,
	optionalId,
	pipelineField,
	priceOf,
	responsibleField,
	stepField,
} from '../../crm';
import { silent } from '../../gateway';
import { rowsOf } from '../../values';
import {
	currencyField,
	currencyOf,
	dealField,
	dealName,
	dealPath,
	nameField,
	priceField,
	sourceField,
} from './fields';
import { dealRow, statusOptions } from './rows';
import { fieldText, rowShape } from '../../shapes';
import { numericId } from '../../fields';

/** Pipeline and step of the item. @throws InputProblem */
const placeOf = (read: ReadParameter) => ({
	pipelineId: Number(numericId(read('pipeline', ''), 'Pipeline')),
	stepId: Number(numericId(read('step', ''), 'Step')),
});

const attributesField: INodeProperties = {
	displayName: 'Attributes',
	name: 'attributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attribute',
	default: {},
	description: 'Values of the fields that the pipeline’s deals have',
	options: [
		{
			displayName: 'Attribute',
			name: 'attribute',
			values: [
				{ displayName: 'ID', name: 'id', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

function attributesOf(value: unknown): IDataObject[] | undefined {
	const entries = rowsOf(recordOf(value).attribute).map((entry) => ({
		attributeId: Number(numericId(entry.id, 'Attributes: ID')),
		value: entry.value ?? '',
	}));
	return entries.length > 0 ? entries : undefined;
}

function contactsOf(...values: unknown[]): number[] | undefined {
	const ids = idsOf([...new Set(values.flatMap(splitList))], 'Contact IDs');
	return ids.length > 0 ? ids : undefined;
}

/** Source: docs/gateways/sendpulse.md 17.2, `POST /deals`. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a deal',
	description: 'Create a deal in a step of a pipeline',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/deals`,
		acknowledges: true,
		body: (read) => {
			const more = recordOf(read('additionalFields', {}));
			return {
				...placeOf(read),
				name: dealName(read(nameField.name, '')),
				price: priceOf(more.price, 'Price'),
				currency: currencyOf(more.currency),
				responsibleId: optionalId(more.responsible, 'Responsible'),
				sourceId: optionalId(more.sourceId, 'Source ID'),
				contact: contactsOf(more.chosenContacts, more.contacts),
				attributes: attributesOf(more.attributes),
			};
		},
		shape: (body) => [dealRow(entryOf(body), true)],
	}),
	fields: [
		pipelineField(),
		stepField,
		nameField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				attributesField,
				takingList({
					displayName: 'Contact IDs',
					name: 'contacts',
					type: 'string',
					default: '',
					placeholder: 'e.g. 901, 902',
					description: 'Contacts of the CRM that the deal is about, separated by commas',
				}),
				choicesField(
					'Contact Names or IDs',
					'chosenContacts',
					'getCrmContacts',
					'Contacts of the CRM that the deal is about',
				),
				currencyField,
				priceField,
				responsibleField(false),
				sourceField,
			],
		},
		...jsonClosingFields(),
	],
};

/**
 * The deal with what is to change. The call overwrites everything, and moves a deal without `order` to the top. Source:
 * docs/gateways/sendpulse.md 17.2, `PUT /deals/{id}`.
 */
function merged(known: IDataObject, changes: IDataObject): IDataObject {
	const kept = ['pipelineId', 'stepId', 'status', 'name', 'price', 'currency', 'responsibleId'];
	const values = Object.fromEntries(
		[...kept, 'sourceId', 'order']
			.map((name) => [name, known[name]] as const)
			.filter(([, value]) => value !== null && value !== undefined),
	);
	const given = Object.entries(changes).filter(([, value]) => value !== undefined);
	return { name: '', price: 0, ...values, ...Object.fromEntries(given) };
}

/** @throws InputProblem when there is nothing to change */
function changesOf(read: ReadParameter): IDataObject {
	const fields = recordOf(read('updateFields', {}));
	if (Object.keys({ ...fields, ...additionalValues(read) }).length === 0) {
		throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
	}
	return {
		name: dealName(fields.dealName),
		price: priceOf(fields.price, 'Price'),
		currency: currencyOf(fields.currency),
		responsibleId: optionalId(fields.responsible, 'Responsible'),
		sourceId: optionalId(fields.sourceId, 'Source ID'),
		status: fields.status === undefined ? undefined : Number(fields.status),
	};
}

/** Source: docs/gateways/sendpulse.md 17.2, `PUT /deals/{id}`. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a deal',
	description: 'Change a deal, or mark it as won or lost; what is not named stays',
	routing: jsonRouting({
		method: 'PUT',
		path: dealPath,
		acknowledges: true,
		body: async (read, _setting, ask) => {
			const changes = changesOf(read);
			return merged(entryOf(await ask(dealPath(read))), changes);
		},
		shape: (body) => [dealRow(entryOf(body), true)],
	}),
	fields: [
		dealField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				currencyField,
				nameField,
				priceField,
				responsibleField(false),
				sourceField,
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					default: 3,
					options: statusOptions,
				},
			],
		},
		...jsonClosingFields(),
	],
};

/**
 * Inside its pipeline a deal is moved by writing it with another step; another pipeline is a call of its own. Source:
 * docs/gateways/sendpulse.md 17.2.
 */
export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move a deal',
	description: 'Move a deal to another step, or to another pipeline',
	routing: jsonRouting({
		method: 'PUT',
		path: dealPath,
		answer: silent,
		decided: async (read, ask) => {
			const place = placeOf(read);
			const path = dealPath(read);
			const known = entryOf(await ask(path));
			return idOf(known.pipelineId) === String(place.pipelineId)
				? { method: 'PUT', path, body: merged(known, place) }
				: { method: 'POST', path: `${path}/change-pipeline`, body: place };
		},
		shape: rowShape(function () {
			return {
				id: fieldText(this, dealField.name),
				pipelineId: fieldText(this, 'pipeline'),
				stepId: fieldText(this, 'step'),
				moved: true,
			};
		}),
	}),
	fields: [dealField, pipelineField(), stepField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 17.2, `DELETE /deals/{id}`. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a deal',
	description: 'Delete a deal for good',
	routing: jsonRouting({
		method: 'DELETE',
		path: dealPath,
		answer: silent,
		shape: rowShape(function () {
			return { id: fieldText(this, dealField.name), deleted: true };
		}),
	}),
	fields: [dealField, ...jsonClosingFields()],
};
