/**
 * n8n's deduplication store, as far as nodes can see it: one row a node, a list of MD5 hashes that is read whole, changed
 * and written whole, without a lock. After n8n 2.41's deduplication-helper.js, mode `entries`; the other modes are refused.
 */
import { createHash } from 'node:crypto';
import { setImmediate as tick } from 'node:timers/promises';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

const hashOf = (value: DeduplicationItemTypes): string =>
	createHash('md5').update(value.toString()).digest('base64');

function rowOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('The workflow has no id, so n8n has no row for it');
	return `${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;
}

export class DeduplicationStore implements IDataDeduplicator {
	/** The rows as text, as a database has them. A test may keep them, to go back to where a process was killed. */
	rows = new Map<string, string>();

	/** How often a row was written. */
	writes = 0;

	/** What the next calls do instead, in their order; undefined for nothing unusual. */
	faults: Array<Error | undefined> = [];

	reset(): void {
		this.rows = new Map();
		this.writes = 0;
		this.faults = [];
	}

	/** The hashes in all rows. */
	get entries(): string[] {
		return [...this.rows.values()].flatMap((text) => JSON.parse(text) as string[]);
	}

	private async read(row: string): Promise<string[] | undefined> {
		const fault = this.faults.shift();
		if (fault) throw fault;
		// A database answers later, so that calls at the same time overwrite each other.
		await tick();
		const text = this.rows.get(row);
		return text === undefined ? undefined : (JSON.parse(text) as string[]);
	}

	private async write(row: string, data: string[], isNew = false): Promise<void> {
		await tick();
		if (isNew && this.rows.has(row)) throw new Error('UNIQUE constraint failed: processed_data');
		this.writes += 1;
		this.rows.set(row, JSON.stringify(data));
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		{ mode, maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		if (mode !== 'entries') throw new Error(`The harness does not know the mode ${mode}`);
		const row = rowOf(scope, contextData);
		const data = await this.read(row);
		const known = new Set(data);
		const isKnown = (item: DeduplicationItemTypes) => known.has(hashOf(item));
		const fresh = items.filter((item) => !isKnown(item));
		const all = [...(data ?? []), ...fresh.map(hashOf)];
		if (maxEntries) all.splice(0, all.length - maxEntries);
		await this.write(row, all, data === undefined);
		return { new: fresh, processed: items.filter(isKnown) };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowOf(scope, contextData);
		const data = await this.read(row);
		if (!data) return;
		for (const hash of items.map(hashOf)) {
			const position = data.indexOf(hash);
			if (position >= 0) data.splice(position, 1);
		}
		await this.write(row, data);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(rowOf(scope, contextData));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.read(rowOf(scope, contextData)))?.length ?? 0;
	}
}
