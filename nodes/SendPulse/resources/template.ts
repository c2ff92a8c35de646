import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listFields, locatorField, simplifyField } from '../../shared/fields/list';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { optionsIn, textIn } from '../../shared/input/read';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { pathPart } from '../../shared/routing/pathPart';
import { idOf, isRecord } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { base64, jsonRouting, listPaging } from '../call';
import { languages, numericId, requiredText } from '../fields';
import { isoTime, zoneOf } from '../times';
import { flagOf, numberOrNull, othersOf, rowsOf, textOf } from '../values';
import { createdShape, fieldText, missing, rowShape } from '../shapes';

const known = [
	'id',
	'real_id',
	'name',
	'name_slug',
	'lang',
	'owner',
	'created',
	'preview',
	'is_structure',
	'body',
	'tags',
	'category',
	'category_info',
	'mark_count',
] as const;

/** Plain HTML of what the server keeps as base64 of UTF-8. */
const htmlOf = (body: unknown): string =>
	Buffer.from(textOf(body) ?? '', 'base64').toString('utf8');

/** Names of tags, which come as an object of names or as a list. */
const tagsOf = (tags: unknown): IDataObject[string] =>
	typeof tags === 'object' && tags !== null ? Object.values(tags) : [];

/** PHP writes an empty object as `[]`. */
const infoOf = (info: unknown): IDataObject[string] =>
	Array.isArray(info) && info.length === 0 ? {} : ((info ?? {}) as IDataObject);

/**
 * The row of a template. Its `id` is the number that edits and mails take; `hash` is the server's other one. Source:
 * docs/gateways/sendpulse.md 6, "Object".
 *
 * @param simple leave out what few people need, and what this package does not know
 */
function templateRow(entry: IDataObject, simple: boolean, zone: string): IDataObject {
	const row: IDataObject = {
		id: idOf(entry.real_id) ?? idOf(entry.id),
		hash: idOf(entry.id),
		name: textOf(entry.name),
		slug: textOf(entry.name_slug),
		language: textOf(entry.lang),
		owner: textOf(entry.owner),
		createdAt: isoTime(entry.created, zone),
		blockEditor: flagOf(entry.is_structure),
		...('body' in entry ? { html: htmlOf(entry.body) } : {}),
	};
	if (simple) return row;
	return {
		...row,
		previewUrl: textOf(entry.preview),
		tags: tagsOf(entry.tags),
		category: textOf(entry.category),
		categoryInfo: infoOf(entry.category_info),
		marks: numberOrNull(entry.mark_count),
		...othersOf(entry, known),
	};
}

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
	description: 'The e-mail as plain HTML; the node encodes it',
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
	fields: [nameField, htmlField, languageField, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 6. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a template',
	description: 'Replace the HTML of a template that was not made in the block editor',
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `/template/edit/${numericId(read('template', ''), 'Template')}`,
		acknowledges: true,
		body: content,
		shape: rowShape(function () {
			return { id: fieldText(this, 'template'), updated: true };
		}),
	}),
	fields: [templateField, htmlField, languageField, ...jsonClosingFields()],
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
	description: 'Whose templates to list',
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
	fields: [templateField, ownerField, simplifyField, ...jsonClosingFields()],
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
	fields: [ownerField, ...listFields, filtersField, simplifyField, ...jsonClosingFields()],
};

/** Templates of letters. Source: docs/gateways/sendpulse.md 6. */
export const template: Resource = {
	value: 'template',
	name: 'Template',
	operations: [getAll, create, get, update],
};
