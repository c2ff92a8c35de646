import { approvalEntry } from '../../../shared/approval/operation';
import { dryRunOption } from '../../../shared/fields/common';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import { countryOption, phonesField, senderField } from './fields';
import { sendRoute } from './send';

export const sendAndWait = approvalEntry(
	{ gateway: sendPulse, route: sendRoute, write: (text) => ({ text }) },
	[senderField, phonesField],
	closingFields(countryOption, dryRunOption),
	'Send an SMS and wait for approval',
);
