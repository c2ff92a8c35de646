import { approvalEntry } from '../../../shared/approval/operation';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import { contentOptions, textOnly } from './content';
import { recipientFields, sendRoute } from './send';

export const sendAndWait = approvalEntry(
	{ gateway: sendPulse, route: sendRoute, write: (text) => textOnly(text) },
	recipientFields,
	closingFields(defaultCountryOption, ...contentOptions, ...safetyOptions),
	'Send a chatbot message and wait for approval',
);
