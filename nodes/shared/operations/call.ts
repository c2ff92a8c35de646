import type {
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyRouting,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import type { Operation } from '../model/operation';
import { beginRequest, prepare, receive } from '../routing/carryOut';

/** Finds an operation by what the node's parameters choose. */
type FindOperation = (chosen: (name: string) => unknown) => Operation | undefined;

/**
 * The field, which the form never shows, whose routing carries out the operation that is chosen. n8n would take a routing
 * of each operation as well; but the editor loads what stands there, a hundred times the same, and n8n takes none of an option
 * that it hides.
 */
export function callField(find: FindOperation): INodeProperties {
	const routingOf = (
		context: IExecuteSingleFunctions | IExecutePaginationFunctions,
	): INodePropertyRouting => {
		const routing = find((name) => context.getNodeParameter(name))?.routing;
		if (!routing) throw new UnexpectedError('The operation has no call');
		return routing;
	};
	return {
		displayName: 'Call',
		name: 'call',
		type: 'hidden',
		default: '',
		routing: {
			operations: {
				async pagination(this: IExecutePaginationFunctions, requestData) {
					const call = routingOf(this).operations?.pagination;
					if (typeof call !== 'function') throw new UnexpectedError('The operation has no call');
					return await call.call(this, requestData);
				},
			},
			send: {
				paginate: true,
				preSend: [
					async function (this: IExecuteSingleFunctions, options) {
						const routing = routingOf(this);
						return await prepare(this, routing, beginRequest(options, routing));
					},
				],
			},
			output: {
				postReceive: [
					async function (this: IExecuteSingleFunctions, items, response) {
						return await receive(this, routingOf(this), items, response);
					},
				],
			},
		},
	};
}
