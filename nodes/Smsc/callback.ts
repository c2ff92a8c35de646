import { createHash } from 'node:crypto';

import type { DecodedCallback } from '../shared/callbacks/decode';
import { sameSecret } from '../shared/callbacks/secret';
import { type Charset, encode, firstUnencodable } from '../shared/charset';
import type { Authentication, Gateway } from '../shared/gateway';
import { entryOf } from '../shared/lookup';
import type { DeliveryReport } from '../shared/model/deliveryReport';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { isoMoment } from './calendar';
import { referenceIn } from './clientId';
import { type EventFields, eventFields, type EventKind, kindOf, signedFields } from './event';
import { handlerOptions } from './handlerUrl';
import { channelOf, deliveryErrorText, wireStatuses } from './statuses';

type Report = Omit<DeliveryReport, 'gateway' | 'verified'>;

/** crc32 is a checksum that anybody can make, and its form is unknown. Source: notes smsc.md section 16. */
const algorithms = ['md5', 'sha1'] as const;

/**
 * What can stand between the colons of the signed string. Without this a signature of one event would also fit others,
 * whose fields are cut elsewhere.
 */
const shapes: Readonly<Record<EventKind, Readonly<Record<string, RegExp>>>> = {
	status: { id: /^[\w.-]{1,40}$/, phone: /^[^:\s]{1,254}$/, status: /^-?\d{1,2}$/ },
	inbound: { phone: /^\+?\d{5,15}$/, mes: /^[\s\S]+$/, to: /^\+?\w{3,15}$/ },
	call: { phone: /^\+?\d{5,15}$/, ts: /^\d{9,11}$/ },
};

/** The bytes that SMSC signs: the fields as they came and the secret, joined by colons. */
function signedBytes(fields: EventFields, kind: EventKind, secret: Buffer): Buffer {
	const values = signedFields[kind].map((name) => fields.get(name)?.bytes ?? Buffer.alloc(0));
	const colon = Buffer.from(':');
	return Buffer.concat([...values.flatMap((bytes) => [bytes, colon]), secret]);
}

/** The secret in the charset of the handler, as the fields are; one that it cannot hold stays UTF-8. */
function secretBytes(secret: string, charset: string): Buffer {
	const target = charset as Charset;
	return encode(secret, firstUnencodable(secret, target) === null ? target : 'utf-8');
}

/**
 * A callback is SMSC's when it carries a signature, md5 or sha1, and every one that it carries is right. Source: notes
 * smsc.md section 16.
 */
function authenticate(callback: DecodedCallback, secret: string): Authentication {
	const fields = eventFields(callback);
	const kind = kindOf(fields);
	const given = algorithms.filter((algorithm) => fields.has(algorithm));
	if (secret === '' || kind === null || given.length === 0) return { accepted: false };
	const bytes = signedBytes(fields, kind, secretBytes(secret, callback.charset));
	const right = given.every((algorithm) =>
		sameSecret(
			fields.get(algorithm)?.text.toLowerCase(),
			createHash(algorithm).update(bytes).digest('hex'),
		),
	);
	return right ? { accepted: true, verified: true } : { accepted: false };
}

/** The event as one flat object, with the names of the fields that no signature covers. */
function rawOf(fields: EventFields, kind: EventKind): Report['raw'] {
	const own = [...fields].filter(([name]) => !handlerOptions.includes(name));
	const unsigned = own.map(([name]) => name).filter((name) => !signedFields[kind].includes(name));
	return {
		...Object.fromEntries(own.map(([name, { text }]) => [name, text])),
		unverified: unsigned,
	};
}

type Value = (name: string) => string | null;

const status = (value: Value): Omit<Report, 'raw'> => {
	const code = value('status') ?? '';
	const name = entryOf(wireStatuses, code) ?? 'unknown';
	const id = value('id');
	return {
		status: name,
		...outcomeOf(name),
		messageId: id,
		groupId: null,
		recipient: value('phone'),
		reference: id === null ? null : referenceIn(id),
		channel: channelOf(value('type')),
		occurredAt: isoMoment(value('time'), value('ts')),
		dedupeKey: JSON.stringify(['status', id, value('phone'), code, value('err'), value('ts')]),
		code,
		text: deliveryErrorText(value('err')),
		correlation: {},
	};
};

/** The channel of a call that was waited for. */
export const callChannel = 'callCheck';

const arrived = { status: 'inbound', ...outcomeOf('inbound') } as const;

const inbound = (value: Value): Omit<Report, 'raw'> => ({
	...arrived,
	messageId: value('id'),
	groupId: null,
	recipient: value('phone'),
	reference: null,
	channel: 'sms',
	occurredAt: isoMoment(value('time'), value('ts')),
	dedupeKey: JSON.stringify([
		'inbound',
		...['id', 'phone', 'mes', 'to', 'ts'].map((name) => value(name)),
	]),
	code: null,
	text: value('mes'),
	correlation: {},
});

const call = (value: Value): Omit<Report, 'raw'> => ({
	...arrived,
	messageId: null,
	groupId: null,
	recipient: value('phone'),
	reference: null,
	channel: callChannel,
	occurredAt: isoMoment(null, value('ts')),
	dedupeKey: JSON.stringify(['call', value('phone'), value('ts')]),
	code: null,
	text: value('waitcall'),
	correlation: {},
});

const readers = { status, inbound, call };

const parse: Gateway['callbacks']['parse'] = (callback) => {
	const fields = eventFields(callback);
	const kind = kindOf(fields);
	if (kind === null) return [];
	const value: Value = (name) => fields.get(name)?.text ?? null;
	const fits = Object.entries(shapes[kind]).every(([name, shape]) => shape.test(value(name) ?? ''));
	return fits ? [{ ...readers[kind](value), raw: rawOf(fields, kind) }] : [];
};

export const callbacks: Gateway['callbacks'] = { authenticate, parse };
