import { approving } from '../../../shared/approval/operation';
import type { Resource } from '../../../shared/fields/display';
import { waitingOperation } from '../../../shared/waiting/finalStatus';
import { acknowledging } from '../../gateway';
import { routeOperation } from '../../routeOperation';
import { addDomain, getDomains, getIps, getSenders, verifyDomain } from './account';
import { checkUnsubscribed, get, getAll, getBounces, getUnsubscribed } from './read';
import { send } from './send';
import { approvalRoute, sendAndWait } from './sendAndWait';
import { sendRoute } from './sendRoute';
import { emailStatus } from './statusInquiry';
import {
	addressLists,
	removeFromUnsubscribed,
	removeRoute,
	resubscribe,
	unsubscribe,
	unsubscribeRoute,
} from './unsubscribe';

/** Transactional e-mail through the SMTP service. Source: notes sendpulse.md section 11. */
export const email: Resource = {
	value: 'email',
	name: 'Email (SMTP)',
	operations: [
		send,
		sendAndWait,
		addDomain,
		checkUnsubscribed,
		get,
		getAll,
		getBounces,
		getDomains,
		getIps,
		getSenders,
		getUnsubscribed,
		removeFromUnsubscribed,
		resubscribe,
		unsubscribe,
		verifyDomain,
	],
};

/** Operations that take all items at once. */
export const emailOperations = {
	send: waitingOperation(acknowledging, sendRoute, emailStatus),
	sendAndWait: approving(approvalRoute),
	unsubscribe: routeOperation(unsubscribeRoute, addressLists),
	removeFromUnsubscribed: routeOperation(removeRoute, addressLists),
};
