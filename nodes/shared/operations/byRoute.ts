import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { optionsIn } from '../input/read';
import type { Operation, CarriedOut } from '../model/operation';
import type { Gateway } from '../model/gateway';
import { awaitFinalStatus, waitingAfterwards } from '../waiting/finalStatus';
import { deliver } from '../delivery/deliver';
import { settingReader } from '../input/parameterReader';
import type { Message, Route } from '../delivery/route';
import { listRouting, sendRouting } from '../delivery/sendRouting';

/** Carries out a route for all items, and waits for final statuses where the route can and the options of the first item tell so. */
const execute = <M extends Message>(gateway: Gateway, route: Route<M>) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output = await deliver(this, gateway, route);
		if (!route.finalStatus) return output;
		const options = optionsIn(settingReader(this));
		return [await awaitFinalStatus(this, route.finalStatus, options, output[0] ?? [])];
	};

/** An operation that a route carries out, one item or many. */
export function byRoute<M extends Message>(gateway: Gateway, route: Route<M>): CarriedOut {
	const routing = sendRouting(gateway, route);
	return {
		execute: execute(gateway, route),
		routing: route.finalStatus ? waitingAfterwards(routing, route.finalStatus) : routing,
	};
}

/**
 * An operation that a route carries out and that exists for many items only, so that an AI agent's tool does not have it.
 *
 * @param name the operation as the editor shows it
 * @param instead the operation for one item
 */
export const byListRoute = <M extends Message>(
	gateway: Gateway,
	route: Route<M>,
	name: string,
	instead: string,
): CarriedOut & Pick<Operation, 'notForTools'> => ({
	notForTools: true,
	execute: execute(gateway, route),
	routing: listRouting(gateway, name, instead),
});
