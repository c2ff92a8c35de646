import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { smsNode } from '../shared/operations/sms';
import { formRequests } from '../shared/transport/request';
import { baseUrlExpression, smsRu } from './gateway';
import { searchSenders } from './listSearch';
import { account, sender } from './resources/account';
import { blacklist } from './resources/blacklist';
import { message } from './resources/message';

const resources = [message, account, blacklist, sender];
const { description, customOperations, webhook } = smsNode(
	smsRu,
	formRequests(baseUrlExpression),
	'smsRu',
	resources,
);

export class SmsRu implements INodeType {
	description: INodeTypeDescription = {
		...description,
		displayName: 'SMS.ru',
		name: 'smsRu',
		icon: { light: 'file:../../icons/smsru.svg', dark: 'file:../../icons/smsru.dark.svg' },
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS through SMS.ru, get prices and statuses, and start workflows when a status comes',
		defaults: { name: 'SMS.ru' },
		usableAsTool: true,
	};

	methods = { listSearch: { senders: searchSenders } };

	customOperations = customOperations;

	webhook = webhook;
}
