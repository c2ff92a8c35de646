import type { StatusWord } from '../framework/statusWord.mts';

/** All that a source shows (docs/gateways/smsby.md 3.6); there is none for read, clicked or expired. */
export const statusWords = (): readonly StatusWord[] => [
	{ status: 'NEW', word: 'queued' },
	{ status: 'SENT', word: 'sent' },
	{ status: 'DELIVERED', word: 'delivered', deed: 'deliver' },
	{ status: 'UNDELIVERED', word: 'not delivered', deed: 'fail' },
];
