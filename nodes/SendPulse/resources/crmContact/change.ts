import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { recordOf } from '../../../shared/text/json';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { collectionField, required, textField } from '../../../shared/fields/parts';
import { jsonValues, type FieldTable, type WireField } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { crmPath, entryOf, knownEntry, madeEntry, responsibleField } from '../../crm';
import { silent } from '../../gateway';
import { addingDetails, detailFields, readDetails } from './details';
import { contactField, contactPath, contactRow } from './contact';
import { fieldText, rowShape } from '../../shapes';

export const firstName = textField('First Name', 'firstName', 'firstName');

export const lastName = textField('Last Name', 'lastName', 'lastName');

const createdDetails = 'additionalFields';

const createFields: FieldTable = [
	required(responsibleField),
	firstName,
	lastName,
	collectionField({ displayName: 'Additional Fields', name: createdDetails }, [
		...detailFields,
		textField('External ID', 'externalId', 'externalContactId', {
			description: 'Your own, by which CRM Contact: Get finds the contact',
		}),
	]),
];

/** Phones, addresses and tags follow by calls of their own. Source: docs/gateways/sendpulse.md 17.3, `POST /contacts/create`. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact of the CRM',
	description: 'With phones, addresses and tags',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/contacts/create`,
		acknowledges: true,
		body: (read, setting) => {
			// What is wrong with a detail is found before anything is made.
			readDetails(read, createdDetails);
			return jsonValues(createFields, read, setting);
		},
		shape(body) {
			return [contactRow(madeEntry(this, body), true)];
		},
		after: addingDetails(createdDetails, 'created'),
	}),
	fields: [...createFields, ...jsonClosingFields()],
};

const updatedDetails = 'updateFields';

const updateFields = collectionField({ displayName: 'Update Fields', name: updatedDetails }, [
	...detailFields,
	firstName,
	lastName,
	responsibleField,
]);

/**
 * The call wants all three, and may empty what is not there, so that the contact is read before. Source:
 * docs/gateways/sendpulse.md 17.3, `PUT /contacts/{id}`.
 */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a contact of the CRM',
	description: 'Can add phones, addresses and tags',
	changes: contactField,
	routing: jsonRouting({
		method: 'PUT',
		path: contactPath,
		acknowledges: true,
		body: async (read, setting, ask) => {
			const given = recordOf(read(updatedDetails, {}));
			readDetails(read, updatedDetails);
			const values = jsonValues([updateFields], read, setting);
			if (Object.keys({ ...given, ...additionalValues(read) }).length === 0) {
				throw new InputProblem('Update Fields', 'is empty', 'Add at least one field to change.');
			}
			const known = knownEntry(await ask(contactPath(read)), 'There is no such contact');
			const nameOf = ({ field: { name }, wire }: WireField): IDataObject[string] =>
				// A name that is there and empty empties the one of the contact.
				values[wire] ?? (given[name] === '' ? '' : (known[wire] ?? ''));
			return {
				responsibleId: values.responsibleId ?? known.responsibleId,
				firstName: nameOf(firstName),
				lastName: nameOf(lastName),
			};
		},
		shape: (body) => [contactRow(entryOf(body), true)],
		after: addingDetails(updatedDetails, 'updated'),
	}),
	fields: [contactField, updateFields, ...jsonClosingFields()],
};

/** For good. Source: docs/gateways/sendpulse.md 17.3, `DELETE /contacts/{id}`. */
export const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a contact of the CRM',
	description: 'Permanently',
	routing: jsonRouting({
		method: 'DELETE',
		path: contactPath,
		answer: silent,
		shape: rowShape(function () {
			return { id: fieldText(this, contactField), deleted: true };
		}),
	}),
	fields: [contactField, ...jsonClosingFields()],
};
