import type { INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/input/fieldValues';
import type { Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/operations/node';
import { listFields, simplifyField } from '../../../shared/fields/list';
import { pathPart } from '../../../shared/routing/pathPart';
import { emailAddress, splitList } from '../../../shared/input/recipients';
import { recordOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import {
	crmPaging,
	crmPath,
	entryOf,
	idsOf,
	optionalId,
	optionalText,
	responsibleField,
} from '../../crm';
import { filtersField } from '../../fields';
import { accountDay } from '../../times';
import { rowsOf } from '../../values';
import { contactField, contactPath } from './change';
import { contactRow } from './rows';
import { missing } from '../../shapes';

const isSimple = (value: unknown): boolean => value === true;

/** Source: docs/gateways/sendpulse.md 17.3. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a contact of the CRM',
	description: 'Get a contact of the CRM by its ID or by your own',
	routing: jsonRouting({
		method: 'GET',
		path: (read) =>
			read('crmContactBy', 'id') === 'externalId'
				? `${crmPath}/contacts/external/${pathPart(read('crmExternalId', ''), 'External ID')}`
				: contactPath(read),
		shape(body) {
			const entry = entryOf(body);
			if (entry.id === undefined) throw missing(this, 'There is no such contact');
			return [contactRow(entry, isSimple(this.getNodeParameter('simplify', true)))];
		},
	}),
	fields: [
		{
			displayName: 'Find By',
			name: 'crmContactBy',
			type: 'options',
			default: 'id',
			options: [
				{ name: 'External ID', value: 'externalId' },
				{ name: 'ID', value: 'id' },
			],
		},
		...showFor({ crmContactBy: ['id'] }, [contactField]),
		...showFor({ crmContactBy: ['externalId'] }, [
			{
				displayName: 'External ID',
				name: 'crmExternalId',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. customer-7',
			},
		]),
		simplifyField,
		...jsonClosingFields(),
	],
};

const textFilter = (displayName: string, name: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
});

const someIds = (value: unknown, label: string): number[] | undefined => {
	const ids = idsOf(splitList(value), label);
	return ids.length > 0 ? ids : undefined;
};

/** Filters hold together. Source: docs/gateways/sendpulse.md 17.3, `POST /contacts/get-list`. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts of the CRM',
	description: 'Search the contacts of the CRM',
	routing: jsonRouting({
		method: 'POST',
		path: `${crmPath}/contacts/get-list`,
		effect: 'read',
		paging: crmPaging,
		body: (read, setting) => {
			const filters = recordOf(read('filters', {}));
			const email = optionalText(filters.email);
			const responsible = optionalId(filters.responsible, 'Responsible');
			return {
				firstName: optionalText(filters.firstName),
				lastName: optionalText(filters.lastName),
				// Whether the search wants a plus is not known; digits are in both.
				phone: optionalText(filters.phone)?.replace(/\D/g, '') || undefined,
				email: email === undefined ? undefined : emailAddress(email, 'E-Mail'),
				responsibleIds: responsible === undefined ? undefined : [responsible],
				tagIds: someIds(filters.tags, 'Tag IDs'),
				from: accountDay(filters.from, setting, 'Created After'),
				to: accountDay(filters.to, setting, 'Created Before'),
			};
		},
		shape(body) {
			const simple = isSimple(this.getNodeParameter('simplify', true));
			const data = recordOf(recordOf(body).data);
			return rowsOf(data.list ?? body).map((entry) => contactRow(entry, simple));
		},
	}),
	fields: [
		...listFields,
		filtersField([
			{ displayName: 'Created After', name: 'from', type: 'dateTime', default: '' },
			{ displayName: 'Created Before', name: 'to', type: 'dateTime', default: '' },
			textFilter('E-Mail', 'email', 'e.g. ann@example.com'),
			textFilter('First Name', 'firstName', 'e.g. Ann'),
			textFilter('Last Name', 'lastName', 'e.g. Lee'),
			textFilter('Phone Number', 'phone', 'e.g. 380501112233'),
			responsibleField(false),
			takingList(textFilter('Tag IDs', 'tags', 'e.g. 31, 32')),
		]),
		simplifyField,
		...jsonClosingFields(),
	],
};
