/** Entries of a field that takes several: a list, or a text with commas or line breaks; each once. */
export const splitList = (value: unknown): string[] => {
	const given: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;\n]/);
	return [...new Set(given.map((one) => String(one ?? '').trim()).filter(Boolean))];
};
