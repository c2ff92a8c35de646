import { approvalEntry } from '../../../shared/approval/operation';
import { safetyOptions } from '../../../shared/fields/common';
import { approvalRoute } from '../../routes';
import { closingFields, findTokenForTypes } from '../fields';
import { recipientFields, typeFields } from './fields';

/** A link to a page with buttons, by any channel that carries text. */
export const sendAndWait = approvalEntry(
	approvalRoute,
	[...typeFields, ...recipientFields],
	closingFields(findTokenForTypes, ...safetyOptions),
	'Send an SMS, messenger or e-mail message and wait for approval',
);
