/** A value as PHP holds it after reading a query, a form or JSON. */
export type Value = string | number | boolean | null | readonly Value[] | Tree;

export type Tree = { readonly [name: string]: Value };

export const isTree = (value: Value | undefined): value is Tree =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of a tree, own ones only: the names come from outside. */
export const member = (tree: Tree, name: string): Value | undefined =>
	Object.hasOwn(tree, name) ? tree[name] : undefined;

class Branch {
	readonly members = new Map<string, string | Branch>();

	set(path: readonly string[], text: string): void {
		const [first = '', ...rest] = path;
		const key = first === '' ? this.#nextIndex() : first;
		if (rest.length === 0) return void this.members.set(key, text);
		const known = this.members.get(key);
		const branch = known instanceof Branch ? known : new Branch();
		this.members.set(key, branch);
		branch.set(rest, text);
	}

	value(): Value {
		const values = [...this.members].map(([key, one]): [string, Value] => [
			key,
			one instanceof Branch ? one.value() : one,
		]);
		const indexes = values.map(([key]) => key);
		const isList = indexes.every((_, at) => indexes.includes(String(at)));
		if (!isList) return Object.fromEntries(values);
		return values.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
	}

	#nextIndex(): string {
		const indexes = [...this.members.keys()].filter((key) => /^\d+$/.test(key)).map(Number);
		return String(Math.max(-1, ...indexes) + 1);
	}
}

/** `data[1][0]` as `data`, `1`, `0`; the last pair of a name wins, as in PHP. */
const pathOf = (name: string): string[] => {
	const match = /^([^[]+)((?:\[[^\]]*\])+)/.exec(name);
	if (!match) return [name];
	return [
		match[1] ?? '',
		...[...(match[2] ?? '').matchAll(/\[([^\]]*)\]/g)].map((one) => one[1] ?? ''),
	];
};

/** The top-level name a pair belongs to. */
export const rootOf = (name: string): string => pathOf(name)[0] ?? name;

/** Name=value pairs as PHP nests them (the only published importContacts call uses this form). */
export const readTree = (pairs: readonly (readonly [name: string, text: string])[]): Tree => {
	const root = new Branch();
	for (const [name, text] of pairs) root.set(pathOf(name), text);
	return Object.fromEntries(
		[...root.members].map(([key, one]) => [key, one instanceof Branch ? one.value() : one]),
	);
};

/** The other way, as PHP's http_build_query: null is left out, booleans are 1 and 0. */
export const flatten = (value: Value, name = ''): [name: string, text: string][] => {
	if (value === null) return [];
	if (typeof value === 'boolean') return [[name, value ? '1' : '0']];
	if (typeof value !== 'object') return [[name, String(value)]];
	return Object.entries(value).flatMap(([key, one]: [string, Value]) =>
		flatten(one, name === '' ? key : `${name}[${key}]`),
	);
};
