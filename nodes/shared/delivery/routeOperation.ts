import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Gateway } from '../gateway';
import { deliver } from './deliver';
import type { Message, Route } from './route';

/** The entry of a node's `customOperations` that carries out a route for all items at once. */
export const routeOperation = <M extends Message>(gateway: Gateway, route: Route<M>) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await deliver(this, gateway, route);
	};
