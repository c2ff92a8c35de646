/** What is blocked, by its number. Source: docs/gateways/smsc.md 5, `type`. */
export const blockTypes: Readonly<Record<string, string>> = { all: '0', mass: '1', single: '2' };

/** @returns the word of a number; one that is not known stays as it is */
export const blockTypeOf = (type: unknown): string =>
	Object.entries(blockTypes).find(([, number]) => number === String(type))?.[0] ??
	String(type ?? '');
