import { isRecord } from '../../shared/text/json';
import { mask, redactor } from '../../shared/text/redact';

/** Names of what gives access to a bot or an account, whichever way they are written. */
const secretName =
	/(?:tokens?|secrets?|passwords?|passwd|api[_-]?keys?|private[_-]?keys?|authorization)$/i;

/** The same in the query of an address. */
const secretInAddress =
	/([?&](?:[a-z]{1,12}_)?(?:token|secret|password|api_?key)=)[^&#\s"'<>]{1,4000}/gi;

/** A token of a Telegram bot, which also stands in the addresses of its files. Source: docs/gateways/sendpulse.md 18.4.6. */
const telegramToken = /(?<!\d)\d{6,12}:[\w-]{30,64}/g;

/** A shorter value is a word that other texts have as well. */
const shortest = 8;

/** A longer one is no token. */
const longest = 4_000;

/** So many different values are looked for in other places too; an account has few bots. */
const mostValues = 20;

const isValue = (value: unknown): value is string | number =>
	(typeof value === 'string' && value !== '') || typeof value === 'number';

/** The longest of these names; what stands in front of it does not matter. */
const nameEnd = 20;

const isSecretName = (name: string): boolean => secretName.test(name.slice(-nameEnd));

/** The values under such names, at any depth. */
function collect(value: unknown, isSecret: boolean, found: Set<string>): void {
	if (Array.isArray(value)) {
		for (const entry of value) collect(entry, isSecret, found);
	} else if (isRecord(value)) {
		for (const [name, entry] of Object.entries(value)) collect(entry, isSecretName(name), found);
	} else if (isSecret && isValue(value) && found.size < mostValues) {
		const text = String(value);
		if (text.length >= shortest && text.length <= longest) found.add(text);
	}
}

function masked(value: unknown, isSecret: boolean): unknown {
	if (isSecret && isValue(value)) return mask;
	if (typeof value === 'string') {
		return value.replace(telegramToken, mask).replace(secretInAddress, `$1${mask}`);
	}
	if (Array.isArray(value)) return value.map((entry) => masked(entry, isSecret));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, masked(entry, isSecretName(name))]),
	);
}

/**
 * Masks what a chatbot's event or answer must not show: values whose name says that they are tokens, secrets, passwords or keys, the
 * same values in other places, and tokens of Telegram bots wherever they stand.
 */
export function withoutBotSecrets<T>(value: T): T {
	const found = new Set<string>();
	collect(value, false, found);
	return redactor([...found])(masked(value, false)) as T;
}

/** A member of JSON with such a name, also where the JSON stands in a text of JSON. */
const secretMember =
	/((?:access|bot|page|api|refresh|verify)_?token|(?:app|client)_?secret)(\\*"\s*:\s*\\*")(?:[^"\\]|\\[^"])*/gi;

/** The same for a text that may be JSON and could not be read as such. */
export const withoutBotSecretsInText = (text: string): string =>
	text
		.replace(secretMember, `$1$2${mask}`)
		.replace(telegramToken, mask)
		.replace(secretInAddress, `$1${mask}`);
