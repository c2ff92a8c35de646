import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { triggerFields, chosenStatuses } from '../shared/fields/trigger';
import type { DeliveryStatus } from '../shared/model/deliveryStatus';
import { splitList } from '../shared/input/recipients';
import { openLine } from '../shared/transport/line';
import { smsBy } from './gateway';
import {
	changed,
	isDecided,
	latestCampaigns,
	messageKey,
	type Observation,
	observeBulkRequest,
	observeCampaign,
	observeMessage,
	remember,
	seenIn,
} from './polling';
import { wireStatuses } from './statuses';

/** Words that no source tells are certainly final ones, too: delivery lists have others than sent and delivered. */
const presetStatuses: DeliveryStatus[] = ['delivered', 'undelivered', 'notFound', 'unknown'];

const statusesField = triggerFields(['unknown', 'notFound', ...Object.values(wireStatuses)]).filter(
	({ name }) => name === 'statuses',
);

/** Ids in a field. @throws NodeOperationError when one cannot be an id */
function idsOf(context: IPollFunctions, name: string, label: string, pattern: RegExp): string[] {
	const ids = [...new Set(splitList(context.getNodeParameter(name, '')))];
	const wrong = ids.find((id) => !pattern.test(id));
	if (wrong === undefined) return ids;
	throw new NodeOperationError(context.getNode(), `${label}: “${wrong}” is not an ID`, {
		description: 'Enter IDs, separated by commas, as the SMS.by node puts them out.',
	});
}

export class SmsByStatusTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SMS.by Status Trigger',
		name: 'smsByStatusTrigger',
		icon: { light: 'file:../../icons/smsby.svg', dark: 'file:../../icons/smsby.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description: 'Polls SMS.by messages and campaigns and reports status changes',
		defaults: { name: 'SMS.by Status Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messageGatewaysSmsByApi', required: true }],
		properties: [
			{
				displayName: 'Campaign IDs',
				name: 'campaignIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 49001, 49002',
				description: 'Campaigns to watch, separated by commas: their campaignId',
			},
			{
				displayName: 'Latest Campaigns',
				name: 'latestCampaigns',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
				default: 0,
				description:
					'How many of the account’s newest campaigns to watch as well. Each takes at least one call per poll.',
			},
			{
				displayName: 'Message IDs',
				name: 'messageIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 700123, 700124',
				description:
					'Single messages to watch, separated by commas: their messageId. One that is decided is not asked for again.',
			},
			{
				displayName: 'Bulk Request IDs',
				name: 'groupIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. cc9c8043-8caf-11ef-b035-9e8f47954dec',
				description: 'Requests of Send Many to watch, separated by commas: their groupId',
			},
			...statusesField.map((field) => ({ ...field, default: presetStatuses })),
			{
				displayName: 'Report Present Statuses',
				name: 'reportPresent',
				type: 'boolean',
				default: false,
				description:
					'Whether the first look after activation reports the statuses that it finds. Otherwise it only notes them, and later looks report what has changed or come since.',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const messageIds = idsOf(this, 'messageIds', 'Message IDs', /^\d+$/);
		const campaignIds = idsOf(this, 'campaignIds', 'Campaign IDs', /^\d+$/);
		const groupIds = idsOf(this, 'groupIds', 'Bulk Request IDs', /^[\w-]+$/);
		const latest = Math.max(0, Math.floor(Number(this.getNodeParameter('latestCampaigns', 0))));
		if (latest + messageIds.length + campaignIds.length + groupIds.length === 0) {
			throw new NodeOperationError(this.getNode(), 'There is nothing to watch', {
				description: 'Enter IDs of campaigns, messages or bulk requests, or set Latest Campaigns.',
			});
		}
		const manual = this.getMode() === 'manual';
		const data = this.getWorkflowStaticData('node');
		const seen = manual ? undefined : seenIn(data);
		const account = { context: this, line: await openLine(this, smsBy) };

		const newest = latest > 0 ? await latestCampaigns(account, latest) : [];
		const open = messageIds.filter((id) => !isDecided(seen, messageKey(id)));
		const looks = await Promise.all<Observation | Observation[]>([
			...open.map(async (id) => await observeMessage(account, id)),
			...[...new Set([...campaignIds, ...newest])].map(
				async (id) => await observeCampaign(account, id),
			),
			...groupIds.map(async (id) => await observeBulkRequest(account, id)),
		]);
		const observations = looks.flat();

		const reportAll = manual || this.getNodeParameter('reportPresent', false) === true;
		const news = seen ? changed(seen, observations) : reportAll ? observations : [];
		if (!manual) data.seen = remember(seen, observations, messageIds.map(messageKey));

		const statuses = chosenStatuses(this, presetStatuses);
		const items = news
			.filter(({ report }) => statuses.includes(report.status))
			.map(({ report }): INodeExecutionData => ({ json: { ...report } }));
		return items.length > 0 ? [items] : null;
	}
}
