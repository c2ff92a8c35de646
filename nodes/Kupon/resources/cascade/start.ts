import type { INodeProperties } from 'n8n-workflow';

import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { sendRouting } from '../../../shared/delivery/sendRouting';
import { kupon } from '../../gateway';
import { cascadeRoute } from '../../routes';
import { closingFields, optionsField, textField } from '../fields';

const fields: INodeProperties[] = [
	{
		displayName: 'Scenario Code',
		name: 'sender',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1024',
		description: 'Numeric code of the campaign of the kind “scenario” from your account',
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description: 'Phone number with country code, or e-mail address',
	},
	textField,
	...closingFields,
	optionsField({ extra: [duplicatesOption, ...safetyOptions] }),
];

/** Source: seed 000, first page, "Каскадные рассылки по API"; button, action and picture of the scenario go first. */
export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a cascade',
	description: 'Send through the channels of a scenario, one after the other, until one delivers',
	routing: sendRouting(kupon, cascadeRoute),
	fields,
};
