import { approvalEntry } from '../../../shared/approval/operation';
import { closingFields } from '../../../shared/fields/closing';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import { alphanameField, recipientField } from '../../fields';
import { smsBy } from '../../gateway';
import { sendRoute } from './send';

export const sendAndWait = approvalEntry(
	{ gateway: smsBy, route: sendRoute, write: (text) => ({ text }) },
	[recipientField, alphanameField.field],
	closingFields(defaultCountryOption, ...safetyOptions),
);
