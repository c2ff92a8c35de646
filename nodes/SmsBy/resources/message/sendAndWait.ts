import type { ApprovalRoute } from '../../../shared/approval/approve';
import { approvalEntry } from '../../../shared/approval/operation';
import { closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, dryRunOption } from '../../../shared/fields/common';
import { alphanameField, recipientField } from '../../fields';
import { smsBy } from '../../gateway';
import type { SingleMessage } from '../../singleRoute';
import { sendRoute } from './send';

export const sendAndWait = approvalEntry(
	smsBy,
	[recipientField, alphanameField.field],
	closingFields(defaultCountryOption, dryRunOption),
);

export const approvalRoute: ApprovalRoute<SingleMessage> = {
	gateway: smsBy,
	route: sendRoute,
	write: (text) => ({ text }),
};
