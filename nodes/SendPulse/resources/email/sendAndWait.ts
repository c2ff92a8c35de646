import type { ApprovalRoute } from '../../../shared/approval/approve';
import { approvalEntry } from '../../../shared/approval/operation';
import { escaped } from '../../../shared/approval/page';
import { safetyOptions } from '../../../shared/fields/common';
import { closingFields } from '../../call';
import { sendPulse } from '../../gateway';
import type { EmailMessage } from './message';
import { recipientFields, senderFields } from './send';
import { sendRoute } from './sendRoute';

/** Both forms of the letter, so that the link can be opened in every mail program. */
const approvalRoute: ApprovalRoute<EmailMessage> = {
	gateway: sendPulse,
	route: sendRoute,
	write: (text, link) => ({
		emailFormat: 'both',
		text,
		html: escaped(text)
			.replace(escaped(link), (shown) => `<a href="${shown}">${shown}</a>`)
			.replace(/\n/g, '<br>'),
	}),
};

export const sendAndWait = approvalEntry(
	approvalRoute,
	recipientFields,
	[...senderFields, ...closingFields(...safetyOptions)],
	'Send an e-mail and wait for approval',
);
