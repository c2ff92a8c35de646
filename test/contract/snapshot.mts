/** What an object holds, as text that can be compared: own and inherited values, maps and sets, nothing that a clock moves. */

/** Parts of a sandbox's state that are machinery and no content. */
const machinery = ['clock', 'settings', 'messages', 'context', 'delivery', 'handler', 'callbacks'];

/** Names of the values that an object shows, those of its accessors included. */
function namesOf(value: object): string[] {
	const names = new Set(Object.keys(value));
	let prototype = Object.getPrototypeOf(value) as object | null;
	while (prototype && prototype !== Object.prototype) {
		for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
			if (get) names.add(name);
		prototype = Object.getPrototypeOf(prototype) as object | null;
	}
	return [...names];
}

/** An instant of this century in milliseconds or seconds, or as ISO 8601 has it. */
const time = /^(1[5-9]\d{11}|1[5-9]\d{8}|20\d\d-\d\d-\d\dT[\d:.]+Z)$/;

/**
 * @param logs names of parts that say what was asked
 * @param options.withoutTimes shows that there is a time, and not which
 * @returns the content, one line a value
 */
export function snapshot(
	value: unknown,
	logs: readonly string[] = [],
	{ withoutTimes = false } = {},
): string[] {
	const lines: string[] = [];
	const seen = new Set<object>();
	const visit = (one: unknown, place: string): void => {
		if (typeof one === 'function') return;
		if (typeof one !== 'object' || one === null) {
			const text = String(one);
			lines.push(`${place} = ${withoutTimes && time.test(text) ? 'a time' : text}`);
			return;
		}
		if (seen.has(one)) return;
		seen.add(one);
		if (one instanceof Map)
			for (const [key, inner] of one) visit(inner, `${place}[${String(key)}]`);
		else if (one instanceof Set) [...one].forEach((inner, at) => visit(inner, `${place}{${at}}`));
		else if (Array.isArray(one)) one.forEach((inner, at) => visit(inner, `${place}[${at}]`));
		else
			for (const name of namesOf(one)) {
				if (machinery.includes(name) || logs.includes(name)) continue;
				visit((one as Record<string, unknown>)[name], `${place}.${name}`);
			}
	};
	visit(value, 'state');
	return lines;
}
