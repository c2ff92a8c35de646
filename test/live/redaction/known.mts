/** Values that are known beforehand: the credential, and what else lets anybody in. */

/** Shorter ones are in every text; the words around them are replaced anyway. */
const shortest = 4;

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** @returns a pattern of all values, the longest first; null for none */
export function patternOfSecrets(secrets: readonly string[]): string | null {
	const wanted = [...new Set(secrets)]
		.filter((one) => one.length >= shortest)
		.sort((a, b) => b.length - a.length);
	return wanted.length > 0 ? wanted.map(quoted).join('|') : null;
}
