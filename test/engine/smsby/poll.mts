/** Polls the status trigger. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { expectNoSecrets, poll, TriggerHost } from '../harness/index.mts';
import { secrets, store } from './setup.mts';

interface Poller {
	/** @returns the reports of one poll; null when it starts nothing */
	poll(mode?: 'trigger' | 'manual'): Promise<IDataObject[] | null>;
	/** What the last poll could not read: the errors that n8n shows beside its reports. */
	readonly problems: Error[];
	/** What n8n keeps with the workflow. */
	readonly kept: IDataObject;
}

/** @param kept what n8n has kept of earlier polls */
export function poller(
	gateway: { url: string },
	parameters: INodeParameters,
	kept: IDataObject = {},
): Poller {
	const host = new TriggerHost({
		nodeType: SmsByStatusTrigger,
		credentials: store(gateway),
		parameters,
		staticData: kept,
		workflowId: `workflow-${Math.random()}`,
	});
	const problems: Error[] = [];
	return {
		problems,
		async poll(mode) {
			problems.length = 0;
			const reports = await poll(host, mode, problems);
			expectNoSecrets({ reports, problems: problems.map(({ message }) => message) }, secrets);
			return reports;
		},
		get kept() {
			return host.staticData;
		},
	};
}
