/** Every operation of a node, from its description, with the sample input that it is tried with. */
import type { INodeParameters } from 'n8n-workflow';
import { fieldsOf, operationsOf as operationsIn } from '../../browser/operations.mts';
import type { GatewaySamples, Sample } from '../samples/sample.mts';
import type { ContractTable } from '../table.mts';

export interface MatrixOperation {
	/** `<resource>.<operation>`, with its variant. */
	name: string;
	sample: Sample;
	parameters: INodeParameters;
	/** What its credential keeps from everybody. */
	secrets: string[];
	/** Operations of one class go through the same code on their way to the wire. */
	transport: string;
}

/** `<resource>.<operation>` of everything that the node offers. */
function offered({ node }: Pick<ContractTable, 'node'>): string[] {
	return operationsIn(new node().description)
		.map(({ resource, operation }) => `${resource}.${operation}`)
		.sort();
}

/** Rows that sleep are one at a time. @param name of the operation */
export const isAsleep = (name: string) => /wait/i.test(name);

/** Fields of operations that may put several items into one request. */
const ofRoutes = ['listSize', 'perRequest', 'sendOnceKey'];

/** How an operation gets to the wire: one call an item or as a route, reading pages or not, with files or not. */
function transportOf(table: ContractTable, name: string, sample: Sample): string {
	const [resource = '', operation = ''] = name.split('.');
	const names = fieldsOf(new table.node().description, { resource, operation }).flatMap((field) => [
		field.name,
		...(field.type === 'collection' ? (field.options ?? []).map((one) => one.name) : []),
	]);
	return [
		table.gateway.displayName,
		names.some((one) => ofRoutes.includes(one)) ? 'route' : 'one by one',
		sample.effect,
		...(names.includes('returnAll') ? ['list'] : []),
		...(sample.binary ? ['file'] : []),
		...(sample.asksBack ? ['asks back'] : []),
	].join(', ');
}

/**
 * @throws when an operation has no sample, or a sample no operation
 */
export function operationsOf(table: ContractTable, samples: GatewaySamples): MatrixOperation[] {
	const names = offered(table);
	const sampled = Object.keys(samples.operations).sort();
	const missing = names.filter((name) => !sampled.includes(name));
	const surplus = sampled.filter((name) => !names.includes(name));
	if (missing.length > 0 || surplus.length > 0) {
		const file = `test/contract/samples/${table.gateway.id}.mts`;
		throw new Error(
			[
				...missing.map((name) => `no sample input for ${name}: list the operation in ${file}`),
				...surplus.map((name) => `no operation for the sample ${name}: take it out of ${file}`),
			]
				.map((fault) => `${table.gateway.displayName}: ${fault}`)
				.join('\n'),
		);
	}
	const plain = names.map((name): MatrixOperation => {
		const sample = samples.operations[name] as Sample;
		const [resource = '', operation = ''] = name.split('.');
		return {
			name,
			sample,
			parameters: { ...samples.common, resource, operation, ...sample.parameters },
			secrets: table.secrets,
			transport: transportOf(table, name, sample),
		};
	});
	const variants = Object.entries(samples.variants ?? {}).flatMap(
		([variant, { parameters, calls, secrets }]) =>
			representatives(plain).map((one) => ({
				...one,
				name: `${one.name} (${variant})`,
				sample: { ...one.sample, after: (one.sample.after ?? 0) + calls },
				parameters: { ...one.parameters, ...parameters },
				secrets,
				transport: `${one.transport}, ${variant}`,
			})),
	);
	return [...plain, ...variants];
}

/** The first operation of each transport class. */
export function representatives(operations: MatrixOperation[]): MatrixOperation[] {
	const first = new Map<string, MatrixOperation>();
	for (const operation of operations) {
		if (!first.has(operation.transport)) first.set(operation.transport, operation);
	}
	return [...first.values()];
}
