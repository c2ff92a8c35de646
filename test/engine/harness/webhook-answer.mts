/** The part of n8n's webhook helpers that turns what `webhook()` returned into an HTTP answer. */
import { getHtmlSandboxCSP, isWebhookHtmlSandboxingDisabled } from 'n8n-core';
import type {
	INode,
	IWebhookDescription,
	IWebhookResponseData,
	IWorkflowDataProxyAdditionalKeys,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { describeError } from './http-error.mts';
import type { HarnessResponse } from './response.mts';
import { resolveWebhookDescriptionField } from './standIns.mts';
import type { BuiltWorkflow } from './workflow.mts';

type Field = Parameters<typeof resolveWebhookDescriptionField>[2];

/** Evaluates fields of a webhook description, as n8n's WebhookExecutionContext does. */
export class DescriptionReader {
	private readonly workflow: Workflow;
	private readonly node: INode;
	private readonly description: IWebhookDescription;
	private readonly mode: WorkflowExecuteMode;
	private readonly keys: IWorkflowDataProxyAdditionalKeys;

	constructor(
		{ workflow, node, mode }: Pick<BuiltWorkflow, 'workflow' | 'node' | 'mode'>,
		description: IWebhookDescription,
		keys: IWorkflowDataProxyAdditionalKeys,
	) {
		this.workflow = workflow;
		this.node = node;
		this.mode = mode;
		this.description = description;
		this.keys = keys;
	}

	simple(field: string, fallback?: string | number | boolean): unknown {
		const native = resolveWebhookDescriptionField(this.node, this.description, field as Field);
		if (native.resolved) return native.value;
		const value = this.description[field] as string | undefined;
		const { expression } = this.workflow;
		return expression.getSimpleParameterValue(
			this.node,
			value,
			this.mode,
			this.keys,
			undefined,
			fallback,
		);
	}

	complex(field: string, fallback?: string): unknown {
		const native = resolveWebhookDescriptionField(this.node, this.description, field as Field);
		if (native.resolved) return native.value;
		const value = this.description[field] as string | undefined;
		const { expression } = this.workflow;
		return expression.getComplexParameterValue(
			this.node,
			value as never,
			this.mode,
			this.keys,
			undefined,
			fallback,
		);
	}
}

/** `responseHeaders` of the description, lower-cased, without those n8n keeps for itself. */
export function responseHeaders(reader: DescriptionReader): Map<string, string> {
	const kept = ['content-security-policy', 'strict-transport-security', 'clear-site-data'];
	const headers = reader.complex('responseHeaders') as
		| { entries?: Array<{ name: string; value: string }> }
		| undefined;
	const entries = (headers?.entries ?? []).map(
		({ name, value }) => [name.toLowerCase(), value] as const,
	);
	return new Map(entries.filter(([name]) => !kept.includes(name)));
}

/** The body for `onReceived`: `responseData`, then the node's own, then n8n's words. */
export function onReceivedBody(responseData: unknown, result: IWebhookResponseData): unknown {
	if (responseData === 'noData') return undefined;
	if (responseData) return responseData;
	if (result.webhookResponse !== undefined) return result.webhookResponse;
	return { message: 'Workflow was started' };
}

function sendBody(response: HarnessResponse, body: unknown): void {
	if (typeof body === 'string') response.send(body);
	else response.json(body);
}

/** An answer n8n writes itself, with the sandbox policy for browsers. */
export function sendAnswer(
	response: HarnessResponse,
	body: unknown,
	code: unknown,
	headers?: Map<string, string>,
): void {
	if (code !== undefined) response.status(code as number);
	if (headers) {
		response.setHeaders(headers);
		if (!isWebhookHtmlSandboxingDisabled()) {
			response.setHeader('Content-Security-Policy', getHtmlSandboxCSP());
		}
	}
	sendBody(response, body);
}

export function sendError(response: HarnessResponse, error: Error): void {
	const { status, body } = describeError(error);
	response.status(status).json(body);
}
