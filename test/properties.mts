import fc from 'fast-check';

/** Fixed, so that a run can be repeated; another one finds other cases: `FC_SEED=$RANDOM npx jest …`. */
const seed = Number(process.env.FC_SEED ?? 20260115);

/** Checks a property; a failure prints seed, path and the shrunken case. */
export function holds<T>(property: fc.IRawProperty<T>, numRuns = 200): void {
	const checked = fc.assert(property, { seed, numRuns });
	if (checked instanceof Promise) throw new TypeError('Use holdsAsync for an async property');
}

export async function holdsAsync<T>(property: fc.IAsyncProperty<T>, numRuns = 200): Promise<void> {
	await fc.assert(property, { seed, numRuns });
}
