import type { IDataObject } from 'n8n-workflow';

import { type Message, type Route, sharedVerdict } from '../../shared/delivery/route';
import { nameValuePairs, safetyOptions } from '../../shared/fields/common';
import { locatorField, locatorValue } from '../../shared/fields/list';
import type { ReadParameter } from '../../shared/input/parameterReader';
import { optionsIn } from '../../shared/input/read';
import { emailAddress, phoneNumber } from '../../shared/input/recipients';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { pathPart } from '../../shared/routing/pathPart';
import { isRecord, readJson } from '../../shared/text/json';
import { additionalValues } from '../../shared/fields/additional';
import { jsonClosingFields } from '../../shared/fields/closing';
import { jsonRequest } from '../call';
import { numericId, variableFields } from '../fields';
import { acknowledgement, sendPulse } from '../gateway';

/** Zero is what the field had for “every flow” when it was a number. */
function flowId(value: unknown): number | undefined {
	const id = locatorValue(value).trim();
	return id === '' || id === '0' ? undefined : Number(numericId(id, 'Flow'));
}

const text = (value: unknown): string => String(value ?? '').trim();

/** @throws InputProblem when it is no JSON object */
function variablesOf(read: ReadParameter): IDataObject {
	if (read('specifyVariables', 'pairs') !== 'json') {
		return Object.fromEntries(nameValuePairs(read('variables', {}), 'variable'));
	}
	const given = read('variablesJson', '{}');
	const value = isRecord(given) ? given : readJson(text(given) || '{}')?.value;
	if (isRecord(value)) return value;
	throw new InputProblem('Variables (JSON)', 'is not a JSON object', 'Write e.g. {"order":17}.');
}

/** One of the two at least. @throws InputProblem when both are empty */
function contactOf(read: ReadParameter): IDataObject {
	const email = text(read('eventEmail', ''));
	const phone = text(read('eventPhone', ''));
	if (email === '' && phone === '') {
		throw new InputProblem('E-Mail', 'is empty', 'Give an e-mail address or a phone number.');
	}
	return {
		...(email === '' ? {} : { email: emailAddress(email, 'E-Mail') }),
		...(phone === '' ? {} : { phone: phoneNumber(phone, 'none', 'Phone Number') }),
	};
}

const variables = variableFields(
	{ displayName: 'Variables', name: 'variables' },
	'Values that the event carries',
);

interface Event extends Message {
	name: string;
	path: string;
	body: IDataObject;
}

/**
 * Contact and variables stand side by side in the body. An event starts flows, which send letters and messages, so none is
 * triggered twice. Source: docs/gateways/sendpulse.md 16.
 */
const triggerRoute: Route<Event> = {
	effect: 'send',
	answer: acknowledgement,
	listSize: () => 1,
	message(read) {
		const { automationId } = optionsIn(read);
		const contact = contactOf(read);
		return {
			recipient: text(contact.email ?? contact.phone),
			reference: null,
			name: text(read('eventName', '')),
			path: `/events/name/${pathPart(read('eventName', ''), 'Event Name')}`,
			body: {
				...variablesOf(read),
				...contact,
				automation_id: flowId(automationId),
				...additionalValues(read),
			},
		};
	},
	groupKey: () => '',
	contentKey: ({ name, body }) => JSON.stringify([name, body]),
	request: ([event]) => {
		if (!event) throw new RangeError('A request needs an event');
		return jsonRequest('POST', event.path, event.body);
	},
	verdicts: sharedVerdict,
	row: ({ name }) => ({ event: name, success: true }),
};

const trigger: Operation = {
	value: 'trigger',
	name: 'Trigger',
	action: 'Trigger an event',
	description: 'Start the flows of Automation 360 that wait for an event',
	...byRoute(sendPulse, triggerRoute),
	fields: [
		{
			displayName: 'Event Name',
			name: 'eventName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. purchase',
			description: 'Name of the event as in the Events Manager of SendPulse',
		},
		{
			displayName: 'E-Mail',
			name: 'eventEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. ann@example.com',
			description: 'Address of the contact; without it the phone is needed',
		},
		{
			displayName: 'Phone Number',
			name: 'eventPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 380501112233',
			description: 'Phone number of the contact; without it the e-mail address is needed',
		},
		...variables,
		...jsonClosingFields(
			...safetyOptions,
			locatorField({
				displayName: 'Flow',
				name: 'automationId',
				searchListMethod: 'searchFlows',
				placeholder: 'e.g. 281013',
				description:
					'Only this flow of Automation 360; every one that waits for the event, if empty',
			}),
		),
	],
};

/** Events of Automation 360. */
export const event: Resource = { value: 'event', name: 'Event', operations: [trigger] };
