import { type Failure, type Meanings, refusalByCode } from '../shared/model/failure';
import { isBlank, isRecord, wordsOf } from '../shared/text/json';

const account = 'Check the API ID in the credential, and that your SMS.ru account is confirmed.';
const number = 'Check the number. The other recipients of the request are not affected.';

/** Codes, what they mean and what to do. Source: docs/gateways/smsru.md 8. */
const meanings: Meanings = [
	[[200, 300, 301, 302], 'unauthorized', account],
	[[201], 'insufficientFunds', 'Top up the balance of your SMS.ru account.'],
	[[202, 207], 'invalidRecipient', number],
	[[203], 'invalidRequest', 'Enter a text, or check its expression.'],
	[[204], 'rejected', 'Choose an approved sender from the list, or leave Sender empty.'],
	[[205], 'invalidRequest', 'Shorten the text: SMS.ru takes up to 8 parts.'],
	[[208], 'invalidRequest', 'Check Send At: it can be up to two months ahead.'],
	[[209], 'rejected', 'The number is in your stop list. Blacklist: Remove takes it out.'],
	[[220], 'busy', 'Try again later.'],
	[[231, 232], 'duplicate', 'SMS.ru does not send the same text to one number again so soon.'],
	[[500], 'outcomeUnknown', 'Look at the messages of your account before you send again.'],
	[[902], 'notFound', 'The address is not registered in your account any more.'],
	[[210, 211, 212, 213, 901], 'invalidRequest', 'Check the values of the fields.'],
];

const refusal = refusalByCode(meanings, 'Correct what SMS.ru points out, or look at its settings.');

/** @returns why SMS.ru did not do what was asked, of an envelope or of its entry for one message */
export const failureOf = (answer: Record<string, unknown>, httpStatus: number | null): Failure =>
	refusal(answer.status_code, wordsOf(answer.status_text), httpStatus);

/** The status of an envelope or entry; undefined where its code says the contrary. Source: docs/gateways/smsru.md 1, 4 and 8. */
export const wordOf = ({ status, status_code: code }: Record<string, unknown>) =>
	(status === 'OK' && !(Number(code) >= 200)) || (status === 'ERROR' && Number(code) !== 100)
		? status
		: undefined;

/** A refusal of a whole request, where it does not speak of each message. Source: docs/gateways/smsru.md 1. */
export const readRefusal = (httpStatus: number, body: unknown): Failure | null =>
	isRecord(body) && body.status === 'ERROR' && isBlank(body.sms)
		? failureOf(body, httpStatus)
		: null;
