import { randomBytes } from 'node:crypto';

import type { DecodedCallback } from '../shared/model/deliveryReport';
import { callbackUrlWith } from '../shared/callbacks/callbackAddress';
import { rawEvent, single } from '../shared/callbacks/decode';
import { bySecret, secretParameter } from '../shared/callbacks/secret';
import { InputProblem } from '../shared/model/inputProblem';
import type { Authentication, Gateway } from '../shared/model/gateway';
import { entryOf } from '../shared/text/json';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { kannelStatuses, nativeStatuses } from './statuses';

/** Names that the node itself puts into the callback URL. */
const own = {
	id: 'id',
	status: 'status',
	secret: secretParameter,
	kannel: 'kannel',
	reference: 'ref',
	channel: 'channel',
	recipient: 'to',
	/** Tells the messages of one list apart when the gateway gives them one id. */
	key: 'key',
} as const;

export const reservedNames: readonly string[] = Object.values(own);

export interface CallbackParts {
	url: string;
	secret: string;
	kannel: boolean;
	channel: string;
	recipient: string;
	reference: string | null;
	correlation: ReadonlyArray<readonly [name: string, value: string]>;
}

/** @throws InputProblem when a name is one of the node's own */
function checkNames(correlation: CallbackParts['correlation']): void {
	const taken = correlation.find(([name]) => reservedNames.includes(name))?.[0];
	if (taken === undefined) return;
	throw new InputProblem(
		'Correlation Values',
		`cannot use the name “${taken}”`,
		`The node itself needs ${reservedNames.join(', ')}. Choose another name.`,
	);
}

const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

/**
 * Builds the `callback` parameter: the user's URL with `{id}` and `{status}`, which the gateway substitutes, and with what
 * the trigger needs to know again. The braces stay as they are; the form encoder percent-encodes the whole value once.
 * Source: docs/gateways/kupon.md 2, 4 and 7.
 *
 * @throws InputProblem when the URL cannot be called or a correlation name is taken
 */
export function callbackUrl(parts: CallbackParts): string {
	checkNames(parts.correlation);
	const values: Array<readonly [string, string]> = [
		[own.channel, parts.channel],
		...(parts.recipient === '' ? [] : [[own.recipient, parts.recipient] as const]),
		...(parts.reference === null ? [] : [[own.reference, parts.reference] as const]),
		[own.key, randomBytes(6).toString('hex')],
		...(parts.kannel ? [[own.kannel, '1'] as const] : []),
		...(parts.secret === '' ? [] : [[own.secret, parts.secret] as const]),
		...parts.correlation,
	];
	const query = [
		`${own.id}={id}`,
		`${own.status}={status}`,
		...values.map(([name, value]) => `${percent(name)}=${percent(value)}`),
	].join('&');
	return callbackUrlWith('Kupon.mobi', parts.url, reservedNames, query);
}

function authenticate(callback: DecodedCallback, secret: string): Authentication {
	return bySecret(single(callback, own.secret), secret);
}

/** Reads the values that `callbackUrl` put into the URL, with `id` and `status` filled in by the gateway. */
const parse: Gateway['callbacks']['parse'] = (callback) => {
	const id = single(callback, own.id);
	const code = single(callback, own.status)?.trim();
	// A status that nobody filled in is none; one that is not in the documents is reported as unknown.
	if (!id || !code || code.length > 64 || /[{}]/.test(code)) return [];

	const channel = single(callback, own.channel) ?? null;
	const kannel = single(callback, own.kannel) === '1';
	const status = entryOf(kannel ? kannelStatuses : nativeStatuses, code) ?? 'unknown';
	const reference = single(callback, own.reference) ?? null;
	const recipient = single(callback, own.recipient) ?? null;
	const correlation = [...callback.query]
		.filter(([name]) => !reservedNames.includes(name))
		.map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
	return [
		{
			status,
			...outcomeOf(status, channel === 'bulk'),
			messageId: id,
			groupId: null,
			recipient,
			reference,
			channel,
			// The gateway sends no time: only {id} and {status} are substituted.
			occurredAt: null,
			dedupeKey: JSON.stringify([
				id,
				kannel,
				code,
				single(callback, own.key),
				recipient,
				reference,
			]),
			code,
			text: null,
			correlation: Object.fromEntries(correlation),
			raw: rawEvent(callback, [own.secret]),
		},
	];
};

/** Everything that it has to say stands in the URL. Source: docs/gateways/kupon.md 7. */
const largestBody = 64 * 1024;

export const callbacks: Gateway['callbacks'] = {
	largestBody,
	isProvenByUrl: ({ query }) => query.has(own.secret),
	authenticate,
	ownParameters: [own.secret],
	parse,
};
