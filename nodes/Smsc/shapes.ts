import type { IDataObject } from 'n8n-workflow';

import { idOf, isRecord } from '../shared/transport/json';
import type { Shape } from '../shared/transport/settle';

/** Rows of an answer whose shape is not documented: one an entry of a list, and one of anything else. */
export const anyShape =
	(row: (entry: IDataObject) => IDataObject): Shape =>
	(body) =>
		(Array.isArray(body) ? body : [body])
			.filter(isRecord)
			.map((entry) => row(entry as IDataObject));

/** The row of a command that creates; the id is null where SMSC gives none. */
export const createdShape: Shape = (body) => [
	{ id: isRecord(body) ? idOf(body.id) : null, created: true },
];

/** The row of a command that changes. */
export const updatedShape: Shape = () => [{ updated: true }];
