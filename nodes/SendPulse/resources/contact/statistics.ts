import type { IDataObject } from 'n8n-workflow';

import { perRequest } from '../../../shared/fields/perRequest';
import type { Operation } from '../../../shared/model/operation';
import { byListRoute } from '../../../shared/operations/byRoute';
import type { Message, Route } from '../../../shared/delivery/route';
import { idOf, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../../call';
import { sendPulse } from '../../gateway';
import { flagOf, numberOrNull, rowsOf, textOf } from '../../values';
import { emailField, emailPath } from './fields';
import { fieldText } from '../../shapes';
import { itemsOption } from '../../fields';

/**
 * What an address got and did. One address has the counts in `statistic`, many have them beside the rest, and the server
 * spells the books of many `adressbooks`. Source: docs/gateways/sendpulse.md 4.
 */
function statisticsRow(email: string, answer: IDataObject): IDataObject {
	const counts = recordOf(answer.statistic ?? answer);
	const books = answer.addressbooks ?? answer.adressbooks;
	return {
		email,
		sent: numberOrNull(counts.sent),
		opened: numberOrNull(counts.open),
		clicked: numberOrNull(counts.link),
		blacklisted: flagOf(answer.blacklist),
		...(books === undefined
			? {}
			: {
					books: rowsOf(books).map((book) => ({
						id: idOf(book.id),
						name: textOf(book.address_book_name ?? book.name),
					})),
				}),
	};
}

/** `GET /emails/{email}/campaigns`. */
export const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Campaign Statistics',
	action: 'Get campaign statistics of a contact',
	description: 'Count the campaign e-mails that an address received, opened and clicked',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/emails/${emailPath(read)}/campaigns`,
		shape(body) {
			return [statisticsRow(fieldText(this, emailField), recordOf(body))];
		},
	}),
	fields: [emailField, ...jsonClosingFields()],
};

interface Address extends Message {
	more: IDataObject;
}

/** No limit is published. */
const most = 100;

/** The answers by address, whatever its letters' case. */
const byAddress = (body: unknown): Map<string, IDataObject> =>
	new Map(
		Object.entries(recordOf(body)).map(([email, entry]) => [email.toLowerCase(), recordOf(entry)]),
	);

/** `POST /emails/campaigns`, which leaves addresses out that it does not know. */
const statisticsRoute: Route<Address> = {
	effect: 'read',
	listSize: (read) => perRequest(read, most, most),
	message: (read) => ({
		recipient: readText(emailField, read),
		reference: null,
		more: additionalValues(read),
	}),
	groupKey: ({ more }) => JSON.stringify(more),
	contentKey: ({ more }) => JSON.stringify(more),
	request: (addresses) => {
		const emails = [...new Set(addresses.map(({ recipient }) => recipient))];
		return jsonRequest('POST', '/emails/campaigns', { emails, ...addresses[0]?.more });
	},
	verdicts: (addresses, body) => {
		const answers = byAddress(body);
		return addresses.map(({ recipient }) => {
			const answer = answers.get(recipient.toLowerCase());
			const extra = answer
				? { ...statisticsRow(recipient, answer), found: true }
				: { email: recipient, found: false };
			return { accepted: true, messageId: null, groupId: null, extra };
		});
	},
	row: ({ recipient }, { extra }) => extra ?? { email: recipient, found: false },
};

export const getStatisticsMany: Operation = {
	value: 'getStatisticsMany',
	name: 'Get Campaign Statistics of Many',
	action: 'Get campaign statistics of many contacts',
	description: 'Count the campaign e-mails of each input item’s address, many items in one request',
	...byListRoute(
		sendPulse,
		statisticsRoute,
		'Get Campaign Statistics of Many',
		'Get Campaign Statistics',
	),
	fields: [emailField, ...jsonClosingFields(itemsOption(most, most))],
};
