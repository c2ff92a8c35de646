import type { IDataObject } from 'n8n-workflow';

import { perRequest } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/model/operation';
import { byListRoute } from '../../../shared/operations/byRoute';
import { type Message, type Route, silentVerdict } from '../../../shared/delivery/route';
import { idOf, isRecord, recordOf } from '../../../shared/text/json';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../../call';
import { sendPulse } from '../../gateway';
import { withWrongEntries } from '../../listRoute';
import { flagOf, numberOrNull, othersOf, rowsOf, textOf } from '../../values';
import { emailField, emailPath } from './fields';
import { entryIn, sentText, rowShape, listShape } from '../../shapes';
import { itemsOption } from '../../fields';
import { contactRow } from './read';

/** One address in the whole account. Source: docs/gateways/sendpulse.md 4. */

const fields = [emailField, ...jsonClosingFields()];

export const findEverywhere: Operation = {
	value: 'findEverywhere',
	name: 'Find Everywhere',
	action: 'Find a contact in all address books',
	description: 'With its status and variables in each',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/emails/${emailPath(read)}`,
		shape: listShape((body) => rowsOf(body).map((entry) => contactRow(entry))),
	}),
	fields,
};

export const removeEverywhere: Operation = {
	value: 'removeEverywhere',
	name: 'Remove Everywhere',
	action: 'Remove a contact from all address books',
	description: 'From every address book of the account',
	routing: jsonRouting({
		method: 'DELETE',
		acknowledges: true,
		path: (read) => `/emails/${emailPath(read)}`,
		shape: rowShape(function () {
			return { email: sentText(this, emailField), removed: true };
		}),
	}),
	fields,
};

/**
 * What an address got and did. One address has the counts in `statistic`, many have them beside the rest, and the server
 * spells the books of many `adressbooks`.
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
	description: 'How many campaign e-mails it received, opened and clicked',
	routing: jsonRouting({
		method: 'GET',
		path: (read) => `/emails/${emailPath(read)}/campaigns`,
		shape(body) {
			const said = entryIn(this, body, ['statistic', 'blacklist'], 'There is no such contact');
			return [statisticsRow(sentText(this, emailField), said)];
		},
	}),
	fields,
};

interface Address extends Message {
	more: IDataObject;
}

/** No limit is published. */
const most = 100;

/** Answers by address, whatever its letters' case; undefined for what is none. PHP writes an empty map as `[]`. */
const byAddress = (body: unknown): Map<string, unknown> | undefined =>
	isRecord(body) || (Array.isArray(body) && body.length === 0)
		? new Map(Object.entries(body).map(([email, entry]) => [email.toLowerCase(), entry]))
		: undefined;

/**
 * A call that asks about many addresses, whose answer leaves those out that it does not know.
 *
 * @param known what the row says of one that it knows
 */
const addressesRoute = (
	path: string,
	known: (email: string, answer: unknown) => IDataObject,
): Route<Address> => ({
	effect: 'read',
	answer: withWrongEntries(sendPulse),
	refusedAsWhole: true,
	listSize: (read) => perRequest(read, most),
	message: (read) => ({
		recipient: readText(emailField, read),
		reference: null,
		more: additionalValues(read),
	}),
	groupKey: ({ more }) => JSON.stringify(more),
	contentKey: ({ more }) => JSON.stringify(more),
	request: (addresses) => {
		const emails = [...new Set(addresses.map(({ recipient }) => recipient))];
		return jsonRequest('POST', path, { emails, ...addresses[0].more });
	},
	verdicts: (addresses, body) => {
		const answers = byAddress(body);
		if (!answers) return addresses.map(() => silentVerdict);
		return addresses.map(({ recipient }) => {
			const answer = answers.get(recipient.toLowerCase());
			const extra =
				answer === undefined
					? { email: recipient, found: false }
					: { ...known(recipient, answer), found: true };
			return { accepted: true, messageId: null, groupId: null, extra };
		});
	},
	row: ({ recipient }, { extra }) => extra ?? { email: recipient, found: false },
});

const fieldsOfMany = [emailField, ...jsonClosingFields(itemsOption(most, most))];

export const findManyEverywhere: Operation = {
	value: 'findManyEverywhere',
	name: 'Find Many Everywhere',
	action: 'Find many contacts in all address books',
	description: 'With their status and variables in each, many items in one request',
	...byListRoute(
		sendPulse,
		addressesRoute('/emails', (email, places) => ({
			email,
			books: rowsOf(places).map((place) => othersOf(contactRow(place), ['email'])),
		})),
		'Find Many Everywhere',
		findEverywhere.name,
	),
	fields: fieldsOfMany,
};

export const getStatisticsMany: Operation = {
	value: 'getStatisticsMany',
	name: 'Get Campaign Statistics of Many',
	action: 'Get campaign statistics of many contacts',
	description: 'Many items in one request',
	...byListRoute(
		sendPulse,
		addressesRoute('/emails/campaigns', (email, answer) => statisticsRow(email, recordOf(answer))),
		'Get Campaign Statistics of Many',
		getStatistics.name,
	),
	fields: fieldsOfMany,
};
