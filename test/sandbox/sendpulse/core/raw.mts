import type { Exchange } from '../../framework/exchange.mts';
import { jsonFields } from '../../framework/fields.mts';

/** The arguments of a JSON body as texts, or the whole body under one name, for `Message.raw`. */
export const rawOf = ({ body }: Exchange): Record<string, string> => {
	const text = body.toString('utf8');
	const fields = jsonFields(text);
	if (fields === null) return { body: text };
	return Object.fromEntries(fields.map(({ name, wire }) => [name, wire]));
};
