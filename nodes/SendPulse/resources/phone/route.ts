import type { IDataObject } from 'n8n-workflow';

import { perRequest } from '../../../shared/fields/common';
import type { Failure } from '../../../shared/model/failure';
import {
	type Message,
	type Route,
	sharedVerdict,
	type Verdict,
} from '../../../shared/delivery/route';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import { recordOf, recordsOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/closing';
import { readText } from '../../../shared/fields/wire';
import { confirmation } from '../../gateway';
import { bookField, phoneField, sizes } from './fields';
import { numberOrNull, soleOf } from '../../values';

/** A phone of a book on its way to the wire. */
interface Phone extends Message {
	bookId: string;
	/** As the calls about phones take them. */
	variables: IDataObject[];
	more: IDataObject;
}

/** A number of the `counters` in an answer; null when it is not there. */
export const counter = (answer: unknown, name: string): number | null =>
	numberOrNull(recordOf(recordOf(soleOf(answer)).counters)[name]);

/** The numbers of a request, each once. */
export const phonesOf = (entries: Phone[]): string[] => [
	...new Set(entries.map(({ recipient }) => recipient)),
];

/**
 * One answer for all numbers of a request, which counts those that were passed over and does not name them. A request of
 * several is made again in halves, until it is known which they are.
 *
 * @param passedOver how many, of how many
 * @param failure of a number of which it is known
 */
export function countedVerdicts(
	entries: Phone[],
	passedOver: number,
	failure: Pick<Failure, 'kind' | 'text' | 'hint'>,
): Verdict[] {
	if (passedOver <= 0) return sharedVerdict(entries);
	const total = phonesOf(entries).length;
	const rest = { code: null, httpStatus: 200 };
	if (passedOver >= total) {
		return entries.map(() => ({
			accepted: false,
			settled: true,
			failure: { ...failure, ...rest },
		}));
	}
	const text = `${passedOver} of the ${total} numbers in one request were skipped, and SendPulse does not say which`;
	const hint =
		'The others were processed. To find out which, set On Error in the node’s settings to continue. ' +
		failure.hint;
	return entries.map(() => ({
		accepted: false,
		failure: { kind: 'invalidRecipient', text, hint, ...rest },
	}));
}

type PhoneRoute = Pick<Route<Phone>, 'groupKey' | 'request' | 'verdicts'> & {
	/** What the row says of a number that was done. */
	done: string;
};

/**
 * A call about phones of a book, many in one request. Doing it twice changes nothing more.
 *
 * @param variablesOf reads `variables`, where the call takes them
 */
export const phoneRoute = (
	{ done, ...route }: PhoneRoute,
	variablesOf: (read: ReadParameter, setting: Setting) => IDataObject = () => ({}),
): Route<Phone> => ({
	...route,
	effect: 'again',
	answer: confirmation,
	refusedAsWhole: true,
	toldApartByRecipient: true,
	// The last row about a number of a book has the last word.
	orderKeys: ({ bookId, recipient }) => [`${bookId} ${recipient}`],
	listSize: (read) => perRequest(read, sizes[0]),
	message: (read, setting) => ({
		recipient: readText(phoneField, read),
		reference: null,
		bookId: readText(bookField, read),
		variables: recordsOf(variablesOf(read, setting).variables),
		more: additionalValues(read),
	}),
	contentKey: ({ bookId, variables, more }) => JSON.stringify([bookId, variables, more]),
	row: ({ recipient, bookId }) => ({ phone: recipient, bookId, [done]: true }),
});
