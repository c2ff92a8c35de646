import type { Resource } from '../../shared/fields/display';
import { addressBook } from './addressBook';
import { balance } from './balance';
import { blacklist, blacklistOperations } from './blacklist';
import { campaign, campaignOperations } from './campaign';
import { contact, contactOperations } from './contact';
import { email, emailOperations } from './email';
import { event, eventOperations } from './event';
import { push, pushOperations } from './push';
import { sender } from './sender';
import { sms, smsOperations } from './sms';
import { tag } from './tag';
import { template } from './template';
import { viber, viberOperations } from './viber';
import { webhook } from './webhook';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [
	email,
	addressBook,
	balance,
	blacklist,
	campaign,
	contact,
	event,
	push,
	sender,
	sms,
	tag,
	template,
	viber,
	webhook,
];

/** Operations that take all items at once, by resource. */
export const customOperations = {
	blacklist: blacklistOperations,
	campaign: campaignOperations,
	contact: contactOperations,
	email: emailOperations,
	event: eventOperations,
	push: pushOperations,
	sms: smsOperations,
	viber: viberOperations,
};
