import { type IExecuteFunctions, type INode, sleep } from 'n8n-workflow';

import { duplicatesOption } from '../fields/common';
import { problemIn, shownFields } from '../input/fieldChecks';
import { choiceIn } from '../input/fieldValue';
import { fileFinder, type FindFiles } from '../input/files';
import {
	hasExpression,
	type MovingReader,
	type ReadParameter,
	type Setting,
} from '../input/parameterReader';
import { recipientIdentity } from '../input/recipients';
import type { Failure } from '../model/failure';
import { inputFailure } from '../model/inputProblem';
import type { Redact } from '../text/redact';
import type { Message, Route, Row } from './route';
import { nodeOf } from '../model/n8n';

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
	one.length === other.length && one.every((value, at) => isSame(value, other[at]));

function isSameObject(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
	for (const name in one) {
		if (!Object.hasOwn(other, name) || !isSame(one[name], other[name])) return false;
	}
	return Object.keys(one).length === Object.keys(other).length;
}

/** Whether two values of texts, numbers, lists and plain objects say the same. */
function isSame(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (Array.isArray(one) && Array.isArray(other)) return isSameList(one, other);
	return isPlain(one) && isPlain(other) && isSameObject(one, other);
}

/**
 * Makes the lists and objects that a message has in common with the one before the same ones: of a hundred thousand
 * messages with equal options, one holds them. Nobody may change a part of a message in place.
 *
 * @returns what puts them into a message, which it returns
 */
export function sharingParts<M extends Message>(): (message: M) => M {
	let before: Record<string, unknown> = {};
	return (message) => {
		const parts = message as unknown as Record<string, unknown>;
		for (const name in parts) {
			if (isSame(parts[name], before[name])) parts[name] = before[name];
		}
		before = parts;
		return message;
	};
}

export interface Collected<M extends Message> {
	rows: Array<Row<M>>;
	/** Rows that cannot be sent, by their index. */
	problems: Map<number, Failure>;
	/** Rows that say the same as an earlier one and go with it. Where they have keys, the claims change whom they go with. */
	duplicateOf: Map<number, number>;
}

export type DuplicateRule = 'keep' | 'mergeIdentical' | 'mergeRecipient';

/** @throws InputProblem when the first item's expression gives a word that is none of the choices */
const ruleIn = (duplicates: unknown): DuplicateRule =>
	duplicates
		? (choiceIn(duplicatesOption, duplicates, duplicatesOption.displayName) as DuplicateRule)
		: 'keep';

/** Rows that have this in common are merged; missing where none are. */
function identityOf<M extends Message>(
	route: Route<M>,
	message: M,
	duplicates: DuplicateRule,
): string | undefined {
	// Rows whose recipient nobody knows are no duplicates of each other.
	if (duplicates === 'keep' || message.recipient === '') return undefined;
	const recipient = recipientIdentity(message.recipient);
	return duplicates === 'mergeRecipient'
		? recipient
		: JSON.stringify([recipient, route.contentKey(message)]);
}

/** The fields in which a row can have a problem: what all rows have in common is asked once, unless it is wrong in each of them. */
function fieldsToAsk(node: INode, read: ReadParameter): readonly string[] {
	const fields = shownFields(node);
	const varies = (name: string): boolean => hasExpression(node.parameters[name]);
	const common = fields.filter((name) => !varies(name));
	return problemIn(common, read) ? fields : fields.filter(varies);
}

/** What else n8n has to do has its turn after so many rows, which take some hundredths of a second. */
const rowsATurn = 10_000;

/**
 * Makes messages of all rows before anything is sent.
 *
 * @param duplicates the value of the option Duplicates; an expression may give a word that is none of its choices, and then no row is a message
 * @param redact masks the secrets of the account in what is said about a row
 * @param onceKey reads a row's Send Once Key, if there is one; it throws for a row without
 */
export async function collect<M extends Message>(
	context: IExecuteFunctions,
	route: Route<M>,
	reader: MovingReader,
	setting: Omit<Setting, keyof FindFiles | 'read'>,
	duplicates: unknown,
	redact: Redact,
	onceKey?: (row: number) => string,
): Promise<Collected<M>> {
	const rows: Array<Row<M>> = [];
	const problems = new Map<number, Failure>();
	const duplicateOf = new Map<number, number>();
	const rowOfKey = new Map<string, number>();
	const firstOf = new Map<string, Row<M>>();

	const shared = sharingParts<M>();
	const items = context.getInputData();
	let current = 0;
	const read = reader(() => {
		if (current < items.length) return current;
		// Who keeps the reader would get the values of another row.
		throw new Error('A row is read after its message was made');
	});
	const fields = fieldsToAsk(nodeOf(context), read);
	const files = fileFinder(() => {
		const row = current;
		read.memo?.varies();
		return {
			item: items[row],
			read: async (property) => await context.helpers.getBinaryDataBuffer(row, property),
		};
	});
	const settingOfRow = { ...setting, ...files, read };
	for (let index = 0; index < items.length; index++) {
		if (index > 0 && index % rowsATurn === 0) await sleep(0);
		current = index;
		let row: Row<M>;
		let key: string | undefined;
		let identity: string | undefined;
		try {
			// A field that holds for the whole run too, as each row has a value of its own for it.
			const problem = problemIn(fields, read);
			if (problem) throw problem;
			const message = shared(route.message(read, settingOfRow));
			key = onceKey?.(index);
			row = key === undefined ? { index, message } : { index, message, onceKey: key };
			identity = identityOf(route, message, ruleIn(duplicates));
		} catch (error) {
			problems.set(index, inputFailure(error, redact));
			continue;
		}
		const sameKey = key === undefined ? undefined : rowOfKey.get(key);
		if (sameKey !== undefined) {
			duplicateOf.set(index, sameKey);
			continue;
		}
		if (key !== undefined) rowOfKey.set(key, index);
		const first = identity === undefined ? undefined : firstOf.get(identity);
		if (first) {
			duplicateOf.set(index, first.index);
			// Its key may be known where that of the first is not, or the reverse.
			if (key !== undefined) (first.merged ??= []).push(row);
			continue;
		}
		if (identity !== undefined) firstOf.set(identity, row);
		rows.push(row);
	}
	current = items.length;
	return { rows, problems, duplicateOf };
}
