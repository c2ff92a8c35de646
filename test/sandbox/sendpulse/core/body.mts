import type { Exchange } from '../../framework/exchange.mts';
import { contentTypeOf } from '../../framework/exchange.mts';
import type { Field } from '../../framework/fields.mts';
import { bodyFields, parseJson, queryFields } from '../../framework/fields.mts';
import type { SendPulseSettings } from '../settings.mts';
import { Arguments, isObject } from './arguments.mts';
import { phpValue } from './phpSerialized.mts';
import { FAILURES } from './refusal.mts';

/** Which media types a call reads: JSON and forms, unless it is "webhook", which depends on the mode `webhookBody`. */
export type BodyFormat = 'any' | 'webhook';

/** Puts `a[b][]=1` into nested values the way PHP does; the last plain value wins. */
const nest = (fields: readonly Field[]): Record<string, unknown> => {
	const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
	for (const { name, value } of fields) {
		const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''));
		place(root, [first, ...rest], value.toString('utf8'));
	}
	return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, listed(value)]));
};

const place = (into: Record<string, unknown>, path: readonly string[], value: string): void => {
	const [name = '', ...rest] = path;
	const key = name === '' ? String(Object.keys(into).length) : name;
	if (rest.length === 0) {
		into[key] = value;
		return;
	}
	const inner = isObject(into[key]) ? into[key] : Object.create(null);
	into[key] = inner;
	place(inner as Record<string, unknown>, rest, value);
};

/** Objects whose keys are 0, 1, 2 … are lists. */
const listed = (value: unknown): unknown => {
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, member]) => [key, listed(member)] as const);
	const isList = entries.every(([key], at) => key === String(at));
	return isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
};

/** The query string. With `queryBooleans: words` true and false count as 1 and 0 (docs/gateways/sendpulse.md 3.1). */
export const readQuery = (exchange: Exchange, settings: SendPulseSettings): Arguments => {
	const values = nest(queryFields(exchange));
	if (settings.queryBooleans === 'digits') return new Arguments(values);
	const words = new Map<unknown, string>([
		['true', '1'],
		['false', '0'],
	]);
	return new Arguments(
		Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, words.get(value) ?? value]),
		),
	);
};

/**
 * A list or an object written as JSON in a string, as the official clients in Python and Ruby and the
 * official n8n node send it (docs/gateways/sendpulse.md 1.1).
 */
const reviveJson = (value: unknown): unknown =>
	typeof value === 'string' ? (parseJson(value) ?? value) : value;

/** The same, or what PHP's serialize makes: php v1, node. */
const reviveAny = (value: unknown): unknown => {
	const revived = reviveJson(value);
	return typeof revived === 'string' ? (phpValue(revived) ?? revived) : revived;
};

/** The official client in Ruby sends forms to this day; what creates webhooks is a mode of its own. */
const acceptsForm = (format: BodyFormat, settings: SendPulseSettings): boolean =>
	format !== 'webhook' || settings.legacyBodies || settings.webhookBody !== 'json';

const acceptsJson = (format: BodyFormat, settings: SendPulseSettings): boolean =>
	format !== 'webhook' || settings.webhookBody !== 'form';

/** The values of a body. A body of another media type carries no arguments, as in PHP (inference). */
const bodyValues = async (
	exchange: Exchange,
	format: BodyFormat,
	settings: SendPulseSettings,
): Promise<unknown> => {
	const { type } = contentTypeOf(exchange.headers);
	if (exchange.body.length === 0) return {};
	if (type === 'application/json' && acceptsJson(format, settings)) {
		return parseJson(exchange.body.toString('utf8'));
	}
	if (type === 'application/x-www-form-urlencoded' && acceptsForm(format, settings)) {
		return nest(await bodyFields(exchange));
	}
	return {};
};

/** What a call brings along. */
type Input = {
	readonly body: Arguments;
	/** The elements of a body that is a bare JSON array. */
	readonly bare: readonly unknown[] | null;
};

/** Reads the body; neither an object nor an array is code 999 (docs/gateways/sendpulse.md 19). */
export const readBody = async (
	exchange: Exchange,
	format: BodyFormat,
	settings: SendPulseSettings,
): Promise<Input> => {
	const values = await bodyValues(exchange, format, settings);
	if (Array.isArray(values)) return { body: new Arguments({}), bare: values as unknown[] };
	if (!isObject(values)) throw FAILURES.malformed();
	const revive = settings.legacyBodies ? reviveAny : reviveJson;
	return { body: new Arguments(values, revive), bare: null };
};
