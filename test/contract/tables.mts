import { kuponTable } from './kupon.table.mts';
import { sendPulseTable } from './sendpulse.table.mts';
import { smsByTable } from './smsby.table.mts';
import { smscTable } from './smsc.table.mts';
import type { ContractTable } from './table.mts';

/** Every gateway of the package. */
export const tables: ContractTable[] = [kuponTable, smscTable, smsByTable, sendPulseTable];
