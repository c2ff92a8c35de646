import type {
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { closedPage, pageHeaders, questionPage, thanksPage, unclearPage } from './page';
import {
	type Question,
	readLinkText,
	readQuestion,
	approvalFields,
	approvalOperation,
} from './fields';
import { urlSecrets } from '../waiting/wake';
import { recall, sendAndSleep, waitingRouting } from '../waiting/sendAndSleep';
import type { Gateway } from '../model/gateway';
import { type Message, prepared, type Route } from '../delivery/route';
import type { ReadParameter } from '../input/parameterReader';
import { InputProblem } from '../model/inputProblem';
import { digestOf, sameSecret } from '../callbacks/secret';
import { recordOf } from '../text/json';
import type { FormField, Operation } from '../model/operation';

const keyParameter = 'key';

/** A gateway's way of sending a link. */
export interface ApprovalRoute<M extends Message> {
	gateway: Gateway;
	/** Sends one message. */
	route: Route<M>;
	/** Parameters of `route` that are made of the text with the link, by their names. */
	write(text: string, link: string): Readonly<Record<string, unknown>>;
}

/**
 * Sends a link to a page and puts the execution to sleep until somebody decides there. The link is n8n's own signed resume
 * URL; whoever has it can decide, so it is the recipient's proof.
 */
async function sendAndWaitForApproval<M extends Message>(
	context: IExecuteFunctions,
	{ gateway, route, write }: ApprovalRoute<M>,
): Promise<INodeExecutionData[][]> {
	const key = randomBytes(6).toString('hex');
	// Before 2.14 n8n checks the signature of a link only where the node asks for it.
	(context as { setSignatureValidationRequired?(): void }).setSignatureValidationRequired?.();
	const link = context.getSignedResumeUrl({ [keyParameter]: key });
	let question: Question | undefined;
	const plain = await prepared(context, route);
	const withLink: Route<M> = {
		...plain,
		secrets: urlSecrets(link),
		message(read, setting) {
			question = readQuestion(read, digestOf(key));
			if (question.message.trim() === '') {
				throw new InputProblem('Message', 'is empty', 'Enter the question to be decided.');
			}
			const text = `${readLinkText(read)}\n${link}`.trim();
			const written = write(text, link);
			const filled: ReadParameter = (name, fallback) =>
				name in written ? written[name] : read(name, fallback);
			return plain.message(filled, setting);
		},
	};
	return await sendAndSleep(context, gateway, withLink, {
		memory: () => question ?? {},
		timeUp: () => ({ data: { approved: false, respondedAt: null, timedOut: true } }),
		// Whoever approves wakes the execution that has asked.
		alreadySent: () => ({ data: { approved: false, respondedAt: null }, alreadySent: true }),
	});
}

const decisions = ['approve', 'disapprove'] as const;

/** Answers with a page and starts nothing. */
function show(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	context.getResponseObject().status(status).set(pageHeaders).send(html);
	return { noWebhookResponse: true };
}

/**
 * The webhook of an execution that waits for approval. n8n has checked the signature of the link. Only a POST with the value
 * of a button decides: programs that look at links, as messengers and scanners do, only see the page.
 */
async function approvalWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = recall(context) as Partial<Question>;
	const { [keyParameter]: key } = recordOf(context.getQueryData());
	// A link of an earlier pass of a loop has a valid signature too.
	if (!sameSecret(typeof key === 'string' ? digestOf(key) : undefined, question.keyDigest ?? '')) {
		return show(context, 410, closedPage(question));
	}
	if (context.getRequestObject().method !== 'POST') {
		return show(context, 200, questionPage(question as Question));
	}
	const { decision } = context.getBodyData() ?? {};
	const pressed = decisions.find((one) => one === decision);
	const label = pressed ? question[pressed] : undefined;
	if (!label) return show(context, 400, unclearPage(question));
	return {
		webhookResponse: thanksPage(question, label),
		workflowData: [
			[
				{
					json: {
						data: { approved: pressed === 'approve', respondedAt: new Date().toISOString() },
					},
					pairedItem: { item: 0 },
				},
			],
		],
	};
}

const name = 'Send and Wait for Approval';

/** How an agent's own calls are approved. */
const humanReview =
	' To have calls of an agent approved, put this node between the agent and its tools as Human review (n8n 2.6 or later).';

/**
 * Send and Wait for Approval.
 *
 * @param route sends the link
 * @param before fields that stand in front of the question, such as sender and recipient
 * @param after fields behind it
 * @param action its sentence, where it sends something else than an SMS
 */
export const approvalEntry = <M extends Message>(
	route: ApprovalRoute<M>,
	before: readonly FormField[],
	after: readonly FormField[],
	action = 'Send an SMS and wait for approval',
): Operation => ({
	value: approvalOperation,
	name,
	action,
	description: 'Send a link with which the recipient approves or declines',
	routing: waitingRouting(route.gateway, name, humanReview),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await sendAndWaitForApproval(this, route);
	},
	webhook: approvalWebhook,
	fields: [...before, ...approvalFields, ...after],
});
