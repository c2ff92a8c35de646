import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { itemReader, type ReadParameter } from '../../../shared/input/parameterReader';
import {
	emailAddress,
	phoneNumber,
	splitList,
	splitPhones,
} from '../../../shared/input/recipients';
import { failedItem } from '../../../shared/routing/failedItem';
import { type FollowUp, followUp } from '../../../shared/routing/steps';
import { listField } from '../../../shared/fields/parts';
import { jsonValues, type WireField } from '../../../shared/fields/wire';
import { formOf } from '../../../shared/model/operation';
import { optionsIn, textsOf } from '../../../shared/input/read';
import { jsonRequest } from '../../call';
import { crmPath } from '../../crm';
import { silent, sendPulse } from '../../gateway';
import { idNumbers } from '../../fields';

const once = <T>(entries: T[]): T[] => [...new Set(entries)];

/** What a contact has in any number, each added by a call of its own. Source: docs/gateways/sendpulse.md 17.3. */
interface Details {
	emails: string[];
	phones: string[];
	tags: number[];
}

const details: WireField[] = [
	{
		...listField('E-Mails', 'emails', 'emails', {
			placeholder: 'e.g. ann@example.com',
			description: 'Separated by commas',
		}),
		encode: (value, label) => once(splitList(value).map((entry) => emailAddress(entry, label))),
	},
	{
		...listField('Phone Numbers', 'phones', 'phones', {
			placeholder: 'e.g. +380501112233',
			description: 'With country codes, separated by commas',
		}),
		// As in the example of the document, with a plus.
		encode: (value, label) =>
			once(splitPhones(value).map((entry) => `+${phoneNumber(entry, undefined, label)}`)),
	},
	{
		...listField('Tag IDs', 'tags', 'tags', {
			placeholder: 'e.g. 31, 32',
			description: 'Tags of the CRM, separated by commas',
		}),
		encode: idNumbers,
	},
];

/** Fields of a collection, which travel in calls of their own; the names are the same where something is added to a contact that is there. */
export const detailFields = formOf(details);

/** Reads `detailFields`. @throws InputProblem */
export function readDetails(read: ReadParameter, collection: string): Details {
	const values = optionsIn(read, collection);
	const none = { emails: [], phones: [], tags: [] };
	return { ...none, ...jsonValues(details, (name) => values[name]) };
}

/** The calls that add details to a contact: one for all addresses, one for each phone and tag. */
function callsFor(id: string, { emails, phones, tags }: Details): FollowUp[] {
	const path = `${crmPath}/contacts/${id}`;
	return [
		...(emails.length > 0
			? [
					{
						what:
							emails.length > 3 ? `${emails.length} e-mails` : `the e-mail ${emails.join(', ')}`,
						request: jsonRequest('POST', `${path}/emails`, {
							emails: emails.map((email, at) => ({ email, isMain: at === 0 })),
						}),
						answer: silent,
					},
				]
			: []),
		...phones.map((phone) => ({
			what: `the phone ${phone}`,
			request: jsonRequest('POST', `${path}/phones`, { phone }),
			answer: silent,
		})),
		...tags.map((tag) => ({
			what: `the tag ${tag}`,
			request: jsonRequest('POST', `${crmPath}/contact-tags/${tag}/contact/${id}`),
			answer: silent,
		})),
	];
}

/**
 * Adds the item's details to the contact of its row. A detail that is refused fails the row, which says that the contact is
 * there all the same, so that nobody makes it twice.
 *
 * @param collection name of the collection that has them
 * @param done what has happened to the contact, as the end of a sentence
 */
export const addingDetails =
	(collection: string, done: string) =>
	async (
		context: IExecutePaginationFunctions,
		rows: INodeExecutionData[],
	): Promise<INodeExecutionData[]> => {
		const row = rows[0]?.json;
		if (!row || row.error !== undefined || typeof row.id !== 'string') return rows;
		const details = readDetails(itemReader(context), collection);
		const stopped = await followUp(context, sendPulse, callsFor(row.id, details));
		if (!stopped) {
			const { emails, phones } = details;
			const all = {
				emails: [...textsOf(row.emails), ...emails],
				phones: [...textsOf(row.phones), ...phones],
			};
			Object.assign(row, all, {
				email: row.email ?? all.emails[0] ?? null,
				phone: row.phone ?? all.phones[0] ?? null,
			});
			return rows;
		}
		const { what, failure } = stopped;
		const text = `${failure.text} (${what} of contact ${row.id}, which has been ${done})`;
		const exists = `Contact ${row.id} exists: add what is missing with CRM Contact: Update.`;
		// Of a call that was not made, the hint tells to run the whole row again, which would make a second contact.
		const hint = failure.uncalled ? exists : `${exists} ${failure.hint}`;
		const more = { contactId: row.id };
		return [failedItem(context, sendPulse, { ...failure, text, hint }, 'once', more)];
	};
