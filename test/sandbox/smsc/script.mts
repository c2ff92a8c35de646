import type { Account } from './account.mts';
import type { Parameters } from './wire/parameters.mts';
import type { Reply } from './wire/reply.mts';

/** One script of the provider: parameters in, answer out, or a `Refusal` thrown. */
export type Script = (
	parameters: Parameters,
	account: Account,
	requestId: number,
) => Reply | Promise<Reply>;
