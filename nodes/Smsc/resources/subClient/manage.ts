import { byRoute } from '../../../shared/delivery/byRoute';
import { safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters, required, textField } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import type { Pace } from '../../../shared/transport/limiter';
import { fieldRouting } from '../../fieldCall';
import {
	additionalFields,
	additionalFieldsField,
	updateFields,
	updateFieldsField,
} from '../../fieldSets';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';
import { loginField, passwordField, settings } from './fields';

const firstPassword = required(passwordField);

/** SMSC takes three new sub-clients a minute. Source: docs/gateways/smsc.md 1.8. */
const creationPace: Pace = { kind: 'users add', most: 3, withinMs: 60_000 };

const addingRoute = onceRoute('users', 'done', {
	recipient: (read) => String(read('login', '')),
	parameters: (read) => [
		['add', '1'],
		...fieldParameters([loginField, firstPassword], read),
		...additionalFields(settings, read),
	],
	row: ({ recipient }, answer, id) => ({
		login: recipient,
		...(id === null ? {} : { id }),
		...answer,
		created: true,
	}),
});

/** `add=1`. The answer is not documented. Source: docs/gateways/smsc.md 13 and 19. */
const createRoute: typeof addingRoute = { ...addingRoute, pace: () => creationPace };

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sub client',
	description:
		'Create a client of your account. SMSC takes three a minute; further items wait for their turn. The answer comes as SMSC gives it.',
	...byRoute(smsc, createRoute),
	fields: [
		loginField.field,
		firstPassword.field,
		additionalFieldsField(settings),
		...closingFields(...safetyOptions),
	],
};

const changeable = [
	...settings,
	textField('New Login', 'newLogin', 'new_login', { placeholder: 'e.g. shop-3' }),
	{ ...passwordField, field: { ...passwordField.field, displayName: 'New Password' } },
	textField('Present Password', 'presentPassword', 'pswc', {
		typeOptions: { password: true },
		description: 'Needed by SMSC for some changes',
	}),
];

/** `chg=1`. Source: docs/gateways/smsc.md 13. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a sub client',
	description: 'Change the settings of a client of your account',
	routing: fieldRouting('users', {
		body: { chg: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => [
			...fieldParameters([loginField], read),
			...updateFields(changeable, read),
		],
		shape() {
			return [{ login: String(this.getNodeParameter('login', '')), updated: true }];
		},
	}),
	fields: [loginField.field, updateFieldsField(changeable), ...closingFields()],
};
