import type { ApprovalRoute } from '../../../shared/approval/approve';
import { approvalEntry } from '../../../shared/approval/operation';
import { dryRunOption } from '../../../shared/fields/common';
import { closingFields } from '../../call';
import { acknowledging } from '../../gateway';
import type { Task } from '../../taskRoute';
import { countryOption, phonesField, senderField } from './fields';
import { sendRoute } from './send';

export const sendAndWait = approvalEntry(
	acknowledging,
	[senderField, phonesField],
	closingFields(countryOption, dryRunOption),
	'Send an SMS and wait for approval',
);

export const approvalRoute: ApprovalRoute<Task> = {
	gateway: acknowledging,
	route: sendRoute,
	write: (text) => ({ text }),
};
