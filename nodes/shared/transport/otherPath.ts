import type { AnswerReader } from '../model/gateway';
import type { Failure } from '../model/failure';
import type { Attempt } from './readAnswer';

/** The gateway has nothing at this path, so that the call did nothing, nor did an earlier try of it. */
const isNowhere = ({ httpStatus, kind }: Failure): boolean =>
	httpStatus === 404 && kind !== 'outcomeUnknown';

/** What both paths said, the last first. */
const both = (first: Failure, last: Failure): Failure =>
	first.text === last.text
		? last
		: { ...last, text: `${last.text}; before that, at another path: ${first.text}` };

/**
 * Makes a call, and where the gateway answers HTTP 404 makes it at the path that it may have instead, if there is one.
 *
 * @param url the address of the call, or its path
 * @param call the call at an address
 * @returns how the call ended; what rows have to tell of the other path is with its value
 */
export async function orAtOtherPath<T>(
	{ otherPath }: AnswerReader,
	url: string,
	call: (url: string) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
	const first = await call(url);
	if (first.ok || !otherPath || !isNowhere(first.failure)) return first;
	const last = await call(otherPath.of(url));
	if (last.ok) return { ...last, tells: otherPath.tells };
	return isNowhere(last.failure) ? { ok: false, failure: both(first.failure, last.failure) } : last;
}
