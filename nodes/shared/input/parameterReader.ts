import {
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHookFunctions,
	type INodeParameters,
	type IPollFunctions,
	type IWebhookFunctions,
	type NodeParameterValueType,
	type ICredentialDataDecryptedObject,
	NodeOperationError,
} from 'n8n-workflow';

import { fillPlainTemplate, parsePlainTemplate } from './plainPath';
import { type Meaning, meaningsOf, problemIn, triggerProblem } from './fieldChecks';
import type { FindFiles } from './files';
import { isRecord } from '../text/json';
import type { Redact } from '../text/redact';
import { nodeOf } from '../model/n8n';

/** Remembers what is made of parameters that are the same for all rows of a run. */
class RunMemo {
	private readonly made = new WeakMap<object, { value: unknown }>();

	/** How often something of a single row was read. */
	private ofRows = 0;

	/** To be called where something is read that may be another for each row. */
	varies(): void {
		this.ofRows++;
	}

	of<T>(key: object, make: () => T): T {
		const known = this.made.get(key);
		if (known) return known.value as T;
		const before = this.ofRows;
		const value = make();
		if (this.ofRows === before) this.made.set(key, { value });
		return value;
	}
}

/** Reads one parameter of one row. `fallback` is for a parameter that the node does not show. */
export interface ReadParameter {
	(name: string, fallback?: unknown): unknown;
	/** Present where many rows are read. */
	memo?: RunMemo;
}

/**
 * Makes something of parameters: once for all rows of a run where none of those that it reads has an expression, else for each row.
 *
 * @param key names it; one thing has one key, and a table of fields is that of the fields that the form shows
 * @param make reads parameters and files of the row, and nothing else that differs from row to row
 * @returns what nobody may change, since other rows have it too
 */
export const onceForAll = <T>({ memo }: ReadParameter, key: object, make: () => T): T =>
	memo ? memo.of(key, make) : make();

type RowValue = (row: number) => unknown;

/** Where the values of a node's parameters come from. */
interface Source {
	/** The parameters as the node stores them. */
	stored: INodeParameters;
	item(row: number): IDataObject | undefined;
	/** n8n's own value. @param path of a parameter, or of a part of one */
	evaluate(path: string, row: number): unknown;
	meaning: Meaning;
}

const first = (): number => 0;

/** The reader of the one item that a step of a declarative operation is about. Reads as `parameterReader`. */
export function itemReader(context: IExecuteSingleFunctions): ReadParameter {
	return readerOf({
		stored: nodeOf(context).parameters,
		item: () => context.getInputData().json,
		evaluate: (path) => context.getNodeParameter(path),
		meaning: meaningsOf(nodeOf(context)),
	})(first);
}

/** The reader of a trigger, which has no item. Reads as `parameterReader`. */
export function triggerReader(
	context: IHookFunctions | IPollFunctions | IWebhookFunctions,
): ReadParameter {
	return readerOf({
		stored: nodeOf(context).parameters,
		item: () => undefined,
		evaluate: (path) => context.getNodeParameter(path),
		meaning: meaningsOf(nodeOf(context)),
	})(first);
}

/**
 * The same with all fields read beforehand: better no trigger than one that listens to something else.
 *
 * @param check throws an `InputProblem` where fields that hold what they may mean nothing to the gateway
 *
 * @throws NodeOperationError that names every field whose value is none that it can mean
 */
export function checkedTrigger(
	context: IHookFunctions | IPollFunctions,
	redact: Redact,
	check: (read: ReadParameter) => unknown = () => undefined,
): ReadParameter {
	const read = triggerReader(context);
	const node = nodeOf(context);
	const problem = triggerProblem(node, read) ?? problemIn([''], () => check(read));
	if (!problem) return read;
	const { text, hint } = problem.words(redact);
	// What n8n shows when it cannot publish a workflow is the message alone.
	throw new NodeOperationError(node, `${node.name}: ${text}. ${hint}`);
}

/**
 * The reader of what holds for a whole run, which the first row decides. What n8n cannot evaluate for that row is as if it were not
 * set, and what its field cannot mean stays as it is, for whoever reads it to judge: the row fails when it is read as one.
 */
