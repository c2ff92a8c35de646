import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { byRoute } from '../../../shared/operations/byRoute';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { duplicatesOption, referenceField, safetyOptions } from '../../../shared/fields/common';
import { type Operation } from '../../../shared/model/operation';
import { showFor } from '../../../shared/fields/showFor';
import { locatorField } from '../../../shared/fields/list';
import { isRecord } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { sendPulse } from '../../gateway';
import { channelField, readChannel } from '../../chatbots/channelField';
import { botForListField, contactField, filledText, readId, readJsonField } from './fields';
import { chatRoute } from './sendRoute';

const flowField: INodeProperties = locatorField({
	displayName: 'Flow',
	name: 'chatFlow',
	searchListMethod: 'searchChatFlows',
	required: true,
	placeholder: 'e.g. 5f00000000000000000000e1',
});

const keywordField: INodeProperties = {
	displayName: 'Trigger Keyword',
	name: 'triggerKeyword',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. start',
	description: 'A keyword of a trigger of the bot, whose flow then starts',
};

const dataField: INodeProperties = {
	displayName: 'Flow Data (JSON)',
	name: 'flowData',
	type: 'json',
	default: '{}',
	description:
		'Values for this run, e.g. { "order": "42" }. The flow shows them as {{$[\'order\']}}.',
};

/** @throws InputProblem when it is no object */
function flowData(read: ReadParameter): IDataObject | undefined {
	const given = read(dataField.name, '{}');
	if (String(given ?? '').trim() === '') return undefined;
	const value = readJsonField(read, dataField, '{ "order": "42" }');
	if (!isRecord(value)) {
		throw new InputProblem(
			dataField.displayName,
			'is not an object',
			'Write e.g. { "order": "42" }.',
		);
	}
	return Object.keys(value).length > 0 ? (value as IDataObject) : undefined;
}

/** A flow writes to the contact, so it is never run twice by itself. Source: docs/gateways/sendpulse.md 25.2, "flows". */
const route = chatRoute((read) => {
	const channel = readChannel(read);
	const contact = readId(read, contactField);
	const byKeyword = read('runBy', 'flow') === 'keyword';
	const target: IDataObject = byKeyword
		? { trigger_keyword: filledText(read, keywordField).trim() }
		: { flow_id: readId(read, flowField) };
	return {
		channel,
		recipient: contact,
		path: byKeyword ? '/flows/runByTrigger' : '/flows/run',
		body: { contact_id: contact, ...target, external_data: flowData(read) },
	};
});

export const runFlow: Operation = {
	value: 'runFlow',
	name: 'Run Flow',
	action: 'Run a flow of a chatbot for a contact',
	description: 'Start a flow of the bot for a contact, by the flow or by a trigger’s keyword',
	...byRoute(sendPulse, route),
	fields: [
		channelField,
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
		...showFor({ runBy: ['flow'] }, [botForListField, flowField]),
		...showFor({ runBy: ['keyword'] }, [keywordField]),
		dataField,
		referenceField,
		...jsonClosingFields(duplicatesOption, ...safetyOptions),
	],
};
