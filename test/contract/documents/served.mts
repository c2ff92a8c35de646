/** Which operation and field serve a method and parameter of a gateway's document, and whether that is so on the wire. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { fieldsOf } from '../../browser/operations.mts';
import { storeOf, runNode } from '../../engine/harness/index.mts';
import { projectRoot } from '../../projectRoot.mts';
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import { item, setUp } from '../matrix/cell.mts';
import { operationsOf } from '../matrix/operations.mts';
import type { Bench } from '../bench.mts';
import { file } from '../samples/sample.mts';
import type { GatewaySamples } from '../samples/sample.mts';
import type { ContractTable } from '../table.mts';

/** What fills a parameter: the path of a field in the form, something else that always does, or a reason for nothing. */
export type Source = string | { by: string } | { not: string };

/** How one method is served. */
export interface Served {
	/** `<resource>.<operation>` */
	operation: string;
	/** Where the call goes to, if that is not what the document calls the method: verb and path, with `{name}` for a part. */
	wire?: string;
	/** Why it goes elsewhere, for the table. */
	note?: string;
	/** Fields that are filled for the proof, beside those of the operation's sample. */
	set?: INodeParameters;
	/** By the parameter's name in the document. */
	parameters: Record<string, Source>;
	/** The parameter's place on the wire, where it is not its name. */
	places?: Record<string, string>;
	/** Input items of the proof; one, if missing. */
	rows?: number;
	/** Parameters that another input shows. */
	also?: Array<Pick<Served, 'parameters' | 'places' | 'rows' | 'set'>>;
}

/** All parameters of a method. */
export const parametersOf = ({ parameters, also = [] }: Served): Record<string, Source> =>
	Object.assign({}, parameters, ...also.map((one) => one.parameters)) as Record<string, Source>;

/** Names of a document, which were taken from it once. */
export const documentOf = <T,>(gateway: string): T =>
	JSON.parse(
		readFileSync(
			path.join(projectRoot(), 'test', 'contract', 'documents', `${gateway}.json`),
			'utf8',
		),
	) as T;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** JSON in a text is looked into, as a form carries it. */
function opened(value: unknown): unknown {
	if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

/** Every value by its place: names joined by dots, entries of a list at the place of the list. */
function placesIn(given: unknown, place: string, into: Map<string, string[]>): void {
	const value = opened(given);
	const known = into.get(place) ?? [];
	into.set(place, [...known, typeof value === 'string' ? value : JSON.stringify(value)]);
	if (Array.isArray(value)) for (const entry of value) placesIn(entry, place, into);
	else if (isObject(value))
		for (const [name, inner] of Object.entries(value))
			placesIn(inner, place === '' ? name : `${place}.${name}`, into);
}

const pattern = (template: string): RegExp =>
	new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);

/** Values of a request by their places; undefined when it is one of another method. */
function valuesOf(request: Exchange, wire: string): Map<string, string[]> | undefined {
	const [verb, template = ''] = wire.split(' ');
	const found = pattern(template).exec(request.path);
	if (request.method !== verb || !found) return undefined;
	const values = new Map<string, string[]>();
	for (const [name, value] of Object.entries(found.groups ?? {}))
		placesIn(decodeURIComponent(value), name, values);
	const pairs = [...new URLSearchParams(request.query)];
	const type = String(request.headers['content-type'] ?? '');
	const text = request.body.toString('utf8');
	if (type.includes('json')) placesIn(JSON.parse(text || '{}'), '', values);
	else if (type.includes('urlencoded')) pairs.push(...new URLSearchParams(text));
	for (const [name, value] of pairs) placesIn(value, name.replace(/\[\w*\]/g, ''), values);
	values.delete('');
	return values;
}

/** Parameters without a field, as they are before a user fills it. */
function without(parameters: INodeParameters, [name = '', ...rest]: string[]): INodeParameters {
	if (!Object.hasOwn(parameters, name)) return parameters;
	const { [name]: value, ...others } = parameters;
	if (rest.length === 0) return others;
	const inner = Array.isArray(value)
		? value.map((entry) => without(entry as INodeParameters, rest))
		: without(value as INodeParameters, rest);
	return { ...others, [name]: inner } as INodeParameters;
}

/** Parameters with others, in collections as well. */
export const merged = (base: INodeParameters, more: INodeParameters): INodeParameters => {
	const both = { ...base };
	for (const [name, value] of Object.entries(more)) {
		const old = both[name];
		const isNested =
			isObject(old) && isObject(value) && !Array.isArray(value) && !('__rl' in value);
		both[name] = isNested ? merged(old as INodeParameters, value as INodeParameters) : value;
	}
	return both;
};

/** Makes the calls of an operation and reads those of the method. */
class Proof {
	private readonly operation;

	private readonly given: {
		table: ContractTable;
		samples: GatewaySamples;
		bench: Bench;
		served: Served;
		wire: string;
	};

	constructor(given: Proof['given']) {
		this.given = given;
		const { table, samples, served } = given;
		const operation = operationsOf(table, samples).find(({ name }) => name === served.operation);
		if (!operation) throw new Error(`There is no operation ${served.operation}`);
		this.operation = operation;
	}

