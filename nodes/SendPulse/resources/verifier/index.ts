import type { IDataObject } from 'n8n-workflow';

import {
	type Message,
	namesAnother,
	type Route,
	sharedVerdict,
	type StatusInquiry,
} from '../../../shared/delivery/route';
import { safetyOptions } from '../../../shared/fields/common';
import type { AnswerReader } from '../../../shared/model/gateway';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { idOf, recordOf } from '../../../shared/text/json';
import { finalStatusOptions } from '../../../shared/waiting/finalStatus';
import { additionalValues, jsonClosingFields } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { jsonRequest, jsonRouting } from '../../call';
import { confirmation, sendPulse, yesOrNo } from '../../gateway';
import { getBookResults, getBooks, getProgress, verifyBook } from './book';
import { addressStatus, emailField } from './fields';
import { sentText, missing } from '../../shapes';
import { flagOf, numberOrNull, textOf } from '../../values';

interface Address extends Message {
	more: IDataObject;
}

/** The result for an address; undefined as long as there is none, or where it is another one's. Source: docs/gateways/sendpulse.md 15. */
function resultOf(asked: string, body: unknown): IDataObject | undefined {
	const { email, checks } = recordOf(recordOf(body).data);
	if (namesAnother(email, asked)) return undefined;
	const { status, status_text: words, ...flags } = recordOf(checks);
	const code = numberOrNull(status);
	// 0 is an address that was not verified yet.
	if (code === null || code === 0) return undefined;
	return {
		status: addressStatus(code),
		statusCode: code,
		statusText: textOf(words),
		validFormat: flagOf(flags.valid_format),
		disposable: flagOf(flags.disposable),
		webmail: flagOf(flags.webmail),
		gibberish: flagOf(flags.gibberish),
	};
}

/** HTTP 404 and `result: false` say that there is no result yet. Source: docs/gateways/sendpulse.md 15. */
const notYet: AnswerReader = {
	...yesOrNo,
	readFailure: (httpStatus, body) =>
		httpStatus === 404 ? null : yesOrNo.readFailure(httpStatus, body),
	accepts: (httpStatus) => httpStatus === 404,
};

const resultRequest = (email: string) =>
	jsonRequest('GET', `/verifier-service/get-single-result?email=${encodeURIComponent(email)}`);

const singleResult: StatusInquiry = {
	gateway: sendPulse,
	later: 'E-Mail Verifier: Get Result',
	answer: notYet,
	listSize: 1,
	key: ({ email }) => idOf(email),
	request: ([row]) => resultRequest(String(row?.email)),
	states: ([row], body) => {
		const result = resultOf(String(row?.email), body);
		return [result && { ...result, final: true, success: result.status === 'valid' }];
	},
};

/** Checks use credits, so that none is started twice. Source: docs/gateways/sendpulse.md 15, `POST send-single-to-verify`. */
const verifyRoute: Route<Address> = {
	effect: 'send',
	answer: confirmation,
	finalStatus: singleResult,
	listSize: () => 1,
	message: (read) => ({
		recipient: readText(emailField, read),
		reference: null,
		more: additionalValues(read),
	}),
	groupKey: () => '',
	contentKey: ({ more }) => JSON.stringify(more),
	request: ([{ recipient, more }]) =>
		jsonRequest('POST', '/verifier-service/send-single-to-verify', { email: recipient, ...more }),
	verdicts: sharedVerdict,
	row: ({ recipient }) => ({ email: recipient, requested: true }),
};

const verify: Operation = {
	value: 'verify',
	name: 'Verify',
	action: 'Verify an e-mail address',
	description: 'Uses a credit; can wait for the result',
	...byRoute(sendPulse, verifyRoute),
	fields: [emailField, ...jsonClosingFields(...safetyOptions, ...finalStatusOptions('the result'))],
};

const getResult: Operation = {
	value: 'getResult',
	name: 'Get Result',
	action: 'Get the verification result of an e-mail address',
	routing: jsonRouting({
		method: 'GET',
		path: '/verifier-service/get-single-result',
		query: [emailField],
		answer: yesOrNo,
		shape(body) {
			const email = sentText(this, emailField);
			const { result: isThere, data } = recordOf(body);
			const { email: named, checks } = recordOf(data);
			const about = named ?? checks ?? null;
			if (isThere === false || about === null) {
				throw missing(this, 'There is no result for this address yet');
			}
			const result = resultOf(email, body) ?? { status: addressStatus(0), statusCode: 0 };
			return [{ email, ...result }];
		},
	}),
	fields: [emailField, ...jsonClosingFields()],
};

/** Verification of email addresses. Source: docs/gateways/sendpulse.md 15. */
export const verifier: Resource = {
	value: 'verifier',
	name: 'E-Mail Verifier',
	operations: [verify, getResult, verifyBook, getProgress, getBookResults, getBooks],
};
