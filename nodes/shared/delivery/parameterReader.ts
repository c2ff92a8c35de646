import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeParameters,
	NodeParameterValueType,
} from 'n8n-workflow';

import { fillPlainTemplate, parsePlainTemplate } from './plainPath';

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
}

/** The reader of the one item that a step of a declarative operation is about. Reads as `parameterReader`. */
export function itemReader(context: IExecuteSingleFunctions): ReadParameter {
	return readerOf({
		stored: context.getNode().parameters,
		item: () => context.getInputData().json,
		evaluate: (path) => context.getNodeParameter(path),
	})(0);
}

/**
 * Reads a node's parameters for many rows: a constant once, a plain `$json` path from the item, everything else
 * through n8n. Nested values (collections) are taken apart, so that one expression among ten options does not
 * send the other nine to n8n for every row.
 *
 * @returns a function that gives the reader of a row; reading throws what n8n's evaluation throws
 */
export function parameterReader(context: IExecuteFunctions): (row: number) => ReadParameter {
	const items = context.getInputData();
	return readerOf({
		stored: context.getNode().parameters,
		item: (row) => items[row]?.json,
		evaluate: (path, row) => context.getNodeParameter(path, row),
	});
}

function readerOf({ stored, item, evaluate }: Source): (row: number) => ReadParameter {
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

	return (row) => (name, fallback) => {
		let value = compiled.get(name);
		if (!value) {
			const raw: NodeParameterValueType | undefined = stored[name];
			value = raw === undefined ? () => undefined : compile(raw, name);
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
