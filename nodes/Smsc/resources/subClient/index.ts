import type { IDataObject } from 'n8n-workflow';

import { triggerPath, triggerPaths } from '../../../triggerPaths';
import { checkCallbackAddress } from '../../../shared/callbacks/callbackAddress';
import type { Setting } from '../../../shared/input/parameterReader';
import { optionsIn } from '../../../shared/input/read';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import { closingFields } from '../../../shared/fields/closing';
import { safetyOptions } from '../../../shared/fields/common';
import {
	listFields,
	exactTextField,
	flagField,
	numberField,
	required,
	textField,
} from '../../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../../shared/fields/wire';
import type { Pace } from '../../../shared/transport/paces';
import { wholeList } from '../../../shared/routing/paging';
import { anyShape, fieldRouting } from '../../call';
import {
	additionalFields,
	electronicBalanceField,
	filters,
	periodFields,
	updateFields,
	updateFieldsField,
} from '../../fields';
import { smsc } from '../../gateway';
import { onceRoute } from '../../onceRoute';
import { statisticsRow } from '../account';
import { callbackUrlField, loginField, passwordField, settings } from './fields';

const moreFields = additionalFields(settings);

const createFields = [loginField, required(passwordField), moreFields];

/** SMSC takes three new sub-clients a minute. Source: docs/gateways/smsc.md 1.8. */
const creationPace: Pace = { kind: 'users add', most: 3, withinMs: 60_000 };

const target = { gateway: smsc, path: triggerPath.smsc, paths: triggerPaths };

/** @throws InputProblem when no report can ever arrive at the Callback URL of the collection */
function checkCallback(given: IDataObject, setting: Setting): void {
	const address = given[callbackUrlField.field.name];
	checkCallbackAddress(String(address ?? '').trim(), target, setting);
}

const addingRoute = onceRoute('users', 'open', {
	recipient: (read) => readText(loginField, read),
	parameters: (read, setting) => {
		checkCallback(optionsIn(read, moreFields.field.name), setting);
		return [['add', '1'], ...fieldParameters(createFields, read)];
	},
	row: ({ recipient }, answer, id) => ({
		login: recipient,
		...(id === null ? {} : { id }),
		...answer,
		created: true,
	}),
});

/** `add=1`. The answer is not documented. Source: docs/gateways/smsc.md 13 and 19. */
const createRoute: typeof addingRoute = {
	...addingRoute,
	pace: () => creationPace,
	withheld: [passwordField.wire],
};

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a sub client',
	description: 'SMSC takes three a minute; further items wait. The answer comes as SMSC gives it.',
	...byRoute(smsc, createRoute),
	fields: [...createFields, ...closingFields(...safetyOptions)],
};

const changeable = [
	...settings,
	textField('New Login', 'newLogin', 'new_login'),
	{ ...passwordField, field: { ...passwordField.field, displayName: 'New Password' } },
	exactTextField('Present Password', 'presentPassword', 'pswc', {
		typeOptions: { password: true },
		description: 'Needed for some changes',
	}),
];

const changedFields = updateFieldsField(changeable);

/** `chg=1`, three of one client a minute. Source: docs/gateways/smsc.md 1.8 and 13. */
export const updateRoute: typeof addingRoute = {
	...onceRoute('users', 'open', {
		recipient: (read) => readText(loginField, read),
		parameters: (read, setting) => {
			checkCallback(optionsIn(read, changedFields.name), setting);
			return [
				['chg', '1'],
				...fieldParameters([loginField], read),
				...updateFields(changeable, read),
			];
		},
		row: ({ recipient }) => ({ login: recipient, updated: true }),
	}),
	effect: 'again',
	pace: ([{ recipient }]) => ({ kind: `users chg ${recipient}`, most: 3, withinMs: 60_000 }),
	// The last of several rows about a login has the last word, and a row can be about the login that an earlier one gave.
	orderKeys: ({ recipient, parameters }) => [
		recipient,
		...parameters.filter(([name]) => name === 'new_login').map(([, login]) => login),
	],
};

const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a sub client',
	...byRoute(smsc, updateRoute),
	fields: [loginField, changedFields, ...closingFields()],
};

/** A sum may be below 0 too. Source: docs/gateways/smsc.md 13, so that only 0 is refused here. */
const sumField: WireField = {
	...numberField('Sum', 'sum', 'sum', {
		typeOptions: { numberPrecision: 2 },
		required: true,
		description: 'In the currency of your account',
	}),
	encode(value, label) {
		const sum = Number(value);
		if (value !== '' && Number.isFinite(sum) && sum !== 0) return sum;
		throw new InputProblem(
			label,
			`“${String(value)}” is not an amount`,
			'Enter a number, e.g. 100.50.',
		);
	},
};

/** `pay=1`. Source: docs/gateways/smsc.md 13. */
const payRoute = onceRoute('users', 'open', {
	recipient: (read) => readText(loginField, read),
	parameters: (read) => [['pay', '1'], ...fieldParameters([loginField, sumField], read)],
	row: ({ recipient, parameters }, answer) => ({
		login: recipient,
		...answer,
		sum: Number(parameters.find(([name]) => name === 'sum')?.[1]),
		paid: true,
	}),
});

const pay: Operation = {
	value: 'pay',
	name: 'Pay',
	action: 'Pay a sub client',
	description:
		'From the balance of your account, in its currency. Never repeated when the outcome is unknown.',
	...byRoute(smsc, payRoute),
	fields: [loginField, sumField, ...closingFields(...safetyOptions)],
};

/** Source: docs/gateways/smsc.md 13, `get_stat=1`. */
const statisticsFilters = filters([
	electronicBalanceField,
	flagField('Hide Deleted', 'hideDeleted', 'hide_deleted', undefined, true),
	flagField('In My Currency', 'myCurrency', 'mycur', undefined, true),
	textField('Login', 'login', 'user'),
	flagField(
		'Own Balance',
		'ownBalance',
		'reseller',
		'Whether to list those with a balance of their own instead of those that use yours',
		true,
	),
	textField('Sub-Client ID', 'userId', 'user_id'),
]);

/** Which of two commands asks for them. */
const levelsField: WireField = {
	...flagField(
		'All Levels',
		'allLevels',
		'',
		'Whether all sub-clients are counted together (get_stat_all)',
	),
	encode: (value) => ({ [value === true ? 'get_stat_all' : 'get_stat']: '1' }),
};

/** No statistics are error 3. Source: docs/gateways/smsc.md 13. */
const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get statistics of sub clients',
	description: 'What they have sent in a period. The fields come as SMSC gives them.',
	routing: fieldRouting('users', {
		answer: 'list',
		parameters: (read, setting) =>
			fieldParameters([levelsField, ...periodFields, statisticsFilters], read, setting),
		paging: wholeList,
		shape: anyShape(statisticsRow),
	}),
	fields: [...periodFields, levelsField, ...listFields, statisticsFilters, ...closingFields()],
};

/** Clients of the account. Source: docs/gateways/smsc.md 13. */
export const subClient: Resource = {
	value: 'subClient',
	name: 'Sub-Client',
	operations: [create, getStatistics, pay, update],
};
