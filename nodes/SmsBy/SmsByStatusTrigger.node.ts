import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeProperties,
	type IPollFunctions,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { pollAlone } from '../shared/callbacks/pollAlone';
import { triggerFields, chosenStatuses } from '../shared/fields/trigger';
import type { DeliveryStatus } from '../shared/model/deliveryStatus';
import { excerptOf } from '../shared/input/describeValue';
import { choicesField } from '../shared/fields/parts';
import { registerForm, takingData } from '../shared/input/fieldChecks';
import { checkedTrigger, type ReadParameter } from '../shared/input/parameterReader';
import { columnOf } from '../shared/input/column';
import { InputProblem } from '../shared/model/inputProblem';
import { openLine } from '../shared/transport/line';
import type { Redact } from '../shared/text/redact';
import { smsBy } from './gateway';
import { getCampaigns } from './listSearch';
import {
	latestCampaigns,
	lookAt,
	messageKey,
	prefixOf,
	type Unread,
	watchBulkRequest,
	watchCampaign,
	watchMessage,
} from './polling';
import {
	changed,
	isDecided,
	keptLatest,
	latestIn,
	recognised,
	remember,
	risen,
	seenIn,
	unnotedIn,
} from './seen';
import { wireStatuses } from './statuses';
import { nodeOf } from '../shared/model/n8n';

/** Words that no source tells are certainly final ones, too: delivery lists have others than sent and delivered. */
const presetStatuses: DeliveryStatus[] = ['delivered', 'undelivered', 'notFound', 'unknown'];

const statusesField = triggerFields(['unknown', 'notFound', ...Object.values(wireStatuses)]).filter(
	({ name }) => name === 'statuses',
);

/** What a field with ids is called, how its column may be called, and what an id looks like. */
interface IdField {
	name: string;
	label: string;
	columns: string[];
	pattern: RegExp;
	placeholder: string;
	what: string;
}

const messageIdsField: IdField = {
	name: 'messageIds',
	label: 'Message IDs',
	columns: ['messageId', 'smsId'],
	pattern: /^\d+$/,
	placeholder: 'e.g. 700123, 700124',
	what: 'Single messages to watch: the messageId that Send returns. A message whose status is final is not asked about again.',
};

const campaignIdsField: IdField = {
	name: 'campaignIds',
	label: 'Campaign IDs',
	columns: ['campaignId'],
	pattern: /^\d+$/,
	placeholder: 'e.g. 49001, 49002',
	what: 'Further campaigns to watch: the campaignId that Create or Get Many of Campaign returns.',
};

const groupIdsField: IdField = {
	name: 'groupIds',
	label: 'Bulk Request IDs',
	columns: ['groupId', 'uuid'],
	pattern: /^[\w-]+$/,
	placeholder: 'e.g. cc9c8043-8caf-11ef-b035-9e8f47954dec',
	what: 'Requests of Send Many to watch: the groupId that it returns.',
};

/** A dropdown of the same. */
const chosenCampaigns = { name: 'campaigns', label: 'Campaign Names or IDs' };

/** The field takes data in whatever form the ids are kept in, as the notice of the form says. */
const idsField = ({ name, label, placeholder, what }: IdField): INodeProperties =>
	takingData({
		displayName: label,
		name,
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder,
		description: what,
	});

/**
 * Ids in a field.
 *
 * @throws NodeOperationError when the field holds anything else
 */
function idsOf(
	context: IPollFunctions,
	read: ReadParameter,
	redact: Redact,
	{ name, label, columns, pattern }: IdField,
): string[] {
	const given = (): string[] => {
		try {
			return columnOf(read(name, ''), columns, label);
		} catch (error) {
			const problem = error instanceof InputProblem ? error.words(redact) : undefined;
			throw new NodeOperationError(nodeOf(context), problem?.text ?? (error as Error), {
				description: problem?.hint,
			});
		}
	};
	const ids = given();
	const wrong = ids.find((id) => !pattern.test(id));
	if (wrong === undefined) return ids;
	const shown = excerptOf(wrong, redact);
	throw new NodeOperationError(nodeOf(context), `${label}: “${shown}” is not an ID`, {
		description: `Enter IDs as the SMS.by node puts them out, or data with a column ${columns[0]}.`,
	});
}

/** How many titles an error names. */
const mostNamed = 3;

/** The error of a look that could not read everything. @param unread not empty */
function problemOf(context: IPollFunctions, unread: readonly Unread[]): NodeOperationError {
	const named = unread.slice(0, mostNamed).map(({ title }) => title);
	const more = unread.length > mostNamed ? ` and ${unread.length - mostNamed} more` : '';
	const { message, description } = unread[0]?.error as Partial<NodeOperationError>;
	return new NodeOperationError(nodeOf(context), `${named.join(', ')}${more}: ${message}`, {
		description: [description, 'All else was read. The next poll tries again.']
			.filter(Boolean)
			.join(' '),
	});
}

