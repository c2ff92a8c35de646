import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { approvalWebhook } from '../shared/approval/approve';
import { approving } from '../shared/approval/operation';
import { requestOptionsField } from '../shared/fields/common';
import { estimateOperation } from '../shared/fields/estimate';
import { resourceProperties } from '../shared/fields/display';
import { callOptions } from '../shared/transport/request';
import { waitingOperation } from '../shared/waiting/finalStatus';
import { waitingWebhooks } from '../shared/waiting/webhooks';
import { routeOperation } from '../shared/delivery/routeOperation';
import { messageTextField } from './fields';
import { smsBy } from './gateway';
import { baseUrlExpression } from './hosts';
import { searchAlphanames, searchCodeObjects, searchVibernames } from './listSearch';
import { account } from './resources/account';
import { campaign, sendCampaignRoute } from './resources/campaign';
import { contactList } from './resources/contactList';
import { importRoute } from './resources/contactList/importContacts';
import { email, sendEmailRoute, sendEmailToListRoute } from './resources/email';
import { message } from './resources/message';
import { sendRoute } from './resources/message/send';
import { approvalRoute } from './resources/message/sendAndWait';
import { sendManyRoute } from './resources/message/sendMany';
import { oneTimeCode, sendCodeRoute } from './resources/oneTimeCode';
import { flashCallRoute } from './resources/oneTimeCode/flashCall';
import { viber } from './resources/viber';
import { sendViberRoute } from './resources/viber/send';
import { sendManyViberRoute } from './resources/viber/sendMany';
import { smsStatus } from './smsStatus';
import { textCounting } from './textCounting';

export class SmsBy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by',
		name: 'smsBy',
		icon: { light: 'file:../../icons/smsby.svg', dark: 'file:../../icons/smsby.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS, Viber messages, one-time codes and e-mail through SMS.by and its sister brands',
		defaults: { name: 'SMS.by' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmsByApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: { baseURL: baseUrlExpression, ...callOptions },
		properties: [
			...resourceProperties([message, campaign, oneTimeCode, viber, contactList, email, account]),
			requestOptionsField,
		],
	};

	methods = { listSearch: { searchAlphanames, searchCodeObjects, searchVibernames } };

	/** Sending takes all items at once; see `shared/delivery/deliver.ts`. */
	customOperations = {
		message: {
			estimate: estimateOperation(smsBy, messageTextField, textCounting),
			send: waitingOperation(smsBy, sendRoute, smsStatus),
			sendAndWait: approving(approvalRoute),
			sendMany: routeOperation(smsBy, sendManyRoute),
		},
		campaign: { send: routeOperation(smsBy, sendCampaignRoute) },
		oneTimeCode: {
			send: routeOperation(smsBy, sendCodeRoute),
			flashCall: routeOperation(smsBy, flashCallRoute),
		},
		viber: {
			send: routeOperation(smsBy, sendViberRoute),
			sendMany: routeOperation(smsBy, sendManyViberRoute),
		},
		contactList: { importContacts: routeOperation(smsBy, importRoute) },
		email: {
			send: routeOperation(smsBy, sendEmailRoute),
			sendToList: routeOperation(smsBy, sendEmailToListRoute),
		},
	};

	/** Wakes an execution that waits for approval. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await approvalWebhook(this);
	}
}
