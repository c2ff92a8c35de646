import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/text/json';
import { isoTime } from '../../time';
import { flagOf, numberOrNull, othersOf, textOf } from '../../wireValues';

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
export function templateRow(entry: IDataObject, simple: boolean, zone: string): IDataObject {
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
