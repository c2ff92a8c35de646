import { jsonClosingFields } from '../../../shared/fields/closing';
import { duplicatesOption, referenceField, safetyOptions } from '../../../shared/fields/common';
import { locatorField, objectField, required, textField } from '../../../shared/fields/parts';
import { showFor, type Operation } from '../../../shared/model/operation';
import { type FieldTable, jsonValues } from '../../../shared/fields/wire';
import { byRoute } from '../../../shared/operations/byRoute';
import { recordOf } from '../../../shared/text/json';
import { channelField, readChannel } from '../../chatbots/channels';
import { botForListField, chatbotId, contactField } from '../../chatbots/fields';
import { sendPulse } from '../../gateway';
import { chatRoute } from './sendRoute';

const dataObject = objectField(
	'Flow Data (JSON)',
	'flowData',
	'external_data',
	'{ "order": "42" }',
	{
		description:
			'Values for this run, e.g. { "order": "42" }. The flow shows them as {{$[\'order\']}}.',
	},
);

const flowFields: FieldTable = [
	contactField,
	{
		displayName: 'Run By',
		name: 'runBy',
		type: 'options',
		default: 'flow',
		options: [
			{ name: 'Flow', value: 'flow' },
			{ name: 'Trigger Keyword', value: 'keyword' },
		],
	},
	...showFor({ runBy: ['flow'] }, [
		botForListField,
		{
			field: locatorField({
				displayName: 'Flow',
				name: 'chatFlow',
				searchListMethod: 'chatFlows',
				placeholder: 'e.g. 5f00000000000000000000e1',
				required: true,
			}),
			wire: 'flow_id',
			encode: chatbotId,
		},
	]),
	...showFor({ runBy: ['keyword'] }, [
		required(
			textField('Trigger Keyword', 'triggerKeyword', 'trigger_keyword', {
				description: 'Of the bot’s trigger whose flow starts',
			}),
		),
	]),
	{
		...dataObject,
		encode: (...given) => {
			const data = recordOf(dataObject.encode?.(...given));
			return Object.keys(data).length > 0 ? data : undefined;
		},
	},
];

/** A flow writes to the contact, so it is never run twice by itself. Source: docs/gateways/sendpulse.md 25.2, "flows". */
const route = chatRoute((read, setting) => {
	const body = jsonValues(flowFields, read, setting);
	return {
		channel: readChannel(read),
		recipient: String(body.contact_id),
		path: body.trigger_keyword === undefined ? '/flows/run' : '/flows/runByTrigger',
		body,
	};
});

export const runFlow: Operation = {
	value: 'runFlow',
	name: 'Run Flow',
	action: 'Run a flow of a chatbot for a contact',
	description: 'By the flow or by a trigger’s keyword',
	...byRoute(sendPulse, route),
	fields: [
		channelField,
		...flowFields,
		referenceField,
		...jsonClosingFields(duplicatesOption, ...safetyOptions),
	],
};
