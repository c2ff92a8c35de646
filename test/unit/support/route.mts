import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../nodes/shared/model/inputProblem.ts';
import type { ReadParameter } from '../../../nodes/shared/input/parameterReader.ts';
import type {
	Message,
	Route,
	RowResult,
	RowResults,
	Verdict,
} from '../../../nodes/shared/delivery/route.ts';
import { isRecord } from '../../../nodes/shared/text/json.ts';
import { failure } from './gateway.mts';

export interface TestMessage extends Message {
	text: string;
	sender: string;
}

/** Rows whose parameters are the item's own values. */
export const readerOf =
	(items: IDataObject[]) =>
	(row: number): ReadParameter =>
	(name, fallback) =>
		items[row]?.[name] ?? fallback;

function verdictOf(entry: unknown): Verdict {
	if (typeof entry === 'string') return { accepted: true, messageId: entry, groupId: null };
	const { text, kind } = entry as { text: string; kind?: 'rejected' };
	return { accepted: false, failure: failure(kind ?? 'rejected', { text }) };
}

/**
 * Sends `{ messages: [{ to, text }] }`, and reads `{ ids: [id or { text, kind }] }`: as many verdicts as the answer has.
 */
export const testRoute: Route<TestMessage> = {
	effect: 'send',
	listSize: (read) => Number(read('listSize', 100)),
	message: (read) => {
		const recipient = String(read('recipient', ''));
		if (recipient === 'bad') {
			throw new InputProblem('Recipient', '“bad” is no phone', 'Fix it.', 'invalidRecipient');
		}
		if (recipient === 'bug') throw new TypeError('x is undefined');
		return {
			recipient,
			reference: (read('reference') ?? null) as string | null,
			text: String(read('text', '')),
			sender: String(read('sender', '')),
		};
	},
	groupKey: ({ sender }) => sender,
	contentKey: ({ sender, text }) => JSON.stringify([sender, text]),
	request: (messages) => ({
		url: '/send',
		method: 'POST',
		body: { messages: messages.map(({ recipient, text }) => ({ to: recipient, text })) },
	}),
	verdicts: (_messages, body) =>
		isRecord(body) && Array.isArray(body.ids) ? body.ids.map(verdictOf) : [],
	describe: ({ sender }) => ({ sender }),
};

/** Results as a run keeps them, each at its row. */
export function resultsAt(entries: Array<[row: number, result: RowResult]>): RowResults {
	const results: RowResults = [];
	for (const [row, result] of entries) results[row] = result;
	return results;
}
