import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

/** What comes after a declarative call, outside the account's limits, which the call itself has held. */
export type Afterwards = (
	context: IExecutePaginationFunctions,
	rows: INodeExecutionData[],
	again: () => Promise<INodeExecutionData[]>,
) => Promise<INodeExecutionData[]>;

/** Adds a step behind the call of a routing. */
export function afterwards(routing: INodePropertyRouting, step: Afterwards): INodePropertyRouting {
	const call = routing.operations?.pagination;
	if (typeof call !== 'function') return routing;
	return {
		...routing,
		operations: {
			pagination: async function (this: IExecutePaginationFunctions, requestData) {
				const again = async () => await call.call(this, requestData);
				return await step(this, await again(), again);
			},
		},
	};
}
