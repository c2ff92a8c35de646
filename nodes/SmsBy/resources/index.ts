import type { Resource } from '../../shared/model/operation';
import { account } from './account';
import { campaign } from './campaign';
import { contactList } from './contactList';
import { email } from './email';
import { message } from './message';
import { oneTimeCode } from './oneTimeCode';
import { viber } from './viber';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [
	message,
	viber,
	oneTimeCode,
	email,
	campaign,
	contactList,
	account,
];
