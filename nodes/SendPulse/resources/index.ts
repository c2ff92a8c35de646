import type { Resource } from '../../shared/model/operation';
import { addressBook } from './addressBook';
import { balance } from './balance';
import { blacklist } from './blacklist';
import { campaign } from './campaign';
import { chatbotChat } from './chatbotChat';
import { chatbotContact } from './chatbotContact';
import { chatbotMessage } from './chatbotMessage';
import { contact } from './contact';
import { crmContact } from './crmContact';
import { crmDeal } from './crmDeal';
import { crmPipeline } from './crmPipeline';
import { email } from './email';
import { event } from './event';
import { flow } from './flow';
import { phone } from './phone';
import { push } from './push';
import { sender } from './sender';
import { sms } from './sms';
import { smsBlacklist } from './smsBlacklist';
import { tag } from './tag';
import { template } from './template';
import { verifier } from './verifier';
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
	chatbotChat,
	push,
	contact,
	phone,
	addressBook,
	crmContact,
	crmDeal,
	crmPipeline,
	event,
	flow,
	verifier,
	template,
	tag,
	sender,
	blacklist,
	smsBlacklist,
	balance,
	webhook,
];
