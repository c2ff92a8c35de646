import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import type { Gateway } from '../gateway';
import { gate } from '../transport/gate';
import { settle, SettledFailure } from '../transport/settle';
import { fromInput } from './fromInput';
import { type Message, missingVerdict, type Route } from './route';
import { acceptedJson } from './spread';

/**
 * The declarative twin of an operation that is a route, one message a request. n8n runs `customOperations` everywhere
 * except where an AI agent calls the tool directly: there it takes this route, which uses the same message, request
 * and verdict.
 */
export function sendRouting<M extends Message>(
	gateway: Gateway,
	route: Route<M>,
): INodePropertyRouting {
	const messageOf = async (context: IExecuteSingleFunctions): Promise<M> =>
		await fromInput(context, gateway, (read, setting) => route.message(read, setting));
	return {
		operations: { pagination: gate(gateway, { sends: route.sends }) },
		send: {
			paginate: true,
			preSend: [
				async function (
					this: IExecuteSingleFunctions,
					options: IHttpRequestOptions,
				): Promise<IHttpRequestOptions> {
					return { ...options, ...(await route.request([await messageOf(this)])) };
				},
			],
		},
		output: {
			postReceive: [
				settle(gateway, route.sends, async function (body) {
					const message = await messageOf(this);
					const verdict = route.verdicts([message], body)[0] ?? missingVerdict;
					if (!verdict.accepted) throw new SettledFailure(this, gateway, verdict.failure);
					return [acceptedJson(gateway, route, verdict, message)];
				}),
			],
		},
	};
}
