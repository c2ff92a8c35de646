import type { Resource } from '../../shared/model/operation';
import { account } from './account';
import { blacklist } from './blacklist';
import { callCheck } from './callCheck';
import { contact } from './contact';
import { document } from './document';
import { group } from './group';
import { history } from './history';
import { mailing } from './mailing';
import { message } from './message';
import { monitoringNotice } from './monitoringNotice';
import { operatorTemplate } from './operatorTemplate';
import { receivingNumber } from './receivingNumber';
import { sender } from './sender';
import { subClient } from './subClient';
import { template } from './template';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [
	message,
	callCheck,
	mailing,
	history,
	template,
	contact,
	group,
	blacklist,
	sender,
	account,
	receivingNumber,
	operatorTemplate,
	monitoringNotice,
	document,
	subClient,
];
