import type { INodeProperties } from 'n8n-workflow';

import { takingList } from '../shared/input/fieldChecks';
import type { ReadParameter } from '../shared/input/parameterReader';
import { textsOf } from '../shared/input/read';
import { reportsPerExecution, type ReportFilter } from '../shared/fields/trigger';
import { entryOf, idOf, recordOf } from '../shared/text/json';
import { choicesField } from '../shared/fields/parts';
import { splitList } from '../shared/input/recipients';
import { campaignEvent, isKnownEvent } from './callback';
import { chatEventFields, chatEventFilter } from './chatbots/eventFilter';

/** Stands for every event whose name this package does not know. Nobody can register for it. */
export const otherEvents = 'other';

/** Names for the same event, in the other kind of webhook or in another source. Source: docs/gateways/sendpulse.md 18.3. */
const sameEvent: Readonly<Record<string, string>> = {
	clicked: 'redirect',
	hard_bounced: 'hard_bounces',
	new: 'new_emails',
	opened: 'open',
	redirected: 'redirect',
	soft_bounced: 'soft_bounces',
	spam_by_user: 'spam',
	unsubscribed: 'unsubscribe',
};

function eventOf(name: string): string {
	return isKnownEvent(name) ? (entryOf(sameEvent, name) ?? name) : otherEvents;
}

/** What can be registered for. Source: docs/gateways/sendpulse.md 18.1, "Actions". */
const bulkEvents: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	displayOptions: { show: { service: ['bulk'] } },
	default: ['delivered', 'hard_bounces', 'spam', 'unsubscribe'],
	description:
		'Events that the node registers for and that start the workflow. Other stands for events that this node does not know yet.',
	options: [
		{ name: 'Address Added', value: 'new_emails' },
		{ name: 'Address Deleted', value: 'delete' },
		{ name: 'Campaign Status Changed', value: campaignEvent },
		{ name: 'Clicked', value: 'redirect' },
		{ name: 'Delivered', value: 'delivered' },
		{ name: 'Hard Bounce', value: 'hard_bounces' },
		{ name: 'Marked as Spam', value: 'spam' },
		{ name: 'Opened', value: 'open' },
		{ name: 'Other', value: otherEvents },
		{ name: 'Soft Bounce', value: 'soft_bounces' },
		{ name: 'Unsubscribed', value: 'unsubscribe' },
	],
};

/** What the dashboard offers. Source: docs/gateways/sendpulse.md 18.3. */
const smtpEvents: INodeProperties = {
	displayName: 'Events',
	name: 'smtpEvents',
	type: 'multiOptions',
	required: true,
	displayOptions: { show: { service: ['smtp'] } },
	default: ['delivered', 'hard_bounces', 'spam_by_user', 'undelivered', 'unsubscribed'],
	description: 'Events that start the workflow, of those that you have chosen in SendPulse',
	options: [
		{ name: 'Clicked', value: 'clicked' },
		{ name: 'Delivered', value: 'delivered' },
		{ name: 'Hard Bounce', value: 'hard_bounces' },
		{ name: 'Marked as Spam', value: 'spam_by_user' },
		{ name: 'Opened', value: 'opened' },
		{ name: 'Other', value: otherEvents },
		{ name: 'Resubscribed', value: 'resubscribed' },
		{ name: 'Soft Bounce', value: 'soft_bounces' },
		{ name: 'Undelivered', value: 'undelivered' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

/** Webhooks are for the whole account, so these are the receiver's. Source: docs/gateways/sendpulse.md 18.1. */
const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: { show: { service: ['bulk'] } },
	options: [
		takingList({
			displayName: 'Address Book IDs',
			name: 'addressBooks',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1266208, 1266209',
			description: 'Events without an address book, such as opens and clicks, are then left out',
		}),
		choicesField(
			'Address Book Names or IDs',
			'chosenBooks',
			'getAddressBooks',
			'Only events of these address books',
		),
		takingList({
			displayName: 'Campaign IDs',
			name: 'campaigns',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3668141',
			description: 'Events without a campaign, such as added addresses, are then left out',
		}),
		choicesField(
			'Campaign Names or IDs',
			'chosenCampaigns',
			'getCampaigns',
			'Only events of these campaigns',
		),
	],
};

export const eventFields: INodeProperties[] = [
	bulkEvents,
	smtpEvents,
	filtersField,
	...chatEventFields,
];

/** Ids are compared as text, because they come as numbers or as text. Source: docs/gateways/sendpulse.md 18.2. */
const among = (wanted: unknown[], id: unknown): boolean => {
	const ids = wanted.flatMap(splitList);
	return ids.length === 0 || ids.includes(idOf(id) ?? '');
};

/** Reads what `eventFields` offers. */
export function eventFilter(read: ReadParameter): ReportFilter {
	const service = read('service', 'bulk');
	if (service === 'chatbot') return chatEventFilter(read);
	const isSmtp = service === 'smtp';
	const names = textsOf(read(isSmtp ? 'smtpEvents' : 'events', []));
	const chosen = new Set(names.map((name) => (name === otherEvents ? name : eventOf(name))));
	const { addressBooks, campaigns, chosenBooks, chosenCampaigns } = recordOf(
		isSmtp ? {} : read('filters', {}),
	);
	return {
		statuses: [],
		inbound: false,
		decide: ({ raw }) =>
			chosen.has(eventOf(idOf(raw.event) ?? '')) &&
			among([addressBooks, chosenBooks], raw.book_id) &&
			among([campaigns, chosenCampaigns], raw.task_id),
		reportsPerExecution: reportsPerExecution(read),
	};
}
