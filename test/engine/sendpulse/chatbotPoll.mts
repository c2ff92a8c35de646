/** Polls the chatbot trigger. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulseChatbotTrigger } from '../../../nodes/SendPulse/SendPulseChatbotTrigger.node.ts';
import { expectNoSecrets, poll, TriggerHost } from '../harness/index.mts';
import { secrets, store } from './setup.mts';

interface ChatPoller {
	/** @returns the reports of one poll; none when it starts nothing */
	poll(mode?: 'trigger' | 'manual'): Promise<IDataObject[]>;
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
		async poll(mode) {
			const reports = (await poll(host, mode)) ?? [];
			expectNoSecrets({ reports }, secrets);
			return reports;
		},
		get kept() {
			return host.staticData;
		},
	};
}
