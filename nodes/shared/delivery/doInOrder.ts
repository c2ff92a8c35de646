/** A piece of work, and those that wait until it is done. */
interface Piece<W> {
	work: W;
	/** Pieces that have to be done before this one begins. */
	before: number;
	behind: Array<Piece<W>>;
	isDone: boolean;
}

/** How work is done. */
interface Plan<W> {
	/** Pieces at a time. */
	most: number;
	/** Pieces that have a key in common are done one after the other, in the order in which they came. */
	keysOf(work: W): readonly string[];
	/** Does a piece. @param add brings further work, which comes last */
	carryOut(work: W, add: (...more: W[]) => void): Promise<void>;
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
	const last = new Map<string, Piece<W>>();
	const ready: Array<Piece<W>> = [];
	let next = 0;
	let underWay = 0;
	let hasFailed = false;

	const add = (...more: W[]): void => {
		for (const work of more) {
			const piece: Piece<W> = { work, before: 0, behind: [], isDone: false };
			for (const key of keysOf(work)) {
				const earlier = last.get(key);
				if (earlier && earlier !== piece && !earlier.isDone) {
					earlier.behind.push(piece);
					piece.before++;
				}
				last.set(key, piece);
			}
			if (piece.before === 0) ready.push(piece);
		}
	};
	add(...first);

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
				await carryOut(piece.work, add);
			} catch (error) {
				hasFailed = true;
				reject(error as Error);
			}
			piece.isDone = true;
			for (const one of piece.behind) if (--one.before === 0) ready.push(one);
			underWay--;
			begin();
		};
		begin();
	});
}
