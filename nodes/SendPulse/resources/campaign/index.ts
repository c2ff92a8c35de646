import type { IDataObject } from 'n8n-workflow';

import { type Message, missingVerdict, type Route } from '../../../shared/delivery/route';
import { safetyOptions } from '../../../shared/fields/common';
import type { InputFile } from '../../../shared/input/files';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { givenId, recordOf } from '../../../shared/text/json';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { jsonValues } from '../../../shared/fields/wire';
import { attachmentsBinary } from '../../attachments';
import { jsonRequest } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { numberOrNull } from '../../values';
import { campaignFiles, contentFields, moreFields } from './content';
import { cancel, get, getAll, getCountries, getLinks, getRecipient, update } from './read';
import { campaignStatusOf, currencyOf } from './rows';

interface Campaign extends Message {
	body: IDataObject;
	files: InputFile[];
}

const table = [...contentFields, moreFields];

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
	answer: acknowledgement,
	listSize: () => 1,
	message: (read, setting) => {
		const body = { ...jsonValues(table, read, setting), ...additionalValues(read) };
		const { list_id: books, segment_id: segment }: IDataObject = body;
		return {
			recipient: String(books ?? segment ?? ''),
			reference: null,
			body,
			files: campaignFiles(read, setting),
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
		const id = givenId(answer.id);
		if (id === null) return [missingVerdict];
		return [{ accepted: true, messageId: id, groupId: null, extra: extraOf(answer) }];
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
	description: 'To the contacts of address books, one campaign per item, up to four an hour',
	...byRoute(sendPulse, createRoute),
	fields: [...table, ...jsonClosingFields(...safetyOptions)],
};

/** Letters to address books. Source: docs/gateways/sendpulse.md 5. */
export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, get, getAll, getLinks, getCountries, getRecipient, update, cancel],
};
