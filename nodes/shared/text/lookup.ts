/**
 * Looks up a word that came from outside. Only entries that the table itself has count: a plain access would also find
 * what every object has, such as `constructor`.
 *
 * @returns undefined when the table has no such entry
 */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
	Object.hasOwn(table, word) ? table[word] : undefined;
