import type { StatusWord } from '../framework/statusWord.mts';

/** Statuses of a message (docs/gateways/smsru.md 4). */
export const statusWords = (): readonly StatusWord[] => [
	{ status: '100', word: 'queued' },
	{ status: '101', word: 'on its way to the operator' },
	{ status: '102', word: 'sent' },
	{ status: '103', word: 'delivered', deed: 'deliver' },
	{ status: '110', word: 'read', deed: 'read' },
	{ status: '107', word: 'not delivered', deed: 'fail' },
	{ status: '104', word: 'expired', deed: 'expire' },
	{ status: '105', word: 'deleted by the operator' },
	{ status: '106', word: 'failure of the phone' },
	{ status: '108', word: 'rejected' },
	{ status: '150', word: 'no route' },
	{ status: '-1', word: 'not found' },
];
