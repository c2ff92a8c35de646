import type { INodeProperties } from 'n8n-workflow';

import { takingFiles } from '../../../shared/delivery/fieldValues';
import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { locatorValue } from '../../../shared/fields/list';
import { textField, type WireField, type WireParameter } from '../../../shared/fields/wire';

/** A sender by its name or its ID. Source: docs/gateways/smsc.md 12. */
export const senderField: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. MyShop' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 42' },
	],
};

/**
 * The parameter of `senderField`.
 *
 * @throws InputProblem when it is empty
 */
export function senderParameter(read: ReadParameter): WireParameter {
	const field = read('sender', '');
	const value = locatorValue(field).trim();
	if (value === '') {
		throw new InputProblem('Sender', 'is empty', 'Choose a sender, or give its name or ID.');
	}
	return [(field as { mode?: string } | null)?.mode === 'id' ? 'id' : 'sender', value];
}

/** The name that is to be registered. */
export const newSenderField: INodeProperties = {
	displayName: 'Sender Name',
	name: 'senderName',
	type: 'string',
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Up to 11 Latin letters, or up to 15 digits',
};

/** Where a name is registered, with the operators' tariffs. Source: docs/gateways/smsc.md 12, flags. */
const registrations = [
	{ name: 'Beeline, Paid Name', value: 'bee_step' },
	{ name: 'MegaFon, Free Names', value: 'mega' },
	{ name: 'MegaFon, Paid Name', value: 'mega_step' },
	{ name: 'Motiv, Paid Name', value: 'motiv_step' },
	{ name: 'MTS', value: 'mts' },
	{ name: 'MTS, Paid Name', value: 'mts_step' },
	{ name: 'Tele2, Free Names', value: 'tele2' },
	{ name: 'Tele2, Paid Name', value: 'tele2_step' },
	{ name: 'Ukraine, International Traffic', value: 'ua_int' },
	{ name: 'Ukraine, National Traffic', value: 'ua_reg' },
];

export const operatorsField: INodeProperties = {
	displayName: 'Register With',
	name: 'operators',
	type: 'multiOptions',
	default: [],
	options: registrations,
	description: 'Operators and tariffs. Paid names are charged each month.',
};

export const documentField: INodeProperties = takingFiles({
	displayName: 'Document Field',
	name: 'documentField',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field that holds the file',
	description:
		'Document for the operators, such as a trademark certificate: JPG, TIF, PDF, PNG, ZIP or RAR of up to 3 MB',
});

/** Source: docs/gateways/smsc.md 12. */
export const senderFields: WireField[] = [
	textField('Address', 'address', 'address', { description: 'Postal address of the organization' }),
	textField('Comment', 'comment', 'cmt'),
	textField('Contact Email', 'contactEmail', 'email', { placeholder: 'e.g. ann@example.com' }),
	textField('Document Information', 'documentInfo', 'doc_info', {
		description: 'What the document is',
	}),
	textField('Organization', 'organization', 'fio', {
		placeholder: 'e.g. Example LLC',
		description: 'Legal name of the organization',
	}),
	textField('Purpose', 'purpose', 'subj', {
		placeholder: 'e.g. Order status',
		description: 'What recipients are informed about',
	}),
	textField('Services', 'services', 'desc', { description: 'Services that the sender provides' }),
	textField('Sub-Client', 'user', 'user', {
		placeholder: 'e.g. shop-2',
		description: 'Login of the sub-client whose name this is',
	}),
	textField('Tax Number', 'taxNumber', 'inn', { description: 'INN or EDRPOU code' }),
	textField('Website', 'website', 'site', { placeholder: 'e.g. https://example.com' }),
];
