import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeParameters,
	NodeParameterValueType,
	ICredentialDataDecryptedObject,
} from 'n8n-workflow';

import { fillPlainTemplate, parsePlainTemplate } from './plainPath';
import { type Check, checkOf } from './fieldChecks';
import type { FindFiles } from './files';

/** Reads one parameter of one row. `fallback` is for a parameter that the node does not show. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

type RowValue = (row: number) => unknown;

/** Where the values of a node's parameters come from. */
interface Source {
	/** The parameters as the node stores them. */
	stored: INodeParameters;
	item(row: number): IDataObject | undefined;
	/** n8n's own value. @param path of a parameter, or of a part of one */
	evaluate(path: string, row: number): unknown;
	/** Throws where a value is none that its field can mean. */
	check?: Check;
}

/** The reader of the one item that a step of a declarative operation is about. Reads as `parameterReader`. */
export function itemReader(context: IExecuteSingleFunctions): ReadParameter {
	return readerOf({
		stored: context.getNode().parameters,
		item: () => context.getInputData().json,
		evaluate: (path) => context.getNodeParameter(path),
		check: checkOf(context.getNode()),
	})(0);
}

/**
 * The reader of what holds for a whole run, which the first row decides. What that row cannot say is as if it were not set:
 * the row fails when it is read as one, and no other row with it.
 */
export function settingReader(context: IExecuteFunctions): ReadParameter {
	const items = context.getInputData();
	return readerOf({
		stored: context.getNode().parameters,
		item: (row) => items[row]?.json,
		evaluate: (path, row) => {
			try {
				return context.getNodeParameter(path, row);
			} catch {
				return undefined;
			}
		},
	})(0);
}

/**
 * Reads a node's parameters for many rows: a constant once, a plain `$json` path from the item, everything else
 * through n8n. Nested values (collections) are taken apart, so that one expression among ten options does not
 * send the other nine to n8n for every row.
 *
 * @returns a function that gives the reader of a row; reading throws what n8n's evaluation throws, and an `InputProblem` where
 * a value is none that its field can mean
 */
export function parameterReader(context: IExecuteFunctions): (row: number) => ReadParameter {
	const items = context.getInputData();
	return readerOf({
		stored: context.getNode().parameters,
		item: (row) => items[row]?.json,
		evaluate: (path, row) => context.getNodeParameter(path, row),
		check: checkOf(context.getNode()),
	});
}

function readerOf({ stored, item, evaluate, check }: Source): (row: number) => ReadParameter {
	const compiled = new Map<string, RowValue>();

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

	/** A constant is checked once, not for every row. */
	const checked = (value: RowValue, raw: unknown, name: string): RowValue => {
		if (!check) return value;
		let isFine = false;
		const isConstant = !hasExpression(raw);
		return (row) => {
			const given = value(row);
			if (!isFine) check(name, given);
			isFine = isConstant;
			return given;
		};
	};

	return (row) => (name, fallback) => {
		let value = compiled.get(name);
		if (!value) {
			const raw: NodeParameterValueType | undefined = stored[name];
			value = raw === undefined ? () => undefined : checked(compile(raw, name), raw, name);
			compiled.set(name, value);
		}
		const read = value(row);
		return fallback === undefined ? read : (read ?? fallback);
	};
}

function hasExpression(raw: unknown): boolean {
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
}