export function settingReader(context: IExecuteFunctions): ReadParameter {
	const items = context.getInputData();
	const meaning = meaningsOf(nodeOf(context));
	return readerOf({
		stored: nodeOf(context).parameters,
		item: (row) => items[row]?.json,
		evaluate: (path, row) => {
			try {
				return context.getNodeParameter(path, row);
			} catch {
				return undefined;
			}
		},
		meaning: (name, value) => {
			const lenient = (path: string, one: unknown): unknown => {
				try {
					return meaning(path, one);
				} catch {
					return one;
				}
			};
			if (!isRecord(value)) return lenient(name, value);
			// One wrong option is none of the others' matter.
			return Object.fromEntries(
				Object.entries(value).map(([entry, one]) => [entry, lenient(`${name}.${entry}`, one)]),
			);
		},
	})(first);
}

/**
 * Reads a node's parameters for many rows: a constant once, a plain `$json` path from the item, everything else
 * through n8n. Nested values (collections) are taken apart, so that one expression among ten options does not
 * send the other nine to n8n for every row.
 *
 * @param stored those that are to be read; all of them, if missing
 * @returns a function that gives the reader of a row; reading throws what n8n's evaluation throws, and an `InputProblem` where
 * a value is none that its field can mean
 */
export function parameterReader(
	context: IExecuteFunctions,
	stored = nodeOf(context).parameters,
): (row: number) => ReadParameter {
	const reader = movingReader(context, stored);
	return (row) => reader(() => row);
}

/** A reader whose row is another each time that it is asked for. @param current the row that is read now */
export type MovingReader = (current: () => number) => ReadParameter;

/** The same for thousands of rows that are read one after the other by one reader. */
export function movingReader(
	context: IExecuteFunctions,
	stored = nodeOf(context).parameters,
): MovingReader {
	const items = context.getInputData();
	return readerOf({
		stored,
		item: (row) => items[row]?.json,
		evaluate: (path, row) => context.getNodeParameter(path, row),
		meaning: meaningsOf(nodeOf(context)),
	});
}

function readerOf({ stored, item, evaluate, meaning }: Source): MovingReader {
	const compiled = new Map<string, RowValue>();
	const memo = new RunMemo();

	const compile = (raw: unknown, path: string): RowValue => {
		if (typeof raw === 'string' && raw.startsWith('=')) {
			const template = parsePlainTemplate(raw);
			if (!template) return (row) => evaluate(path, row);
			return (row) => fillPlainTemplate(template, item(row)) ?? evaluate(path, row);
		}
		if (!hasExpression(raw)) return () => raw;
		if (Array.isArray(raw)) {
			const entries = raw.map((entry, index) => compile(entry, `${path}[${index}]`));
			return (row) => entries.map((entry) => entry(row));
		}
		const entries = Object.entries(raw as IDataObject).map(
			([key, entry]) => [key, compile(entry, `${path}.${key}`)] as const,
		);
		return (row) => Object.fromEntries(entries.map(([key, entry]) => [key, entry(row)]));
	};

	/** What was read last stays at hand, as a row's options are read for each of them. A constant is read and checked once for all rows. */
	const lasting = (value: RowValue, raw: unknown, name: string): RowValue => {
		const isConstant = !hasExpression(raw);
		let lastRow: number | undefined;
		let last: unknown;
		return (row) => {
			if (!isConstant) memo.varies();
			if (row === lastRow || (isConstant && lastRow !== undefined)) return last;
			const given = meaning(name, value(row));
			lastRow = row;
			last = given;
			return given;
		};
	};

	return (current) => {
		const read: ReadParameter = (name, fallback) => {
			let value = compiled.get(name);
			if (!value) {
				const raw: NodeParameterValueType | undefined = stored[name];
				value = raw === undefined ? () => undefined : lasting(compile(raw, name), raw, name);
				compiled.set(name, value);
			}
			const given = value(current());
			return fallback === undefined ? given : (given ?? fallback);
		};
		read.memo = memo;
		return read;
	};
}

/** @returns whether a parameter, or a part of it, is an expression, so that each row may have a value of its own */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/** What a message may need beside the row's parameters. */
export interface Setting extends FindFiles {
	/** The workflow's IANA time zone, in which a date without offset is meant. */
	timeZone: string;
	credentials: ICredentialDataDecryptedObject;
	/** Says once above the output what a person should know of this run. Nobody reads it in an agent's tool. */
	warn?(message: string): void;
	/** Present where one reader reads all rows. */
	read?: ReadParameter;
}
