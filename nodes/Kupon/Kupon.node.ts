import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { deliver } from '../shared/delivery/deliver';
import { requestOptionsField } from '../shared/fields/common';
import { estimate, estimateOperation } from '../shared/fields/estimate';
import { resourceProperties } from '../shared/fields/display';
import { callOptions } from '../shared/transport/request';
import { kupon } from './gateway';
import { start } from './resources/cascade/start';
import { textField } from './resources/fields';
import { send } from './resources/message/send';
import { sendMany } from './resources/message/sendMany';
import { cascadeRoute, listRoute, oneByOneRoute, sendRoute } from './routes';

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
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kuponApi', required: true }],
		requestDefaults: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			...callOptions,
		},
		properties: [
			...resourceProperties([
				{ value: 'message', name: 'Message', operations: [send, sendMany, estimateMessage] },
				{ value: 'cascade', name: 'Cascade', operations: [start] },
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
		},
		cascade: {
			async start(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return await deliver(this, kupon, cascadeRoute);
			},
		},
	};
}
