import type { IWebhookFunctions } from 'n8n-workflow';

import type { DeliveryReport } from '../model/deliveryReport';
import { Duplicates } from './duplicates';
import { GroupCommit } from './groupCommit';
import { KnownSecret } from './secret';
import { nodeOf } from '../model/n8n';

/** A warning of one node at most so often, in milliseconds: a stranger may call as often as he likes. */
const spacingMs = 60_000;

/** Counts the calls of one node that something is to be said of, so that n8n's log tells of them without being filled by them. */
class ToldCalls {
	private warnedAt = Number.NEGATIVE_INFINITY;

	private untold = 0;

	/** @returns how many came since the last warning, or null while the next one has to wait */
	count(now = performance.now()): number | null {
		if (now - this.warnedAt < spacingMs) {
			this.untold++;
			return null;
		}
		const { untold } = this;
		this.warnedAt = now;
		this.untold = 0;
		return untold;
	}
}

/** What one trigger node remembers in this process. */
interface TriggerState {
	duplicates: Duplicates;
	group: GroupCommit<DeliveryReport>;
	secret: KnownSecret;
	refused: ToldCalls;
	/** Those whose filter could not be read. */
	unfiltered: ToldCalls;
}

/** One a trigger node and process: two workflows may well want the same report. */
const states = new Map<string, TriggerState>();

/** @returns what the trigger of this call remembers in this process */
export function triggerState(context: IWebhookFunctions): TriggerState {
	const key = `${context.getWorkflow().id}:${nodeOf(context).id}`;
	let state = states.get(key);
	if (!state) {
		state = {
			duplicates: new Duplicates(),
			group: new GroupCommit(),
			secret: new KnownSecret(),
			refused: new ToldCalls(),
			unfiltered: new ToldCalls(),
		};
		states.set(key, state);
	}
	return state;
}
