import { type Failure, type FailureKind, slowerHint } from '../shared/model/failure';
import { isNoError, isRecord } from '../shared/text/json';
import { unwrapped } from './answer';

/** The words of an `error`, which is a text or an object. */
function wordsOf(error: unknown): string {
	if (typeof error === 'string') return error.trim();
	if (Array.isArray(error)) return error.map(wordsOf).filter(Boolean).join('; ');
	if (!isRecord(error)) return error === undefined || error === true ? '' : String(error);
	const named = error.message ?? error.text ?? error.error;
	return named === undefined ? JSON.stringify(error) : wordsOf(named);
}

/**
 * The words of a refusal: any `error` key, or `status: "error"`, on any HTTP status. Source: docs/gateways/smsby.md 2 and
 * 11. `error: null` and `error: false` say that there is none.
 *
 * @returns null when the answer refuses nothing
 */
export function refusalWords(body: unknown): string | null {
	const answer = unwrapped(body);
	if (!isRecord(answer)) return null;
	const { error, status, message } = answer;
	if (!isNoError(error)) return wordsOf(error) || wordsOf(message);
	return typeof status === 'string' && status.toLowerCase() === 'error' ? wordsOf(message) : null;
}

interface Meaning {
	kind: FailureKind;
	hint: string;
}

const tokenHint =
	'Check the token in the credential, and that Host is the service where you have your account.';

/**
 * What the words hint at. Their language follows the account, so most of them are not known. Source:
 * docs/gateways/smsby.md 2.
 */
const meanings: Array<[words: RegExp, meaning: Meaning]> = [
	[
		/same message exists/i,
		{ kind: 'duplicate', hint: 'A campaign with this text already exists. Use its ID.' },
	],
	[
		/alpha-?name|буквенн/i,
		{
			kind: 'rejected',
			hint: 'Choose an approved alpha-name as Sender from the list. The gateway takes its ID and not its name; 0 is the system name.',
		},
	],
	[
		/phone|номер/i,
		{
			kind: 'invalidRecipient',
			hint: 'Write the number with its country code and without +, e.g. 375291112233.',
		},
	],
	[
		/billing|balance|баланс|недостаточно/i,
		{ kind: 'insufficientFunds', hint: 'Top up the balance of your SMS.by account.' },
	],
	// That the account's token is wrong is told by HTTP 403, or 401; words speak of tokens of other kinds as well.
	[/token|токен/i, { kind: 'rejected', hint: tokenHint }],
	[
		/limit exceeded/i,
		{ kind: 'rejected', hint: 'Your account has reached a limit. Contact SMS.by support.' },
	],
	[
		/access denied/i,
		{
			kind: 'rejected',
			hint: 'A campaign can be sent only after moderation. Otherwise check the rights of your account.',
		},
	],
	[/(not|nothing) found|не\s?найден/i, { kind: 'notFound', hint: 'Check the ID you entered.' }],
];

const byStatus: Readonly<Record<number, Meaning>> = {
	401: { kind: 'unauthorized', hint: tokenHint },
	403: { kind: 'unauthorized', hint: tokenHint },
	404: { kind: 'notFound', hint: 'Check the ID you entered.' },
	429: { kind: 'rateLimited', hint: slowerHint },
};

/**
 * What the words or the HTTP status are known for. `access denied` comes with 403 as well, where it is about the token. Source:
 * docs/gateways/smsby.md 2.
 */
function knownMeaning(httpStatus: number | null, words: string): Meaning | undefined {
	const known = meanings.find(([pattern]) => pattern.test(words))?.[1];
	const coded = byStatus[httpStatus ?? 0];
	if (coded?.kind === 'rateLimited') return coded;
	if (coded && (!known || known.kind === 'rejected' || known.kind === 'notFound')) {
		// Taken for a message or a list, a token that is not found would be one that is not there.
		const isOfToken = coded.kind === 'notFound' && known?.hint === tokenHint;
		return (isOfToken || /alpha-?name|буквенн/i.test(words)) && known ? known : coded;
	}
	return known;
}

const unfamiliar: Meaning = {
	kind: 'rejected',
	hint: 'Correct what the gateway points out, or contact its support. If it mentions the token, check the credential.',
};

/** @returns whether a refusal may say that the text exists already: in words of another language it is like none that is known */
export function mayBeDuplicate(httpStatus: number, words: string): boolean {
	const meaning = knownMeaning(httpStatus, words);
	return meaning === undefined ? httpStatus < 500 : meaning.kind === 'duplicate';
}

/** @returns what a refusal means, or null when the answer is none */
export function readRefusal(httpStatus: number | null, body: unknown): Failure | null {
	const words = refusalWords(body);
	if (words === null) return null;
	const meaning = knownMeaning(httpStatus, words) ?? unfamiliar;
	return {
		...meaning,
		code: null,
		text: words || 'no reason given',
		httpStatus,
		...(meaning.kind === 'notFound' ? { nothing: true } : {}),
	};
}
