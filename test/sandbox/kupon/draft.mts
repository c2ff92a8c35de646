import type { Fields } from '../framework/fields.mts';
import { decodeNamed } from './read.mts';
import { ERRORS, ITEM_PARAMETERS } from './wire.mts';

/** One message as the client described it, decoded and not yet judged. */
export type Draft = {
	readonly values: Readonly<Record<string, string | undefined>>;
	readonly raw: Readonly<Record<string, string>>;
	/** What did not decode, as `parameter: problem`. */
	readonly decodeProblems: readonly string[];
};

/** The parameters `charset` speaks about (docs/gateways/kupon.md 2). */
const IN_NAMED_CHARSET = ['sent_text', 'html_text'];

/** The draft of send-message. All but the two texts is read as UTF-8 (inference). */
export const draftOfRequest = (fields: Fields): Draft => {
	const values: Record<string, string> = {};
	const decodeProblems: string[] = [];
	const charset = fields.text('charset');
	for (const { name, value } of fields.all) {
		const inNamed = IN_NAMED_CHARSET.includes(name);
		const decoded = decodeNamed(value, inNamed ? charset : 'UTF-8');
		values[name] = decoded.text;
		decodeProblems.push(...decoded.problems.map((problem) => `${name}: ${problem}`));
	}
	return { values, raw: fields.raw(), decodeProblems };
};

/** An item of `messages` and how its errors name it. */
type ListItem = { readonly at: string; readonly item: unknown };

/** The items of `messages`: an array, or an object keyed by the client's own ids (docs/gateways/kupon.md 7). */
export const listItems = (collection: unknown): ListItem[] | null => {
	if (Array.isArray(collection)) {
		return collection.map((item: unknown, at) => ({ at: String(at + 1), item }));
	}
	if (typeof collection !== 'object' || collection === null) return null;
	return Object.entries(collection).map(([at, item]: [string, unknown]) => ({ at, item }));
};

/** The draft of one list item (shape: docs/gateways/kupon.md 3, inference); a text says why it is refused. */
export const draftOfItem = ({ at, item }: ListItem, strict: boolean): Draft | string => {
	if (typeof item !== 'object' || item === null || Array.isArray(item)) return ERRORS.badItem(at);
	const values: Record<string, string> = {};
	for (const [name, value] of Object.entries(item) as [string, unknown][]) {
		if (strict && !ITEM_PARAMETERS.some((known) => known === name)) {
			return ERRORS.inItem(at, ERRORS.unknownParameter(name));
		}
		if (typeof value !== 'string' && typeof value !== 'number') return ERRORS.badMember(at, name);
		values[name] = String(value);
	}
	return { values, raw: { ...values }, decodeProblems: [] };
};
