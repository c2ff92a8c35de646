import { tables } from '../../contract/tables.mts';
import { liveGateways, type LiveId } from '../gateways.mts';

/** What opens a gateway's account in the sandbox, by the names of its `access`, as its contract table has it. */
export function accountOf(id: LiveId): Record<string, string> {
	const table = tables.find(({ gateway }) => gateway.id === id);
	const known = new Map(
		Object.values(table?.credentials({ url: '' }) ?? {}).flatMap(Object.entries),
	);
	const names = liveGateways[id].access.map(({ name }) => name);
	return Object.fromEntries(
		names.filter((name) => known.has(name)).map((name) => [name, String(known.get(name))]),
	);
}
