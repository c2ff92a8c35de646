import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { takingList } from '../../../shared/input/fieldValues';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorField } from '../../../shared/fields/list';
import { channelOf, channelField } from '../../chatbots/channelField';
import { contactField } from '../chatbotMessage/fields';
import { splitList } from '../chatbotMessage/lists';
import { fieldText, rowShape } from '../../shapes';

export const tagsField: INodeProperties = takingList({
	displayName: 'Tags',
	name: 'chatTags',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. vip, riga',
	description: 'Names of the tags, separated by commas',
});

export const tagLocator: INodeProperties = locatorField({
	displayName: 'Tag',
	name: 'chatTag',
	searchListMethod: 'searchChatTags',
	required: true,
	idMode: 'By Name',
	placeholder: 'e.g. vip',
});

export const variableLocator: INodeProperties = locatorField({
	displayName: 'Variable',
	name: 'chatVariable',
	searchListMethod: 'searchChatVariables',
	required: true,
	idMode: 'By Name',
	placeholder: 'e.g. city',
});

/** @throws InputProblem when there is none */
export function readTags(read: ReadParameter): string[] {
	const tags = splitList(read(tagsField.name, ''));
	if (tags.length > 0) return tags;
	throw new InputProblem(tagsField.displayName, 'is empty', 'Enter at least one tag.');
}

/** The channel that an item's form shows. */
export const channelName = (context: IExecuteSingleFunctions): string =>
	channelOf(fieldText(context, channelField)).id;

/** The row of a contact that was changed. @param word what was done to it */
export const changedShape = (word: string) =>
	rowShape(function () {
		return {
			id: fieldText(this, contactField),
			channel: channelName(this),
			[word]: true,
		};
	});
