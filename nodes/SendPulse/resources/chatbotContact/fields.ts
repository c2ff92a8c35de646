import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { locatorField, required } from '../../../shared/fields/parts';
import type { WireField } from '../../../shared/fields/wire';
import { channelField, channelOf } from '../../chatbots/channels';
import { contactField, namedTagsField } from '../../chatbots/fields';
import { fieldText, rowShape } from '../../shapes';

export const tagsField = required(namedTagsField('chatTags'));

export const tagLocator: WireField = {
	field: locatorField({
		displayName: 'Tag',
		name: 'chatTag',
		searchListMethod: 'chatTags',
		required: true,
		placeholder: 'e.g. vip',
	}),
	wire: 'tag',
};

export const variableLocator: WireField = {
	field: locatorField({
		displayName: 'Variable',
		name: 'chatVariable',
		searchListMethod: 'chatVariables',
		required: true,
		placeholder: 'e.g. city',
	}),
	wire: 'variable_name',
};

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
