import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { recordOf } from '../text/json';
import { optionsIn } from '../input/read';
import { InputProblem } from '../model/inputProblem';
import type { ReadParameter } from '../input/parameterReader';

const name = 'dryRun';

const label = 'Dry Run';

export const dryRunOption: INodeProperties = {
	displayName: label,
	name,
	type: 'boolean',
	default: false,
	description:
		'Whether to show the requests instead of making them: who would get what, in how many requests and parts, and the price where the gateway states it. If it is on for any item, this run sends nothing.',
};

/**
 * @returns whether the run only shows what would be sent. One item that says so is enough, and one whose expression fails:
 * that item ends as a failed row, and nobody knows what it would have said.
 */
export function isDryRun(context: IExecuteFunctions): boolean {
	const stored = recordOf(context.getNode().parameters.options)[name];
	if (typeof stored !== 'string') return stored === true;
	return context.getInputData().some((_item, row) => {
		try {
			return context.getNodeParameter(`options.${name}`, row, false) === true;
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
	if (optionsIn(read)[name] !== true) return;
	throw new InputProblem(
		label,
		'cannot be made when an AI agent calls the tool directly; nothing was sent',
		'Switch the option off in this tool.',
	);
}
