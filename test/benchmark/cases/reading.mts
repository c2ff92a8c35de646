/** Lists of a hundred thousand rows that one item reads, page by page. */
import type { Case } from './case.mts';
import { sendPulse, smsc } from './lists.mts';

/** A list, and how many rows the gateway gives at a time. */
export interface LongList extends Omit<Case, 'http'> {
	pageSize: number;
}

export const longLists = (url: string, concurrent: number): LongList[] => [
	{
		name: 'SendPulse, Contact: Get Many',
		...sendPulse(url, concurrent),
		parameters: {
			authentication: 'apiKey',
			resource: 'contact',
			operation: 'getAll',
			book: { __rl: true, mode: 'id', value: '1' },
			returnAll: true,
		},
		item: '{}',
		pageSize: 100,
	},
	{
		name: 'SMSC, History: Get Sent Messages',
		...smsc(url, concurrent),
		parameters: { resource: 'history', operation: 'getSent', returnAll: true },
		item: '{}',
		pageSize: 1000,
	},
];
