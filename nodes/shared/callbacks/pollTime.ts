import type { IPollFunctions } from 'n8n-workflow';

/** What n8n grants unless it is set up to drop long polls. */
const usualMs = 300_000;

/**
 * The time that a poll has. n8n may drop what a longer one brings, so that it would begin at the same place for ever.
 *
 * @returns whether it is over, so that the rest is to be left to the next poll
 */
export function pollTime(context: IPollFunctions): () => boolean {
	// Before 2.41 n8n has no word on it.
	const { getPollBudgetMs }: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>> = context;
	const until = performance.now() + (getPollBudgetMs?.call(context) ?? usualMs);
	return () => performance.now() >= until;
}