	/** The values of the first request of the method; undefined when none was made. */
	async values(leftOut?: string): Promise<Map<string, string[]> | undefined> {
		const { table, bench, served, wire } = this.given;
		const prepared = await setUp(table, bench, this.operation);
		const before = bench.gateway.requests.length;
		const all = merged(prepared, served.set ?? {});
		const running = runNode({
			nodeType: table.node,
			credentials: storeOf(table, bench.gateway),
			parameters: leftOut === undefined ? all : without(all, leftOut.split('.')),
			items: Array.from({ length: served.rows ?? 1 }, (_, row) => ({
				json: { ...item(table), recipient: table.recipient(row), text: `Заказ ${row} готов` },
				binary: this.operation.sample.binary ?? file,
			})),
			node: { onError: 'continueRegularOutput' },
		});
		// n8n itself does not start a node without a field that is required.
		if (leftOut === undefined) await running;
		else await running.catch(() => {});
		return bench.gateway.requests
			.slice(before)
			.flatMap((request) => valuesOf(request, wire) ?? [])[0];
	}
}

/** @returns what is not as the table says */
export async function faultsOf(
	table: ContractTable,
	samples: GatewaySamples,
	bench: Bench,
	method: string,
	served: Served,
): Promise<string[]> {
	const also = served.also ?? [];
	if (also.length > 0) {
		const inputs = [{}, ...also].map((one) => ({ ...served, ...one, also: [] }));
		const faults: string[] = [];
		for (const one of inputs) faults.push(...(await faultsOf(table, samples, bench, method, one)));
		return faults;
	}
	const proof = new Proof({ table, samples, bench, served, wire: served.wire ?? method });
	const values = await proof.values();
	if (!values) return [`${method}: ${served.operation} makes no such request`];
	const faults: string[] = [];
	for (const [name, source] of Object.entries(served.parameters)) {
		const place = served.places?.[name] ?? name;
		const shown = JSON.stringify(values.get(place));
		if (typeof source === 'object' && 'not' in source) {
			if (shown !== undefined) faults.push(`${method}: ${name} is served, and not listed so`);
		} else if (shown === undefined) {
			faults.push(`${method}: ${name} is not on the wire: ${[...values.keys()].join(', ')}`);
		} else if (typeof source === 'string') {
			labelOf(table, served.operation, source);
			const other = await proof.values(source);
			if (other && JSON.stringify(other.get(place)) === shown)
				faults.push(`${method}: ${name} does not come from ${source}: ${shown}`);
		}
	}
	return faults;
}

const description = (table: ContractTable): INodeTypeDescription =>
	new (table.node as unknown as new () => { description: INodeTypeDescription })().description;

/** The label of a field, with those of the collections that it is in. @throws when the form has no such field */
function labelOf(table: ContractTable, operation: string, field: string): string {
	const [resource, name] = operation.split('.');
	let fields = fieldsOf(description(table), { resource: resource ?? '', operation: name ?? '' });
	const labels: string[] = [];
	for (const part of field.split('.')) {
		const found = fields.find((one) => one.name === part);
		if (!found) throw new Error(`${operation} has no field ${field}`);
		if (found.displayName !== labels.at(-1)) labels.push(found.displayName);
		fields = (found.options ?? []).flatMap((one) =>
			'values' in one
				? [{ ...one, options: one.values } as unknown as INodeProperties]
				: 'type' in one
					? [one]
					: [],
		);
	}
	return labels.join(' → ');
}

/** The names of a resource and an operation as the editor shows them. */
export function operationLabel(table: ContractTable, operation: string): string {
	const [resource, name] = operation.split('.');
	const { properties } = description(table);
	const nameIn = (options: INodeProperties['options'], value?: string): string => {
		const found = options?.find((one) => 'value' in one && one.value === value);
		if (!found) throw new Error(`There is no operation ${operation}`);
		return found.name;
	};
	const operations = properties.find(
		(one) =>
			one.name === 'operation' && one.displayOptions?.show?.resource?.includes(resource ?? ''),
	);
	return `${nameIn(properties.find((one) => one.name === 'resource')?.options, resource)}: ${nameIn(operations?.options, name)}`;
}

const sourceText = (table: ContractTable, operation: string, source: Source): string =>
	typeof source === 'string'
		? `*${labelOf(table, operation, source)}*`
		: 'by' in source
			? source.by
			: `not served: ${source.not}`;

/** The table of the gateway's page. */
export const methodTable = (table: ContractTable, served: Record<string, Served>): string =>
	[
		'| method | operation | parameters and what fills them |',
		'| --- | --- | --- |',
		...Object.entries(served).map(([method, one]) => {
			const parameters = Object.entries(parametersOf(one)).map(
				([name, source]) => `\`${name}\` ${sourceText(table, one.operation, source)}`,
			);
			const note = one.note ? ` (${one.note})` : '';
			return `| \`${method}\`${note} | ${operationLabel(table, one.operation)} | ${parameters.join('; ') || '–'} |`;
		}),
	].join('\n');
