import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { takingList } from '../../../shared/input/fieldValues';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { showFor } from '../../../shared/operations/node';
import { emailAddress, phoneNumber } from '../../../shared/input/recipients';
import { closingFields, jsonRouting } from '../../call';
import { tagIds } from '../contact/addFields';
import { receiptShape } from './receipt';

/** Whom a tag is about. */
const ownerFields: INodeProperties[] = [
	{
		displayName: 'Contact By',
		name: 'contactBy',
		type: 'options',
		default: 'email',
		options: [
			{ name: 'E-Mail', value: 'email' },
			{ name: 'Phone Number', value: 'phone' },
		],
	},
	...showFor({ contactBy: ['email'] }, [
		{
			displayName: 'E-Mail',
			name: 'taggedEmail',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ann@example.com',
		},
	]),
	...showFor({ contactBy: ['phone'] }, [
		{
			displayName: 'Phone Number',
			name: 'taggedPhone',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 79001112233',
			description: 'Phone number with country code',
		},
	]),
	takingList({
		displayName: 'Tag IDs',
		name: 'tags',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2506, 2507',
		description: 'IDs of the tags, separated by commas; Tag: Get Many lists them',
	}),
];

const ownerKind = (read: ReadParameter): 'email' | 'phone' =>
	read('contactBy', 'email') === 'phone' ? 'phone' : 'email';

function ownerBody(read: ReadParameter): IDataObject {
	const kind = ownerKind(read);
	const tags = tagIds(read('tags', ''));
	if (tags.length === 0) throw new InputProblem('Tag IDs', 'is empty', 'Enter at least one ID.');
	return kind === 'phone'
		? { phone: phoneNumber(read('taggedPhone', ''), 'none', 'Phone Number'), tags }
		: { email: emailAddress(read('taggedEmail', ''), 'E-Mail'), tags };
}

/** `POST /tags/pin|unpin/email|phone`. Source: docs/gateways/sendpulse.md 10. */
const pinning = (verb: 'pin' | 'unpin') =>
	jsonRouting({
		method: 'POST',
		path: (read) => `/tags/${verb}/${ownerKind(read)}`,
		acknowledges: true,
		body: ownerBody,
		shape: receiptShape((field) => {
			const kind = field('contactBy') === 'phone' ? 'phone' : 'email';
			return {
				[kind]: field(kind === 'phone' ? 'taggedPhone' : 'taggedEmail'),
				[verb === 'pin' ? 'assigned' : 'removed']: true,
			};
		}),
	});

export const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign tags to a contact',
	description:
		'Assign tags to a contact in all its address books; SendPulse does so a little later',
	routing: pinning('pin'),
	fields: [...ownerFields, ...closingFields()],
};

export const unassign: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove tags from a contact',
	description:
		'Remove tags from a contact in all its address books; SendPulse does so a little later',
	routing: pinning('unpin'),
	fields: [...ownerFields, ...closingFields()],
};
