import type { Resource } from '../../../shared/model/operation';
import { addDomain, getDomains, getIps, getSenders, verifyDomain } from './account';
import { checkUnsubscribed, get, getAll, getBounces, getUnsubscribed } from './read';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { removeFromUnsubscribed, resubscribe, unsubscribe } from './unsubscribe';

/** Transactional e-mail through the SMTP service. Source: docs/gateways/sendpulse.md 11. */
export const email: Resource = {
	value: 'email',
	name: 'E-Mail (SMTP)',
	operations: [
		send,
		sendAndWait,
		get,
		getAll,
		getBounces,
		unsubscribe,
		checkUnsubscribed,
		getUnsubscribed,
		removeFromUnsubscribed,
		resubscribe,
		getSenders,
		getDomains,
		addDomain,
		verifyDomain,
		getIps,
	],
};
