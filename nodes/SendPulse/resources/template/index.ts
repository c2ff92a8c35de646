import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionsIn, textIn } from '../../../shared/input/read';
import type { Operation, Resource } from '../../../shared/model/operation';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { listFields, locatorField, simplifyField } from '../../../shared/fields/list';
import { isRecord } from '../../../shared/text/json';
import { pathPart } from '../../../shared/routing/pathPart';
import { closingFields, jsonRouting, listPaging } from '../../call';
import { languages } from '../../languages';
import {
	createdShape,
	fieldText,
	missing,
	numericId,
	requiredText,
	rowShape,
} from '../../listCall';
import { zoneOf } from '../../time';
import { base64, rowsOf } from '../../values';
import { templateRow } from './rows';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'templateName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Order confirmation',
	description: 'Name of the template, unique among your own',
};

const htmlField: INodeProperties = {
	displayName: 'HTML',
	name: 'html',
	type: 'string',
	typeOptions: { rows: 8, editor: 'htmlEditor' },
	default: '',
	required: true,
	description: 'The letter as plain HTML; the node encodes it',
};

const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: '',
	options: [{ name: 'Not Set', value: '' }, ...languages],
	description: 'Language of the template',
};

/** A template of one's own. */
const templateField: INodeProperties = locatorField({
	displayName: 'Template',
	name: 'template',
	searchListMethod: 'searchTemplates',
	required: true,
	placeholder: 'e.g. 1042220',
});

/** `body` is base64 of the UTF-8 bytes. Source: docs/gateways/sendpulse.md 1.1. */
function content(read: ReadParameter): IDataObject {
	const html = textIn(read, 'html');
	if (html.trim() === '') {
		throw new InputProblem('HTML', 'is empty', 'Enter the letter, or check its expression.');
	}
	return { body: base64(html), lang: textIn(read, 'language') || undefined };
}

/** Source: docs/gateways/sendpulse.md 6. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a template',
	description: 'Create a template from HTML',
	routing: jsonRouting({
		method: 'POST',
		path: '/template',
		acknowledges: true,
		body: (read) => ({ name: requiredText(read, nameField), ...content(read) }),
		shape: createdShape(nameField, 'real_id'),
	}),
	fields: [nameField, htmlField, languageField, ...closingFields()],
};

/** Source: docs/gateways/sendpulse.md 6. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a template',
	description: 'Replace the HTML of a template that was not made in the block editor',
	routing: jsonRouting({
		method: 'POST',
		path: (read) => `/template/edit/${numericId(read('template', ''), 'Template')}`,
		acknowledges: true,
		body: content,
		shape: rowShape(function () {
			return { id: fieldText(this, 'template'), updated: true };
		}),
	}),
	fields: [templateField, htmlField, languageField, ...closingFields()],
};

const ownerField: INodeProperties = {
	displayName: 'Owner',
	name: 'owner',
	type: 'options',
	default: 'me',
	options: [
		{ name: 'Me', value: 'me', description: 'Templates of your own' },
		{ name: 'SendPulse', value: 'sendpulse', description: 'Templates of SendPulse’s gallery' },
	],
	description: 'Whose templates are meant',
};

/** The two calls have different defaults, so the owner always goes along. Source: docs/gateways/sendpulse.md 21.17. */
const ownerQuery = (read: ReadParameter): IDataObject => ({ owner: textIn(read, 'owner', 'me') });

/** Source: docs/gateways/sendpulse.md 6. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a template',
	description: 'Get a template with its HTML',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/template/${pathPart(read('template', ''), 'Template')}`,
		query: ownerQuery,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const entry = Array.isArray(body) ? body[0] : body;
			if (!isRecord(entry)) throw missing(this, 'There is no such template');
			return [templateRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [templateField, ownerField, simplifyField, ...closingFields()],
};

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Only Active',
			name: 'onlyActive',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out templates that are not ready for use',
		},
	],
};

/** Source: docs/gateways/sendpulse.md 6. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'List templates, by default your own',
	routing: jsonRouting({
		method: 'GET',
		path: '/templates',
		query: (read) => ({
			...ownerQuery(read),
			only_active: optionsIn(read, 'filters').onlyActive === true ? 1 : undefined,
		}),
		paging: listPaging,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => templateRow(entry, simple, zone));
		},
	}),
	fields: [ownerField, ...listFields, filtersField, simplifyField, ...closingFields()],
};

/** Templates of letters. Source: docs/gateways/sendpulse.md 6. */
export const template: Resource = {
	value: 'template',
	name: 'Template',
	operations: [getAll, create, get, update],
};
