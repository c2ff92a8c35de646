import type { IDataObject } from 'n8n-workflow';

import {
	listFields,
	simplifyField,
	flagField,
	required,
	textField,
	isSimplified,
} from '../../shared/fields/parts';
import type { Operation, Resource } from '../../shared/model/operation';
import { pathPart } from '../../shared/routing/fromInput';
import { idOf } from '../../shared/text/json';
import { jsonClosingFields } from '../../shared/fields/closing';
import { readText, type WireField } from '../../shared/fields/wire';
import { jsonRouting, listPaging } from '../call';
import { languages, numericId, filtersField } from '../fields';
import { isoTime, zoneOf } from '../times';
import { flagOf, numberOrNull, othersOf, rowsOf, textOf } from '../values';
import { createdShape, entryIn, fieldText, rowShape } from '../shapes';
import { htmlField, templateField } from './campaign/content';

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
	Array.isArray(info) && info.length === 0 ? {} : (info ?? {});

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

const nameField = required(
	textField('Name', 'templateName', 'name', {
		description: 'Unique among your own',
	}),
);

const languageField: WireField = {
	field: {
		displayName: 'Language',
		name: 'language',
		type: 'options',
		default: '',
		options: [{ name: 'Not Set', value: '' }, ...languages],
	},
	wire: 'lang',
};

const contentFields = [htmlField, languageField];

/** Source: docs/gateways/sendpulse.md 6. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a template',
	description: 'From HTML',
	routing: jsonRouting({
		method: 'POST',
		path: '/template',
		acknowledges: true,
		body: [nameField, ...contentFields],
		shape: createdShape(nameField, 'real_id'),
	}),
	fields: [nameField, ...contentFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 6. */
const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a template',
	description: 'Replace the HTML; not possible if made in the block editor',
	changes: templateField,
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `/template/edit/${readText({ ...templateField, encode: numericId }, read)}`,
		acknowledges: true,
		body: contentFields,
		shape: rowShape(function () {
			return { id: fieldText(this, templateField), updated: true };
		}),
	}),
	fields: [templateField, ...contentFields, ...jsonClosingFields()],
};

/** The two calls have different defaults, so the owner always goes along. Source: docs/gateways/sendpulse.md 21.17. */
const ownerField: WireField = {
	field: {
		displayName: 'Owner',
		name: 'owner',
		type: 'options',
		default: 'me',
		options: [
			{ name: 'Me', value: 'me' },
			{ name: 'SendPulse', value: 'sendpulse', description: 'Its gallery' },
		],
	},
	wire: 'owner',
	unset: 'me',
};

/** Source: docs/gateways/sendpulse.md 6. */
const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a template',
	description: 'With its HTML',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/template/${readText({ ...templateField, encode: pathPart }, read)}`,
		query: [ownerField],
		async shape(body) {
			const simple = isSimplified(this);
			const entry = entryIn(this, body, ['id', 'real_id'], 'There is no such template');
			return [templateRow(entry, simple, await zoneOf(this))];
		},
	}),
	fields: [templateField, ownerField, simplifyField, ...jsonClosingFields()],
};

const filters = filtersField([
	{
		...flagField(
			'Only Active',
			'onlyActive',
			'only_active',
			'Whether to leave out templates that are not ready for use',
			true,
		),
		encode: (value) => (value === true ? 1 : undefined),
	},
]);

/** Source: docs/gateways/sendpulse.md 6. */
const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'By default your own',
	routing: jsonRouting({
		method: 'GET',
		path: '/templates',
		query: [ownerField, filters],
		paging: listPaging('id'),
		async shape(body) {
			const simple = isSimplified(this);
			const zone = await zoneOf(this);
			return rowsOf(body).map((entry) => templateRow(entry, simple, zone));
		},
	}),
	fields: [ownerField, ...listFields, filters, simplifyField, ...jsonClosingFields()],
};

/** Templates of letters. Source: docs/gateways/sendpulse.md 6. */
export const template: Resource = {
	value: 'template',
	name: 'Template',
	operations: [getAll, create, get, update],
};
