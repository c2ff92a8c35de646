/** A warning of one node at most so often, in milliseconds: a stranger may call as often as he likes. */
const spacingMs = 60_000;

/** Counts the refused calls of one node, so that n8n's log tells of them without being filled by them. */
export class RefusedCalls {
	private warnedAt = Number.NEGATIVE_INFINITY;

	private untold = 0;

	/** @returns how many were refused since the last warning, or null while the next one has to wait */
	count(now = Date.now()): number | null {
		if (now - this.warnedAt < spacingMs) {
			this.untold++;
			return null;
		}
		const { untold } = this;
		this.warnedAt = now;
		this.untold = 0;
		return untold;
	}
}
