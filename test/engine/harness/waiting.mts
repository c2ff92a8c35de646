/** Executions that sleep: how n8n's waiting webhooks and its wait tracker go on with them. */
import { WebhookContext, InstanceSettings } from 'n8n-core';
import { Container } from '@n8n/di';
import { timingSafeEqual } from 'node:crypto';
import type { IWebhookResponseData } from 'n8n-workflow';
import { readBody } from './body.mts';
import { asAnswer } from './http-error.mts';
import { createRequest } from './request.mts';
import type { WireRequest } from './request.mts';
import { HarnessResponse } from './response.mts';
import { runNode } from './run-node.mts';
import type { RunOptions, RunResult } from './run-node.mts';
import { hasResumeTokens, validateUrlSignature } from './standIns.mts';
import { readStored } from './storage.mts';
import { webhookRows } from './trigger-host.mts';
import { DescriptionReader, onReceivedBody, sendAnswer, sendError } from './webhook-answer.mts';
import { buildWorkflow } from './workflow.mts';

interface WakeResult {
	status: number;
	headers: Record<string, string | string[]>;
	body: string;
	/** What the execution did then; missing when it sleeps on. */
	run?: RunResult;
}

const TOKEN = 'signature';

interface Stored {
	resumeToken?: string;
	/** Of n8n before 2.14. */
	validateSignature?: boolean;
}

/** n8n's check of the address: a signature for its own approvals, the execution's token for all others. */
function isGenuine(
	url: URL,
	isApproval: boolean,
	{ resumeToken = '', validateSignature = false }: Stored,
): boolean {
	const given = url.searchParams.get(TOKEN) ?? '';
	if (!hasResumeTokens && !validateSignature) return true;
	if (isApproval || validateSignature)
		return validateUrlSignature(given, url, Container.get(InstanceSettings).hmacSignatureSecret);
	return (
		given.length === resumeToken.length &&
		timingSafeEqual(Buffer.from(given), Buffer.from(resumeToken))
	);
}

/**
 * Calls a sleeping execution.
 *
 * @param options those of the run that fell asleep, with an `executionId`
 * @param wire with the whole address, as the node gave it away
 */
export async function wake(
	options: RunOptions,
	asleep: RunResult,
	wire: WireRequest & { url: string },
): Promise<WakeResult> {
	const data = readStored(asleep.stored);
	const entry = data.executionData?.nodeExecutionStack[0];
	if (!entry || !data.waitTill) throw new Error('The execution does not sleep');
	const built = buildWorkflow({ ...options, credentials: asleep.credentials });
	const { workflow, node, nodeType, additionalData, mode } = built;
	const address = new URL(wire.url);
	const request = createRequest(
		{ method: 'GET', ...wire, url: address.pathname + address.search },
		'',
	);
	const response = new HarnessResponse(request);
	const answered = (): WakeResult => ({
		status: response.statusCode,
		headers: response.getHeaders(),
		body: response.sentBody.toString(),
	});

	const suffix = decodeURIComponent(address.pathname.split('/')[3] ?? '');
	const isApproval = suffix === node.id && node.parameters.operation === 'sendAndWait';
	if (!isGenuine(address, isApproval, data as Stored)) {
		response.status(401).json({ error: 'Invalid token' });
		return answered();
	}
	entry.node.disabled = true;
	data.waitTill = undefined;
	data.resultData.runData[node.name]?.pop();
	await workflow.expression.acquireIsolate();
	let result: IWebhookResponseData;
	try {
		const row = webhookRows(built, false).find(
			({ httpMethod, path, webhookDescription }) =>
				httpMethod === request.method && path === suffix && webhookDescription.restartWebhook,
		);
		if (!row || !nodeType.webhook) {
			response.status(404).json({ message: 'no waiting webhook with a matching path/method' });
			return answered();
		}
		const keys = { $executionId: options.executionId };
		await readBody(request, built, keys);
		additionalData.httpRequest = request as never;
		additionalData.httpResponse = response as never;
		const context = new WebhookContext(workflow, node, additionalData, mode, row, [], data);
		result = await nodeType.webhook.call(context);
		if (result.workflowData === undefined) {
			if (!result.noWebhookResponse)
				sendAnswer(response, result.webhookResponse ?? { message: 'Webhook call received' }, 200);
			return answered();
		}
		const reader = new DescriptionReader(built, row.webhookDescription, keys);
		const body = onReceivedBody(reader.complex('responseData', 'firstEntryJson'), result);
		sendAnswer(response, body, 200, new Map());
	} catch (error) {
		sendError(response, asAnswer(error));
		return answered();
	} finally {
		await workflow.expression.releaseIsolate();
	}
	entry.data.main = result.workflowData;
	entry.metadata = { ...entry.metadata, ...{ forwardAllOutputs: true } };
	return { ...answered(), run: await resumed(options, asleep, data) };
}

/** Lets the time limit of a sleeping execution pass. */
export async function timeUp(options: RunOptions, asleep: RunResult): Promise<RunResult> {
	return await resumed(options, asleep, readStored(asleep.stored));
}

const resumed = async (
	options: RunOptions,
	{ credentials }: RunResult,
	resumeWith: RunOptions['resumeWith'],
): Promise<RunResult> => await runNode({ ...options, credentials, resumeWith });
