/** A call of a webhook, handled as n8n's live (or test) webhooks and webhook helpers handle it. */
import { WebhookContext } from 'n8n-core';
import type {
	INodeExecutionData,
	IWebhookResponseData,
	IWorkflowDataProxyAdditionalKeys,
} from 'n8n-workflow';
import { readBody } from './body.mts';
import { asAnswer, notStarted, ResponseError } from './http-error.mts';
import { withLog } from './log.mts';
import type { LogEntry } from './log.mts';
import { createRequest } from './request.mts';
import type { N8nRequest, WireRequest } from './request.mts';
import { HarnessResponse, untilClosed } from './response.mts';
import type { ClientBehaviour } from './response.mts';
import { TriggerHost, webhookRows } from './trigger-host.mts';
import type { TriggerOptions, WebhookRow } from './trigger-host.mts';
import {
	DescriptionReader,
	onReceivedBody,
	responseHeaders,
	sendAnswer,
	sendError,
} from './webhook-answer.mts';
import type { BuiltWorkflow } from './workflow.mts';

/** How long an answer that the node writes itself is waited for: longer than a busy machine takes. */
const answerWithinMs = 60_000;

export interface CallOptions extends WireRequest, ClientBehaviour {
	/** A production call ('trigger') or one of the editor's test URL ('manual'). */
	mode?: 'trigger' | 'manual';
}

export interface CallResult {
	/** `undefined` if the client got no complete answer. */
	status: number | undefined;
	headers: Record<string, string | string[]>;
	body: string;
	/** What the execution starts with. */
	workflowData: INodeExecutionData[][] | undefined;
	/** What `webhook()` returned. */
	result: IWebhookResponseData | undefined;
	/** What `webhook()` threw: n8n answers 500 and stores a failed execution. */
	error: unknown;
	startedExecution: boolean;
	response: HarnessResponse;
	request: N8nRequest;
	log: LogEntry[];
}

type Outcome = Pick<CallResult, 'workflowData' | 'result' | 'error' | 'startedExecution'>;

class WebhookCall {
	readonly outcome: Outcome = {
		workflowData: undefined,
		result: undefined,
		error: undefined,
		startedExecution: false,
	};
	private answered = false;
	private readonly keys: IWorkflowDataProxyAdditionalKeys = { $executionId: undefined };
	private readonly reader: DescriptionReader;

	private readonly host: TriggerHost;
	private readonly built: BuiltWorkflow;
	private readonly row: WebhookRow;
	private readonly request: N8nRequest;
	private readonly response: HarnessResponse;

	constructor(
		host: TriggerHost,
		built: BuiltWorkflow,
		row: WebhookRow,
		request: N8nRequest,
		response: HarnessResponse,
	) {
		this.host = host;
		this.built = built;
		this.row = row;
		this.request = request;
		this.response = response;
		this.reader = new DescriptionReader(built, row.webhookDescription, this.keys);
	}

	async run(): Promise<void> {
		const { reader, outcome } = this;
		const mode = reader.simple('responseMode', 'onReceived');
		if (mode !== 'onReceived')
			throw new Error(`The harness has no response mode "${String(mode)}"`);
		const code = reader.simple('responseCode', 200);
		try {
			await readBody(this.request, this.built, this.keys);
			const result = await this.callNode();
			const headers = responseHeaders(reader);
			if (!this.response.headersSent) this.response.setHeaders(headers);
			if (result.noWebhookResponse === true) this.answer(() => {});
			if (result.workflowData === undefined) {
				const body = result.webhookResponse ?? { message: 'Webhook call received' };
				this.answer(() => sendAnswer(this.response, body, code));
				return;
			}
			outcome.workflowData = result.workflowData;
			outcome.startedExecution = true;
			await this.host.options.storeExecution?.(result.workflowData);
			const body = () => onReceivedBody(reader.complex('responseData', 'firstEntryJson'), result);
			if (!this.answered) {
				const text = body();
				this.answer(() => sendAnswer(this.response, text, code, headers));
			}
		} catch (error) {
			const answer = asAnswer(error);
			if (this.answered) throw answer;
			this.fail(answer);
		}
	}

	private async callNode(): Promise<IWebhookResponseData> {
		const { workflow, node, nodeType, additionalData, mode } = this.built;
		const closing: Array<() => Promise<void>> = [];
		additionalData.httpRequest = this.request as never;
		additionalData.httpResponse = this.response as never;
		// n8n knows no execution id yet.
		additionalData.executionId = undefined;
		const { row } = this;
		const context = new WebhookContext(workflow, node, additionalData, mode, row, closing, null);
		try {
			this.outcome.result = await nodeType.webhook!.call(context);
			return this.outcome.result;
		} catch (error) {
			this.outcome.error = error;
			this.fail(notStarted());
			return { noWebhookResponse: true, workflowData: [[{ json: {} }]] };
		} finally {
			await Promise.allSettled(closing.map(async (close) => await close()));
		}
	}

	/** n8n's response callback: static data is saved, then the answer goes out; only once. */
	private answer(send: () => void): void {
		if (this.answered) return;
		this.answered = true;
		if (this.built.mode !== 'manual') this.host.save(this.built);
		try {
			send();
		} catch (error) {
			sendError(this.response, error as Error);
		}
	}

	private fail(error: Error): void {
		if (this.answered) return;
		this.answered = true;
		sendError(this.response, error);
	}
}

/** Sends one request to a trigger that may already have had others. */
export async function call(host: TriggerHost, options: CallOptions = {}): Promise<CallResult> {
	const isTest = options.mode === 'manual';
	const built = host.open(isTest ? 'manual' : 'webhook');
	const { workflow } = built;
	if (isTest) workflow.setTestStaticData(host.testStaticData);
	let request!: N8nRequest;
	let response!: HarnessResponse;
	let handled: WebhookCall | undefined;
	const { log } = await withLog(async () => {
		await workflow.expression.acquireIsolate();
		try {
			const rows = webhookRows(built, isTest);
			const path = `/${isTest ? 'webhook-test' : 'webhook'}/${rows[0]?.path}`;
			request = createRequest(options, path);
			response = new HarnessResponse(request, options);
			const row = rows.find(({ httpMethod }) => httpMethod === request.method);
			if (row && built.nodeType.webhook) {
				handled = new WebhookCall(host, built, row, request, response);
				await handled.run();
			} else {
				const message = `This webhook is not registered for ${request.method} requests.`;
				sendError(response, new ResponseError(message, 404));
			}
		} finally {
			await workflow.expression.releaseIsolate();
		}
		await untilClosed(response, answerWithinMs);
	});
	return {
		status: response.writableFinished ? response.statusCode : undefined,
		headers: response.getHeaders(),
		body: response.writableFinished ? response.sentBody.toString() : '',
		...(handled?.outcome ?? {
			workflowData: undefined,
			result: undefined,
			error: undefined,
			startedExecution: false,
		}),
		response,
		request,
		log,
	};
}

/** One request to a trigger of its own. */
export async function callWebhook(options: TriggerOptions & CallOptions): Promise<CallResult> {
	return await call(new TriggerHost(options), options);
}
