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
import { pollTime } from '../shared/callbacks/pollTime';
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
import { inNoOrder, latestCampaigns, mayBeOld } from './latest';
import { lookAt, placeIn, problemOf, type Unread } from './look';
import { messageKey, prefixOf, watchBulkRequest, watchCampaign, watchMessage } from './polling';
import {
	changed,
	isDecided,
	keptLatest,
	latestIn,
	namelessAfter,
	namelessIn,
	recognised,
	remember,
	risen,
	risenLate,
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
	const account = { context, line, isOver: pollTime(context) };

	const unread: Unread[] = [];
	const list = await latestCampaigns(account, latest);
	const { ids: newest, error } = list;
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
	const look = await lookAt(account, watched, manual ? { begun: {} } : placeIn(data));
	unread.push(...look.unread);
	if (unread[0] && look.unread.length === watched.length) throw unread[0].error;
	const observations = recognised(seen ?? {}, look.observations);

	const reportAll = manual || read('reportPresent', false) === true;
	const met = latestIn(data);
	const unnamed = newest.filter((id) => !campaignIds.includes(id));
	const old = risen(seen ?? {}, met, unnamed);
	const nameless = namelessAfter(seen && namelessIn(data), list);
	const late = risenLate(seen, met, unnamed, nameless.gone).filter((id) => !old.includes(id));
	const unnoted = seen
		? [...new Set([...unnotedIn(data), ...[...old, ...late].map(prefixOf)])]
		: reportAll
			? []
			: watched.map(({ name }) => name);
	const fresh = changed(seen ?? {}, observations, unnoted);
	if (!manual) {
		const isFull = newest.length === latest;
		const areAllKnown = isFull && !(list.inNoOrder && list.nameless > 0);
		const kept = keptLatest(met, newest, latest, areAllKnown);
		if (latest === 0) delete data.latest;
		// What may be missing among the first ones would be new later.
		else if (met || !error) data.latest = kept;
		data.seen = remember(seen, observations, {
			messageIds,
			groupIds: isFull ? [...campaigns, ...kept, ...groupIds] : undefined,
		});
		const open = new Set([...unread.map(({ name }) => name), ...look.left]);
		const watchedNames = new Set(watched.map(({ name }) => name));
		data.unnoted = unnoted.filter(
			(name) => open.has(name) || (!areAllKnown && !watchedNames.has(name)),
		);
		Object.assign(data, {
			nameless: nameless.left,
			begun: look.place.begun,
			next: look.place.next,
		});
		if (look.left.length > 0) {
			context.logger.info(
				`${nodeOf(context).name}: ${look.left.length} of ${watched.length} were left to the next poll, as the time of this one was over`,
			);
		}
		if (!seen && list.inNoOrder && list.nameless > 0)
			context.__emitError(inNoOrder(account, list.nameless));
		if (late.length > 0) context.__emitError(mayBeOld(account, late));
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
