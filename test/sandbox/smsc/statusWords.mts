import type { StatusWord } from '../framework/statusWord.mts';

/** Statuses of a message (docs/gateways/smsc.md 3.3). */
export const statusWords = (): readonly StatusWord[] => [
	{ status: '-3', word: 'not found' },
	{ status: '-2', word: 'stopped' },
	{ status: '-1', word: 'queued' },
	{ status: '0', word: 'sent' },
	{ status: '1', word: 'delivered', deed: 'deliver' },
	{ status: '2', word: 'read', deed: 'read' },
	{ status: '4', word: 'clicked', deed: 'click' },
	{ status: '20', word: 'not delivered', deed: 'fail' },
	{ status: '3', word: 'expired', deed: 'expire' },
	{ status: '6', word: 'marked as spam' },
	{ status: '22', word: 'wrong number' },
	{ status: '23', word: 'forbidden' },
	{ status: '24', word: 'no money' },
	{ status: '25', word: 'unreachable' },
];
