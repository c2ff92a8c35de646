import type { Call, Desk } from './desk.mts';
import type { Length } from './parts.mts';
import { measure } from './parts.mts';
import { invalid } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import { ALPHANAME_ERRORS, BUTTON_LINK_LIMIT, ERRORS } from './wire.mts';
import type { TimeFormat } from './zone.mts';
import { fromWall } from './zone.mts';

/**
 * International form (docs/gateways/smsby.md 3.1: 375…). Belarus has nine digits after 375, and 80… is its domestic form.
 */
const PHONE = /^(?!80)(375\d{9}|(?!375)[1-9]\d{9,14})$/;
const LENIENT_PHONE = /^\d{7,15}$/;
const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

/** The digits of a phone, with or without the `+` of the official examples; null when it is none. */
export const phoneDigits = (value: string, { strict }: SmsBySettings): string | null => {
	const digits = value.replace(/^\+/, '');
	return (strict ? PHONE : LENIENT_PHONE).test(digits) ? digits : null;
};

export const isEmail = (value: string): boolean => EMAIL.test(value);

/** The digits of a phone; refuses one by form, or because a setting says so. */
export const checkPhone = (given: string, settings: SmsBySettings): string => {
	const phone = phoneDigits(given, settings);
	if (phone === null) throw invalid(ERRORS.phone);
	checkAllowed(phone, settings);
	return phone;
};

export const checkAllowed = (recipient: string, { refusals }: SmsBySettings): void => {
	const text = Object.hasOwn(refusals, recipient) ? refusals[recipient] : undefined;
	if (text !== undefined) throw invalid(text);
};

export const phoneOf = ({ params }: Call, { context }: Desk): string =>
	checkPhone(params.need('phone'), context.settings);

type Sized = { readonly text: string; readonly length: Length };

/** A text for SMS with its parts; too long is refused (docs/gateways/smsby.md 3.7). */
export const sized = (text: string): Sized => {
	const length = measure(text);
	if (length.isTooLong) throw invalid(ERRORS.tooLong);
	return { text, length };
};

/** A whole number, or undefined when absent. */
export const wholeOf = (
	{ params }: Call,
	name: string,
	range: { readonly min?: number; readonly max?: number } = {},
): number | undefined => {
	const text = params.text(name);
	if (text === undefined) return undefined;
	if (!/^\d{1,15}$/.test(text)) throw invalid(ERRORS.whole(name));
	const { min = 0, max = Number.MAX_SAFE_INTEGER } = range;
	const value = Number(text);
	if (value < min || value > max) throw invalid(ERRORS.range(name, min, max));
	return value;
};

/** An id: digits only; people paste names here (docs/gateways/smsby.md 12). */
export const idOf = ({ params }: Call, name: string): string => {
	const text = params.need(name);
	if (!/^\d+$/.test(text)) throw invalid(ERRORS.whole(name));
	return text;
};

export type SenderName = { readonly id: string | null; readonly name: string };

/** The sender behind an alphaname_id (docs/gateways/smsby.md 10 and 11). */
export const senderOf = (
	id: string | undefined,
	{ alphanames, ...settings }: SmsBySettings,
): SenderName => {
	const { alphanameRule: rule, era } = settings;
	const byDefault = { id: null, name: alphanames['0'] ?? '' };
	if (id === undefined) {
		if (rule === 'required') throw invalid(ALPHANAME_ERRORS[era]);
		return byDefault;
	}
	const name = Object.hasOwn(alphanames, id) ? alphanames[id] : undefined;
	if (name !== undefined) return { id, name };
	if (rule !== 'ignored') throw invalid(ALPHANAME_ERRORS[era]);
	return byDefault;
};

/** The Viber sender behind a vibername_id. */
export const viberSenderOf = (
	id: string | undefined,
	{ vibernames }: SmsBySettings,
): SenderName & { readonly id: string } => {
	const name = id !== undefined && Object.hasOwn(vibernames, id) ? vibernames[id] : undefined;
	if (id === undefined || name === undefined) throw invalid(ERRORS.viberName);
	return { id, name };
};

/** A wall clock time of the account's zone as an instant; null when absent. */
export const timeOf = (
	text: string | undefined,
	name: string,
	format: TimeFormat,
	{ zone }: SmsBySettings,
): number | null => {
	if (text === undefined) return null;
	const instant = fromWall(text, format, zone);
	if (instant === null) throw invalid(ERRORS.time(name, format));
	return instant;
};

/** One of a few words. */
export const wordOf = <const T extends readonly string[]>(
	value: string | undefined,
	name: string,
	words: T,
): T[number] => {
	const word = words.find((one) => one === value);
	if (word === undefined) throw invalid(ERRORS.oneOf(name, words));
	return word;
};

export const isHttpUrl = (value: string): boolean =>
	/^https?:\/\//i.test(value) && URL.canParse(value);

/** The link of a Viber button, at most 150 characters (docs/gateways/smsby.md 6). */
export const checkLink = (link: string): string => {
	if (!isHttpUrl(link)) throw invalid(ERRORS.address('button_link'));
	if ([...link].length > BUTTON_LINK_LIMIT) throw invalid(ERRORS.longLink);
	return link;
};
