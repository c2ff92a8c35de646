import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import type { Operation } from '../../../shared/model/operation';
import { idOf } from '../../../shared/text/json';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { jsonValues, type FieldTable, type WireField } from '../../../shared/fields/wire';
import { optionsIn } from '../../../shared/input/read';
import {
	choicesField,
	entriesField,
	collectionField,
	listField,
} from '../../../shared/fields/parts';
import { type Ask, jsonRouting } from '../../call';
import { crmPath, entryOf, knownEntry, madeEntry, pipelineField, stepField } from '../../crm';
import { silent } from '../../gateway';
import { dealField, dealPath, dealRow, detailFields, nameField, statusOptions } from './deal';
import { fieldText, rowShape } from '../../shapes';
import { idNumbers, numericId } from '../../fields';

const placeFields = [pipelineField, stepField];

const attributesField = entriesField(
	{
		displayName: 'Attributes',
		name: 'attributes',
		entry: 'Attribute',
		values: [
			{ displayName: 'ID', name: 'id', type: 'string', default: '' },
			{ displayName: 'Value', name: 'value', type: 'string', default: '' },
		],
	},
	'attributes',
	(entries, label) =>
		entries.length === 0
			? undefined
			: entries.map(({ id, value }) => ({
					attributeId: Number(numericId(id, `${label}: ID`)),
					value: value ?? '',
				})),
);

const contactsField: WireField = {
	...listField('Contact IDs', 'contacts', 'contact', {
		placeholder: 'e.g. 901, 902',
		description: 'From the CRM, separated by commas',
	}),
	encode: idNumbers,
};

const chosenContacts: WireField = {
	field: choicesField(
		'Contact Names or IDs',
		'chosenContacts',
		'getCrmContacts',
		'Contacts of the CRM that the deal is about',
	),
	wire: 'contact',
	encode: idNumbers,
};

const createFields: FieldTable = [
	...placeFields,
	nameField,
	collectionField({ displayName: 'Additional Fields', name: 'additionalFields' }, [
		...detailFields,
		chosenContacts,
		contactsField,
		attributesField,
	]),
];

/** Source: docs/gateways/sendpulse.md 17.2, `POST /deals`. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a deal',
	description: 'In a step of a pipeline',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/deals`,
		acknowledges: true,
		body: createFields,
		shape(body) {
			return [dealRow(madeEntry(this, body), true)];
		},
	}),
	fields: [...createFields, ...jsonClosingFields()],
};

/** The deal as it is. @throws Unanswered when SendPulse does not say */
const knownDeal = async (read: ReadParameter, ask: Ask): Promise<IDataObject> =>
	knownEntry(await ask(dealPath(read)), 'There is no such deal');

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

const updateFields = collectionField({ displayName: 'Update Fields', name: 'updateFields' }, [
	nameField,
	...detailFields,
	{
		field: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 3,
			options: statusOptions,
		},
		wire: 'status',
		encode: Number,
	},
]);

/** @throws InputProblem when there is nothing to change */
function changesOf(read: ReadParameter, setting: Setting): IDataObject {
	const fields = optionsIn(read, updateFields.field.name);
	if (Object.keys({ ...fields, ...additionalValues(read) }).length === 0) {
		throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
	}
	return jsonValues([updateFields], read, setting);
}

/** Source: docs/gateways/sendpulse.md 17.2, `PUT /deals/{id}`. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a deal',
	description: 'Can mark it as won or lost; other fields stay',
	changes: dealField,
	routing: jsonRouting({
		method: 'PUT',
		path: dealPath,
		acknowledges: true,
		body: async (read, setting, ask) => {
			const changes = changesOf(read, setting);
			return merged(await knownDeal(read, ask), changes);
		},
		shape: (body) => [dealRow(entryOf(body), true)],
	}),
	fields: [dealField, updateFields, ...jsonClosingFields()],
};

/**
 * Inside its pipeline a deal is moved by writing it with another step; another pipeline is a call of its own. Source:
 * docs/gateways/sendpulse.md 17.2.
 */
export const move: Operation = {
	value: 'move',
	name: 'Move',
	action: 'Move a deal',
	description: 'To another step, or to another pipeline',
	changes: dealField,
	routing: jsonRouting({
		method: 'PUT',
		path: dealPath,
		answer: silent,
		decided: async (read, setting, ask) => {
			const place = jsonValues(placeFields, read, setting);
			const path = dealPath(read);
			const known = await knownDeal(read, ask);
			return idOf(known.pipelineId) === idOf(place.pipelineId)
				? { method: 'PUT', path, body: merged(known, place) }
				: { method: 'POST', path: `${path}/change-pipeline`, body: place };
		},
		shape: rowShape(function () {
			return {
				id: fieldText(this, dealField),
				pipelineId: fieldText(this, pipelineField),
				stepId: fieldText(this, stepField),
				moved: true,
			};
		}),
	}),
	fields: [dealField, ...placeFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 17.2, `DELETE /deals/{id}`. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a deal',
	description: 'Permanently',
	routing: jsonRouting({
		method: 'DELETE',
		path: dealPath,
		answer: silent,
		shape: rowShape(function () {
			return { id: fieldText(this, dealField), deleted: true };
		}),
	}),
	fields: [dealField, ...jsonClosingFields()],
};
