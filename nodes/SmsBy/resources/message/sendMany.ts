import { byListRoute } from '../../../shared/delivery/byRoute';
import type { Operation } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import { bulkRoute } from '../../bulk';
import { bulkClosingFields, campaignOf } from '../../bulkFields';
import { alphanameField, messageTextField, phoneOf, recipientField, textOf } from '../../fields';
import { smsBy } from '../../gateway';

/** sendBulkSms. Source: docs/gateways/smsby.md 3.2. */
const sendManyRoute = bulkRoute({
	method: 'sendBulkSms',
	channel: 'sms',
	draft: (read, setting) => {
		const [sender] = fieldParameters([alphanameField], read);
		return {
			recipient: phoneOf(read),
			text: textOf(read),
			campaign: campaignOf(read, setting, sender?.[1] ?? ''),
		};
	},
});

export const sendMany: Operation = {
	value: 'sendMany',
	name: 'Send Many',
	action: 'Send many messages',
	description: 'Send one SMS for each input item, many items in one request',
	...byListRoute(smsBy, sendManyRoute, 'Send Many', 'Send'),
	fields: [recipientField, messageTextField, alphanameField.field, ...bulkClosingFields],
};
