import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { type Attempt, readAnswer } from './readAnswer';
import type { Failure } from '../model/failure';
import type { AnswerReader } from '../model/gateway';
import { userOptions } from './requestOptions';
import { callInTime } from './callInTime';
import { jsonHeaders } from './form';
import { networkFailure } from './networkFailure';
import { exchange, type Line } from './exchange';
import type { Turn } from './paces';
import type { Effect } from '../model/effect';
import { inputFailure } from '../model/inputProblem';
import { errorsKeepCauses, type Caller } from '../model/n8n';

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

/** Rejected: a 401, so that n8n renews a token, and what a proxy answers in words that everybody else may use too. */
const alwaysRejected = [401, 407, 502, 503, 504];

/** Whatever is not done, for only an error shows whether it was the gateway that said so, or a proxy that made no tunnel to it. */
const notDone = Array.from({ length: 300 }, (_, index) => 300 + index);

/**
 * Which refusals n8n is to reject. Where its errors forget what was refused, all of them have to come as answers. Before 2.9
 * n8n takes anything for a yes.
 *
 * @param except HTTP statuses
 */
const refusals = (except: number[]): IHttpRequestOptions['ignoreHttpStatusErrors'] =>
	errorsKeepCauses ? { ignore: true, except } : true;

/**
 * Options that every call of every gateway carries: the answer as bytes, and no redirect, since one would take the secrets along
 * or turn a POST into a GET.
 */
export const callOptions = {
	encoding: 'arraybuffer',
	returnFullResponse: true,
	ignoreHttpStatusErrors: refusals(alwaysRejected),
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
} satisfies Partial<IHttpRequestOptions>;

/** The `requestDefaults` of a node whose declarative calls are forms. @param baseURL an expression */
export const formRequests = (baseURL: string) => ({
	baseURL,
	headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
	...callOptions,
});

/** The same of one whose calls are JSON. */
export const jsonRequests = (baseURL: string) => ({
	baseURL,
	headers: { ...jsonHeaders },
	...callOptions,
});

/** The same for one call. A reader that accepts some refusals has to get them as answers. */
export const callOptionsFor = ({ accepts }: AnswerReader) =>
	accepts ? callOptions : { ...callOptions, ignoreHttpStatusErrors: refusals(notDone) };

/**
 * Where all refusals come as answers, that of an old OAuth2 token does too, and n8n does not renew it. The refused call did
 * nothing; the same call with these options is refused with an error, for which n8n does.
 */
export const renewing = { ignoreHttpStatusErrors: false } as const;

/** Newer n8n never gives a 401 as an answer. */
export const isForRenewal = ({ tokenUrl }: Line, httpStatus: number | null): boolean =>
	httpStatus === 401 && Boolean(tokenUrl);

/**
 * The one way to a gateway outside n8n's declarative engine, with the node's Request Options.
 *
 * @param options `url` is the path behind the gateway's base URL
 * @param effect what the call does: whether it may be made again, and what a lost answer leaves open
 * @param answer for a call that answers in a way of its own
 * @param turn of the call among those of its kind; each try starts in it
 * @returns the parsed answer, or why there is none; it never throws for what happens on the wire
 */
export async function request(
	caller: Caller,
	line: Line,
	options: IHttpRequestOptions,
	effect: Effect,
	answer: AnswerReader = line.gateway,
	turn?: Turn,
): Promise<Attempt<unknown>> {
	const at = async (url: string) =>
		await requestAt(caller, line, { ...options, url }, effect, answer, turn);
	return await orAtOtherPath(answer, options.url, at);
}

/** One call at one path. */
async function requestAt(
	caller: Caller,
	line: Line,
	options: IHttpRequestOptions,
	effect: Effect,
	answer: AnswerReader,
	turn: Turn | undefined,
): Promise<Attempt<unknown>> {
	let chosen: Partial<IHttpRequestOptions>;
	try {
		chosen = userOptions(caller);
	} catch (error) {
		return { ok: false, failure: inputFailure(error, line.redact) };
	}
	const attempt = async (address: string): Promise<Attempt<unknown>> => {
		turn?.start();
		const call = async (more: Partial<IHttpRequestOptions>) =>
			await callInTime(caller, line.credentialType, {
				...chosen,
				...options,
				url: `${address}${options.url}`,
				...callOptionsFor(answer),
				...more,
			});
		let response: IN8nHttpFullResponse;
		try {
			response = await call({});
			if (isForRenewal(line, response.statusCode)) response = await call(renewing);
		} catch (error) {
			await line.renew?.();
			return {
				ok: false,
				failure: networkFailure(answer, error, effect, line.redact, line.tokenUrl),
			};
		}
		await line.renew?.();
		return readAnswer(answer, response, effect, line.redact);
	};
	return await exchange(line, effect, attempt, turn);
}
