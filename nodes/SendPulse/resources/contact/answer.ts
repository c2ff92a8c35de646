import type { AnswerReader } from '../../../shared/model/gateway';
import { acknowledgement } from '../../gateway';

/** One wrong entry and SendPulse refuses the request with all of them. Source: docs/gateways/sendpulse.md 3.3. */
const wrongEntry = /^Argument emails?(\.\S+)? is invalid/i;

/**
 * SendPulse as the calls that take lists of contacts see it: a refusal for one contact is known as such, so that the
 * others of the request get theirs.
 */
export const contactLists: AnswerReader = {
	...acknowledgement,
	readFailure: (httpStatus, body) => {
		const failure = acknowledgement.readFailure(httpStatus, body);
		return failure && wrongEntry.test(failure.text)
			? { ...failure, kind: 'invalidRecipient' }
			: failure;
	},
};
