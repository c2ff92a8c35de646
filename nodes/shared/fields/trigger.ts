import type { INodeProperties } from 'n8n-workflow';

import { tuning } from '../input/fieldChecks';
import type { ReadParameter } from '../input/parameterReader';
import { numberOrPreset, textsOf } from '../input/read';
import type { DeliveryReport } from '../model/deliveryReport';
import {
	deliveryStatuses,
	type DeliveryStatus,
	deliveryStatusNames,
	finalStatuses,
} from '../model/deliveryStatus';

/**
 * Keeps n8n from parsing a callback's body: it refuses charsets other than UTF-8 with 422 before the node runs. This
 * name, on a node of version 1, is the one way around (n8n's `parseRequestBody`).
 */
const rawBodyField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};

const usualReportsPerExecution = 200;

/** Lets reports that come at the same time share an execution. */
const reportsPerExecutionField: INodeProperties = tuning({
	displayName: 'Reports per Execution',
	name: 'reportsPerExecution',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
	noDataExpression: true,
	default: usualReportsPerExecution,
	hint: 'Before 2.7, n8n answers a callback before storing it: a crash at that moment loses a report',
	description:
		'How many reports share an execution when calls come together, each as an item. With 1, every call starts its own.',
});

/** What the form of every trigger ends with that a gateway calls. */
export const callbackFields: INodeProperties[] = [reportsPerExecutionField, rawBodyField];

/** Reads Reports per Execution. */
export const reportsPerExecution = (read: ReadParameter): number =>
	numberOrPreset(read, 'reportsPerExecution', usualReportsPerExecution);

/** @param statuses those that the gateway can report */
export function triggerFields(statuses: readonly DeliveryStatus[]): INodeProperties[] {
	return [
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: deliveryStatuses
				.filter((status) => statuses.includes(status) && status !== 'inbound')
				.map((status) => ({ name: deliveryStatusNames[status], value: status }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
			default: [...finalStatuses.filter((status) => statuses.includes(status))],
			description:
				'Statuses that start the workflow. With the default, the final ones, each message starts it once.',
		},
		{
			displayName: 'Inbound Messages',
			name: 'inbound',
			type: 'boolean',
			default: true,
		},
		...callbackFields,
	];
}

/** Which reports start an execution. */
export interface ReportFilter {
	statuses: readonly DeliveryStatus[];
	inbound: boolean;
	/** Decides on reports that have a switch of their own; undefined leaves it to the statuses. */
	decide?(report: DeliveryReport): boolean | undefined;
	/** How many reports of calls that come at the same time share an execution; without it each call has its own. */
	reportsPerExecution?: number;
}

/** Reads Statuses. @param preset what is chosen where the node does not say */
export function chosenStatuses(
	read: ReadParameter,
	preset: readonly DeliveryStatus[],
): DeliveryStatus[] {
	const chosen = textsOf(read('statuses', preset));
	return deliveryStatuses.filter((status) => chosen.includes(status));
}

/** Reads what `triggerFields` offers. */
export function reportFilter(read: ReadParameter): ReportFilter {
	return {
		statuses: chosenStatuses(read, finalStatuses),
		inbound: read('inbound', true) === true,
		reportsPerExecution: reportsPerExecution(read),
	};
}

/** Reads which reports start an execution. @throws InputProblem where a field's value is none that it can mean */
export type ReadFilter = (read: ReadParameter) => ReportFilter;

/** Nothing is left out. */
export const everyReport: ReportFilter = { statuses: [], inbound: true, decide: () => true };
