import type { IExecuteSingleFunctions, INodePropertyRouting } from 'n8n-workflow';

import type { Gateway } from '../model/gateway';
import { isOnce } from '../model/effect';
import { gate, type GateOptions } from '../routing/gate';
import { settle, SettledFailure } from '../routing/settle';
import { refuseDryRun, refuseOnceKey } from '../fields/safety';
import { fromInput, requestFromInput } from '../routing/fromInput';
import { InputProblem } from '../model/inputProblem';
import { type Message, readerOf, type Route, verdictOf } from './route';
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
	const { effect } = route;
	const messageOf = async (context: IExecuteSingleFunctions): Promise<M> =>
		await fromInput(context, gateway, (read, setting) => route.message(read, setting));
	const answer = async (context: IExecuteSingleFunctions) =>
		readerOf(gateway, route, [await messageOf(context)]);
	return {
		operations: {
			pagination: gate(gateway, { effect, answer, explain: explaining(gateway, route) }),
		},
		send: {
			paginate: true,
			preSend: [
				requestFromInput(gateway, async (options, read, setting) => {
					if (isOnce(effect)) {
						refuseOnceKey(read);
						refuseDryRun(read);
					}
					const message = route.message(read, setting);
					if ((route.parts?.(message).length ?? 1) > 1) {
						throw new InputProblem(
							'Recipient',
							'contains several entries, but an agent’s tool handles one at a time',
							'Call the tool once for each.',
						);
					}
					return { ...options, ...(await route.request([message])) };
				}),
			],
		},
		output: {
			postReceive: [
				settle(
					gateway,
					effect,
					async function (body) {
						const message = await messageOf(this);
						const verdict = verdictOf(route, route.verdicts([message], body)[0]);
						if (!verdict.accepted) throw new SettledFailure(this, gateway, verdict.failure);
						return [acceptedJson(gateway, route, verdict, message)];
					},
					answer,
				),
			],
		},
	};
}

/** What a refusal means for the message of the item. */
const explaining = <M extends Message>(
	gateway: Gateway,
	{ explain, message }: Route<M>,
): GateOptions['explain'] =>
	explain &&
	(async (context, failure) =>
		await fromInput(context, gateway, (read, setting) => explain(message(read, setting), failure)));

/**
 * The declarative twin of an operation that exists for many items only. An AI agent that calls the tool directly gets
 * told so; nobody is called.
 *
 * @param name the operation as the editor shows it
 * @param instead the operation for one item
 */
export const listRouting = (
	gateway: Gateway,
	name: string,
	instead: string,
): INodePropertyRouting =>
	refusalRouting(
		gateway,
		`${name} takes many items, but an agent’s tool handles one at a time`,
		`Choose the operation ${instead} in this tool.`,
	);

/**
 * The declarative twin of an operation that tools cannot carry out. It answers why; nobody is called.
 *
 * @param problem one sentence without its full stop
 * @param hint what to do instead
 */
export function refusalRouting(
	gateway: Gateway,
	problem: string,
	hint: string,
): INodePropertyRouting {
	return {
		operations: { pagination: gate(gateway, { effect: 'send' }) },
		send: {
			paginate: true,
			preSend: [
				requestFromInput(gateway, () => {
					throw new InputProblem('Operation', problem, hint);
				}),
			],
		},
	};
}
