import type { Resource } from '../../../shared/fields/display';
import {
	estimate,
	lookup,
	ping,
	send,
	sendCall,
	sendCode,
	sendEmail,
	sendMany,
} from './operations';
import { sendAndWait } from './sendAndWait';
import { getStatus, remove } from './status';

/** Sending and everything about a message. Source: docs/gateways/smsc.md 2 and 3. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendAndWait,
		sendCode,
		remove,
		estimate,
		getStatus,
		lookup,
		ping,
		sendEmail,
		sendMany,
		sendCall,
	],
};
