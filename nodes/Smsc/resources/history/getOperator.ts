import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import type { Message, Route, Verdict } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/operations/byRoute';
import { additionalParameters, closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, perRequest, perRequestOption } from '../../../shared/fields/common';
import { readText, type WireParameter } from '../../../shared/fields/wire';
import type { Failure } from '../../../shared/model/failure';
import { isRecord, recordOf } from '../../../shared/text/json';
import type { Pace } from '../../../shared/transport/paces';
import { fieldForm } from '../../call';
import { answerOf, smsc } from '../../gateway';
import { listMost, listPreset, phoneNumberField } from '../../fields';
import { bareRecipient, wireRecipient } from '../message/recipient';

const phoneField = phoneNumberField('Phone number with country code');

interface Lookup extends Message {
	parameters: WireParameter[];
}

const notInAnswer: Failure = {
	kind: 'notFound',
	code: null,
	text: 'The answer has no operator for this number',
	hint: 'Check the number. To have it asked alone, set Items per Request to 1.',
	httpStatus: null,
};

const found = (extra: IDataObject): Verdict => ({
	accepted: true,
	messageId: null,
	groupId: null,
	extra,
});

/** The entry of a number: by its `phone`, by its key, or by its place. */
function entriesOf(phones: string[], body: unknown): Array<IDataObject | undefined> {
	if (!Array.isArray(body)) {
		const answer = recordOf(body);
		const keyed = phones.map((phone) => {
			const entry = answer[phone] ?? answer[`+${phone}`];
			return isRecord(entry) ? entry : undefined;
		});
		if (keyed.some(isRecord)) return keyed;
		return phones.length === 1 ? [answer] : [];
	}
	const entries = body.filter(isRecord).map((entry) => entry);
	if (entries.some(({ phone }) => phone !== undefined)) {
		const byPhone = new Map(entries.map((entry) => [bareRecipient(entry.phone), entry]));
		return phones.map((phone) => byPhone.get(phone));
	}
	return entries.length === phones.length ? entries : [];
}

/** What one tells of a number. Source: docs/gateways/smsc.md 8. */
const told = ['country', 'operator', 'region', 'mcc', 'mnc', 'tz'];

/**
 * Reads a look-up. The answer for one number is known; for many it is not, so that every plausible shape is read. Source:
 * docs/gateways/smsc.md 8.
 */
export function operatorVerdicts(phones: string[], body: unknown): Verdict[] {
	const entries = entriesOf(phones, body);
	return phones.map((_phone, position): Verdict => {
		const entry = entries[position];
		return entry && told.some((name) => name in entry)
			? found(entry)
			: { accepted: false, failure: notInAnswer };
	});
}

/** SMSC takes a hundred look-ups a minute. Source: docs/gateways/smsc.md 1.8. */
export const lookupPace: Pace = { kind: 'info', most: 100, withinMs: 60_000 };

/** `get_operator=1`. Source: docs/gateways/smsc.md 8. */
export const operatorRoute: Route<Lookup> = {
	effect: 'read',
	answer: answerOf('info'),
	pace: () => lookupPace,
	listSize: (read) => perRequest(read, listPreset),
	message: (read) => ({
		recipient: readText(phoneField, read),
		reference: null,
		parameters: additionalParameters(read),
	}),
	groupKey: ({ parameters }) => JSON.stringify(parameters),
	contentKey: ({ parameters }) => JSON.stringify(parameters),
	request: (lookups) =>
		fieldForm('info', [
			['get_operator', '1'],
			['phone', lookups.map(({ recipient }) => wireRecipient(recipient)).join(',')],
			...lookups[0].parameters,
		]),
	verdicts: (lookups, body) =>
		operatorVerdicts(
			lookups.map(({ recipient }) => recipient),
			body,
		),
	row: ({ recipient }, { extra = {} }) => ({ ...extra, phone: recipient }),
};

export const getOperator: Operation = {
	value: 'getOperator',
	name: 'Get Operator',
	action: 'Get the operator of a phone number',
	description: 'With country and region, many items in one request',
	...byRoute(smsc, operatorRoute),
	fields: [
		phoneField,
		...closingFields(
			defaultCountryOption,
			perRequestOption(
				listPreset,
				listMost,
				'How many items at most. SMSC takes a hundred requests a minute; further ones wait.',
			),
		),
	],
};
