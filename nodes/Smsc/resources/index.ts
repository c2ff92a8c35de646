import type { Resource } from '../../shared/fields/display';
import { account } from './account';
import { blacklist, blacklistOperations } from './blacklist';
import { callCheck } from './callCheck';
import { contact, contactOperations } from './contact';
import { group, groupOperations } from './group';
import { history, historyOperations } from './history';
import { mailing, mailingOperations } from './mailing';
import { message, messageOperations } from './message';
import { monitoringNotice, monitoringNoticeOperations } from './monitoringNotice';
import { operatorTemplate } from './operatorTemplate';
import { receivingNumber, receivingNumberOperations } from './receivingNumber';
import { sender, senderOperations } from './sender';
import { subClient, subClientOperations } from './subClient';
import { template } from './template';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [
	message,
	account,
	blacklist,
	callCheck,
	contact,
	group,
	history,
	mailing,
	monitoringNotice,
	operatorTemplate,
	receivingNumber,
	sender,
	subClient,
	template,
];

/** Operations that take all items at once, by resource. */
export const customOperations = {
	blacklist: blacklistOperations,
	contact: contactOperations,
	group: groupOperations,
	history: historyOperations,
	mailing: mailingOperations,
	message: messageOperations,
	monitoringNotice: monitoringNoticeOperations,
	receivingNumber: receivingNumberOperations,
	sender: senderOperations,
	subClient: subClientOperations,
};
