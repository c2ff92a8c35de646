import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../model/failure';
import { fileFinder } from './files';
import { inputFailure } from './inputProblem';
import type { ReadParameter } from './parameterReader';
import type { Message, Route, Setting } from './route';

/** A row of the input on its way to the gateway. */
export interface Row<M extends Message> {
	index: number;
	message: M;
}

export interface Collected<M extends Message> {
	rows: Array<Row<M>>;
	/** Rows that cannot be sent, by their index. */
	problems: Map<number, Failure>;
	/** Rows that say the same as an earlier one and go with it. */
	duplicateOf: Map<number, number>;
}

export type DuplicateRule = 'keep' | 'mergeIdentical' | 'mergeRecipient';

/** Makes messages of all rows before anything is sent. */
export function collect<M extends Message>(
	context: IExecuteFunctions,
	route: Route<M>,
	reader: (row: number) => ReadParameter,
	setting: Omit<Setting, 'findFile'>,
	duplicates: DuplicateRule,
): Collected<M> {
	const rows: Array<Row<M>> = [];
	const problems = new Map<number, Failure>();
	const duplicateOf = new Map<number, number>();
	const firstOf = new Map<string, number>();

	const items = context.getInputData();
	for (let index = 0; index < items.length; index++) {
		let message: M;
		const findFile = fileFinder(
			items[index],
			async (property) => await context.helpers.getBinaryDataBuffer(index, property),
		);
		try {
			message = route.message(reader(index), { ...setting, findFile });
		} catch (error) {
			problems.set(index, inputFailure(error));
			continue;
		}
		// Rows whose recipient nobody knows are no duplicates of each other.
		if (duplicates !== 'keep' && message.recipient !== '') {
			const key =
				duplicates === 'mergeRecipient'
					? message.recipient
					: JSON.stringify([message.recipient, route.contentKey(message)]);
			const first = firstOf.get(key);
			if (first !== undefined) {
				duplicateOf.set(index, first);
				continue;
			}
			firstOf.set(key, index);
		}
		rows.push({ index, message });
	}
	return { rows, problems, duplicateOf };
}
