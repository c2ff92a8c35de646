import type { IDataObject } from 'n8n-workflow';

import { type Message, type Route, sharedVerdict } from '../../../shared/delivery/route';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { numberField } from '../../../shared/fields/parts';
import { type FieldTable, jsonValues, readText, type WireField } from '../../../shared/fields/wire';
import { textsOf } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { jsonRequest } from '../../call';
import { chatbotAnswer, chatRouting } from '../../chatbots/call';
import { channelField, type ChatChannel, readChannel } from '../../chatbots/channels';
import { botForListField, contactField } from '../../chatbots/fields';
import { sendPulse } from '../../gateway';
import { numberOrNull } from '../../values';
import { settingSome } from '../../variables';
import { changedShape, tagsField, variableLocator } from './fields';
import { chatVariables } from './variables';

interface Change {
	value: string;
	name: string;
	action: string;
	description?: string;
	/** The last part of `/contacts/…`. */
	path: string;
	/** What the row says was done. */
	done: string;
	/** What travels beside the contact's id. */
	fields?: FieldTable;
	/** @throws InputProblem when the body says too little */
	checked?(body: IDataObject): IDataObject;
}

/** An operation that changes one contact. Source: docs/gateways/sendpulse.md 25.2. */
export const change = ({
	value,
	name,
	action,
	description,
	path,
	done,
	fields = [],
	checked = (body) => body,
}: Change): Operation => ({
	value,
	name,
	action,
	description,
	changes: contactField,
	routing: chatRouting({
		method: 'POST',
		path: `/contacts/${path}`,
		// Done twice it changes nothing more.
		effect: 'again',
		body: (read, setting) => checked(jsonValues([contactField, ...fields], read, setting)),
		shape: changedShape(done),
	}),
	fields: [channelField, contactField, ...fields, ...jsonClosingFields()],
});

export const setVariables = change({
	value: 'setVariables',
	name: 'Set Variables',
	action: 'Set the variables of a chatbot contact',
	description: 'The others keep their values',
	path: 'setVariable',
	done: 'updated',
	fields: [
		botForListField,
		// Source: docs/gateways/sendpulse.md 25.2, "setVariable".
		...chatVariables((variables) =>
			variables.map(({ name, value }) => ({ variable_name: name, variable_value: value })),
		),
	],
	checked: settingSome,
});

export const deleteVariable = change({
	value: 'deleteVariable',
	name: 'Delete Variable',
	action: 'Delete a variable of a chatbot contact',
	path: 'deleteVariable',
	done: 'deleted',
	fields: [botForListField, variableLocator],
});

export const addTags = change({
	value: 'addTags',
	name: 'Add Tags',
	action: 'Add tags to a chatbot contact',
	description: 'Tags that the bot does not have yet are created',
	path: 'setTag',
	done: 'updated',
	fields: [tagsField],
});

/** Its `recipient` is the contact, and in a call the tag. */
interface TagRemoval extends Message {
	channel: ChatChannel;
	contact: string;
	tags: string[];
	values: IDataObject;
}

/** One tag a call. Source: docs/gateways/sendpulse.md 25.2, "deleteTag". */
const removeTagsRoute: Route<TagRemoval> = {
	effect: 'again',
	answer: chatbotAnswer,
	listSize: () => 1,
	message: (read) => ({
		channel: readChannel(read),
		contact: readText(contactField, read),
		recipient: readText(contactField, read),
		reference: null,
		tags: textsOf(jsonValues([tagsField], read).tags),
		values: additionalValues(read),
	}),
	parts: ({ tags }) => tags,
	groupKey: () => '',
	contentKey: ({ tags }) => JSON.stringify(tags),
	request: ([message]) => {
		const { channel, contact, recipient, tags, values } = message;
		return jsonRequest('POST', `${channel.prefix}/contacts/deleteTag`, {
			contact_id: contact,
			tag: tags.length === 1 ? tags[0] : recipient,
			...values,
		});
	},
	verdicts: sharedVerdict,
	row: ({ channel, contact }) => ({ id: contact, channel: channel.id, updated: true }),
};

export const removeTags: Operation = {
	value: 'removeTags',
	name: 'Remove Tags',
	action: 'Remove tags from a chatbot contact',
	...byRoute(sendPulse, removeTagsRoute),
	fields: [channelField, contactField, tagsField, ...jsonClosingFields()],
};

const minutesField: WireField = {
	...numberField('Minutes', 'pauseMinutes', 'minutes', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 60,
		required: true,
	}),
	encode: (value, label) => {
		const number = numberOrNull(value);
		if (number !== null && Number.isInteger(number) && number >= 1) return number;
		throw new InputProblem(
			label,
			'is not a whole number of 1 or more',
			'Enter for how many minutes the automation is paused, e.g. 60.',
		);
	},
};

export const pauseAutomation = change({
	value: 'pauseAutomation',
	name: 'Pause Automation',
	action: 'Pause the automation for a chatbot contact',
	description: 'The flows of the bot do not answer for some time',
	path: 'setPauseAutomation',
	done: 'paused',
	fields: [minutesField],
});

export const resumeAutomation = change({
	value: 'resumeAutomation',
	name: 'Resume Automation',
	action: 'Resume the automation for a chatbot contact',
	path: 'deletePauseAutomation',
	done: 'resumed',
});

export const disable = change({
	value: 'disable',
	name: 'Disable',
	action: 'Disable a chatbot contact',
	description: 'The bot no longer writes to the contact',
	path: 'disable',
	done: 'disabled',
});

export const enable = change({
	value: 'enable',
	name: 'Enable',
	action: 'Enable a chatbot contact',
	path: 'enable',
	done: 'enabled',
});

export const remove = change({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a chatbot contact',
	description: 'It comes back only by subscribing again',
	path: 'delete',
	done: 'deleted',
});
