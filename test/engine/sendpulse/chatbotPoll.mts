/** Polls the chatbot trigger as n8n's scheduler does: a workflow built anew, its static data kept from poll to poll. */
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { SendPulseChatbotTrigger } from '../../../nodes/SendPulse/SendPulseChatbotTrigger.node.ts';
import { expectNoSecrets, TriggerHost } from '../harness/index.mts';
import { jsonOf, secrets, store } from './setup.mts';

interface ChatPoller {
	/** @returns the reports of one poll; none when it starts nothing */
	poll(mode?: WorkflowExecuteMode): Promise<IDataObject[]>;
	/** What n8n keeps with the workflow. */
	readonly kept: IDataObject;
}

export function chatPoller(gateway: { url: string }, parameters: INodeParameters): ChatPoller {
	const host = new TriggerHost({
		nodeType: SendPulseChatbotTrigger,
		credentials: store(gateway),
		parameters: { authentication: 'apiKey', ...parameters },
		workflowId: `workflow-${Math.random()}`,
	});
	return {
		async poll(mode = 'trigger') {
			const built = host.open(mode, false);
			const { workflow, node, additionalData, nodeType } = built;
			await workflow.expression.acquireIsolate();
			try {
				const context = new PollContext(workflow, node, additionalData, mode, 'activate');
				const output = await nodeType.poll!.call(context);
				host.save(built);
				expectNoSecrets({ output }, secrets);
				return output === null ? [] : jsonOf(output[0]);
			} finally {
				await workflow.expression.releaseIsolate();
			}
		},
		get kept() {
			return host.staticData;
		},
	};
}
