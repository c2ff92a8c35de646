import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { keepsFailures, nodeOf } from '../model/n8n';
import type { Operation } from '../model/operation';
import { inputFailure } from '../model/inputProblem';
import { ofItem } from '../model/itemNumbers';
import { itemReader, parameterReader, type ReadParameter } from '../input/parameterReader';
import type { Gateway } from '../model/gateway';
import { failedRow, failureDetails, nodeError } from '../model/failedRow';
import { estimateText, type TextCounting } from '../text/textParts';
import { redactor } from '../text/redact';
import { secretsOf } from '../transport/line';

const row = (
	gateway: Gateway,
	text: unknown,
	item: number,
	counting?: TextCounting,
): INodeExecutionData => ({
	json: {
		gateway: gateway.id,
		...estimateText(String(text ?? ''), counting),
	},
	pairedItem: { item },
});

/**
 * Message: Estimate of a gateway that tells no price. Nobody is called.
 *
 * @param textField the field of the text, as the sending operation has it
 */
export const estimate = (
	gateway: Gateway,
	textField: INodeProperties,
	counting?: TextCounting,
): Operation => {
	const rowOf = async (
		context: IExecuteFunctions | IExecutePaginationFunctions,
		read: ReadParameter,
		index: number,
		item: INodeExecutionData,
		count: number,
	): Promise<INodeExecutionData> => {
		try {
			return row(gateway, read(textField.name, ''), index, counting);
		} catch (error) {
			const failure = inputFailure(error, redactor(await secretsOf(context, gateway)));
			const details = failureDetails(gateway, failure);
			if (!keepsFailures(context)) {
				throw nodeError(nodeOf(context), ofItem(failure.text, index, count), details);
			}
			return failedRow(nodeOf(context), failure.text, details, index, item);
		}
	};
	return {
		value: 'estimate',
		name: 'Estimate',
		action: 'Estimate the parts of an SMS',
		description:
			'Count the SMS parts of a text, and find the characters that make it longer, without a call to the gateway',
		// The operation’s “pages” are the answer itself: n8n makes the request only when this function asks for it.
		routing: {
			operations: {
				async pagination(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
					const read = itemReader(this);
					return [await rowOf(this, read, this.getItemIndex(), this.getInputData(), 1)];
				},
			},
			send: { paginate: true },
		},
		/** For all items at once, without n8n's cost of an operation for each. */
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const reader = parameterReader(this);
			const items = this.getInputData();
			const rows = items.map(
				async (item, index) => await rowOf(this, reader(index), index, item, items.length),
			);
			return [await Promise.all(rows)];
		},
		fields: [textField],
	};
};
