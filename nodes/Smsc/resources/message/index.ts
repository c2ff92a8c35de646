import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { approving } from '../../../shared/approval/operation';
import { deliver } from '../../../shared/delivery/deliver';
import { dryRunName } from '../../../shared/delivery/dryRun';
import type { Message, Route } from '../../../shared/delivery/route';
import type { Resource } from '../../../shared/fields/display';
import type { Gateway } from '../../../shared/gateway';
import { waitIfTold } from '../../../shared/waiting/finalStatus';
import { accountCurrency } from '../../currency';
import { smsc } from '../../gateway';
import {
	callRoute,
	codeRoute,
	estimate,
	hlrRoute,
	lookup,
	mailRoute,
	ping,
	pingRoute,
	send,
	sendCall,
	sendCode,
	sendEmail,
	sendMany,
} from './operations';
import { estimateRoute, sendManyRoute, textRoute } from './routes';
import { approvalRoute, sendAndWait } from './sendAndWait';
import type { SmscMessage } from './message';
import { inZone, recipientZones } from './recipientZones';
import { deleteGateway, getStatus, remove, statusGateway } from './status';
import { statusInquiry } from './statusInquiry';
import { deleteRoute, statusRoute } from './statusRoute';

/** Sending and everything about a message. Source: notes smsc.md sections 2 and 3. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		send,
		sendAndWait,
		sendCode,
		remove,
		estimate,
		getStatus,
		lookup,
		ping,
		sendEmail,
		sendMany,
		sendCall,
	],
};

type WithCurrency<M extends Message> = (currency: string | null) => Route<M>;

/** A parameter as it is stored: an expression, whose value differs from row to row, is a text that begins with `=`. */
const stored = (context: IExecuteFunctions, name: string): unknown =>
	context.getNode().parameters[name];

/** Whether rows may tell costs, which the answers give without their currency. */
const costsAreTold = (context: IExecuteFunctions): boolean => {
	const options = (stored(context, 'options') ?? {}) as IDataObject;
	return (
		!['0', undefined].includes(options.costInAnswer as string | undefined) ||
		![false, undefined].includes(options[dryRunName] as boolean | undefined) ||
		![false, undefined].includes(options.recipientDetails as boolean | undefined)
	);
};

const detailsAreTold = (context: IExecuteFunctions): boolean =>
	!['0', undefined].includes(stored(context, 'details') as string | undefined);

const always = () => true;

const operation = <M extends Message>(
	gateway: Gateway,
	route: WithCurrency<M>,
	needsCurrency: (context: IExecuteFunctions) => boolean,
) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const currency = needsCurrency(this) ? await accountCurrency(this) : null;
		return await deliver(this, gateway, route(currency));
	};

/** Sends by the recipients' own clocks, if the options tell so. */
const sending = (route: WithCurrency<SmscMessage>) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const zones = await recipientZones(this);
		const zoned: WithCurrency<SmscMessage> = (currency) => {
			const plain = route(currency);
			return {
				...plain,
				message: (read, setting) => inZone(plain.message(read, setting), zones),
			};
		};
		return await operation(smsc, zoned, costsAreTold).call(this);
	};

/** Sends, and then asks for the final statuses, if the options tell so. */
const waited = (route: WithCurrency<SmscMessage>) => {
	const send = sending(route);
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const [rows = []] = await send.call(this);
		return [await waitIfTold(this, statusInquiry, rows)];
	};
};

/** Operations that take all items at once; see `shared/delivery/deliver.ts`. */
export const messageOperations = {
	delete: operation(
		deleteGateway,
		() => deleteRoute,
		() => false,
	),
	estimate: operation(smsc, estimateRoute, always),
	getStatus: operation(statusGateway, statusRoute, detailsAreTold),
	lookup: waited(hlrRoute),
	ping: waited(pingRoute),
	send: waited(textRoute),
	sendAndWait: approving(approvalRoute),
	sendCall: waited(callRoute),
	sendCode: sending(codeRoute),
	sendEmail: waited(mailRoute),
	sendMany: waited(sendManyRoute),
};
