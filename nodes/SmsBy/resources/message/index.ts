import type { Resource } from '../../../shared/fields/display';
import { bulkStatus } from '../../bulkStatus';
import { getDeliveryList } from './getDeliveryList';
import { getStatus } from './getStatus';
import { send } from './send';
import { sendMany } from './sendMany';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendMany,
		getStatus,
		getDeliveryList,
		bulkStatus('statusBulkSms', 'Get the status of a bulk request'),
	],
};
