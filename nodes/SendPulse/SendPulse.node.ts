import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { requestOptionsField } from '../shared/fields/common';
import { nodeOperations } from '../shared/operations/node';
import { jsonHeaders } from '../shared/transport/form';
import { jsonRequests } from '../shared/transport/request';
import { waitingWebhooks } from '../shared/waiting/wake';
import { authenticationField, credentials } from './authentication';
import {
	searchBots,
	searchChatContacts,
	searchChatFlows,
	searchChatTags,
	searchChatTemplates,
	searchChatVariables,
} from './chatbots/search';
import { sendPulse } from './gateway';
import { baseUrlExpression } from './hosts';
import {
	getAddressBooks,
	getCrmContacts,
	getTags,
	searchAddressBooks,
	searchCampaigns,
	searchCrmContacts,
	searchCrmUsers,
	searchDeals,
	searchEmails,
	searchFlows,
	searchPipelines,
	searchPushCampaigns,
	searchSenders,
	searchSmsCampaigns,
	searchSmsSenders,
	searchSteps,
	searchTags,
	searchTemplates,
	searchViberCampaigns,
	searchViberSenders,
	searchWebhooks,
	searchWebsites,
} from './listSearch';
import { resources } from './resources';
import { getTemplateParameters } from './resources/chatbotMessage/template';

const { properties, hints, customOperations, webhook } = nodeOperations({
	name: 'sendPulse',
	gateway: sendPulse,
	resources,
	headers: jsonHeaders,
});

export class SendPulse implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SendPulse',
		name: 'sendPulse',
		icon: { light: 'file:../../icons/sendpulse.svg', dark: 'file:../../icons/sendpulse.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send e-mail, SMS, Viber and chatbot messages, push and campaigns through SendPulse, manage contacts, and get delivery reports',
		defaults: { name: 'SendPulse' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: waitingWebhooks,
		// Source: docs/gateways/sendpulse.md 1.1.
		requestDefaults: jsonRequests(baseUrlExpression),
		hints,
		properties: [authenticationField, ...properties, requestOptionsField],
	};

	methods = {
		loadOptions: { getAddressBooks, getCrmContacts, getTags },
		listSearch: {
			addressBooks: searchAddressBooks,
			bots: searchBots,
			campaigns: searchCampaigns,
			chatContacts: searchChatContacts,
			chatFlows: searchChatFlows,
			chatTags: searchChatTags,
			chatTemplates: searchChatTemplates,
			chatVariables: searchChatVariables,
			crmContacts: searchCrmContacts,
			crmUsers: searchCrmUsers,
			deals: searchDeals,
			emails: searchEmails,
			flows: searchFlows,
			pipelines: searchPipelines,
			pushCampaigns: searchPushCampaigns,
			senders: searchSenders,
			smsCampaigns: searchSmsCampaigns,
			smsSenders: searchSmsSenders,
			steps: searchSteps,
			tags: searchTags,
			templates: searchTemplates,
			viberCampaigns: searchViberCampaigns,
			viberSenders: searchViberSenders,
			webhooks: searchWebhooks,
			websites: searchWebsites,
		},
		resourceMapping: { getTemplateParameters },
	};

	/** Lists go out as few requests; see `shared/delivery/deliver.ts`. */
	customOperations = customOperations;

	/** Wakes an execution that waits for approval. */
	webhook = webhook;
}
