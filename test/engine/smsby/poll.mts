/** Polls the status trigger. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { expectNoSecrets, poll, TriggerHost } from '../harness/index.mts';
import { secrets, store } from './setup.mts';

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
		async poll(mode) {
			const reports = await poll(host, mode);
			expectNoSecrets({ reports }, secrets);
			return reports;
		},
		get kept() {
			return host.staticData;
		},
	};
}
