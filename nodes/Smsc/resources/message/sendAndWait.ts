import { approvalEntry } from '../../../shared/approval/operation';
import { safetyOptions } from '../../../shared/fields/common';
import { smsc } from '../../gateway';
import { textChannels } from './channels';
import { contentFields, recipientByType, senderField, typeField } from './fields';
import { textRoute } from './routes';
import { closingFields } from './options';
import { textOptions } from './wireOptions';

/** Channels whose recipients can open a link. */
const linkChannels = ['sms', 'telegram', 'telegramBot', 'viber', 'whatsapp'];

export const sendAndWait = approvalEntry(
	{ gateway: smsc, route: textRoute, write: (text) => ({ text }) },
	[
		typeField(textChannels.filter(({ value }) => linkChannels.includes(value))),
		senderField,
		...recipientByType,
		...contentFields.filter(({ name }) => ['bot', 'botNumber'].includes(name)),
	],
	closingFields(textOptions, ...safetyOptions),
);
