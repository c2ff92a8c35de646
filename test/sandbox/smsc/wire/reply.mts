import type { Refusal } from './refusal.mts';

/** One answer in the four formats, fmt 0 to 3. `kind` is what `fmt3Quirks` look at. */
export type Reply = {
	readonly kind: 'data' | 'done' | 'error';
	readonly plain: string;
	readonly columns: string;
	readonly xml: string;
	readonly json: string;
};

/** Named values in the order of the wire; a list of rows is JSON inside JSON (`phones`, `zones`). */
export type Value = string | number | readonly Row[];
export type Row = readonly (readonly [name: string, value: Value])[];

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * One pair a line, no indentation, no trailing newline (docs/gateways/smsc.md 1.5, recorded; arrays as in the operator's
 * document, `[{`, `},`, `{`).
 */
export const jsonObject = (row: Row): string =>
	`{\n${row.map(([name, value]) => `"${name}": ${jsonValue(value)}`).join(',\n')}\n}`;

const jsonList = (rows: readonly Row[]): string => `[${rows.map(jsonObject).join(',\n')}]`;

const jsonValue = (value: Value): string =>
	typeof value === 'object' ? jsonList(value) : JSON.stringify(value);

/** One element a line, no indentation (docs/gateways/smsc.md 5); `tag` wraps nested rows. */
export const xmlElement = (tag: string, row: Row): string =>
	[`<${tag}>`, ...row.map(([name, value]) => xmlMember(name, value)), `</${tag}>`].join('\n');

const xmlMember = (name: string, value: Value): string =>
	typeof value === 'object'
		? [`<${name}>`, ...value.map((row) => xmlElement('item', row)), `</${name}>`].join('\n')
		: `<${name}>${escapeXml(String(value))}</${name}>`;

const plainValue = (value: Value): string =>
	typeof value === 'object' ? value.map(plainRow).join('; ') : String(value);

const plainRow = (row: Row): string =>
	row.map(([name, value]) => `${name} = ${plainValue(value)}`).join(', ');

const columnRow = (row: Row): string =>
	row
		.map(([, value]) =>
			typeof value === 'object' ? value.map(columnRow).join(';') : String(value),
		)
		.join(',');

/** `OK`, `<result>OK</result>`, `{"result": "OK"}` (docs/gateways/smsc.md 5). */
export const done: Reply = {
	kind: 'done',
	plain: 'OK',
	columns: 'OK',
	xml: '<result>OK</result>',
	json: jsonObject([['result', 'OK']]),
};

/** `ID = 1`, `1`, `<phone>…`, `{"id": 1}` (docs/gateways/smsc.md 5); `tag` is phone or group there. */
export const created = (tag: string, id: number): Reply => ({
	kind: 'data',
	plain: `ID = ${id}`,
	columns: String(id),
	xml: xmlElement(tag, [['id', id]]),
	json: jsonObject([['id', id]]),
});

/** One row a line; `<list>` of `tag`; a JSON array (docs/gateways/smsc.md 5). */
export const list = (tag: string, rows: readonly Row[]): Reply => ({
	kind: 'data',
	plain: rows.map(plainRow).join('\n'),
	columns: rows.map(columnRow).join('\n'),
	xml: ['<list>', ...rows.map((row) => xmlElement(tag, row)), '</list>'].join('\n'),
	json: jsonList(rows),
});

/** One row alone: a list without its frame. Where it is used, fmt 0-2 are guesses by the family. */
export const record = (tag: string, row: Row): Reply => ({
	kind: 'data',
	plain: plainRow(row),
	columns: columnRow(row),
	xml: xmlElement(tag, row),
	json: jsonObject(row),
});

/** The error envelope of docs/gateways/smsc.md 1.6; the place of the id in fmt 2 is a guess. */
export const failure = ({ code, message, id, phones }: Refusal): Reply => {
	const rows: Row = [
		['error', message],
		['error_code', code],
		...(id === undefined ? [] : ([['id', id]] as const)),
		...(phones === undefined ? [] : ([['phones', phones]] as const)),
	];
	return {
		kind: 'error',
		plain: `ERROR = ${code} (${message})${id === undefined ? '' : `, ID - ${id}`}`,
		columns: `${id ?? 0},-${code}`,
		xml: xmlElement('result', rows),
		json: jsonObject(rows),
	};
};
