import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

/** What stands around a declarative call, outside the account's limits, which each call holds by itself. */
export interface Steps {
	before?(context: IExecutePaginationFunctions): Promise<void>;
	/** @returns the rows that the operation puts out */
	after?(
		context: IExecutePaginationFunctions,
		rows: INodeExecutionData[],
		again: () => Promise<INodeExecutionData[]>,
	): Promise<INodeExecutionData[]>;
}

/** Puts steps around the call of a routing. */
export function withSteps(
	routing: INodePropertyRouting,
	{ before, after }: Steps,
): INodePropertyRouting {
	const call = routing.operations?.pagination;
	if (typeof call !== 'function' || !(before ?? after)) return routing;
	return {
		...routing,
		operations: {
			pagination: async function (this: IExecutePaginationFunctions, requestData) {
				await before?.(this);
				const again = async () => await call.call(this, requestData);
				const rows = await again();
				return after ? await after(this, rows, again) : rows;
			},
		},
	};
}
