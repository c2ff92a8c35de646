import {
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodePropertyRouting,
	NodeOperationError,
} from 'n8n-workflow';

import type { Gateway } from '../gateway';
import { gate } from '../transport/gate';
import { settle, SettledFailure } from '../transport/settle';
import { InputProblem } from './inputProblem';
import type { ReadParameter } from './parameterReader';
import { type Message, missingVerdict, type Route } from './route';
import { acceptedJson } from './spread';

const reader =
	(context: IExecuteSingleFunctions): ReadParameter =>
	(name, fallback) =>
		context.getNodeParameter(name, fallback as object);

async function messageOf<M extends Message>(
	context: IExecuteSingleFunctions,
	gateway: Gateway,
	route: Route<M>,
): Promise<M> {
	const credentials = await context.getCredentials(gateway.credential);
	try {
		return route.message(reader(context), { timeZone: context.getTimezone(), credentials });
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error, {
			itemIndex: context.getItemIndex(),
			description: error instanceof InputProblem ? error.hint : undefined,
		});
	}
}

/**
 * The declarative twin of an operation that is a route, one message a request. n8n runs `customOperations` everywhere except
 * where an AI agent calls the tool directly: there it takes this route, which uses the same message, request
 * and verdict.
 */
export function sendRouting<M extends Message>(
	gateway: Gateway,
	route: Route<M>,
): INodePropertyRouting {
	return {
		operations: { pagination: gate(gateway, { sends: route.sends }) },
		send: {
			paginate: true,
			preSend: [
				async function (
					this: IExecuteSingleFunctions,
					options: IHttpRequestOptions,
				): Promise<IHttpRequestOptions> {
					return { ...options, ...route.request([await messageOf(this, gateway, route)]) };
				},
			],
		},
		output: {
			postReceive: [
				settle(gateway, route.sends, async function (body) {
					const message = await messageOf(this, gateway, route);
					const verdict = route.verdicts([message], body)[0] ?? missingVerdict;
					if (!verdict.accepted) throw new SettledFailure(this, gateway, verdict.failure);
					return [acceptedJson(gateway, route, verdict, message)];
				}),
			],
		},
	};
}
