import type { Operation, Resource } from '../../../shared/fields/display';
import { fieldParameters, required, textField } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import { closingFields } from '../../../shared/fields/closing';
import { resultOf } from '../../answer';
import { methodRouting, post } from '../../call';
import { smsBy } from '../../gateway';
import { importContacts } from './importContacts';

const nameField = required(textField('Name', 'name', 'name', { placeholder: 'e.g. Customers' }));

/** createSubscriberList. Source: docs/gateways/smsby.md 7. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact list',
	description: 'Create an empty list of contacts',
	routing: methodRouting(post('createSubscriberList', 'v2'), {
		effect: 'once',
		parameters: (read) => fieldParameters([nameField], read),
		shape(body) {
			const name = String(this.getNodeParameter('name', ''));
			return [{ gateway: smsBy.id, listId: idOf(resultOf(body).list_id), name, created: true }];
		},
	}),
	fields: [nameField.field, ...closingFields()],
};

export const contactList: Resource = {
	value: 'contactList',
	name: 'Contact List',
	operations: [create, importContacts],
};
