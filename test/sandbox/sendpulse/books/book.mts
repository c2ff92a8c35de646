import type { Value, VariableType } from '../core/shape.mts';
import { isDay } from '../core/dates.mts';
import { CONTACT } from '../core/codes.mts';
import type { Refusal } from '../core/refusal.mts';

/** An address in one book. */
export type Contact = {
	readonly email: string;
	/** Digits, or empty. */
	phone: string;
	status: number;
	variables: Map<string, Value>;
	readonly addedAt: number;
	readonly source: string;
	readonly tags: Set<number>;
};

/** A phone number in one book (docs/gateways/sendpulse.md 13). */
export type PhoneContact = {
	readonly phone: string;
	status: number;
	variables: Map<string, Value>;
	readonly addedAt: number;
	readonly tags: Set<number>;
};

/** An address book (docs/gateways/sendpulse.md 2). */
export type Book = {
	readonly id: number;
	name: string;
	status: number;
	readonly createdAt: number;
	variables: Map<string, VariableType>;
	/** By address in lower case. */
	readonly contacts: Map<string, Contact>;
	/** By digits. */
	readonly phones: Map<string, PhoneContact>;
	/** When a campaign to this book was last created. */
	lastCampaignAt: number | null;
};

export const contactKey = (email: string): string => email.trim().toLowerCase();

export const findContact = (book: Book, email: string): Contact | undefined =>
	book.contacts.get(contactKey(email));

/** New and active addresses get letters; every other status is a reason not to (inference). */
export const isActive = ({ status }: { readonly status: number }): boolean =>
	status === CONTACT.isNew || status === CONTACT.active;

/** International form; the plus is optional because clients send both ("+1478…", "38063…"). */
export const phoneDigits = (phone: unknown): string | null => {
	const text = typeof phone === 'number' ? String(phone) : phone;
	return typeof text === 'string' && /^\+?\d{7,15}$/.test(text) ? text.replace('+', '') : null;
};

/** The phone travels as a variable of this name (docs/gateways/sendpulse.md 3.3). */
const isPhoneVariable = (name: string): boolean => name.toLowerCase() === 'phone';

const typeOf = (value: Value): VariableType => {
	if (typeof value === 'number') return 'number';
	return isDay(value) ? 'date' : 'string';
};

/** A tag, or a carriage return: both are refused in values (docs/gateways/sendpulse.md 3.3). */
const FORBIDDEN = /<\/?[a-z!][^>]*>|\r/i;

/**
 * The value as the book keeps it. The first value decides about the type of a new variable; later ones
 * have to fit: numbers, `YYYY-MM-DD`, or any text.
 */
export const fitValue = (
	types: Map<string, VariableType>,
	name: string,
	value: unknown,
	refusal: Refusal,
): Value => {
	if (typeof value !== 'string' && typeof value !== 'number') throw refusal;
	if (name.trim() === '' || (typeof value === 'string' && FORBIDDEN.test(value))) throw refusal;
	const trimmed = typeof value === 'string' ? value.trim() : value;
	const type = types.get(name) ?? typeOf(trimmed);
	types.set(name, type);
	if (type === 'string') return String(trimmed);
	if (type === 'date') {
		if (typeof trimmed !== 'string' || !isDay(trimmed)) throw refusal;
		return trimmed;
	}
	const number = Number(trimmed);
	if (trimmed === '' || !Number.isFinite(number)) throw refusal;
	return number;
};

/** What a list of names and values changes in a contact. */
export type Change = { readonly values: ReadonlyMap<string, Value>; readonly phone: string | null };

/** Checks names and values against the types of a book and adds the new ones to `types`. */
export const readChange = (
	types: Map<string, VariableType>,
	entries: readonly (readonly [string, unknown])[],
	refusal: Refusal,
): Change => {
	const values = new Map<string, Value>();
	let phone: string | null = null;
	for (const [name, value] of entries) {
		if (isPhoneVariable(name)) {
			phone = phoneDigits(value);
			if (phone === null) throw refusal;
		} else values.set(name, fitValue(types, name, value, refusal));
	}
	return { values, phone };
};

/** Variables that are not mentioned are kept (docs/gateways/sendpulse.md 3.3). */
export const applyChange = (
	contact: { phone: string; variables: Map<string, Value> },
	{ values, phone }: Change,
): void => {
	if (phone !== null) contact.phone = phone;
	for (const [name, value] of values) contact.variables.set(name, value);
};
