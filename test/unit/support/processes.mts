import type {
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IExecuteFunctions,
	DeduplicationItemTypes,
	DeduplicationScope,
} from 'n8n-workflow';
import { OnceKeys } from '../../../nodes/shared/delivery/onceKeys.ts';
import { DeduplicationStore } from '../../engine/harness/deduplicationStore.mts';
import { type FakeContext, fakeContext } from './executeContext.mts';

/** What happens at a call of the store. */
export type CallFault =
	/** The process is killed, and the call was not carried out. */
	| 'killedBefore'
	/** The process is killed, and the call was carried out. */
	| 'killedAfter'
	/** The call was carried out, and fails all the same. */
	| 'lost'
	| undefined;

let processes = 0;

/** n8n's store as one process reaches it: all share the rows, and what a killed one asks for is never answered. */
class ProcessStore extends DeduplicationStore {
	calls = 0;

	/** Ends when the process is killed. */
	readonly killed: Promise<void>;

	private kill: () => void = () => {};

	/** It was killed. */
	isDead = false;

	faultAt: (call: number) => CallFault;

	constructor(rows: Map<string, string>, faultAt: (call: number) => CallFault = () => undefined) {
		super();
		this.rows = rows;
		this.faultAt = faultAt;
		this.killed = new Promise((resolve) => (this.kill = resolve));
	}

	private async never(): Promise<never> {
		this.isDead = true;
		this.kill();
		return await new Promise<never>(() => {});
	}

	private async through<T>(call: () => Promise<T>): Promise<T> {
		if (this.isDead) return await this.never();
		const fault = this.faultAt(++this.calls);
		if (fault === 'killedBefore') return await this.never();
		const result = await call();
		// The whole process: what it was about to write elsewhere is not written either.
		if (fault === 'killedAfter' || this.isDead) return await this.never();
		if (fault === 'lost') throw new Error('the answer got lost');
		return result;
	}

	override async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	) {
		return await this.through(
			async () => await super.checkProcessedAndRecord(items, scope, data, options),
		);
	}

	override async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
	) {
		await this.through(async () => await super.removeProcessed(items, scope, data));
	}

	override async getProcessedDataCount(
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
	) {
		return await this.through(async () => await super.getProcessedDataCount(scope, data));
	}
}

/** A process of n8n, which knows nothing of what others had in their memory. */
export class Process {
	readonly store: ProcessStore;

	private readonly id = ++processes;

	constructor(rows: Map<string, string>, faultAt?: (call: number) => CallFault) {
		this.store = new ProcessStore(rows, faultAt);
	}

	/** A context of the node in this process; its store's row is that of all processes. */
	context(options: FakeContext = {}): IExecuteFunctions {
		const context = fakeContext({ ...options, store: this.store });
		return Object.assign(context, { getWorkflow: () => ({ id: `process ${this.id}` }) });
	}

	/** The keys of the node in an execution of its own. */
	keys(warnings: string[] = []): OnceKeys {
		return new OnceKeys(this.context({ warnings }));
	}
}
