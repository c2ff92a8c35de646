import type { IDataObject } from 'n8n-workflow';

import { idOf, isRecord } from '../../../shared/text/json';
import { bareRecipient } from './recipient';

/** What names a message in a question about its status. */
interface Name {
	id: string;
	recipient: string;
}

const keyOf = (id: unknown, phone: unknown): string =>
	`${bareRecipient(phone)} ${String(idOf(id) ?? '')}`;

const hasId = ({ id }: Name, row: IDataObject): boolean =>
	row.id === undefined || idOf(row.id) === id;

/** A row names its message as far as its format tells: by both, by the ID, or not at all. */
const canBeAbout = (query: Name, row: IDataObject): boolean =>
	hasId(query, row) &&
	(row.phone === undefined ||
		row.phone === query.recipient ||
		bareRecipient(row.phone) === bareRecipient(query.recipient));

const isNumber = (recipient: string): boolean => /^\d+$/.test(recipient);

/** So many digits stay when SMSC corrects how a number begins: 8 912 … for 7 912 …, 80 29 … for 375 29 …. */
const keptDigits = 9;

/** Whether it may tell a recipient in its own spelling: it corrects numbers without a plus. Source: docs/gateways/smsc.md 2.1 `phones`. */
function isOwnSpelling(recipient: string, phone: unknown): boolean {
	const [asked, told] = [bareRecipient(recipient), bareRecipient(phone)];
	if (!isNumber(told)) return false;
	// Nothing tells whether a nickname is told as a number.
	return !isNumber(asked) || asked.slice(-keptDigits) === told.slice(-keptDigits);
}

/**
 * An answer's rows by message. A place in the order of the question counts only for what a row does not name, as a single one comes
 * without id and phone, and where it spells a recipient otherwise. Source: docs/gateways/smsc.md 3.1 and 3.2.
 *
 * @returns the row of each query; undefined where the answer says nothing about it
 */
export function rowsAbout(queries: readonly Name[], body: unknown): Array<IDataObject | undefined> {
	const rows = (Array.isArray(body) ? body : [body]).filter(isRecord);
	const inOrder = rows.length === queries.length;
	let named: Map<string, IDataObject> | undefined;
	const rowNamed = ({ id, recipient }: Name): IDataObject | undefined => {
		named ??= new Map(rows.map((row) => [keyOf(row.id, row.phone), row]));
		return named.get(keyOf(id, recipient));
	};
	let asked: Set<string> | undefined;
	const spelledOtherwise = (query: Name, row?: IDataObject): IDataObject | undefined => {
		if (!row || !hasId(query, row) || !isOwnSpelling(query.recipient, row.phone)) return undefined;
		asked ??= new Set(queries.map(({ id, recipient }) => keyOf(id, recipient)));
		return asked.has(keyOf(query.id, row.phone)) ? undefined : row;
	};
	return queries.map((query, position) => {
		const beside = inOrder ? rows[position] : undefined;
		const own = beside && canBeAbout(query, beside) ? beside : rowNamed(query);
		return own ?? spelledOtherwise(query, beside);
	});
}
