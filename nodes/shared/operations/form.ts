import type { INodeProperties } from 'n8n-workflow';

import { type Show, showFor } from '../fields/showFor';
import type { Operation, Resource } from '../model/operation';

/** Operations by their resources: those that a field belongs to, or all of a node. */
class Operations {
	readonly byResource = new Map<string, Set<string>>();

	add(resource: string, ...operations: string[]): this {
		const known = this.byResource.get(resource) ?? new Set<string>();
		for (const operation of operations) known.add(operation);
		this.byResource.set(resource, known);
		return this;
	}

	addAll(others: Operations): void {
		for (const [resource, operations] of others.byResource) this.add(resource, ...operations);
	}

	of(resource: string): ReadonlySet<string> {
		return this.byResource.get(resource) ?? new Set();
	}

	/** Whether it has all of these, as far as they are in `known`. */
	has(resource: string, operations: Iterable<string>, known: Operations): boolean {
		const has = this.of(resource);
		const exist = known.of(resource);
		return [...operations].every((one) => has.has(one) || !exist.has(one));
	}

	within(resources: readonly string[]): Operations {
		const part = new Operations();
		for (const [resource, operations] of this.byResource)
			if (resources.includes(resource)) part.add(resource, ...operations);
		return part;
	}
}

/** What n8n's two conditions can say: every one of the operations of every one of the resources. */
interface Area {
	resources: string[];
	operations: Set<string>;
}

/**
 * The fewest areas, about, that hold `wanted` and nothing else of `all`. What an area has beside, no node has: a resource
 * without the operation.
 */
function areasOf(wanted: Operations, all: Operations): Area[] {
	const areas: Area[] = [];
	for (const [resource, operations] of wanted.byResource) {
		const fitting = areas.find(
			(area) =>
				wanted.has(resource, area.operations, all) &&
				area.resources.every((other) => wanted.has(other, operations, all)),
		);
		if (!fitting) {
			areas.push({ resources: [resource], operations: new Set(operations) });
			continue;
		}
		fitting.resources.push(resource);
		for (const operation of operations) fitting.operations.add(operation);
	}
	return areas;
}

/** The conditions of an area, without those that all operations of `all` fulfil anyway. */
function conditionsOf({ resources, operations }: Area, all: Operations, path: '' | '/'): Show {
	const everyOperation = resources.every((one) =>
		[...all.of(one)].every((of) => operations.has(of)),
	);
	const others = [...all.byResource].filter(([resource]) => !resources.includes(resource));
	const isElsewhere = others.some(([, of]) => [...of].some((one) => operations.has(one)));
	const saysResource = others.length > 0 && (isElsewhere || everyOperation);
	return {
		...(saysResource ? { [`${path}resource`]: resources } : {}),
		...(everyOperation ? {} : { [`${path}operation`]: [...operations] }),
	};
}

/** A field of several operations; of a collection the entries as well. */
interface Shared {
	key: string;
	field: INodeProperties;
	operations: Operations;
	entries: Shared[];
}

/** Equal for fields that are equal, functions in them included; for collections that differ in their entries only as well. */
function fieldKeys(): (field: INodeProperties) => string {
	const functions = new Map<unknown, number>();
	const numberOf = (one: unknown): number => {
		if (!functions.has(one)) functions.set(one, functions.size);
		return functions.get(one) ?? 0;
	};
	return (field) =>
		JSON.stringify(
			isCollection(field) ? { ...field, options: [] } : field,
			(_name, value: unknown) =>
				typeof value === 'function' ? `function ${numberOf(value)}` : value,
		);
}

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

const entriesOf = (field: INodeProperties): INodeProperties[] =>
	isCollection(field) ? ((field.options ?? []) as INodeProperties[]) : [];

/** Puts an entry among those of a collection; people choose entries one by one, so their order may differ a little from the operation's own. */
function shareEntry(
	shared: Shared[],
	field: INodeProperties,
	operations: Operations,
	keyOf: (field: INodeProperties) => string,
): void {
	const key = keyOf(field);
	const found = shared.find((one) => one.key === key);
	if (found) found.operations.addAll(operations);
	else {
		const own = new Operations();
		own.addAll(operations);
		shared.push({ key, field, operations: own, entries: [] });
	}
}

