/** What two answers have in common but for their values. */

/** A value by its type; lists and maps by all of their entries together. */
interface Shape {
	readonly types: ReadonlySet<string>;
	/** In order. */
	readonly keys: ReadonlyMap<string, Shape>;
	readonly entries: Shape | undefined;
}

const typeOf = (value: unknown): string => {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	return typeof value === 'string' ? 'text' : typeof value;
};

/** An id, a number or an address as key: its entries are those of a map, and no two maps have the same. */
const isMap = (keys: readonly string[]): boolean =>
	keys.length > 0 && keys.every((key) => /^\d+$|\d{4}|@/.test(key));

function merged(shapes: readonly Shape[]): Shape | undefined {
	const [first] = shapes;
	if (!first) return undefined;
	const names = [...new Set(shapes.flatMap(({ keys }) => [...keys.keys()]))];
	const ofKey = (name: string) => shapes.flatMap(({ keys }) => keys.get(name) ?? []);
	return {
		types: new Set(shapes.flatMap(({ types }) => [...types])),
		keys: new Map(
			names.flatMap((name) => {
				const shape = merged(ofKey(name));
				return shape ? [[name, shape] as const] : [];
			}),
		),
		entries: merged(shapes.flatMap(({ entries }) => entries ?? [])),
	};
}

export function shapeOf(value: unknown): Shape {
	const types = new Set([typeOf(value)]);
	if (Array.isArray(value)) {
		return { types, keys: new Map(), entries: merged(value.map(shapeOf)) };
	}
	if (typeof value !== 'object' || value === null)
		return { types, keys: new Map(), entries: undefined };
	const members = Object.entries(value);
	if (isMap(members.map(([key]) => key))) {
		return {
			types,
			keys: new Map(),
			entries: merged(members.map(([, member]) => shapeOf(member))),
		};
	}
	return {
		types,
		keys: new Map(members.map(([key, member]) => [key, shapeOf(member)])),
		entries: undefined,
	};
}

const listed = (types: ReadonlySet<string>): string => [...types].sort().join(' or ');

/**
 * @param real what the gateway answered
 * @param place where it stands: `data.id`; empty for the whole
 * @returns how the other one differs, in words; a list or map without entries is like any other
 */
export function shapeDifferences(real: Shape, other: Shape, place = ''): string[] {
	const where = place === '' ? 'the answer' : place;
	if (listed(real.types) !== listed(other.types)) {
		return [`${where} is ${listed(real.types)}, in the sandbox ${listed(other.types)}`];
	}
	const inner = (name: string) => (place === '' ? name : `${place}.${name}`);
	const names = [...real.keys.keys()];
	const others = [...other.keys.keys()];
	const lacking = names.filter((name) => !other.keys.has(name));
	const extra = others.filter((name) => !real.keys.has(name));
	const inBoth = names.filter((name) => other.keys.has(name));
	const inOrder = others.filter((name) => real.keys.has(name));
	const isEmpty = (one: Shape) => one.keys.size === 0 && one.entries === undefined;
	// `{}` of a map without entries.
	if (
		real.types.has('object') &&
		(isEmpty(real) || isEmpty(other)) &&
		(real.entries ?? other.entries)
	)
		return [];
	return [
		...lacking.map((name) => `${inner(name)} is not in the sandbox’s answer`),
		...extra.map((name) => `${inner(name)} is in the sandbox’s answer only`),
		...(inBoth.join() === inOrder.join()
			? []
			: [
					`the keys of ${where} come as ${inBoth.join(', ')}, in the sandbox as ${inOrder.join(', ')}`,
				]),
		...inBoth.flatMap((name) => {
			const [one, two] = [real.keys.get(name), other.keys.get(name)];
			return one && two ? shapeDifferences(one, two, inner(name)) : [];
		}),
		...(real.entries && other.entries
			? shapeDifferences(real.entries, other.entries, `${place}[]`)
			: []),
	];
}
