/** Polls a trigger node as n8n's scheduler does: a workflow built anew, its static data kept from poll to poll. */
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { expectNoSecrets, TriggerHost } from '../harness/index.mts';
import { jsonOf, secrets, store } from './setup.mts';

interface Poller {
	/** @returns the reports of one poll; null when it starts nothing */
	poll(mode?: 'trigger' | 'manual'): Promise<IDataObject[] | null>;
	/** What n8n keeps with the workflow. */
	readonly kept: IDataObject;
}

export function poller(gateway: { url: string }, parameters: INodeParameters): Poller {
	const host = new TriggerHost({
		nodeType: SmsByStatusTrigger,
		credentials: store(gateway),
		parameters,
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
				if (output === null) return null;
				expectNoSecrets({ output }, secrets);
				return jsonOf(output[0]);
			} finally {
				await workflow.expression.releaseIsolate();
			}
		},
		get kept() {
			return host.staticData;
		},
	};
}
