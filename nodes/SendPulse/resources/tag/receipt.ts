import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/text/json';
import type { Shape } from '../../../shared/routing/settle';
import { fieldText } from '../../listCall';
import { mapOf } from '../../wireValues';

/** A receipt: the change waits in a queue, and the id of a new tag is not told. Source: docs/gateways/sendpulse.md 10. */
export const receiptShape = (row: (read: (field: string) => string) => IDataObject): Shape =>
	function (body) {
		const { queue_id: queueId } = mapOf(body);
		return [{ ...row((field) => fieldText(this, field)), queued: true, queueId: idOf(queueId) }];
	};
