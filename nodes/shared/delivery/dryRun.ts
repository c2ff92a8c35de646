import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InputProblem } from './inputProblem';
import type { ReadParameter } from './parameterReader';

/** Name of the option, inside the collection of options. */
export const dryRunName = 'dryRun';

/**
 * @returns whether the run only shows what would be sent. One item that says so is enough, and one whose expression fails:
 * that item ends as a failed row, and nobody knows what it would have said.
 */
export function isDryRun(context: IExecuteFunctions): boolean {
	const stored = (context.getNode().parameters.options as IDataObject | undefined)?.[dryRunName];
	if (typeof stored !== 'string') return stored === true;
	return context.getInputData().some((_item, row) => {
		try {
			return context.getNodeParameter(`options.${dryRunName}`, row, false) === true;
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
	if ((read('options', {}) as IDataObject)[dryRunName] !== true) return;
	throw new InputProblem(
		'Dry Run',
		'cannot be made when an AI agent calls the tool directly; nothing was sent',
		'Switch the option off in this tool.',
	);
}
