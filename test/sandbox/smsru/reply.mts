import type { Answer } from '../framework/answer.mts';
import { json, text } from '../framework/answer.mts';
import type { Fields } from '../framework/fields.mts';
import type { SmsRuSettings } from './settings.mts';
import { WORDS } from './wire.mts';

/** A refusal of a whole request. */
export class Refused extends Error {
	readonly code: number;

	constructor(code: number) {
		super(WORDS[code] ?? String(code));
		this.code = code;
	}
}

/** What an envelope and an entry of a map have in common (docs/gateways/smsru.md 1). */
export const said = (code: number): Record<string, unknown> => ({
	status: code === 100 ? 'OK' : 'ERROR',
	status_code: code,
	...(code === 100 ? {} : { status_text: WORDS[code] ?? `Код ${code}` }),
});

/** JSON where it is asked for, else the code and nothing more: the clients of today ask for it. */
export const reply = (fields: Fields, code: number, more: Record<string, unknown> = {}): Answer =>
	fields.text('json') === '1' ? json({ ...said(code), ...more }) : text(String(code));

/** Money as the account's answers write it. */
export const moneyOf = ({ numbers }: SmsRuSettings, value: number): number | string =>
	numbers === 'text' ? value.toFixed(2) : value;

/** A map as PHP writes it. */
export const mapOf = ({ emptyMap }: SmsRuSettings, values: ReadonlyMap<string, unknown>): object =>
	values.size === 0 && emptyMap === 'list' ? [] : Object.fromEntries(values);