/** What is new at all that is watched, and what of it could not be read. */
async function news(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const line = await openLine(context, smsBy);
	const read = checkedTrigger(context, line.redact);
	const ids = (field: IdField) => idsOf(context, read, line.redact, field);
	const [messageIds, campaignIds, groupIds] = [
		ids(messageIdsField),
		[...ids({ ...campaignIdsField, ...chosenCampaigns }), ...ids(campaignIdsField)],
		ids(groupIdsField),
	];
	const latest = Number(read('latestCampaigns', 0));
	if (latest + messageIds.length + campaignIds.length + groupIds.length === 0) {
		throw new NodeOperationError(nodeOf(context), 'There is nothing to watch', {
			description:
				'Choose campaigns, set Latest Campaigns, or enter IDs of campaigns, messages or bulk requests.',
		});
	}
	const manual = context.getMode() === 'manual';
	const data = context.getWorkflowStaticData('node');
	const seen = manual ? undefined : seenIn(data);
	const account = { context, line };

	const unread: Unread[] = [];
	const { ids: newest, error } = await latestCampaigns(account, latest);
	if (error) {
		// Which campaigns are there is to be known before any of them can be a new one.
		if (!seen && !manual) throw error;
		unread.push({ name: '', title: 'Latest Campaigns', error });
	}
	const campaigns = [...new Set([...campaignIds, ...newest])];
	const watched = [
		...messageIds.filter((id) => !isDecided(seen, messageKey(id))).map(watchMessage),
		...campaigns.map(watchCampaign),
		...groupIds.map(watchBulkRequest),
	];
	const look = await lookAt(account, watched);
	unread.push(...look.unread);
	if (unread[0] && look.unread.length === watched.length) throw unread[0].error;
	const observations = recognised(seen ?? {}, look.observations);

	const reportAll = manual || read('reportPresent', false) === true;
	const met = latestIn(data);
	const unnamed = newest.filter((id) => !campaignIds.includes(id));
	const old = risen(seen ?? {}, met, unnamed);
	const unnoted = seen
		? [...unnotedIn(data), ...old.map(prefixOf)]
		: reportAll
			? []
			: watched.map(({ name }) => name);
	const fresh = changed(seen ?? {}, observations, unnoted);
	if (!manual) {
		const areAllKnown = newest.length === latest;
		if (latest === 0) delete data.latest;
		// What may be missing among the first ones would be new later.
		else if (met || !error) data.latest = keptLatest(met, newest, latest, areAllKnown);
		data.seen = remember(seen, observations, {
			messageIds,
			groupIds: areAllKnown ? [...campaigns, ...groupIds] : undefined,
		});
		const unreadNames = new Set(unread.map(({ name }) => name));
		const watchedNames = new Set(watched.map(({ name }) => name));
		data.unnoted = unnoted.filter(
			(name) => unreadNames.has(name) || (!areAllKnown && !watchedNames.has(name)),
		);
	}

	const statuses = chosenStatuses(read, presetStatuses);
	const items = fresh
		.filter(({ report }) => statuses.includes(report.status))
		.map(({ report }): INodeExecutionData => ({ json: { ...report } }));
	if (unread.length > 0) {
		const problem = problemOf(context, unread);
		if (!manual) context.__emitError(problem);
		else if (items.length === 0) throw problem;
		else context.logger.warn(problem.message);
	}
	return items.length > 0 ? [items] : null;
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
				displayName:
					'It checks SMS.by at each poll and reports what has changed; no Callback URL is needed.<ul><li>Without any ID: choose campaigns, or set Latest Campaigns.</li><li>IDs can be data: a list with commas, a JSON array, rows or a pasted table with a column messageId, campaignId or groupId, or an expression that gives one.</li><li>A trigger has no input items. For IDs of a data table or a sheet, use Schedule Trigger → the table → SMS.by with Message: Get Status.</li><li>It never reports e-mails, flash calls and Viber messages of Send, because SMS.by has no call for their status. It does report Viber messages of Send Many.</li></ul>',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			choicesField(
				chosenCampaigns.label,
				chosenCampaigns.name,
				'getCampaigns',
				'Campaigns to watch',
			),
			{
				displayName: 'Latest Campaigns',
				name: 'latestCampaigns',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 0 },
				default: 0,
				description:
					'How many of the account’s newest campaigns to watch as well. Each takes at least one call per poll.',
			},
			...[campaignIdsField, messageIdsField, groupIdsField].map(idsField),
			...statusesField.map((field) => ({
				...field,
				default: presetStatuses,
				description:
					'Statuses that start the workflow. “Unknown” is for words that this package does not know; “raw” has them as they came.',
			})),
			{
				displayName: 'Report Present Statuses',
				name: 'reportPresent',
				type: 'boolean',
				default: false,
				description:
					'Whether the first poll after publishing reports the statuses that it finds. Otherwise it only notes them, and later polls report what is new or has changed.',
			},
		],
	};

	constructor() {
		registerForm(this.description);
	}

	methods = { loadOptions: { getCampaigns } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollAlone(this, news);
	}
}
