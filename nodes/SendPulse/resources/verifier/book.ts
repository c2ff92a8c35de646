import type { IDataObject } from 'n8n-workflow';

import { byRoute } from '../../../shared/operations/byRoute';
import {
	type Message,
	type Route,
	sharedVerdict,
	type StatusInquiry,
} from '../../../shared/delivery/route';
import { safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/model/operation';
import { listFields } from '../../../shared/fields/parts';
import { idOf, recordOf } from '../../../shared/text/json';
import { offsetPaging, type Paging } from '../../../shared/routing/paging';
import { needed } from '../../../shared/routing/settle';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../../call';
import { confirmation, sendPulse } from '../../gateway';
import { isoTime, zoneOf } from '../../times';
import { numberOrNull, rowsOf, textOf } from '../../values';
import { addressStatus, bookField, checkRow } from './fields';
import { fieldText } from '../../shapes';

interface Book extends Message {
	more: IDataObject;
}

/** How far a check is. Source: docs/gateways/sendpulse.md 15, `GET get-progress`. */
function progressOf(body: unknown): IDataObject & { done: boolean } {
	const { total, processed } = recordOf(recordOf(body).data);
	const [all, ready] = [numberOrNull(total), numberOrNull(processed)];
	return { total: all, processed: ready, done: all !== null && ready !== null && ready >= all };
}

const bookProgress: StatusInquiry = {
	gateway: sendPulse,
	later: 'E-Mail Verifier: Get Progress',
	listSize: 1,
	key: ({ bookId }) => idOf(bookId),
	request: ([row]) =>
		jsonRequest('GET', `/verifier-service/get-progress?id=${String(row?.bookId)}`),
	states: (_rows, body) => {
		const { done, ...counts } = progressOf(body);
		return [{ ...counts, final: done, success: done ? true : null }];
	},
};

/** Checks use credits, so that none is started twice. Source: docs/gateways/sendpulse.md 15, `POST send-list-to-verify`. */
const verifyRoute: Route<Book> = {
	effect: 'send',
	answer: confirmation,
	finalStatus: bookProgress,
	listSize: () => 1,
	message: (read) => ({
		recipient: readText(bookField, read),
		reference: null,
		more: additionalValues(read),
	}),
	groupKey: () => '',
	contentKey: ({ more }) => JSON.stringify(more),
	request: ([{ recipient, more }]) =>
		jsonRequest('POST', '/verifier-service/send-list-to-verify', {
			id: Number(recipient),
			...more,
		}),
	verdicts: sharedVerdict,
	row: ({ recipient }) => ({ bookId: recipient, requested: true }),
};

export const verifyBook: Operation = {
	value: 'verifyBook',
	name: 'Verify Address Book',
	action: 'Verify an address book',
	description: 'Uses a credit for each address',
	...byRoute(sendPulse, verifyRoute),
	fields: [bookField, ...jsonClosingFields(...safetyOptions, ...finalStatusOptions('the result'))],
};

export const getProgress: Operation = {
	value: 'getProgress',
	name: 'Get Progress',
	action: 'Get the progress of a verification',
	description: 'How many addresses of a book have been verified',
	routing: jsonRouting({
		method: 'GET',
		path: '/verifier-service/get-progress',
		query: [bookField],
		shape(body) {
			const progress = progressOf(body);
			needed(this, sendPulse, progress.total);
			return [{ bookId: fieldText(this, bookField), ...progress }];
		},
	}),
	fields: [bookField, ...jsonClosingFields()],
};

/** How many rows a list has, by its answer. Source: docs/gateways/sendpulse.md 15, `GET check` and `GET check-list`. */
function totalOf(answer: unknown): number | null {
	const { email_addresses_total: addresses, total } = recordOf(answer);
	return numberOrNull(addresses ?? total);
}

/** The largest page is not published, so the number of all rows tells where the list ends. Source: docs/gateways/sendpulse.md 15. */
const paging: Paging = offsetPaging({
	place: 'qs',
	limit: 'count',
	offset: 'start',
	pageSize: 100,
	total: totalOf,
	shortPages: true,
});

export const getBookResults: Operation = {
	value: 'getBookResults',
	name: 'Get Address Book Results',
	action: 'Get the verification results of an address book',
	description: 'The addresses with the result of each',
	routing: jsonRouting({
		method: 'GET',
		path: '/verifier-service/check',
		query: [bookField],
		paging,
		list: 'email_addresses',
		async shape(body) {
			const zone = await zoneOf(this);
			const bookId = fieldText(this, bookField);
			return rowsOf(recordOf(body).email_addresses).map((entry) => ({
				email: textOf(entry.email_address),
				status: addressStatus(entry.status),
				statusCode: numberOrNull(entry.status),
				statusText: textOf(entry.status_text),
				checkedAt: isoTime(entry.check_date, zone),
				bookId,
				total: totalOf(body),
			}));
		},
	}),
	fields: [bookField, ...listFields, ...jsonClosingFields()],
};

export const getBooks: Operation = {
	value: 'getBooks',
	name: 'Get Verified Address Books',
	action: 'Get the verified address books',
	description: 'With how many addresses are valid',
	routing: jsonRouting({
		method: 'GET',
		path: '/verifier-service/check-list',
		paging,
		list: 'list',
		async shape(body) {
			const zone = await zoneOf(this);
			return rowsOf(recordOf(body).list).map((entry) => ({
				...checkRow(entry, zone),
				total: totalOf(body),
			}));
		},
	}),
	fields: [...listFields, ...jsonClosingFields()],
};
