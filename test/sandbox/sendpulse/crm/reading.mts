import type { Answer } from '../../framework/answer.mts';
import { bytes } from '../../framework/answer.mts';
import type { Arguments } from '../core/arguments.mts';
import { FAILURES, Refusal } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';

/** A success without a body (docs/gateways/sendpulse.md 17.4). */
export const empty = (status: 200 | 201 | 204): Answer =>
	bytes(Buffer.alloc(0), 'application/json', { status });

/** Dates of the CRM are ISO with their zone. */
export const isoDate = (at: number): string =>
	new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

export const missing = (what: string): Refusal => new Refusal(404, `${what} not found`);

/** A list, or its only entry, where the mode says so. */
export const listed = (
	{ settings }: Service,
	rows: readonly object[],
): object | readonly object[] =>
	settings.crmLists === 'object' && rows.length === 1 && rows[0] ? rows[0] : rows;

/** A number that must be one: the CRM takes no text for it. */
export const strictId = (body: Arguments, name: string): number => {
	const value = body.value(name);
	if (value === undefined) throw FAILURES.missing(name);
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
		throw FAILURES.mustBe(name, 'integer');
	}
	return value;
};

/** A part of a list: `limit` 1 to 100, 10 if missing, and `offset`. */
export const partOf = (body: Arguments) => ({
	limit: body.value('limit') === undefined ? 10 : body.integer('limit', { min: 1, max: 100 }),
	offset: body.integerOr('offset', { min: 0 }) ?? 0,
});

/** A text of so many characters at most. */
export const shortText = (body: Arguments, name: string, most: number): string | undefined => {
	const text = body.textOr(name);
	if (text !== undefined && [...text].length > most) throw FAILURES.notGreater(name, most);
	return text;
};
