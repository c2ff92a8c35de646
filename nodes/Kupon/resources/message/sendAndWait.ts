import { approvalFields, approvalOperation } from '../../../shared/approval/fields';
import type { Operation } from '../../../shared/fields/display';
import { waitingRouting } from '../../../shared/waiting/tools';
import { kupon } from '../../gateway';
import { findTokenTypes, richTypes } from '../../types';
import { additionalField, optionsField } from '../fields';
import { recipientFields, typeFields } from './fields';

/** A link to a page with buttons, by any channel that carries text. */
export const sendAndWait: Operation = {
	value: approvalOperation,
	name: 'Send and Wait for Approval',
	action: 'Send a message and wait for approval',
	description: 'Send a link to a page where the recipient approves or declines',
	routing: waitingRouting(kupon, 'Send and Wait for Approval'),
	fields: [
		...typeFields,
		...recipientFields,
		...approvalFields,
		additionalField,
		optionsField({ richTypes, findTokenTypes }),
	],
};
