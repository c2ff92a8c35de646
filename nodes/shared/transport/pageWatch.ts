import type { Failure } from '../model/failure';
import { Turnstile } from './turnstile';

/** Calls in a row that pages answer: one alone may be turned away for what is in it. */
const mostInRow = 5;

/** No answer came, so that nothing is known of what stands in front of the gateway. */
const isSilence = ({ httpStatus, kind, uncalled }: Failure): boolean =>
	uncalled === true ||
	(httpStatus === null && (kind === 'unavailable' || kind === 'outcomeUnknown'));

/** What the rows get for which no call is made any more. */
const given = ({ text }: Failure, done: string, again: string): Failure => ({
	kind: 'unavailable',
	code: null,
	text: `Not ${done}, because ${mostInRow} requests in a row brought a web page instead of an answer of the gateway: ${text}`,
	hint: `A server in front of the gateway, such as a firewall or the login page of a network, turns the requests away. Check the address in the credential and the network, or ask the gateway whether it blocks your server. Then ${again} these rows again.`,
	httpStatus: null,
	uncalled: true,
});

/** Watches the calls of a run for something in front of the gateway that answers them with pages, whatever is in them. */
export class PageWatch {
	/** Pages since the last answer that the gateway itself gave. */
	private inRow = 0;

	private inFlight = 0;

	private last: Failure | undefined;

	private waiting: Array<() => void> = [];

	private readonly ending = new AbortController();

	/** Ends the waiting of those that have not been called yet: with the execution, and when no further call is to be made. */
	readonly signal: AbortSignal;

	/** Why no further call is to be made. */
	reason: Failure | undefined;

	private readonly words: [done: string, again: string];

	/** Turns of the run's calls. One that is made again behind a page keeps its turn, and no place of the account. */
	private readonly turns = new Turnstile();

	/**
	 * @param words what is not done with the other rows, and what to do with them again
	 * @param execution ends when the execution is cancelled
	 * @param concurrent calls that may have their turn at once
	 */
	constructor(words: [done: string, again: string], execution?: AbortSignal, concurrent = 1) {
		this.words = words;
		this.turns.resize(concurrent);
		const { signal } = this.ending;
		this.signal = execution ? AbortSignal.any([execution, signal]) : signal;
	}

	/** Too many pages came, and a call in flight may still bring an answer, so that none is to be made yet. */
	get isOpen(): boolean {
		return this.inRow >= mostInRow && this.inFlight > 0;
	}

	/** @returns when it is known whether a further call is to be made */
	async decided(): Promise<void> {
		while (this.isOpen) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/**
	 * Makes a call in its turn, and not before it is known whether one is to be made.
	 *
	 * @param send, failuresOf as `watch` takes them
	 * @returns undefined where it is not made
	 */
	async call<R>(
		send: () => Promise<R>,
		failuresOf: (result: R) => readonly Failure[] | null,
	): Promise<R | undefined> {
		return await this.turns.use(
			async (_keepUntil, hasTurn) => {
				if (hasTurn) await this.decided();
				if (!hasTurn || this.reason) return undefined;
				return await this.watch(send, failuresOf);
			},
			{ signal: this.signal },
		);
	}

	/**
	 * Makes a call. A rejection of `send` is passed on.
	 *
	 * @param failuresOf what failed where all of it did, nothing where the gateway answered; null where that is not known yet
	 */
	async watch<R>(
		send: () => Promise<R>,
		failuresOf: (result: R) => readonly Failure[] | null,
	): Promise<R> {
		this.inFlight++;
		try {
			const result = await send();
			this.note(failuresOf(result));
			return result;
		} finally {
			this.inFlight--;
			if (this.last && this.inRow >= mostInRow && this.inFlight === 0 && !this.reason) {
				this.reason = given(this.last, ...this.words);
				this.close();
			}
			if (!this.isOpen) for (const go of this.waiting.splice(0)) go();
		}
	}

	/** To be called at the end: Node.js keeps a signal that is made of others for as long as somebody listens to it. */
	close(): void {
		this.ending.abort();
	}

	private note(failed: readonly Failure[] | null): void {
		if (failed === null || (failed.length > 0 && failed.every(isSilence))) return;
		const isPage = failed.length > 0 && failed.every(({ page }) => page);
		this.inRow = isPage ? this.inRow + 1 : 0;
		this.last = failed[0];
	}
}

const key = Symbol('pages');

/** Lets all calls of a context be watched. */
export const watchedBy = <T extends object>(context: T, pages: PageWatch | undefined): T =>
	Object.assign(context, { [key]: pages });

/** @returns who watches the calls of a context, if anybody does */
export const watchOf = (context: object): PageWatch | undefined =>
	(context as { [key]?: PageWatch })[key];
