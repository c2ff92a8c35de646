import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { fieldParameters } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { entriesOf } from '../../answer';
import type { Steps } from '../../../shared/transport/steps';
import { get, methodRouting } from '../../call';
import { campaignIdField } from '../../fields';
import { smsBy } from '../../gateway';
import { accountZone } from '../../hosts';
import { limitPaging } from '../../limitPaging';
import { recipientState } from '../../state';
import { finalStatusOptions, finalStatusWait } from '../../../shared/waiting/finalStatus';
import { lookUntil } from '../../../shared/waiting/looks';

export const deliveryList = get('getSmsDeliveryList');

/** @param zone the account's IANA zone */
export const deliveryRows = (campaignId: string, body: unknown, zone: string): IDataObject[] =>
	entriesOf(body, 'result').map((entry) => ({
		gateway: smsBy.id,
		campaignId,
		...recipientState(entry, zone),
	}));

const decided = (rows: INodeExecutionData[]): boolean =>
	rows.every(({ json }) => json.final === true || json.error !== undefined);

/** Reads the list again until everybody in it is decided: one call tells a hundred recipients. */
const untilFinal: NonNullable<Steps['after']> = async (context, first, again) => {
	const wait = finalStatusWait(context.getNodeParameter('options', {}) as IDataObject);
	// A list of raw answers has no statuses.
	if (!wait || first.some(({ json }) => 'raw' in json)) return first;
	let rows = first;
	if (rows.length > 0 && decided(rows)) return rows;
	await lookUntil(wait, context.getExecutionCancelSignal(), async () => {
		rows = await again();
		return rows.length > 0 && decided(rows);
	});
	return rows;
};

export const getDeliveryList: Operation = {
	value: 'getDeliveryList',
	name: 'Get Delivery List',
	action: 'Get the delivery list of a campaign',
	description: 'List the recipients of a campaign with their statuses',
	routing: methodRouting(deliveryList, {
		parameters: (read) => fieldParameters([campaignIdField], read),
		paging: limitPaging,
		async shape(body) {
			const credentials = await this.getCredentials(smsBy.credential);
			const campaignId = String(this.getNodeParameter('campaignId', ''));
			return deliveryRows(campaignId, body, accountZone(credentials));
		},
		after: untilFinal,
	}),
	fields: [
		campaignIdField.field,
		...listFields,
		...closingFields(...finalStatusOptions('the final status of every recipient in the list')),
	],
};
