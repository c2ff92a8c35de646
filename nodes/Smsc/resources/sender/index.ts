import type { Operation, Resource } from '../../../shared/fields/display';
import { closingFields } from '../../../shared/fields/closing';
import { deletedShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { checkCode, sendCode } from './confirm';
import { senderField, senderParameter } from './fields';
import { getAll } from './getAll';
import { create, update } from './register';

/** `del=1`. Source: docs/gateways/smsc.md 12. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sender',
	description: 'Delete a sender name',
	routing: fieldRouting('senders', {
		body: { del: 1 },
		effect: 'once',
		answer: 'done',
		parameters: (read) => [senderParameter(read)],
		shape: deletedShape,
	}),
	fields: [senderField, ...closingFields()],
};

/** Sender names. Source: docs/gateways/smsc.md 12. */
export const sender: Resource = {
	value: 'sender',
	name: 'Sender',
	operations: [getAll, checkCode, create, remove, sendCode, update],
};
