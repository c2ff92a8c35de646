import type { IDataObject } from 'n8n-workflow';

import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import { type Message, missingVerdict, type PreparedRoute } from '../shared/delivery/route';
import { additionalParameters } from '../shared/fields/closing';
import type { WireParameter } from '../shared/fields/wire';
import { givenId, isRecord, recordOf } from '../shared/text/json';
import { type AnswerKind, isOk, type Script } from './errors';
import { fieldForm } from './call';
import { answerOf } from './gateway';

/** A command that spends money or sends something: one request an item. */
export interface OnceEntry extends Message {
	parameters: WireParameter[];
}

export interface OnceCommand {
	/** Whom or what the command is about, for the failed row. */
	recipient(read: ReadParameter): string;
	parameters(read: ReadParameter, setting: Setting): WireParameter[];
	/** @param answer what SMSC answered beside the id; empty in a row that an earlier try has made */
	row(entry: OnceEntry, answer: IDataObject, id: string | null): IDataObject;
}

/** What an answer says beside its id; `OK` says nothing. */
function detailsOf(body: unknown): IDataObject {
	if (!isRecord(body)) return {};
	return Object.fromEntries(
		Object.entries(body).filter(([name]) => !['id', 'result'].includes(name)),
	);
}

/**
 * A route whose commands are never repeated when their outcome is open, whatever Retry On Fail does, because they spend
 * money or send something.
 */
export function onceRoute(
	script: Script,
	kind: AnswerKind,
	command: OnceCommand,
): PreparedRoute<OnceEntry> {
	return {
		effect: 'send',
		answer: answerOf(script, kind),
		listSize: () => 1,
		message: (read, setting) => ({
			recipient: command.recipient(read),
			reference: null,
			parameters: [...command.parameters(read, setting), ...additionalParameters(read)],
		}),
		groupKey: () => '',
		contentKey: ({ parameters }) => JSON.stringify(parameters),
		request: ([entry]) => fieldForm(script, entry.parameters),
		verdicts: (_entries, body) => {
			const { id } = recordOf(body);
			const messageId = givenId(id);
			// Where the answer is documented, it has an ID.
			const isExpected = kind === 'value' || id !== undefined;
			if (isExpected && messageId === null && !isOk(body)) return [missingVerdict];
			return [{ accepted: true, messageId, groupId: null, extra: detailsOf(body) }];
		},
		row: (entry, { extra = {}, messageId }) => command.row(entry, extra, messageId),
	};
}
