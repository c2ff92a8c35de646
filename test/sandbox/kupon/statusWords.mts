import type { StatusWord } from '../framework/statusWord.mts';

/** Native statuses (docs/gateways/kupon.md 4). */
export const statusWords = (): readonly StatusWord[] => [
	{ status: '-4', word: 'inbound' },
	{ status: '-3', word: 'not found' },
	{ status: '-1', word: 'queued' },
	{ status: '0', word: 'sent' },
	{ status: '1', word: 'delivered', deed: 'deliver' },
	{ status: '2', word: 'read', deed: 'read' },
	{ status: '4', word: 'clicked', deed: 'click' },
	{ status: '20', word: 'not delivered', deed: 'fail' },
	{ status: '3', word: 'expired', deed: 'expire' },
	{ status: '22', word: 'wrong recipient' },
	{ status: '23', word: 'forbidden' },
	{ status: '24', word: 'no money' },
	{ status: '25', word: 'unreachable' },
];
