import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { recordOf } from '../text/json';
import { optionsIn } from '../input/read';
import { InputProblem } from '../model/inputProblem';
import type { ReadParameter } from '../input/parameterReader';

const name = 'sendOnceKey';

const label = 'Send Once Key';

export const onceKeyOption: INodeProperties = {
	displayName: label,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderId }}',
	description:
		'A key of your own for each item, such as an order number. This node sends nothing twice under one key, not even in later executions; to send again, change the key. Without a key, items are sent again after a crash of n8n, and whenever a parent runs a sub-workflow again. At least the last 10,000 keys are kept, as hashes (100,000 after a larger execution or an unknown outcome), without a lock: best effort where executions of one node overlap on several machines.',
};

/** @returns whether the option holds anything */
function isKeySet(parameters: IDataObject): boolean {
	const stored = recordOf(parameters.options)[name];
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
		const value = optionsIn(read)[name] ?? '';
		if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
			throw new InputProblem(label, 'is not a text', 'Choose one value of the item as its key.');
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
	if (!isKeySet({ options: optionsIn(read) })) return;
	throw new InputProblem(
		label,
		'cannot be kept when an AI agent calls the tool directly',
		'Remove the option from this tool, or give the agent a workflow as a tool that sends with it.',
	);
}
