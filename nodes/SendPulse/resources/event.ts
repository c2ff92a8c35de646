import type { IDataObject } from 'n8n-workflow';

import { type Message, type Route, sharedVerdict } from '../../shared/delivery/route';
import { safetyOptions } from '../../shared/fields/common';
import { locatorField, optionsField, required, textField } from '../../shared/fields/parts';
import { locatorValue } from '../../shared/input/read';
import type { ReadParameter, Setting } from '../../shared/input/parameterReader';
import { InputProblem } from '../../shared/model/inputProblem';
import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { pathPart } from '../../shared/routing/fromInput';
import { additionalValues, jsonClosingFields } from '../../shared/fields/closing';
import { jsonValues, readText, type WireField } from '../../shared/fields/wire';
import { jsonRequest } from '../call';
import { emailOf, idNumber, phoneOf } from '../fields';
import { textVariables } from '../variables';
import { confirmation, sendPulse } from '../gateway';

const text = (value: unknown): string => String(value ?? '').trim();

const emailField: WireField = {
	...textField('E-Mail', 'eventEmail', 'email', {
		description: 'Without it, the phone number is needed',
	}),
	encode: emailOf,
};

const contactFields: WireField[] = [
	emailField,
	{
		...textField('Phone Number', 'eventPhone', 'phone', {
			placeholder: 'e.g. 380501112233',
			description: 'Without it, the e-mail address is needed',
		}),
		encode: phoneOf,
	},
];

/** One of the two at least. @throws InputProblem when both are empty */
function contactOf(read: ReadParameter, setting: Setting): IDataObject {
	const contact = jsonValues(contactFields, read, setting);
	if (Object.keys(contact).length > 0) return contact;
	throw new InputProblem(
		emailField.field.displayName,
		'is empty',
		'Enter an e-mail address or a phone number.',
	);
}

const nameField: WireField = {
	...required(
		textField('Event Name', 'eventName', 'name', {
			description: 'As in the Events Manager of SendPulse',
		}),
	),
	encode: pathPart,
};

const flowOption: WireField = {
	field: locatorField({
		displayName: 'Flow',
		name: 'automationId',
		searchListMethod: 'flows',
		description: 'Of Automation 360; if empty, every one that waits for the event',
	}),
	wire: 'automation_id',
	// Zero is what the field had for “every flow” when it was a number.
	encode: (value, label, item) =>
		locatorValue(value).trim() === '0' ? undefined : idNumber(value, label, item),
};

const variables = textVariables({ displayName: 'Variables', name: 'variables' }, '');

const flowOptions = optionsField([flowOption]);

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
	answer: confirmation,
	listSize: () => 1,
	message(read, setting) {
		const path = `/events/name/${readText(nameField, read)}`;
		const contact = contactOf(read, setting);
		return {
			recipient: text(contact.email ?? contact.phone),
			reference: null,
			name: text(read(nameField.field.name, '')),
			path,
			body: {
				...jsonValues([...variables, ...contactFields, flowOptions], read, setting),
				...additionalValues(read),
			},
		};
	},
	groupKey: () => '',
	contentKey: ({ name, body }) => JSON.stringify([name, body]),
	request: ([event]) => {
		return jsonRequest('POST', event.path, event.body);
	},
	verdicts: sharedVerdict,
	row: ({ name }) => ({ event: name, success: true }),
};

const trigger: Operation = {
	value: 'trigger',
	name: 'Trigger',
	action: 'Trigger an event',
	description: 'Starts the flows of Automation 360 that wait for it',
	...byRoute(sendPulse, triggerRoute),
	fields: [
		nameField,
		...contactFields,
		...variables,
		...jsonClosingFields(...safetyOptions, flowOption),
	],
};

/** Events of Automation 360. */
export const event: Resource = { value: 'event', name: 'Event', operations: [trigger] };
