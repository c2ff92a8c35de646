import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { type AnswerReader, credentialName } from '../gateway';
import type { Effect } from '../model/effect';
import { exchange, type Line } from './exchange';
import type { Caller } from './line';
import { networkFailure } from './networkFailure';
import { orAtOtherPath } from './otherPath';
import { readProxy } from './proxy';
import { type Attempt, readAnswer } from './readAnswer';

/** n8n's own default is 300 s, too long for a node in whose place nothing else runs. */
export const defaultTimeoutMs = 60_000;

/**
 * Options that every call of every gateway carries: the answer as bytes, refusals as answers (a 401 still rejects, so
 * that n8n renews a token, and so do those that may be a proxy's, since only the error shows how far the call got), and no redirect, since one would take the secrets along or turn a POST into a GET.
 */
export const callOptions = {
	encoding: 'arraybuffer',
	returnFullResponse: true,
	ignoreHttpStatusErrors: { ignore: true, except: [401, 407, 502, 503, 504] },
	disableFollowRedirect: true,
	sendCredentialsOnCrossOriginRedirect: false,
} as const satisfies Partial<IHttpRequestOptions>;

/**
 * Before 2.9 n8n takes `ignoreHttpStatusErrors` as yes or no, so that the refusal of an old OAuth2 token comes as an answer and
 * n8n does not renew it. The refused call did nothing; the same call with these options is refused with an error, for which n8n does.
 */
export const renewing = { ignoreHttpStatusErrors: false } as const;

/** Newer n8n never gives a 401 as an answer. */
export const isForRenewal = ({ tokenUrl }: Line, httpStatus: number | null): boolean =>
	httpStatus === 401 && Boolean(tokenUrl);

/** The user's Request Options, which n8n applies to declarative operations by itself. */
export function userOptions(requestOptions: IDataObject): Partial<IHttpRequestOptions> {
	const { timeout, proxy, allowUnauthorizedCerts } = requestOptions;
	const options: Partial<IHttpRequestOptions> = {
		timeout: typeof timeout === 'number' && timeout > 0 ? timeout : defaultTimeoutMs,
	};
	if (allowUnauthorizedCerts === true) options.skipSslCertificateValidation = true;
	const chosen = readProxy(proxy);
	if (chosen) options.proxy = chosen;
	return options;
}

/**
 * The one way to a gateway outside n8n's declarative engine.
 *
 * @param options `url` is the path behind the gateway's base URL
 * @param effect what the call does: whether it may be made again, and what a lost answer leaves open
 * @param answer for a call that answers in a way of its own
 * @returns the parsed answer, or why there is none; it never throws for what happens on the wire
 */
export async function request(
	caller: Caller,
	line: Line,
	options: IHttpRequestOptions,
	effect: Effect,
	answer: AnswerReader = line.gateway,
): Promise<Attempt<unknown>> {
	const at = async (url: string) =>
		await requestAt(caller, line, { ...options, url }, effect, answer);
	return await orAtOtherPath(answer, options.url, at);
}

/** One call at one path. */
async function requestAt(
	caller: Caller,
	line: Line,
	options: IHttpRequestOptions,
	effect: Effect,
	answer: AnswerReader,
): Promise<Attempt<unknown>> {
	return await exchange(line, effect, async (address) => {
		const call = async (more: Partial<IHttpRequestOptions>) =>
			(await caller.helpers.httpRequestWithAuthentication.call(
				caller,
				credentialName(line.gateway, caller.getNode()),
				{
					timeout: defaultTimeoutMs,
					...options,
					url: `${address}${options.url}`,
					...callOptions,
					...more,
				},
			)) as IN8nHttpFullResponse;
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
	});
}
