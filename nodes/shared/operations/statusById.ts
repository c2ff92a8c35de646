import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { byRoute } from './byRoute';
import {
	type Message,
	type Route,
	silentAbout,
	type StatusInquiry,
	type Verdict,
} from '../delivery/route';
import { closingFields, additionalParameters } from '../fields/closing';
import type { Operation } from '../model/operation';
import { entries } from '../fields/entries';
import { textField } from '../fields/parts';
import { readText, type WireParameter } from '../fields/wire';
import type { Gateway } from '../model/gateway';
import { entryOf } from '../text/json';
import { outcomeNow } from '../model/deliveryStatus';
import type { Failure } from '../model/failure';

/** What a gateway says of a message: the code of its status and what else it tells, or why it says nothing. */
type KnownState =
	| { code: string | null; text: string | null; more?: IDataObject }
	| { failure: Failure }
	| undefined;

/** How a gateway is asked about messages by their IDs. */
interface StatusById {
	/** How many messages one call asks about. */
	listSize: number;
	/** @param ids each once @param more the Additional Parameters */
	request(ids: string[], more: WireParameter[]): IHttpRequestOptions;
	/** @returns what an answer says of a message by its ID; undefined when it does not speak of it */
	statesIn(body: unknown): (messageId: string) => KnownState;
}

const idField = textField('Message ID', 'messageId', '', {
	required: true,
	placeholder: 'e.g. {{ $json.messageId }}',
	description: 'From the sending operation',
});

interface StatusQuery extends Message {
	id: string;
	more: WireParameter[];
}

const once = (ids: string[]): string[] => [...new Set(ids)];

/** @returns Message: Get Status, and the same for the sending operations that wait */
export function statusById(
	gateway: Gateway,
	{ listSize, request, statesIn }: StatusById,
): { getStatus: Operation; inquiry: StatusInquiry } {
	const verdictOf = (messageId: string, known: KnownState, asked: number): Verdict => {
		if (!known) return silentAbout(asked);
		if ('failure' in known) return { accepted: false, failure: known.failure };
		const { code, text, more } = known;
		if (code === null && text === null) return silentAbout(asked);
		const status = entryOf(gateway.statuses, code ?? '') ?? 'unknown';
		const row = { gateway: gateway.id, messageId, status, ...outcomeNow(status), code, text };
		return { accepted: true, messageId, groupId: null, extra: { ...row, ...more } };
	};
	const route: Route<StatusQuery> = {
		effect: 'read',
		listSize: () => listSize,
		message: (read) => ({
			id: readText(idField, read),
			recipient: '',
			reference: null,
			more: additionalParameters(read),
		}),
		groupKey: ({ more }) => JSON.stringify(more),
		contentKey: ({ id }) => id,
		request: (queries) => request(once(queries.map(({ id }) => id)), queries[0].more),
		verdicts(queries, body) {
			const stateOf = statesIn(body);
			const asked = once(queries.map(({ id }) => id)).length;
			return queries.map(({ id }) => verdictOf(id, stateOf(id), asked));
		},
		row: (_query, { extra }) => extra ?? {},
	};
	const idIn = ({ messageId }: IDataObject): string => String(messageId ?? '');
	return {
		getStatus: {
			...entries.getStatus,
			...byRoute(gateway, route),
			fields: [idField.field, ...closingFields()],
		},
		inquiry: {
			gateway,
			later: `Message: ${entries.getStatus.name}`,
			listSize,
			key: (row) => idIn(row) || null,
			request: (rows) => request(once(rows.map(idIn)), []),
			states(rows, body) {
				const stateOf = statesIn(body);
				return rows.map(idIn).map((id) => {
					const verdict = verdictOf(id, stateOf(id), rows.length);
					return verdict.accepted ? verdict.extra : undefined;
				});
			},
		},
	};
}
