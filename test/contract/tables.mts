import { ofEachGateway } from './manifest.mts';
import type { ContractTable } from './table.mts';

/** Every gateway of the package. */
export const tables: ContractTable[] = Object.values(
	ofEachGateway<ContractTable>('test/contract/<id>.table.mts', 'Table'),
);
