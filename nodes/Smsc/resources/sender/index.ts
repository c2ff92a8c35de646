import type { Operation, Resource } from '../../../shared/fields/display';
import { closingFields } from '../../../shared/fields/closing';
import { routeOperation } from '../../../shared/delivery/routeOperation';
import { deletedShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { scriptGateway } from '../../gateway';
import { checkCode, sendCode, sendCodeRoute } from './confirm';
import { senderField, senderParameter } from './fields';
import { getAll } from './getAll';
import { create, createRoute, update, updateRoute } from './register';

/** `del=1`. Source: notes smsc.md section 12. */
const remove: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a sender',
	description: 'Delete a sender name',
	routing: fieldRouting('senders', {
		body: { del: 1 },
		changes: true,
		answer: 'done',
		parameters: (read) => [senderParameter(read)],
		shape: deletedShape,
	}),
	fields: [senderField, ...closingFields()],
};

/** Sender names. Source: notes smsc.md section 12. */
export const sender: Resource = {
	value: 'sender',
	name: 'Sender',
	operations: [getAll, checkCode, create, remove, sendCode, update],
};

const done = scriptGateway('senders', 'done');

export const senderOperations = {
	create: routeOperation(done, createRoute),
	sendCode: routeOperation(done, sendCodeRoute),
	update: routeOperation(done, updateRoute),
};
