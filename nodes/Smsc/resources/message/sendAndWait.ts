import type { ApprovalRoute } from '../../../shared/approval/approve';
import { approvalEntry } from '../../../shared/approval/operation';
import { dryRunOption } from '../../../shared/fields/common';
import { smsc } from '../../gateway';
import { textChannels } from './channels';
import { contentFields, recipientByType, senderField, typeField } from './fields';
import type { SmscMessage } from './message';
import { textRoute } from './routes';
import { closingFields } from './options';
import { textOptions } from './wireOptions';

/** Channels whose recipients can open a link. */
const linkChannels = ['sms', 'telegram', 'telegramBot', 'viber', 'whatsapp'];

export const sendAndWait = approvalEntry(
	smsc,
	[
		typeField(textChannels.filter(({ value }) => linkChannels.includes(value))),
		senderField,
		...recipientByType,
		...contentFields.filter(({ name }) => ['bot', 'botNumber'].includes(name)),
	],
	closingFields(textOptions, dryRunOption),
);

export const approvalRoute: ApprovalRoute<SmscMessage> = {
	gateway: smsc,
	route: textRoute(),
	write: (text) => ({ text }),
};
