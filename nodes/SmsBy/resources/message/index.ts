import type { Resource } from '../../../shared/fields/display';
import { estimate } from '../../../shared/fields/estimate';
import { bulkStatus } from '../../bulkStatus';
import { messageTextField } from '../../fields';
import { smsBy } from '../../gateway';
import { textCounting } from '../../textCounting';
import { getDeliveryList } from './getDeliveryList';
import { getStatus } from './getStatus';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendMany } from './sendMany';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendAndWait,
		sendMany,
		estimate(smsBy, messageTextField, textCounting),
		getStatus,
		getDeliveryList,
		bulkStatus('statusBulkSms', 'Get the status of a bulk request'),
	],
};
