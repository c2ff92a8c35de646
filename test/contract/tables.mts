import { kuponTable } from './kupon.table.mts';
import type { ContractTable } from './table.mts';

/** Every gateway of the package. */
export const tables: ContractTable[] = [kuponTable];
