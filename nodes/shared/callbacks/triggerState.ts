import type { IWebhookFunctions } from 'n8n-workflow';

import type { DeliveryReport } from '../model/deliveryReport';
import { Duplicates } from './duplicates';
import { GroupCommit } from './groupCommit';
import { KnownSecret } from './knownSecret';
import { RefusedCalls } from './refusedCalls';

/** What one trigger node remembers in this process. */
interface TriggerState {
	duplicates: Duplicates;
	group: GroupCommit<DeliveryReport>;
	secret: KnownSecret;
	refused: RefusedCalls;
}

/** One a trigger node and process: two workflows may well want the same report. */
const states = new Map<string, TriggerState>();

/** @returns what the trigger of this call remembers in this process */
export function triggerState(context: IWebhookFunctions): TriggerState {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	let state = states.get(key);
	if (!state) {
		state = {
			duplicates: new Duplicates(),
			group: new GroupCommit(),
			secret: new KnownSecret(),
			refused: new RefusedCalls(),
		};
		states.set(key, state);
	}
	return state;
}
