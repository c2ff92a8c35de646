import type { Resource } from '../../../shared/model/operation';
import { getBookResults, getBooks, getProgress, verifyBook } from './book';
import { getResult, verify } from './single';

/** Verification of email addresses. Source: docs/gateways/sendpulse.md 15. */
export const verifier: Resource = {
	value: 'verifier',
	name: 'E-Mail Verifier',
	operations: [verify, getResult, verifyBook, getProgress, getBookResults, getBooks],
};
