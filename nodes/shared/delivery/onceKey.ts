import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputProblem } from './inputProblem';
import type { ReadParameter } from './parameterReader';

/** Name of the option, inside the collection of options. */
export const onceKeyName = 'sendOnceKey';

const label = 'Send Once Key';

/** @returns whether the option holds anything */
export function isKeySet(parameters: IDataObject): boolean {
	const stored = (parameters.options as IDataObject | undefined)?.[onceKeyName];
	return (
		String(stored ?? '')
			.replace(/^=/, '')
			.trim() !== ''
	);
}

/**
 * Makes the reader of a row's Send Once Key, as a hash: n8n's own is MD5, of which two texts with one hash can be made.
 *
 * @returns undefined when the option is empty, which means off; the reader throws an InputProblem for a row without a key, which
 * would else go out without the protection that the user asked for
 */
export function onceKeyReader(
	context: IExecuteFunctions,
): ((read: ReadParameter) => string) | undefined {
	if (!isKeySet(context.getNode().parameters)) return undefined;
	return (read) => {
		const value = (read('options', {}) as IDataObject)[onceKeyName] ?? '';
		if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
			throw new InputProblem(label, 'is no text', 'Choose one value of the item as its key.');
		}
		const key = String(value).trim();
		if (key === '') {
			throw new InputProblem(
				label,
				'is empty for this item',
				'Give every item a key of its own, or remove the option.',
			);
		}
		return createHash('sha256').update(key).digest('base64');
	};
}

/**
 * For declarative operations, to which n8n gives no access to its store.
 *
 * @throws InputProblem when the option is set, since nobody would keep its word
 */
export function refuseOnceKey(read: ReadParameter): void {
	if (!isKeySet({ options: read('options', {}) as IDataObject })) return;
	throw new InputProblem(
		label,
		'cannot be kept when an AI agent calls the tool directly',
		'Remove the option from this tool, or give the agent a workflow as a tool that sends with it.',
	);
}
