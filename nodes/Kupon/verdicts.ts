import { missingVerdict, type Verdict } from '../shared/delivery/route';
import { idOf, isRecord } from '../shared/text/json';
import { refusal } from './gateway';

const accepted = (messageId: string | null, groupId: string | null): Verdict => ({
	accepted: true,
	messageId,
	groupId,
});

const isSuccess = (body: unknown): boolean => isRecord(body) && body.type === 'success';

/** One entry of a list answer: an id, or an object that says how its message fared. */
function entryVerdict(entry: unknown): Verdict {
	const failure = refusal(entry, null);
	if (failure) return { accepted: false, failure };
	const id = idOf(isRecord(entry) ? (entry.id ?? entry.message_id) : entry);
	return id === null && !isSuccess(entry) ? missingVerdict : accepted(id, null);
}

/** The list in an answer, under any of the names it may have. */
function entriesOf(body: unknown): unknown[] | null {
	if (Array.isArray(body)) return body;
	if (!isRecord(body)) return null;
	const named = [body.id, body.ids, body.messages, body.data].find(Array.isArray);
	return named ?? null;
}

/**
 * Reads what the gateway said to each message. The answer of the list method is not documented, so every plausible shape is
 * read: one id for all (then it is the group's), a list of ids, or a list of results, some of them refusals. Source:
 * docs/gateways/kupon.md 3 and 7.
 *
 * @param count how many messages the request carried
 */
export function readVerdicts(count: number, body: unknown): Verdict[] {
	const entries = entriesOf(body);
	if (entries && entries.length === count) return entries.map(entryVerdict);
	if (entries) {
		// A list that cannot be matched with the messages: only the gateway's word for the whole counts.
		const all = isSuccess(body) && entries.every((entry) => refusal(entry, null) === null);
		return Array.from({ length: count }, () => (all ? accepted(null, null) : missingVerdict));
	}
	const id = isRecord(body) ? idOf(body.id) : null;
	if (!isSuccess(body) && id === null) {
		return Array.from({ length: count }, () => missingVerdict);
	}
	return Array.from({ length: count }, () =>
		count === 1 ? accepted(id, null) : accepted(null, id),
	);
}
