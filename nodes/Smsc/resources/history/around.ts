import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

/** All calls of one item of a declarative operation. */
export type ItemCalls = (
	this: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/** Puts steps before and after the calls of an item, outside the line that they pass through. */
export function around(
	routing: INodePropertyRouting,
	wrap: (calls: ItemCalls) => ItemCalls,
): INodePropertyRouting {
	const calls = routing.operations?.pagination as ItemCalls;
	return { ...routing, operations: { ...routing.operations, pagination: wrap(calls) } };
}
