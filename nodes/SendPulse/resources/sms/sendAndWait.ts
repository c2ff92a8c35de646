import { approvalEntry } from '../../../shared/approval/operation';
import { safetyOptions } from '../../../shared/fields/common';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import { countryOption, phonesField, senderField } from './fields';
import { sendRoute } from './send';

export const sendAndWait = approvalEntry(
	{ gateway: sendPulse, route: sendRoute, write: (text) => ({ text }) },
	[phonesField],
	[senderField, ...closingFields(countryOption, ...safetyOptions)],
	'Send an SMS and wait for approval',
);
