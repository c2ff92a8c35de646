import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../shared/delivery/parameterReader';
import type { Setting } from '../shared/delivery/route';
import {
	additionalParameters,
	additionalParametersField,
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../shared/fields/common';
import { optionsField } from '../shared/fields/closing';
import { optionsOf, sendAtOption } from './fields';
import { bulkTime } from './times';

const campaignParameters = 'additionalCampaignParameters';

const callbackField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/smsby',
	description:
		'Production URL of an SMS.by Trigger, to which the gateway reports what became of the request. The node adds the Callback Secret of the credential.',
};

const listSizeField: INodeProperties = {
	displayName: 'Recipients per Request',
	name: 'listSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: 500,
	description:
		'How many input items one request carries. The gateway states no limit. If it refuses a request because of a recipient, the node sends it again in halves, so that the other recipients get theirs.',
};

const nameOption: INodeProperties = {
	displayName: 'Campaign Name',
	name: 'campaignName',
	type: 'string',
	default: 'n8n',
	description: 'Name under which your account shows the messages',
};

/** The fields that end every operation of a bulk method. */
export const bulkClosingFields: INodeProperties[] = [
	listSizeField,
	referenceField,
	callbackField,
	additionalParametersField(
		'Members of the request itself, beside callback_url and messages. One of the same name is replaced.',
	),
	additionalParametersField(
		'Members of each campaign in the request, beside the ones that the fields make. One of the same name is replaced.',
		campaignParameters,
		'Additional Campaign Parameters',
	),
	optionsField(defaultCountryOption, duplicatesOption, nameOption, sendAtOption, ...safetyOptions),
];

/**
 * What a campaign has beside content and list.
 *
 * @param senderId `alphaname_id`, which also names a Viber sender. That it is required is inferred; 0 is the system name.
 * Source: docs/gateways/smsby.md 3.2.
 */
export function campaignOf(read: ReadParameter, setting: Setting, senderId: string): IDataObject {
	const options = optionsOf(read);
	const scheduled = bulkTime(options.sendAt, setting);
	return {
		alphaname_id: senderId || '0',
		name: String(options.campaignName ?? '').trim() || 'n8n',
		...(scheduled ? { schedule_time: scheduled } : {}),
		...Object.fromEntries(additionalParameters(read, campaignParameters)),
	};
}
