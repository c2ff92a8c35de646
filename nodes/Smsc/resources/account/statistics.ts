import type { IDataObject } from 'n8n-workflow';

import { idOf } from '../../../shared/transport/json';

/** A row of statistics. Its fields are unknown, but for ids being text. Source: docs/gateways/smsc.md 7 and 19. */
export const statisticsRow = (entry: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(entry).map(([name, value]) => [
			name,
			/^(id|.*_id)$/.test(name) ? idOf(value) : value,
		]),
	);
