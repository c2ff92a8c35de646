/** A piece of work, and those that wait until it is done. */
interface Piece<W> {
	work: W;
	/** Pieces that have to be done before this one begins. */
	before: number;
	behind: Set<Piece<W>>;
}

/** How work is done. */
interface Plan<W> {
	/** Pieces at a time. */
	most: number;
	/** Pieces that have a key in common are done one after the other, in the order in which they came. */
	keysOf(work: W): readonly string[];
	/** Does a piece. @param add brings parts of it that are still to be done: last, but before what waits for the piece */
	carryOut(work: W, add: (...parts: W[]) => void): Promise<void>;
	/** Nothing more is to begin. */
	isOver(): boolean;
}

/**
 * Does work in the order in which it comes, so many pieces at a time. One that has to wait for another holds no place, and the places are
 * there for what comes up on the way.
 *
 * @returns when all is done, or nothing more may begin
 * @throws what doing a piece throws first; nothing more begins then
 */
export async function doInOrder<W>(
	first: readonly W[],
	{ most, keysOf, carryOut, isOver }: Plan<W>,
): Promise<void> {
	const ready: Array<Piece<W>> = [];
	let next = 0;
	let underWay = 0;
	let hasFailed = false;

	/** @param behind pieces that wait for all of this work */
	const line = (works: readonly W[], behind?: ReadonlySet<Piece<W>>): void => {
		const last = new Map<string, Piece<W>>();
		for (const work of works) {
			const piece: Piece<W> = { work, before: 0, behind: new Set(behind) };
			for (const one of piece.behind) one.before++;
			for (const key of keysOf(work)) {
				const earlier = last.get(key);
				if (earlier && earlier !== piece && !earlier.behind.has(piece)) {
					earlier.behind.add(piece);
					piece.before++;
				}
				last.set(key, piece);
			}
			if (piece.before === 0) ready.push(piece);
		}
	};
	line(first);

	await new Promise<void>((resolve, reject) => {
		const begin = (): void => {
			while (underWay < most && next < ready.length && !hasFailed && !isOver()) {
				underWay++;
				void finish(ready[next++] as Piece<W>);
			}
			if (underWay === 0) resolve();
		};
		const finish = async (piece: Piece<W>): Promise<void> => {
			try {
				await carryOut(piece.work, (...parts) => line(parts, piece.behind));
			} catch (error) {
				hasFailed = true;
				reject(error as Error);
			}
			for (const one of piece.behind) if (--one.before === 0) ready.push(one);
			underWay--;
			begin();
		};
		begin();
	});
}
