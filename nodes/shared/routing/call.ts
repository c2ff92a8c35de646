import type { IHttpRequestMethods, INodePropertyRouting, PreSendAction } from 'n8n-workflow';

import type { AnswerReader, Gateway } from '../model/gateway';
import type { Effect } from '../model/effect';
import type { ReadParameter, Setting } from '../input/parameterReader';
import { additionalParameters } from '../fields/closing';
import type { WireParameter } from '../fields/wire';
import { parametersFromFields } from './fromInput';
import { gate, type GateOptions } from './gate';
import type { Paging } from './paging';
import { settle, type Shape } from './settle';
import { type Steps, withSteps } from './steps';

/** One declarative call of a gateway. */
export interface Call extends Steps, Pick<GateOptions, 'until'> {
	method: IHttpRequestMethods;
	/** Path behind the base URL; may be an expression. */
	url: string;
	/** Parameters that the call always has. */
	body?: Record<string, unknown>;
	qs?: Record<string, unknown>;
	/** Parameters of the body, or of a GET's query, that the fields of an item make; the Additional Parameters go along and win. */
	parameters?(read: ReadParameter, setting: Setting): WireParameter[];
	preSend?: PreSendAction[];
	/** Turns the answer into rows; as it came, if missing. */
	shape?: Shape;
	/** `read`, if missing. */
	effect?: Effect;
	/** For a call that answers in a way of its own. */
	answer?: AnswerReader;
	/** Present when the operation reads a list. */
	paging?: Paging;
}

/**
 * Makes the routing of a declarative operation: its request, through the gate, to rows that are paired with their item.
 */
export function callRouting(gateway: Gateway, call: Call): INodePropertyRouting {
	const { method, url, body, qs, parameters, shape, effect = 'read', answer, paging, until } = call;
	const fill = parameters
		? [
				parametersFromFields(gateway, (read, setting) => [
					...parameters(read, setting),
					...additionalParameters(read),
				]),
			]
		: [];
	const preSend = [...(call.preSend ?? []), ...fill];
	const routing: INodePropertyRouting = {
		request: {
			method,
			url,
			...(body ? { body: body as never } : {}),
			...(qs ? { qs: qs as never } : {}),
		},
		operations: { pagination: gate(gateway, { effect, answer, paging, until }) },
		send: { paginate: true, ...(preSend.length > 0 ? { preSend } : {}) },
		output: { postReceive: [settle(gateway, effect, shape, answer)] },
	};
	return withSteps(routing, call);
}
