/**
 * Counts what a reader does, so that nothing depends on how fast a machine is: calls and turns of loops by the transform of this
 * folder, and what the engine's own functions read: the part of a text that a search or a pattern walks, the elements that are
 * copied. Not counted are `rest` elements, `Intl` and whatever an imported library does.
 */

type Method = (this: unknown, ...given: never[]) => unknown;
/** @param from a pattern's `lastIndex` before the call */
type Cost = (self: unknown, given: readonly unknown[], result: unknown, from: number) => number;

interface Steps {
	count: number;
	spread<T>(value: T): T;
}

const lengthOf = (value: unknown): number => {
	if (typeof value === 'string' || Array.isArray(value)) return value.length;
	if (ArrayBuffer.isView(value)) return value.byteLength;
	if (value instanceof Map || value instanceof Set) return value.size;
	return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
};

const steps: Steps = {
	count: 0,
	spread(value) {
		steps.count += lengthOf(value);
		return value;
	},
};
Object.assign(globalThis, { stepsOfSource: steps });

const whole: Cost = (self) => lengthOf(self);
const ofFirst: Cost = (_self, [first]) => lengthOf(first);
const ofResult: Cost = (_self, _given, result) => lengthOf(result);

/** A search reads as far as it finds something. */
const search: Cost = (self, [, from], result) => {
	const start = typeof from === 'number' ? from : 0;
	return Math.max(
		typeof result === 'number' && result >= 0 ? result - start : lengthOf(self) - start,
		0,
	);
};
const searchBack: Cost = (self, [, from], result) => {
	const start = typeof from === 'number' ? Math.min(from, lengthOf(self)) : lengthOf(self);
	return Math.max(start - (typeof result === 'number' ? Math.max(result, 0) : 0), 0);
};
const has: Cost = (self, [first, from], result) => {
	if (!result || typeof self !== 'string') return lengthOf(self);
	return self.indexOf(String(first), Number(from) || 0) - (Number(from) || 0);
};

/** The patterns that were used since the counting began. */
const patterns = new Set<string>();

/** Where a pattern can only begin, if its failure reads nothing of the rest. */
const isAnchored = ({ source, multiline, sticky }: RegExp): boolean =>
	sticky || (!multiline && /^\^(?:[^|()]|\\.|\([^()|]*\))*$/.test(source));

/** Patterns whose time is more than linear are found by their form (patterns.mts): what is left is the part they walk. */
const walked: Cost = (self, [text], result, from) => {
	const pattern = self as RegExp;
	patterns.add(`/${pattern.source}/${pattern.flags}`);
	const found = result as RegExpExecArray | null;
	if (found) return found.index + found[0].length - from;
	return isAnchored(pattern) ? 0 : lengthOf(text) - from;
};
/** A number of many digits is made of its text in a time that grows as the square. */
const digits: Cost = (_self, [first]) => (lengthOf(first) / 20) ** 2;

type Owner = Record<PropertyKey, unknown>;

const costs: ReadonlyArray<readonly [owner: object, names: string, cost: Cost]> = [
	[String.prototype, 'indexOf', search],
	[String.prototype, 'lastIndexOf', searchBack],
	[String.prototype, 'includes', has],
	[
		String.prototype,
		'toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase normalize toWellFormed isWellFormed trim localeCompare replaceAll',
		whole,
	],
	[String.prototype, 'repeat padStart padEnd', ofResult],
	[
		Array.prototype,
		'indexOf lastIndexOf includes shift unshift splice reverse toReversed toSorted sort fill flat with toSpliced',
		whole,
	],
	[Array.prototype, 'slice concat join', ofResult],
	[Array, 'from of', ofResult],
	[Object, 'keys values entries', ofResult],
	[Object, 'fromEntries assign freeze', ofFirst],
	[JSON, 'parse', ofFirst],
	[JSON, 'stringify', ofResult],
	[Buffer.prototype, 'toString', ofResult],
	[Buffer.prototype, 'indexOf', search],
	[Buffer.prototype, 'includes equals copy', whole],
	[Buffer, 'from byteLength', ofFirst],
	[Buffer, 'concat', ofResult],
	[TextDecoder.prototype, 'decode', ofFirst],
	[TextEncoder.prototype, 'encode', ofFirst],
	[
		globalThis,
		'encodeURIComponent decodeURIComponent encodeURI decodeURI structuredClone parseInt parseFloat Number String',
		ofFirst,
	],
	[globalThis, 'BigInt', digits],
	[RegExp.prototype, 'exec', walked],
];

/** Not while a cost is being reckoned. */
let isCounting = false;

function counting(owner: Owner, name: string, cost: Cost): () => void {
	const descriptor = Object.getOwnPropertyDescriptor(owner, name);
	const original = owner[name] as Method;
	const counted = new Proxy(original, {
		apply(target, self: unknown, given: unknown[]) {
			if (!isCounting) return Reflect.apply(target, self, given);
			const isPattern = self instanceof RegExp && (self.global || self.sticky);
			const from = isPattern ? self.lastIndex : 0;
			const result: unknown = Reflect.apply(target, self, given);
			isCounting = false;
			steps.count += cost(self, given, result, from);
			isCounting = true;
			return result;
		},
	});
	Object.defineProperty(owner, name, { ...descriptor, value: counted });
	return () => void Object.defineProperty(owner, name, descriptor ?? { value: original });
}

let isInstalled = false;

/**
 * Does work that counts steps many times. The counting functions are put in once for all of it: that costs more than most of what
 * is counted, and the engine compiles anew what had relied on its own.
 *
 * @param work ends before it returns, and loads no module, which might keep what is only put in
 */
export function countingMany<T>(work: () => T): T {
	if (isInstalled) return work();
	const undo = costs.flatMap(([owner, names, cost]) =>
		names.split(' ').map((name) => counting(owner as Owner, name, cost)),
	);
	isInstalled = true;
	try {
		return work();
	} finally {
		isInstalled = false;
		for (const back of undo.reverse()) back();
	}
}

/** The steps of a piece of work, whatever it throws. The engine's own functions count only while it is done. */
export const stepsOf = (work: () => unknown): number =>
	countingMany(() => {
		const before = steps.count;
		isCounting = true;
		try {
			const result = work();
			if (result instanceof Promise) result.catch(() => {});
		} catch {
			// What a text is refused with is asked elsewhere.
		} finally {
			isCounting = false;
		}
		return steps.count - before;
	});

/** The steps of work that waits, without those of the engine's own functions. */
export async function stepsOfWaiting(work: () => Promise<unknown>): Promise<number> {
	const before = steps.count;
	await work();
	return steps.count - before;
}

/** Every pattern that has been used since the counting began, as it is written in source code. */
export const patternsInUse = (): string[] => [...patterns];
