import { createHash } from 'node:crypto';

import {
	type DecodedCallback,
	type DeliveryReport,
	reportOf,
} from '../shared/model/deliveryReport';
import { sameSecret } from '../shared/callbacks/secret';
import { type Charset, encode, firstUnencodable } from '../shared/text/charset';
import type { Authentication, Gateway } from '../shared/model/gateway';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { isoMoment } from './times';
import { referenceIn } from './clientId';
import {
	type EventFields,
	eventFields,
	type EventKind,
	eventKinds,
	handlerOptions,
	handlerSuffix,
	kindOf,
	signedFields,
	signedKind,
} from './event';
import { channelOf, deliveryErrorText, statusOf } from './statuses';

type Report = Omit<DeliveryReport, 'gateway' | 'verified'>;

/** crc32 is a checksum that anybody can make, and its form is unknown. Source: docs/gateways/smsc.md 16. */
const algorithms = ['md5', 'sha1'] as const;

/** The bytes that SMSC signs: the fields as they came and the secret, joined by colons. */
function signedBytes(fields: EventFields, form: EventKind, secret: Buffer): Buffer {
	const values = signedFields[form].map((name) => fields.get(name)?.bytes() ?? Buffer.alloc(0));
	const colon = Buffer.from(':');
	return Buffer.concat([...values.flatMap((bytes) => [bytes, colon]), secret]);
}

/** The secret in the charset of the handler, as the fields are; one that it cannot hold stays UTF-8. */
function secretBytes(secret: string, charset: string): Buffer {
	const target = charset as Charset;
	return encode(secret, firstUnencodable(secret, target) === null ? target : 'utf-8');
}

type Algorithm = (typeof algorithms)[number];

/** Every signature that the callback carries is right for the fields of this form. */
function isSigned(
	fields: EventFields,
	carried: Algorithm[],
	form: EventKind,
	secret: Buffer,
): boolean {
	const bytes = signedBytes(fields, form, secret);
	return carried.every((algorithm) =>
		sameSecret(
			fields.get(algorithm)?.text.toLowerCase(),
			createHash(algorithm).update(bytes).digest('hex'),
		),
	);
}

const unsigned: Authentication = {
	accepted: false,
	reason: `it is not signed: the callback handler’s address in the SMSC account has to end with ${handlerSuffix}`,
};

const wronglySigned: Authentication = {
	accepted: false,
	reason:
		'its signature was not made with the Callback Secret of the credential, which must also be entered in the settings of the SMSC account',
};

/**
 * A callback is SMSC's when it carries a signature, md5 or sha1, and every one that it carries is right. What was signed for
 * an event of one kind is no proof for another, whose fields are cut elsewhere. An event of a kind that nobody knows can be
 * signed in any of the forms that are known. Source: docs/gateways/smsc.md 16.
 */
function authenticate(callback: DecodedCallback, secret: string): Authentication {
	const fields = eventFields(callback);
	const carried = algorithms.filter((algorithm) => fields.has(algorithm));
	if (carried.length === 0) return unsigned;
	if (secret === '') return wronglySigned;
	const claimed = kindOf(fields);
	const key = secretBytes(secret, callback.charset);
	const form = (claimed === null ? eventKinds : [claimed]).find((one) =>
		isSigned(fields, carried, one, key),
	);
	if (form === undefined) return wronglySigned;
	const kind = signedKind(fields, form);
	// Nothing signs `waitcall`, so a call without it may be of another kind.
	const isIts = kind === null || kind === (claimed ?? 'call');
	return isIts ? { accepted: true, verified: true } : wronglySigned;
}

/**
 * The event as one flat object, with the names of the fields that no signature covers. What it covers of an event of an
 * unknown kind, nobody knows.
 */
function rawOf(fields: EventFields, kind: EventKind | null): Report['raw'] {
	const own = [...fields].filter(([name]) => !handlerOptions.includes(name));
	const covered = kind === null ? [] : signedFields[kind];
	const unsigned = own.map(([name]) => name).filter((name) => !covered.includes(name));
	return {
		...Object.fromEntries(own.map(([name, { text }]) => [name, text])),
		unverified: unsigned,
	};
}

type Value = (name: string) => string | null;

const status = (value: Value): Omit<Report, 'raw'> => {
	const code = value('status') ?? '';
	const name = statusOf(code) ?? 'unknown';
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
	channel: value('to')?.startsWith('@') ? 'telegram' : 'sms',
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

/** It claims nothing of the fields, since nobody knows what they mean; so each of them may tell the event from others. */
const unknown = (fields: EventFields): Omit<Report, 'raw'> =>
	reportOf('unknown', {
		dedupeKey: JSON.stringify([
			'unknown',
			...[...fields].map(([name, { text }]) => [name, text]).sort(),
		]),
		raw: {},
	});

const parse: Gateway['callbacks']['parse'] = (callback) => {
	const fields = eventFields(callback);
	if (fields.size === 0) return [];
	const claimed = kindOf(fields);
	const kind = claimed !== null && signedKind(fields, claimed) === claimed ? claimed : null;
	const value: Value = (name) => fields.get(name)?.text ?? null;
	const report = kind === null ? unknown(fields) : readers[kind](value);
	return [{ ...report, raw: rawOf(fields, kind) }];
};

/** One event, whose longest part is a message. Source: docs/gateways/smsc.md 16. */
const largestBody = 256 * 1024;

export const callbacks: Gateway['callbacks'] = {
	largestBody,
	// The fields of a GET, and what signs them, stand in its query.
	isProvenByUrl: ({ method }) => method === 'GET',
	authenticate,
	parse,
};
