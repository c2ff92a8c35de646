import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { money, idOf } from '../../../shared/text/json';
import { optionsIn } from '../../../shared/input/read';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Route } from '../../../shared/delivery/route';
import { closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import { listFields, locatorField, collectionOptions } from '../../../shared/fields/parts';
import {
	collectionParameters,
	fieldParameters,
	readText,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import { wholeList } from '../../../shared/routing/paging';
import { anyShape, deletedShape, fieldRouting, fileForm } from '../../call';
import { inCurrency, storedOption, canBe } from '../../currency';
import { periodFields } from '../../fields';
import { smsc } from '../../gateway';
import { type OnceEntry, onceRoute } from '../../onceRoute';
import { sendTime, timeOptions } from '../message/sendTime';
import { attachmentsOption, contentFields, mailingOptions, nameField } from './content';

interface MailingEntry extends OnceEntry {
	files: InputFile[];
}

/**
 * `add=1`. A mailing spends money, so none is created twice. Source: docs/gateways/smsc.md 6.
 *
 * @param currency of the account, where a cost was asked for and it is known
 */
function createIn(currency: string | null): Route<MailingEntry> {
	const route = onceRoute('jobs', 'value', {
		recipient: (read) => readText(nameField, read),
		parameters: (read, setting) => [
			['add', '1'],
			...fieldParameters(contentFields, read),
			...collectionParameters(mailingOptions, read),
			...sendTime(read, setting),
		],
		row: ({ recipient }, { cost, ...answer }, id) => ({
			id,
			name: recipient,
			...money('cost', cost, currency),
			...answer,
			created: true,
		}),
	});
	return {
		...route,
		message: (read, setting) => {
			const { displayName, name } = attachmentsOption;
			return {
				...route.message(read, setting),
				files: setting.findFiles(optionsIn(read)[name] ?? '', displayName),
			};
		},
		request: async ([entry]) =>
			entry.files.length > 0
				? await fileForm('jobs', entry.parameters, entry.files)
				: await route.request([entry]),
	};
}

/** As it is stored: an expression, whose value differs from row to row, is a text. */
const asksCost = (context: IExecuteFunctions): boolean =>
	canBe(storedOption(context, 'costInAnswer'), false);

const createRoute = inCurrency(createIn, asksCost);

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a mailing',
	description: 'One message to many recipients, one mailing per item',
	...byRoute(smsc, createRoute),
	fields: [
		...contentFields,
		...closingFields(
			...collectionOptions(mailingOptions),
			...timeOptions,
			attachmentsOption,
			defaultCountryOption,
			...safetyOptions,
		),
	],
};

const idField: WireField = {
	field: locatorField({
		displayName: 'Mailing',
		name: 'mailingId',
		searchListMethod: 'mailings',
		required: true,
		description: 'A mailing of the account, of the Type below',
	}),
	wire: 'id',
};

/** E-mail mailings are asked for apart. Source: docs/gateways/smsc.md 6. */
const typeField: WireField = {
	field: {
		displayName: 'Type',
		name: 'mailingType',
		type: 'options',
		default: 'sms',
		options: [
			{ name: 'E-Mail', value: 'email' },
			{ name: 'SMS and Others', value: 'sms' },
		],
	},
	wire: 'mail',
	encode: (value) => (value === 'email' ? '1' : undefined),
};

const chosenFields = [idField, typeField];

const chosen = (read: ReadParameter): WireParameter[] => fieldParameters(chosenFields, read);

/** The row of a mailing. Its fields are unknown, but for the id being text. Source: docs/gateways/smsc.md 6. */
const mailingRow = (entry: IDataObject): IDataObject =>
	entry.id === undefined ? entry : { ...entry, id: idOf(entry.id) };

/** `get=1`. Source: docs/gateways/smsc.md 6. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a mailing',
	description: 'Its fields come as SMSC gives them',
	routing: fieldRouting('jobs', {
		body: { get: 1 },
		parameters: chosen,
		shape: anyShape(mailingRow),
	}),
	fields: [...chosenFields, ...closingFields()],
};

/** `get_all=1`. Source: docs/gateways/smsc.md 6. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mailings',
	description: 'Of a period. Their fields come as SMSC gives them.',
	routing: fieldRouting('jobs', {
		body: { get_all: 1 },
		answer: 'list',
		parameters: (read, setting) => fieldParameters([...periodFields, typeField], read, setting),
		paging: wholeList,
		shape: anyShape(mailingRow),
	}),
	fields: [typeField, ...periodFields, ...listFields, ...closingFields()],
};

/** `cancel=1`. Source: docs/gateways/smsc.md 6. */
const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a mailing',
	description: 'Only one that has not been sent yet',
	routing: fieldRouting('jobs', {
		body: { cancel: 1 },
		effect: 'again',
		answer: 'done',
		parameters: chosen,
		shape: () => [{ cancelled: true }],
	}),
	fields: [...chosenFields, ...closingFields()],
};

/** `del=1`. Source: docs/gateways/smsc.md 6. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a mailing',
	routing: fieldRouting('jobs', {
		body: { del: 1 },
		effect: 'again',
		answer: 'done',
		parameters: chosen,
		shape: deletedShape,
	}),
	fields: [...chosenFields, ...closingFields()],
};

/** Mailings, which SMSC calls jobs. Source: docs/gateways/smsc.md 6. */
export const mailing: Resource = {
	value: 'mailing',
	name: 'Mailing',
	operations: [create, cancel, remove, get, getAll],
};
