/** Gives the engine the store that nodes reach through `helpers.checkProcessedAndRecord`. */
import { DataDeduplicationService } from 'n8n-core';
import { DeduplicationStore } from './deduplicationStore.mts';

/** The store of this test file; n8n has one a process, and so has the harness. */
export const deduplication = new DeduplicationStore();

void DataDeduplicationService.init(deduplication);
