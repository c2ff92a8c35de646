import { decodeText, orderMark } from '../framework/charset.mts';
import type { Field, Fields } from '../framework/fields.mts';
import { Refused } from './reply.mts';
import { MOST_RECIPIENTS } from './wire.mts';

/** What a request wants to send to one number. */
export type Order = { readonly recipient: string; readonly text: string };

const textOf = ({ value, malformed }: Field): string => {
	// A byte order mark in front is a character as others are: no source says that it is refused.
	const { text, problems } = decodeText(value, 'utf8');
	if (malformed || problems.some((problem) => problem !== orderMark)) throw new Refused(212);
	return text;
};

/** A number as it is dialled; null when it is none. Russian numbers are known with 8 and without 7 as well (inference). */
const dialled = (typed: string): string | null => {
	const digits = typed.replace(/[\s()+-]/g, '');
	if (!/^\d{10,15}$/.test(digits)) return null;
	if (/^8\d{10}$/.test(digits)) return `7${digits.slice(1)}`;
	return digits.length === 10 ? `7${digits}` : digits;
};

/**
 * Numbers and texts of a request: `to=…,…` with `msg`, or `to[…]=…`, of which the last of two equal names counts
 * (docs/gateways/smsru.md 2).
 *
 * @returns the order of each number as it was typed; one that is no number has none
 */
export const ordersOf = (fields: Fields): Map<string, Order | null> => {
	const orders = new Map<string, Order | null>();
	const add = (typed: string, text: string): void => {
		const recipient = dialled(typed);
		orders.set(typed, recipient === null ? null : { recipient, text });
	};
	for (const field of fields.all) {
		const typed = /^to\[([^\]]*)\]$/.exec(field.name)?.[1];
		if (typed !== undefined) add(typed, textOf(field));
	}
	const list = fields.text('to');
	if (list !== undefined) {
		const msg = fields.get('msg');
		const text = msg ? textOf(msg) : '';
		for (const typed of list.split(',')) add(typed.trim(), text);
	}
	if (orders.size === 0) throw new Refused(202);
	if (orders.size > MOST_RECIPIENTS) throw new Refused(213);
	return orders;
};
