import type { IDataObject } from 'n8n-workflow';

import type { ReadParameter } from '../shared/delivery/parameterReader';
import { type Message, missingVerdict, type Route, type Setting } from '../shared/delivery/route';
import { additionalParameters } from '../shared/fields/common';
import { pasted } from '../shared/pasted';
import { idOf } from '../shared/transport/json';
import { recordOf } from './answer';
import { jsonRequest } from './call';
import { callbackUrl, withKey } from './callback';
import { textCounting } from './textCounting';

/** A message on its way into a campaign of a bulk request. */
export interface BulkMessage extends Message {
	/** What the whole request has: `callback_url` without its key, and further members. */
	request: IDataObject;
	/** What the campaign has beside type, text and list. Messages with equal ones can share it. */
	campaign: IDataObject;
	text: string;
	/** Members of the recipient's entry beside phone and text, which only a personal list has. */
	own?: IDataObject;
	/** The campaign's content allows no personal list. */
	bulkOnly?: true;
}

export interface BulkCommand {
	method: string;
	channel: string;
	draft(read: ReadParameter, setting: Setting): Omit<BulkMessage, 'reference' | 'request'>;
}

/** Entries in groups of equal keys, in the order in which the keys come. */
function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return [...groups.values()];
}

const phonesOf = (messages: readonly BulkMessage[]): string[] =>
	messages.map(({ recipient }) => recipient);

/**
 * The campaigns of messages that differ in recipient and text only: `bulk` for each text that several recipients get, one
 * `personal` list for all the others. Source: docs/gateways/smsby.md 3.2, `message_type`.
 */
function campaignsOf(messages: readonly BulkMessage[]): IDataObject[] {
	const { campaign = {} } = messages[0] ?? {};
	const byText = grouped(messages, ({ text, own }) => JSON.stringify([text, own]));
	const isBulk = ([first, ...others]: BulkMessage[]) =>
		first?.bulkOnly === true || (others.length > 0 && first?.own === undefined);
	const bulk = byText.filter(isBulk).map((group) => ({
		...campaign,
		message_type: 'bulk',
		...(group[0]?.text ? { text: group[0].text } : {}),
		delivery_list: phonesOf(group),
	}));
	const personal = byText
		.filter((group) => !isBulk(group))
		.flat()
		.map(({ recipient, text, own }) => ({ phone: recipient, text, ...own }));
	return [
		...bulk,
		...(personal.length > 0
			? [{ ...campaign, message_type: 'personal', delivery_list: personal }]
			: []),
	] as IDataObject[];
}

/** The `messages` of one request. */
export const bulkCampaigns = (messages: readonly BulkMessage[]): IDataObject[] =>
	grouped(messages, ({ campaign, bulkOnly }) => JSON.stringify([campaign, bulkOnly])).flatMap(
		campaignsOf,
	);

const contentOf = ({ campaign, text, own }: BulkMessage): string =>
	JSON.stringify([campaign, text, own]);

/**
 * Many rows in one JSON request, which the gateway processes later; its uuid is the group of all of them. Equal campaigns
 * and texts stand side by side, so that a list is cut at the size of a request and nowhere else. Source:
 * docs/gateways/smsby.md 3.2 and 6.
 */
export function bulkRoute(command: BulkCommand): Route<BulkMessage> {
	return {
		effect: 'send',
		// Whether a wrong number spoils its request is not documented; if it does, the others are sent without it.
		refusedAsWhole: true,
		toldApartByRecipient: true,
		listSize: (read) => Number(read('listSize', 500)),
		message: (read, setting) => ({
			...command.draft(read, setting),
			reference: String(read('reference', '') ?? '') || null,
			request: {
				callback_url: callbackUrl(
					read('callbackUrl', ''),
					pasted(setting.credentials.callbackSecret),
				),
				...Object.fromEntries(additionalParameters(read)),
			},
		}),
		groupKey: ({ request }) => JSON.stringify(request),
		togetherKey: contentOf,
		contentKey: contentOf,
		request: (messages) => {
			const { request = {} } = messages[0] ?? {};
			return jsonRequest(command.method, {
				...request,
				// The sample always has the key. Source: docs/gateways/smsby.md 3.2.
				callback_url: withKey(String(request.callback_url)),
				messages: bulkCampaigns(messages),
			});
		},
		verdicts: (messages, body) => {
			const groupId = idOf(recordOf(body).uuid);
			return messages.map(() =>
				groupId === null ? missingVerdict : { accepted: true, messageId: null, groupId },
			);
		},
		describe: () => ({ channel: command.channel }),
		...(command.channel === 'sms'
			? { sms: { text: ({ text }: BulkMessage) => text, counting: textCounting } }
			: {}),
	};
}
