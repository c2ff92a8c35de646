import type { INodeProperties } from 'n8n-workflow';

/** Operations by their resources: those that a field belongs to, or all of a node. */
export class Operations {
	readonly byResource = new Map<string, ReadonlySet<string>>();

	add(resource: string, operations: Iterable<string>): this {
		this.byResource.set(resource, new Set([...this.of(resource), ...operations]));
		return this;
	}

	addAll(others: Operations): this {
		for (const [resource, operations] of others.byResource) {
			const known = this.byResource.get(resource);
			this.byResource.set(resource, known ? new Set([...known, ...operations]) : operations);
		}
		return this;
	}

	removeAll(others: Operations): void {
		for (const [resource, operations] of others.byResource) {
			const left = [...this.of(resource)].filter((one) => !operations.has(one));
			if (left.length > 0) this.byResource.set(resource, new Set(left));
			else this.byResource.delete(resource);
		}
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

	/** Those that are among others as well. */
	shared(others: Operations): Operations {
		const both = new Operations();
		for (const [resource, operations] of this.byResource) {
			const of = others.byResource.get(resource);
			const found = of ? [...operations].filter((one) => of.has(one)) : [];
			if (found.length > 0) both.byResource.set(resource, new Set(found));
		}
		return both;
	}

	meets(others: Operations): boolean {
		for (const [resource, operations] of this.byResource) {
			const of = others.byResource.get(resource);
			if (of) for (const one of operations) if (of.has(one)) return true;
		}
		return false;
	}

	within({ resources, operations }: Area): Operations {
		const area = new Operations();
		for (const resource of resources) area.byResource.set(resource, operations);
		return this.shared(area);
	}

	get size(): number {
		return [...this.byResource.values()].reduce((sum, { size }) => sum + size, 0);
	}
}

/** What n8n's two conditions can say: every one of the operations of every one of the resources. */
interface Area {
	resources: string[];
	operations: ReadonlySet<string>;
}

/** An area with these operations, and with all resources and further operations that can go with them. */
function areaAround(seed: ReadonlySet<string>, wanted: Operations, all: Operations): Area {
	const resources: string[] = [];
	const operations = new Set(seed);
	for (const [resource, has] of wanted.byResource) {
		if (!wanted.has(resource, operations, all)) continue;
		const fitting = [...has].filter(
			(one) => operations.has(one) || resources.every((other) => wanted.has(other, [one], all)),
		);
		if (fitting.length === 0) continue;
		resources.push(resource);
		for (const one of fitting) operations.add(one);
	}
	return { resources, operations };
}

/**
 * The fewest areas, about, that hold `wanted` and nothing else of `all`: always the largest of what is left. What an area
 * has beside, no node has: a resource without the operation.
 */
export function areasOf(wanted: Operations, all: Operations): Area[] {
	const areas: Area[] = [];
	const left = new Operations().addAll(wanted);
	while (left.size > 0) {
		const sets = [...left.byResource.values()];
		const common = new Map<string, Set<string>>();
		for (const one of sets) {
			for (const other of sets) {
				const both = [...one].filter((of) => other.has(of));
				common.set(both.join(), new Set(both));
			}
		}
		let largest: Area | undefined;
		let held = new Operations();
		for (const operations of common.values()) {
			const area = areaAround(operations, left, all);
			const holds = left.within(area);
			if (holds.size > held.size) [largest, held] = [area, holds];
		}
		if (!largest) break;
		areas.push(largest);
		left.removeAll(held);
	}
	return areas;
}

export type Conditions = NonNullable<INodeProperties['displayOptions']>;

/**
 * The shortest conditions that show the operations of an area, and no others of `all`; none that all fulfil anyway.
 *
 * @param mayHide not beside conditions that show: where one of these finds an expression, n8n looks at none behind it
 */
export function conditionsOf(
	{ resources, operations }: Area,
	all: Operations,
	path: '' | '/',
	mayHide: boolean,
): Conditions {
	const hidden = new Set(resources.flatMap((one) => [...all.of(one)]));
	for (const one of operations) hidden.delete(one);
	const name = `${path}operation`;
	const byOperation: Array<[Conditions, (operation: string) => boolean]> = [
		[{ show: { [name]: [...operations] } }, (one) => operations.has(one)],
	];
	if (hidden.size === 0) byOperation.unshift([{}, () => true]);
	else if (mayHide)
		byOperation.unshift([{ hide: { [name]: [...hidden] } }, (one) => !hidden.has(one)]);
	const others = [...all.byResource].filter(([resource]) => !resources.includes(resource));
	const written = byOperation.flatMap(([conditions, isShown]) => {
		const elsewhere = others.filter(([, of]) => [...of].some(isShown)).map(([one]) => one);
		if (elsewhere.length === 0) return [conditions];
		return [
			withResource('show', resources, conditions, path),
			...(mayHide ? [withResource('hide', elsewhere, conditions, path)] : []),
		];
	});
	return written.reduce((best, one) => (length(one) < length(best) ? one : best));
}

const length = (conditions: Conditions): number => JSON.stringify(conditions).length;

const withResource = (
	way: 'show' | 'hide',
	resources: string[],
	conditions: Conditions,
	path: '' | '/',
): Conditions => ({
	...conditions,
	[way]: { [`${path}resource`]: resources, ...conditions[way] },
});
