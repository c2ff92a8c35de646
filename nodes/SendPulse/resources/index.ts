import type { Resource } from '../../shared/model/operation';
import { addressBook } from './addressBook';
import { balance } from './balance';
import { blacklist } from './blacklist';
import { campaign } from './campaign';
import { chatbotContact } from './chatbotContact';
import { chatbotMessage } from './chatbotMessage';
import { contact } from './contact';
import { email } from './email';
import { event } from './event';
import { push } from './push';
import { sender } from './sender';
import { sms } from './sms';
import { tag } from './tag';
import { template } from './template';
import { viber } from './viber';
import { webhook } from './webhook';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [
	email,
	sms,
	campaign,
	viber,
	chatbotMessage,
	chatbotContact,
	push,
	contact,
	addressBook,
	event,
	template,
	tag,
	sender,
	blacklist,
	balance,
	webhook,
];
