import type { Operation } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { methodRouting } from '../../call';
import { idField } from '../../fields';
import { smsRow } from '../../state';
import { checkSms } from '../../smsStatus';

const messageIdField = idField(
	'Message ID',
	'messageId',
	'sms_id',
	'The messageId that Send puts out',
	'e.g. 700123',
);

/** checkSMS. Source: docs/gateways/smsby.md 3.5. */
export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a message',
	description: 'Read whether a message was sent and delivered',
	routing: methodRouting(checkSms, {
		parameters: (read) => fieldParameters([messageIdField], read),
		shape(body) {
			return [smsRow(String(this.getNodeParameter('messageId', '')), body)];
		},
	}),
	fields: [messageIdField.field, ...closingFields()],
};
