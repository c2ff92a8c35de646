import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { approvalWebhook } from '../shared/approval/approve';
import { approvalOperation } from '../shared/approval/fields';
import { approving } from '../shared/approval/operation';
import { deliver } from '../shared/delivery/deliver';
import { requestOptionsField } from '../shared/fields/common';
import { estimate, estimateOperation } from '../shared/fields/estimate';
import { resourceProperties } from '../shared/fields/display';
import { callOptions } from '../shared/transport/request';
import {
	deliveryOutputs,
	deliveryWebhook,
	resumeUrl,
	sendAndWaitForDelivery as waitForDelivery,
} from '../shared/waiting/delivery';
import { waitingWebhooks } from '../shared/waiting/webhooks';
import { kupon } from './gateway';
import { start } from './resources/cascade/start';
import { startAndWaitForDelivery } from './resources/cascade/startAndWaitForDelivery';
import { textField } from './resources/fields';
import { send } from './resources/message/send';
import { sendAndWait } from './resources/message/sendAndWait';
import { sendAndWaitForDelivery } from './resources/message/sendAndWaitForDelivery';
import { sendMany } from './resources/message/sendMany';
import {
	approvalRoute,
	cascadeRoute,
	listRoute,
	oneByOneRoute,
	sendRoute,
	waitingRoute,
} from './routes';
import { cascadeType } from './types';

const estimateMessage = estimate(kupon, textField);

export class Kupon implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kupon.mobi',
		name: 'kupon',
		icon: { light: 'file:../../icons/kupon.svg', dark: 'file:../../icons/kupon.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send SMS, messenger, push and e-mail messages and start cascades through Kupon.mobi',
		defaults: { name: 'Kupon.mobi' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: deliveryOutputs,
		credentials: [{ name: 'messageGatewaysKuponApi', required: true }],
		webhooks: waitingWebhooks,
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			...callOptions,
		},
		properties: [
			...resourceProperties([
				{
					value: 'message',
					name: 'Message',
					operations: [send, sendMany, sendAndWait, sendAndWaitForDelivery, estimateMessage],
				},
				{ value: 'cascade', name: 'Cascade', operations: [start, startAndWaitForDelivery] },
			]),
			requestOptionsField,
		],
	};

	/** Sending takes all items at once; see `shared/delivery/deliver.ts`. */
	customOperations = {
		message: {
			estimate: estimateOperation(kupon, textField),
			async send(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await deliver(this, kupon, sendRoute);
			},
			async sendMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				const oneByOne = this.getNodeParameter('oneByOne', 0, false) === true;
				return await deliver(this, kupon, oneByOne ? oneByOneRoute : listRoute);
			},
			async sendAndWaitForDelivery(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await waitForDelivery(this, kupon, waitingRoute(resumeUrl(this)));
			},
			sendAndWait: approving(approvalRoute),
		},
		cascade: {
			async start(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await deliver(this, kupon, cascadeRoute);
			},
			async sendAndWaitForDelivery(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await waitForDelivery(this, kupon, waitingRoute(resumeUrl(this), cascadeType));
			},
		},
	};

	/** Wakes an execution that sleeps in this node. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return this.getNodeParameter('operation') === approvalOperation
			? await approvalWebhook(this)
			: await deliveryWebhook(this, kupon);
	}
}
