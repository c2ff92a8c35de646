import type { INodeProperties } from 'n8n-workflow';

import { entriesOf, type Operation, type Resource } from '../model/operation';
import { areasOf, type Conditions, conditionsOf, Operations } from './areas';

/** A field of several operations; of a collection the entries as well. */
interface Shared {
	key: string;
	field: INodeProperties;
	operations: Operations;
	entries: Shared[];
	/** Fields that an operation shows right before it. */
	before: Set<Shared>;
	behind: Set<Shared>;
}

/** Equal for fields that are equal, functions in them included; for collections that differ in their entries only as well. */
function fieldKeys(): (field: INodeProperties) => string {
	const functions = new Map<unknown, number>();
	const numberOf = (one: unknown): number => {
		if (!functions.has(one)) functions.set(one, functions.size);
		return functions.get(one) ?? 0;
	};
	const known = new Map<INodeProperties, string>();
	return (field) => {
		const key =
			known.get(field) ??
			JSON.stringify(
				isCollection(field) ? { ...field, options: [] } : field,
				(_name, value: unknown) =>
					typeof value === 'function' ? `function ${numberOf(value)}` : value,
			);
		known.set(field, key);
		return key;
	};
}

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

/** Puts an entry among those of a collection; people choose entries one by one, so their order may differ a little from the operation's own. */
function shareEntry(shared: Shared[], key: string, field: INodeProperties): Shared {
	const found = shared.find((one) => one.key === key);
	if (found) return found;
	const made = newShared(key, field);
	shared.push(made);
	return made;
}

const newShared = (key: string, field: INodeProperties): Shared => ({
	key,
	field,
	operations: new Operations(),
	entries: [],
	before: new Set(),
	behind: new Set(),
});

/** All fields that come before a field, or behind it, by what the operations say together. */
function allOf(way: 'before' | 'behind', field: Shared): Set<Shared> {
	const found = new Set(field[way]);
	for (const one of found) for (const further of one[way]) found.add(further);
	return found;
}

/**
 * The fields of all operations, each once where several have it equal. Of two fields only those that one operation shows
 * have an order, the one that it gives them.
 */
class SharedFields {
	private readonly byKey = new Map<string, Shared[]>();
	private readonly keyOf = fieldKeys();

	/** Puts an operation's fields among those that others have. */
	add(fields: readonly INodeProperties[], operations: Operations): void {
		const mine: Array<Shared | undefined> = fields.map(() => undefined);
		for (const { at, key } of this.largestFirst(fields)) {
			mine[at] = this.byKey
				.get(key)
				?.find((one) => !mine.includes(one) && fits(one, mine.slice(0, at), mine.slice(at + 1)));
			if (mine[at]) chain(mine);
		}
		const chosen = fields.map((field, at) => mine[at] ?? this.addNew(field));
		chain(chosen);
		for (const [at, field] of fields.entries()) {
			const one = chosen[at];
			one?.operations.addAll(operations);
			for (const entry of entriesOf(field))
				shareEntry(one?.entries ?? [], this.keyOf(entry), entry).operations.addAll(operations);
		}
	}

	/** In an order that is that of every operation, and as near as can be to the one in which they came. */
	inOrder(): Shared[] {
		const ordered = new Set<Shared>();
		const place = (one: Shared): void => {
			for (const other of one.before) if (!ordered.has(other)) place(other);
			ordered.add(one);
		};
		for (const one of [...this.byKey.values()].flat()) place(one);
		return [...ordered];
	}

	/** Where two cannot both be shared, it is the smaller one that is said twice. */
	private largestFirst(fields: readonly INodeProperties[]): Array<{ at: number; key: string }> {
		return fields
			.map((field, at) => {
				const key = this.keyOf(field);
				const size = entriesOf(field).reduce(
					(sum, entry) => sum + this.keyOf(entry).length,
					key.length,
				);
				return { at, key, size };
			})
			.sort((one, other) => other.size - one.size);
	}

	private addNew(field: INodeProperties): Shared {
		const key = this.keyOf(field);
		const made = newShared(key, field);
		this.byKey.set(key, [...(this.byKey.get(key) ?? []), made]);
		return made;
	}
}

type Places = ReadonlyArray<Shared | undefined>;

/** Whether a field can stand between these without another operation's order being broken. */
function fits(one: Shared, before: Places, after: Places): boolean {
	const [first, last] = [allOf('before', one), allOf('behind', one)];
	return (
		!before.some((other) => other && last.has(other)) &&
		!after.some((other) => other && first.has(other))
	);
}

/** Puts fields behind each other. */
function chain(fields: Places): void {
	let last: Shared | undefined;
	for (const one of fields) {
		if (!one) continue;
		last?.behind.add(one);
		if (last) one.before.add(last);
		last = one;
	}
}

/** Adds conditions to a field, beside the ones that it already has. */
const withConditions = (field: INodeProperties, { show, hide }: Conditions): INodeProperties => {
	const { displayOptions: own } = field;
	return show || hide || own
		? {
				...field,
				displayOptions: {
					...own,
					...(show ? { show: { ...show, ...own?.show } } : {}),
					...(hide ? { hide: { ...hide, ...own?.hide } } : {}),
				},
			}
		: field;
};

/** With this many entries, a collection of their own takes less than a condition for each of them. */
const MANY_ENTRIES = 4;

/** The operations of a collection, apart where they have many entries of which others have none. */
function partsOf(operations: Operations, entries: readonly Shared[]): Operations[] {
	let groups: Array<{ operations: Operations; entries: number }> = [];
	for (const entry of entries) {
		const joined = { operations: new Operations().addAll(entry.operations), entries: 1 };
		groups = groups.filter((one) => {
			if (!one.operations.meets(entry.operations)) return true;
			joined.operations.addAll(one.operations);
			joined.entries += one.entries;
			return false;
		});
		groups.push(joined);
	}
	const apart = groups.filter((one) => one.entries >= MANY_ENTRIES).map((one) => one.operations);
	const rest = new Operations().addAll(operations);
	for (const one of apart) rest.removeAll(one);
	return rest.size > 0 ? [...apart, rest] : apart;
}

/** The field as n8n takes it, once for each area of its operations. */
function shown(
	{ field, operations, entries }: Shared,
	all: Operations,
	path: '' | '/',
): INodeProperties[] {
	const parts = isCollection(field) ? partsOf(operations, entries) : [operations];
	return parts.flatMap((part) =>
		areasOf(part, all).map((area) => {
			const mine = part.within(area);
			const whole = isCollection(field)
				? {
						...field,
						options: entries
							.filter((entry) => entry.operations.meets(mine))
							.flatMap((entry) =>
								shown({ ...entry, operations: entry.operations.shared(mine) }, mine, '/'),
							),
					}
				: field;
			return withConditions(whole, conditionsOf(area, all, path, !field.displayOptions?.show));
		}),
	);
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
		all.add(
			value,
			operations.map((operation) => operation.value),
		);
	const shared = new SharedFields();
	for (const { value, operations } of resources) {
		for (const operation of operations)
			shared.add(fieldsOf(operation), new Operations().add(value, [operation.value]));
	}
	return shared.inOrder().flatMap((one) => shown(one, all, ''));
}
