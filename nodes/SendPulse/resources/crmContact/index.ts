import type { INodeProperties } from 'n8n-workflow';

import { type Operation, type Resource, showFor } from '../../../shared/model/operation';
import {
	listFields,
	simplifyField,
	as,
	listField,
	required,
	textField,
	isSimplified,
} from '../../../shared/fields/parts';
import { pathPart } from '../../../shared/routing/fromInput';
import { recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText, type WireField } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { crmPaging, crmPath, entryOf, responsibleField, phonePart } from '../../crm';
import { filtersField, dayField, emailOf, idNumber, idNumbers } from '../../fields';
import { rowsOf } from '../../values';
import { create, firstName, lastName, remove, update } from './change';
import { contactField, contactPath, contactRow } from './contact';
import { missing } from '../../shapes';

const externalField: WireField = {
	...required(textField('External ID', 'crmExternalId', 'externalId')),
	encode: pathPart,
};

const findByField: INodeProperties = {
	displayName: 'Find By',
	name: 'crmContactBy',
	type: 'options',
	default: 'id',
	options: [
		{ name: 'External ID', value: 'externalId' },
		{ name: 'ID', value: 'id' },
	],
};

/** Source: docs/gateways/sendpulse.md 17.3. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact of the CRM',
	description: 'By its ID or by your own',
	routing: jsonRouting({
		method: 'GET',
		path: (read) =>
			read(findByField.name) === 'externalId'
				? `${crmPath}/contacts/external/${readText(externalField, read)}`
				: contactPath(read),
		shape(body) {
			const entry = entryOf(body);
			if (entry.id === undefined) throw missing(this, 'There is no such contact');
			return [contactRow(entry, isSimplified(this))];
		},
	}),
	fields: [
		findByField,
		...showFor({ [findByField.name]: ['id'] }, [contactField]),
		...showFor({ [findByField.name]: ['externalId'] }, [externalField]),
		simplifyField,
		...jsonClosingFields(),
	],
};

const filters = filtersField([
	firstName,
	lastName,
	{
		...textField('Phone Number', 'phone', 'phone', { placeholder: 'e.g. 380501112233' }),
		encode: phonePart,
	},
	{
		...textField('E-Mail', 'email', 'email'),
		encode: emailOf,
	},
	{ ...as('responsibleIds', responsibleField), encode: (...given) => [idNumber(...given)] },
	{ ...listField('Tag IDs', 'tags', 'tagIds', { placeholder: 'e.g. 31, 32' }), encode: idNumbers },
	dayField('Created After', 'from', 'from'),
	dayField('Created Before', 'to', 'to'),
]);

/** Filters hold together. Source: docs/gateways/sendpulse.md 17.3, `POST /contacts/get-list`. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts of the CRM',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/contacts/get-list`,
		effect: 'read',
		paging: crmPaging,
		list: 'list',
		body: [filters],
		shape(body) {
			const simple = isSimplified(this);
			const data = recordOf(recordOf(body).data);
			return rowsOf(data.list ?? body).map((entry) => contactRow(entry, simple));
		},
	}),
	fields: [...listFields, filters, simplifyField, ...jsonClosingFields()],
};

/** People of the CRM. Source: docs/gateways/sendpulse.md 17.3. */
export const crmContact: Resource = {
	value: 'crmContact',
	name: 'CRM Contact',
	operations: [create, update, get, getAll, remove],
};
