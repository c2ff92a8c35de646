import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Message, Route } from '../../../shared/delivery/route';
import { safetyOptions } from '../../../shared/fields/common';
import type { InputFile } from '../../../shared/input/files';
import { optionsIn } from '../../../shared/input/read';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { idOf, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { attachmentsBinary } from '../../attachments';
import { base64, jsonRequest } from '../../call';
import { sendPulse } from '../../gateway';
import { numberOrNull } from '../../values';
import { attachmentsField, campaignBody, campaignFiles, contentFields } from './content';
import { cancel, get, getAll, getCountries, getLinks, getRecipient, update } from './read';
import { campaignStatusOf, currencyOf } from './rows';

interface Campaign extends Message {
	body: IDataObject;
	files: InputFile[];
}

const fieldsField: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'AMP HTML',
			name: 'amp',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			description: 'The AMP version of the e-mail; the node encodes it',
		},
		attachmentsField,
		{
			displayName: 'Include New Contacts',
			name: 'dynamicList',
			type: 'boolean',
			default: false,
			description: 'Whether contacts added between creation and sending also get the email',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. July newsletter',
			description: 'Name of the campaign in your account',
		},
		{
			displayName: 'Optimum Time',
			name: 'optimumTime',
			type: 'boolean',
			default: false,
			description: 'Whether SendPulse chooses the best time for each contact',
		},
		{
			displayName: 'Track Clicks',
			name: 'trackClicks',
			type: 'boolean',
			default: true,
			description: 'Whether to count clicks on links',
		},
		{
			displayName: 'Track Opens',
			name: 'trackOpens',
			type: 'boolean',
			default: true,
			description: 'Whether to count how often the e-mail is opened',
		},
		{
			displayName: 'UTM Campaign',
			name: 'utmCampaign',
			type: 'string',
			default: '',
			placeholder: 'e.g. july_sale',
			description: 'Value of utm_campaign in the links',
		},
	],
};

/** `stats`: only what is set. Source: docs/gateways/sendpulse.md 5.1. */
function tracking({ trackOpens, trackClicks, utmCampaign }: IDataObject): IDataObject {
	const stats = {
		...(trackOpens === undefined ? {} : { opens: trackOpens }),
		...(trackClicks === undefined ? {} : { clicks: trackClicks }),
		...(utmCampaign ? { utm_campaign: utmCampaign } : {}),
	};
	return Object.keys(stats).length > 0 ? { stats } : {};
}

/** What may be given beside the main fields. */
function extras(fields: IDataObject): IDataObject {
	const { amp, dynamicList, name, optimumTime } = fields;
	return {
		...(name ? { name } : {}),
		...(amp ? { body_amp: base64(String(amp)) } : {}),
		...(dynamicList === true ? { use_dynamic_list: true } : {}),
		...(optimumTime === true ? { send_at_the_optimum_time: true } : {}),
		...tracking(fields),
	};
}

/** What the answer says. Source: docs/gateways/sendpulse.md 5.1. */
const extraOf = (answer: IDataObject): IDataObject => ({
	statusCode: numberOrNull(answer.status),
	status: campaignStatusOf(answer.status),
	recipients: numberOrNull(answer.count),
	emailsFromTariff: numberOrNull(answer.tariff_email_qty),
	emailsFromBalance: numberOrNull(answer.paid_email_qty),
	price: numberOrNull(answer.overdraft_price),
	currency: currencyOf(answer),
});

/** `POST /campaigns`. It sends letters for money, so none is created twice. Source: docs/gateways/sendpulse.md 5.1. */
const createRoute: Route<Campaign> = {
	effect: 'send',
	listSize: () => 1,
	message: (read, setting) => {
		const fields = optionsIn(read, 'additionalFields');
		const body = {
			...campaignBody(read, setting),
			...extras(fields),
			...additionalValues(read),
		};
		const { list_id: books, segment_id: segment } = body;
		return {
			recipient: String(books ?? segment ?? ''),
			reference: null,
			body,
			files: campaignFiles(fields, setting),
		};
	},
	groupKey: () => '',
	contentKey: ({ body, files }) =>
		JSON.stringify([body, files.map(({ fingerprint }) => fingerprint)]),
	request: async ([campaign]) => {
		const { body = {}, files = [] } = campaign ?? {};
		const attachments =
			files.length > 0 ? { attachments_binary: await attachmentsBinary(files) } : {};
		return jsonRequest('POST', '/campaigns', { ...body, ...attachments });
	},
	verdicts: (_campaigns, body) => {
		const answer = recordOf(body);
		return [{ accepted: true, messageId: idOf(answer.id), groupId: null, extra: extraOf(answer) }];
	},
	row: ({ body }, { messageId, extra }) => ({
		id: messageId,
		subject: String(body.subject),
		...extra,
		created: true,
	}),
};

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an e-mail campaign',
	description:
		'Send an e-mail to the contacts of address books, now or later, one campaign per input item. SendPulse accepts four an hour.',
	...byRoute(sendPulse, createRoute),
	fields: [...contentFields, fieldsField, ...jsonClosingFields(...safetyOptions)],
};

/** Letters to address books. Source: docs/gateways/sendpulse.md 5. */
export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, get, getAll, getLinks, getCountries, getRecipient, update, cancel],
};
