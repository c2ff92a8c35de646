/** A trigger node inside one n8n: the class is loaded once, its static data outlives the calls. */
import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeType,
	IVersionedNodeType,
	IWebhookData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialStore } from './credentials.mts';
import { resolveWebhookDescriptionField } from './standIns.mts';
import { loadNodeType } from './node-types.mts';
import { buildWorkflow, toStore } from './workflow.mts';
import type { BuiltWorkflow, NodeOptions } from './workflow.mts';

export interface TriggerOptions extends NodeOptions {
	/** Part of the webhook URL; a fixed one without it. */
	webhookId?: string;
	/** Called when n8n would store and start the execution; a throw is a failing database. */
	storeExecution?: (items: INodeExecutionData[][]) => Promise<void> | void;
	/**
	 * Builds the workflow and resolves the credential once for all production calls, which makes them several times faster.
	 * For tests of many calls on a node that keeps no static data.
	 */
	keptOpen?: boolean;
}

/** One row of n8n's webhook table: a method of a webhook of the node. */
export type WebhookRow = IWebhookData;

/** Cuts what was written to the observed static data loose from the workflow it was written in. */
function asStored(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}

export class TriggerHost {
	/** As in the database. Written after activation and after each production call that succeeded. */
	staticData: IDataObject;
	/** Static data of a registered test webhook: in memory only, beside the stored one. */
	testStaticData: IDataObject = {};
	readonly credentials: CredentialStore;
	readonly options: TriggerOptions;
	private readonly nodeType: INodeType | IVersionedNodeType;
	private kept: BuiltWorkflow | undefined;

	constructor(options: TriggerOptions) {
		this.options = options;
		this.nodeType = loadNodeType(options.nodeType);
		this.credentials = toStore(options);
		if (options.keptOpen) this.credentials.keepResolved();
		this.staticData = asStored(options.staticData ?? {});
	}

	/** A workflow as n8n builds it anew for every call and every hook; of the editor if `isTest`. */
	open(mode: WorkflowExecuteMode, isTest = mode === 'manual'): BuiltWorkflow {
		if (!this.options.keptOpen || mode !== 'webhook') return this.build(mode, isTest);
		this.kept ??= this.build(mode, isTest);
		// Request and response are those of one call.
		return { ...this.kept, additionalData: { ...this.kept.additionalData } };
	}

	private build(mode: WorkflowExecuteMode, isTest: boolean): BuiltWorkflow {
		const { options } = this;
		return buildWorkflow({
			...options,
			mode,
			nodeType: this.nodeType,
			credentials: this.credentials,
			staticData: isTest ? {} : asStored(this.staticData),
			active: !isTest,
			node: { webhookId: options.webhookId ?? 'webhook-id', ...options.node },
		});
	}

	/** n8n's WorkflowStaticDataService: nothing is written unless something changed. */
	save({ workflow }: BuiltWorkflow): void {
		if (workflow.staticData.__dataChanged !== true) return;
		this.staticData = asStored(workflow.staticData);
	}
}

/** n8n's `getNodeWebhooks`: one row per method of each webhook description. */
export function webhookRows(built: BuiltWorkflow, isTest: boolean): WebhookRow[] {
	const { workflow, node, nodeType, additionalData } = built;
	return (nodeType.description.webhooks ?? []).flatMap((webhookDescription) => {
		const evaluate = (field: 'path' | 'isFullPath' | 'httpMethod', fallback?: string | boolean) => {
			const native = resolveWebhookDescriptionField(node, webhookDescription, field);
			if (native.resolved) return native.value;
			const { expression } = workflow;
			const value = webhookDescription[field];
			return expression.getSimpleParameterValue(node, value, 'internal', {}, undefined, fallback);
		};
		const rawPath = evaluate('path');
		if (rawPath === undefined || rawPath === null) return [];
		const path = NodeHelpers.getNodeWebhookPath(
			workflow.id,
			node,
			String(rawPath).trim().replace(/^\//, '').replace(/\/$/, ''),
			evaluate('isFullPath', false) as boolean,
			webhookDescription.restartWebhook === true,
		);
		return String(evaluate('httpMethod', 'GET'))
			.split(',')
			.filter(Boolean)
			.map((method) => ({
				httpMethod: method.trim() as IHttpRequestMethods,
				node: node.name,
				path,
				webhookDescription,
				workflowId: workflow.id,
				workflowExecuteAdditionalData: additionalData,
				...(isTest ? { isTest } : {}),
			}));
	});
}
