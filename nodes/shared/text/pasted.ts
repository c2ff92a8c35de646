/** White space, and characters that show nothing and come along when a text is copied from a page. */
const around =
	/^[\s\u200B-\u200F\u2060\uFEFF]+|(?<![\s\u200B-\u200F\u2060\uFEFF])[\s\u200B-\u200F\u2060\uFEFF]+$/g;

/** `pasted` as an expression of n8n. @param value an expression */
export const pastedExpression = (value: string): string =>
	`String(${value} ?? "").replace(${String(around)}, "")`;

/** @returns a value of a credential as text, without what a copy from elsewhere has brought along at its ends */
export const pasted = (value: unknown): string => String(value ?? '').replace(around, '');

/** In an expression, the slashes at the end of an address. Tried from each of many slashes, it would take as long as their square. */
export const endSlashes = String.raw`/(?<!\/)\/+$/`;

/** @returns an address of a credential as text, without slashes at its end */
export const pastedAddress = (value: unknown): string => pasted(value).replace(/(?<!\/)\/+$/, '');