/**
 * Which of an operation's fields others have already, in the same order: those that together say most.
 *
 * @returns for each field its place among the shared ones, or -1
 */
function placesOf(keys: readonly string[], shared: readonly Shared[]): number[] {
	// most[at][place]: how much the fields from `at` on can have in common with the shared ones from `place` on.
	const most = Array.from({ length: keys.length + 1 }, () =>
		new Array<number>(shared.length + 1).fill(0),
	);
	const of = (at: number, place: number) => most[at]?.[place] ?? 0;
	const together = (at: number, place: number) =>
		keys[at] === shared[place]?.key ? of(at + 1, place + 1) + (keys[at]?.length ?? 0) : 0;
	for (let at = keys.length - 1; at >= 0; at--) {
		for (let place = shared.length - 1; place >= 0; place--) {
			const best = Math.max(of(at + 1, place), of(at, place + 1), together(at, place));
			most[at]?.splice(place, 1, best);
		}
	}
	const places: number[] = [];
	let place = 0;
	for (const at of keys.keys()) {
		let found = -1;
		if (of(at, place) > of(at + 1, place)) {
			found = place;
			while (of(at, found) !== together(at, found)) found++;
			place = found + 1;
		}
		places.push(found);
	}
	return places;
}

/** Puts an operation's fields among those that others have, each once, in an order that is that of every operation. */
function shareFields(
	shared: Shared[],
	fields: readonly INodeProperties[],
	operations: Operations,
	keyOf: (field: INodeProperties) => string,
): void {
	const keys = fields.map(keyOf);
	const places = placesOf(keys, shared);
	let added = 0;
	for (const [at, field] of fields.entries()) {
		let place = (places[at] ?? -1) + added;
		if (places[at] === -1) {
			// As late as the fields behind it let it.
			const behind = places.slice(at + 1).find((one) => one >= 0);
			place = behind === undefined ? shared.length : behind + added;
			const key = keys[at] ?? '';
			shared.splice(place, 0, { key, field, operations: new Operations(), entries: [] });
			added++;
		}
		const found = shared[place];
		if (!found) continue;
		found.operations.addAll(operations);
		for (const entry of entriesOf(field)) shareEntry(found.entries, entry, operations, keyOf);
	}
}

/** The field as n8n takes it, once for each area of its operations. */
function shown(
	{ field, operations, entries }: Shared,
	all: Operations,
	path: '' | '/',
): INodeProperties[] {
	return areasOf(operations, all).flatMap((area) => {
		const mine = operations.within(area.resources);
		const whole = isCollection(field)
			? {
					...field,
					options: entries.flatMap((entry) =>
						shown({ ...entry, operations: entry.operations.within(area.resources) }, mine, '/'),
					),
				}
			: field;
		const conditions = conditionsOf(area, all, path);
		return Object.keys(conditions).length > 0 ? showFor(conditions, [whole]) : [whole];
	});
}

/**
 * The fields of all operations of a node, each said once where several operations have it, with the conditions that show it
 * for these. n8n's declarative engine evaluates the value of every property for every item, shown or not, and twice: ten
 * fields of one name cost twenty evaluations. The editor loads much less as well.
 */
export function operationFields(
	resources: readonly Resource[],
	fieldsOf: (operation: Operation) => INodeProperties[],
): INodeProperties[] {
	const all = new Operations();
	for (const { value, operations } of resources)
		all.add(value, ...operations.map((operation) => operation.value));
	const keyOf = fieldKeys();
	const shared: Shared[] = [];
	for (const { value, operations } of resources) {
		for (const operation of operations) {
			shareFields(shared, fieldsOf(operation), new Operations().add(value, operation.value), keyOf);
		}
	}
	return shared.flatMap((one) => shown(one, all, ''));
}
