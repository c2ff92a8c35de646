import type { Failure } from '../model/failure';
import type { Verdict } from './route';

/** Requests in a row that pages answer: one alone may be turned away for what is in it. */
const mostInRow = 5;

const failures = (verdicts: Verdict[]): Failure[] =>
	verdicts.flatMap((verdict) => (verdict.accepted ? [] : [verdict.failure]));

/** No answer came, so that nothing is known of what stands in front of the gateway. */
const isSilence = ({ httpStatus, kind, uncalled }: Failure): boolean =>
	uncalled === true ||
	(httpStatus === null && (kind === 'unavailable' || kind === 'outcomeUnknown'));

/** What the rows get for which no request is made any more. */
const given = ({ text }: Failure): Failure => ({
	kind: 'unavailable',
	code: null,
	text: `Not sent, because ${mostInRow} requests in a row brought a web page instead of an answer of the gateway: ${text}`,
	hint: 'A server in front of the gateway, such as a firewall or the login page of a network, turns the requests away. Check the address in the credential and the network, or ask the gateway whether it blocks your server. Then send these rows again.',
	httpStatus: null,
	uncalled: true,
});

/** Watches the requests of a run for something in front of the gateway that answers them with pages, whatever is in them. */
export class PageWatch {
	/** Pages since the last answer that the gateway itself gave. */
	private inRow = 0;

	private inFlight = 0;

	private last: Failure | undefined;

	private waiting: Array<() => void> = [];

	/** Too many pages came, and a request in flight may still bring an answer, so that none is to be made yet. */
	get isOpen(): boolean {
		return this.inRow >= mostInRow && this.inFlight > 0;
	}

	/** Why no further request is to be made. */
	get reason(): Failure | undefined {
		return this.last && this.inRow >= mostInRow && this.inFlight === 0
			? given(this.last)
			: undefined;
	}

	/** @returns when it is known whether a further request is to be made */
	async decided(): Promise<void> {
		while (this.isOpen) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Makes a request. A rejection of `send` is passed on. */
	async watch<R extends { verdicts: Verdict[] }>(send: () => Promise<R>): Promise<R> {
		this.inFlight++;
		try {
			const result = await send();
			this.note(result.verdicts);
			return result;
		} finally {
			this.inFlight--;
			if (!this.isOpen) for (const go of this.waiting.splice(0)) go();
		}
	}

	private note(verdicts: Verdict[]): void {
		const failed = failures(verdicts);
		const isFailed = failed.length === verdicts.length;
		if (isFailed && failed.every(isSilence)) return;
		const isPage = isFailed && failed.every(({ page }) => page);
		this.inRow = isPage ? this.inRow + 1 : 0;
		this.last = failed[0];
	}
}
