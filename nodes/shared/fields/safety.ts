import type {
	IDataObject,
	IExecuteFunctions,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';
import { hash } from 'node:crypto';

import { parameterReader, type ReadParameter } from '../input/parameterReader';
import { InputProblem } from '../model/inputProblem';
import { optionsIn } from '../input/read';
import { recordOf } from '../text/json';
import { nodeOf } from '../model/n8n';

export const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to only show who would get what, in how many requests and parts, and at what price if known. If on for one item, nothing in the run is sent.',
};

/**
 * @returns whether the run only shows what would be sent. One item that says so is enough, and one whose expression fails or says
 * neither: that item ends as a failed row, and nobody knows what it would have said.
 */
export function isDryRun(context: IExecuteFunctions): boolean {
	const { [dryRunOption.name]: stored } = recordOf(
		nodeOf(context).parameters.options,
	) as INodeParameters;
	if (typeof stored !== 'string') return stored === true;
	const path = `options.${dryRunOption.name}`;
	const reader = parameterReader(context, { [path]: stored });
	return context.getInputData().some((_item, row) => {
		try {
			return reader(row)(path) === true;
		} catch {
			return true;
		}
	});
}

/**
 * For declarative operations, which can only make their request.
 *
 * @throws InputProblem when the option is on
 */
export function refuseDryRun(read: ReadParameter): void {
	if (optionsIn(read)[dryRunOption.name] !== true) return;
	throw new InputProblem(
		dryRunOption.displayName,
		'does not work when an AI agent calls the tool directly; nothing was sent',
		'Switch the option off in this tool.',
	);
}

export const onceKeyOption: INodeProperties = {
	displayName: 'Send Once Key',
	name: 'sendOnceKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderId }}',
	description:
		'A key of each item’s own, such as an order number. The node sends once per key, in later executions too; to send again, change the key. Without it, every new execution sends again, even after a crash. At least the last 10,000 keys are kept; best effort where executions overlap on several machines.',
};

/** @returns whether the option holds anything */
function isKeySet(parameters: IDataObject): boolean {
	const stored = recordOf(parameters.options)[onceKeyOption.name];
	return (
		String(stored ?? '')
			.replace(/^=/, '')
			.trim() !== ''
	);
}

/** The parameters without the key: it differs from row to row, and what is made of the others need not. */
export function withoutOnceKey(parameters: INodeParameters): INodeParameters {
	if (!isKeySet(parameters)) return parameters;
	const options = { ...(recordOf(parameters.options) as INodeParameters) };
	delete options[onceKeyOption.name];
	return { ...parameters, options };
}

/**
 * Makes the reader of a row's Send Once Key, as a hash: n8n's own is MD5, of which two texts with one hash can be made.
 *
 * @returns undefined when the option is empty, which means off; the reader throws an InputProblem for a row without a key, which
 * would else go out without the protection that the user asked for
 */
export function onceKeyReader(context: IExecuteFunctions): ((row: number) => string) | undefined {
	const { parameters } = nodeOf(context);
	if (!isKeySet(parameters)) return undefined;
	const { [onceKeyOption.name]: stored } = recordOf(parameters.options) as INodeParameters;
	const path = `options.${onceKeyOption.name}`;
	const reader = parameterReader(context, { [path]: stored });
	return (row) => {
		const value = reader(row)(path, '');
		if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
			throw new InputProblem(
				onceKeyOption.displayName,
				'is not a text',
				'Choose one value of the item as its key.',
			);
		}
		const key = String(value).trim();
		if (key === '') {
			throw new InputProblem(
				onceKeyOption.displayName,
				'is empty for this item',
				'Give every item a key of its own, or remove the option.',
			);
		}
		return hash('sha256', key, 'base64');
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
		onceKeyOption.displayName,
		'does not work when an AI agent calls the tool directly; nothing was sent',
		'Remove the option from this tool, or give the agent a workflow as a tool that sends with it.',
	);
}
