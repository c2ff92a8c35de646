import { randomBytes } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { DecodedCallback } from '../shared/model/deliveryReport';
import { callbackSecretOf, callbackUrlWith } from '../shared/callbacks/callbackAddress';
import { rawEvent, single, callDigest } from '../shared/callbacks/decode';
import { bySecret, secretParameter } from '../shared/callbacks/secret';
import type { Authentication, Gateway } from '../shared/model/gateway';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { idOf, recordOf } from '../shared/text/json';
import { statusOf } from './statuses';

/** Names that the node itself puts into the callback URL. */
const own = {
	secret: secretParameter,
	/** Tells requests apart, since nobody knows whether a callback names its request. */
	key: 'key',
} as const;

const ownNames: readonly string[] = Object.values(own);

/**
 * Builds `callback_url` of a bulk request: the user's URL with the secret. The gateway documents nothing else about it.
 * Source: docs/gateways/smsby.md 8.
 *
 * @param given the field's value; an empty one means none
 * @throws InputProblem when the URL cannot be called, or there is no secret
 */
export function callbackUrl(given: unknown, credentials: ICredentialDataDecryptedObject): string {
	const text = String(given ?? '').trim();
	if (text === '') return '';
	const query = `${own.secret}=${encodeURIComponent(callbackSecretOf(credentials))}`;
	return callbackUrlWith('SMS.by', text, ownNames, query);
}

/** The callback URL of one request. */
export const withKey = (url: string): string =>
	url === '' ? '' : `${url}&${own.key}=${randomBytes(6).toString('hex')}`;

function authenticate(callback: DecodedCallback, secret: string): Authentication {
	// Only the URL is ours: a body can be what it likes, also a field of this name.
	const inUrl = { ...callback, fields: new Map() };
	return bySecret(single(inUrl, own.secret), secret);
}

type Values = (...names: string[]) => string | null;

/** Reads the first of several names that an object has. */
const valuesOf =
	(record: Record<string, unknown>): Values =>
	(...names) => {
		const value = names.map((name) => record[name]).find((one) => idOf(one) !== null);
		return idOf(value);
	};

/** The same in the query and the fields of a call; the outer object goes first. */
const valuesIn =
	(callback: DecodedCallback): Values =>
	(...names) => {
		const found = names.map((name) => single(callback, name)).find((value) => value);
		return found ?? null;
	};

const phoneNames = ['phone', 'recipient', 'msisdn'];
const messageNames = ['sms_id', 'viber_id', 'smsId'];
const listNames = ['messages', 'result', 'data'];

/** A longer text is no ID. */
const longestId = 200;

interface Entries {
	/** Of the list in the body, if it has one. */
	name: string | null;
	list: unknown[];
}

const speaks = (entry: unknown): boolean =>
	valuesOf(recordOf(entry))(...phoneNames, ...messageNames) !== null;

/**
 * The list of a body in which some entry speaks of one recipient or message, or one such object in its place. The other entries
 * are events that nobody knows, and none is to be lost.
 *
 * @returns no entries for a body without such a list
 */
function entriesIn(json: unknown): Entries {
	const body = recordOf(json);
	const places: Entries[] = Array.isArray(json)
		? [{ name: null, list: json }]
		: listNames.map((name) => ({ name, list: [body[name]].flat() }));
	return places.find(({ list }) => list.some(speaks)) ?? { name: null, list: [] };
}

/** The part of an event that is about one entry. What is said of all of them stands beside the first one only. */
function eventOf(raw: IDataObject, name: string | null, entry: unknown, isFirst: boolean) {
	const [around, beside] = isFirst ? [raw, recordOf(raw.body)] : [{}, {}];
	const list = [entry];
	return { ...around, body: name === null ? list : { ...beside, [name]: list } } as IDataObject;
}

/**
 * Reads what can be read. Verb, body and events are not documented anywhere, so every form is taken, `uuid`, `status` and
 * `phone` are looked for under the names that the gateway uses elsewhere, and the event is kept. Source:
 * docs/gateways/smsby.md 8 and 11.
 */
const parse: Gateway['callbacks']['parse'] = (callback) => {
	const names = [...callback.query.keys()].filter((name) => !ownNames.includes(name));
	if (names.length === 0 && callback.text.trim() === '') return [];

	const raw = rawEvent(callback, ownNames);
	// The key that the node put into the URL tells requests apart.
	const digest = callDigest(callback, [own.secret]);
	const whole = valuesIn(callback);
	const named = whole('uuid', 'bulk_uuid', 'message_id', 'campaign_id');
	// Every report repeats it.
	const groupId = named !== null && named.length > longestId ? null : named;
	const report = (values: Values, event: IDataObject, position: number) => {
		const code = values('status', 'state');
		const status = statusOf(code);
		const text = values('error', 'message', 'text');
		return {
			status,
			...outcomeOf(status),
			messageId: values(...messageNames),
			groupId: groupId ?? values('uuid', 'message_id'),
			recipient: values(...phoneNames),
			reference: null,
			channel: values('viber_id') === null ? null : 'viber',
			// The gateway's clocks have no zone, and a trigger does not know the account's.
			occurredAt: null,
			dedupeKey: JSON.stringify([digest, position]),
			code,
			text,
			correlation: {},
			raw: event,
		};
	};
	const { name, list } = entriesIn(callback.json);
	if (list.length === 0) return [report(whole, raw, 0)];
	return list.map((entry, position) =>
		report(valuesOf(recordOf(entry)), eventOf(raw, name, entry, position === 0), position),
	);
};

/** Nothing is documented but the largest request, of a thousand messages or so. Source: docs/gateways/smsby.md 8. */
const largestBody = 2 * 1024 * 1024;

export const callbacks: Gateway['callbacks'] = {
	largestBody,
	isProvenByUrl: () => true,
	authenticate,
	takesAnyBody: true,
	ownParameters: ownNames,
	parse,
};
