import type { IDataObject } from 'n8n-workflow';

import { idOf, recordOf } from '../../../shared/text/json';
import { numberOrNull, othersOf, textOf } from '../../values';

/** Words of the codes. Source: docs/gateways/sendpulse.md 17.2. */
const dealStatuses = ['inactive', 'active', 'lost', 'won'] as const;

/** For the fields that choose a status. */
export const statusOptions = dealStatuses
	.map((word, value) => ({ name: `${word[0]?.toUpperCase()}${word.slice(1)}`, value }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

const known = [
	...['id', 'number', 'name', 'price', 'currency', 'status', 'pipelineId', 'stepId'],
	...['responsibleId', 'sourceId', 'sourceType', 'order', 'createdAt', 'updatedAt'],
];

/** The row of a deal. Source: docs/gateways/sendpulse.md 17.2. @param simple leave out what this package does not know */
export function dealRow(entry: IDataObject, simple: boolean): IDataObject {
	const statusCode = numberOrNull(entry.status);
	const row: IDataObject = {
		id: idOf(entry.id),
		number: numberOrNull(entry.number),
		name: textOf(entry.name),
		price: numberOrNull(entry.price),
		currency: textOf(entry.currency),
		status: dealStatuses[statusCode ?? -1] ?? 'unknown',
		statusCode,
		pipelineId: idOf(entry.pipelineId),
		stepId: idOf(entry.stepId),
		responsibleId: idOf(entry.responsibleId),
		sourceId: idOf(entry.sourceId),
		sourceType: textOf(recordOf(entry.sourceType).name),
		createdAt: textOf(entry.createdAt),
		updatedAt: textOf(entry.updatedAt),
	};
	if (simple) return row;
	return { ...row, order: numberOrNull(entry.order), ...othersOf(entry, known) };
}
