/** How what the checks of SMS.by make is found by its name, and removed. */
import type { LiveGateway, Made, World } from '../model.mts';
import { must, valueAt } from '../probes.mts';
import { get } from './answers.mts';

interface CodeObject {
	readonly id: number;
	readonly isOurs: boolean;
}

/** Lengths that the checks give such objects, and that nobody else has a use for. */
const lengths = [13, 14, 15];

/** What one-time codes are made by. Source: docs/gateways/smsby.md 5. */
async function codeObjects(world: World): Promise<CodeObject[]> {
	const { json } = await must(world, get('getPasswordObjects'));
	const rows = valueAt(json, 'result');
	if (!Array.isArray(rows)) throw new Error('getPasswordObjects answered without a list');
	return rows.map((row) => ({
		id: Number(valueAt(row, 'id')),
		isOurs: valueAt(row, 'type_id') === 'both' && lengths.includes(Number(valueAt(row, 'len'))),
	}));
}

/** Notes that an object is about to be made: it has no name, so it is known by its form and by coming after those that are there. */
export async function makeCodeObject(world: World): Promise<Made> {
	const ids = (await codeObjects(world)).map(({ id }) => id);
	return world.made('codeObject', `after ${Math.max(0, ...ids)}`);
}

export const removers: LiveGateway['removers'] = {
	async codeObject(world, { name, id }) {
		const last = Number(name.replace('after ', ''));
		const ours = (await codeObjects(world)).filter((one) =>
			id === undefined ? one.isOurs && one.id > last : String(one.id) === id,
		);
		if (ours.length === 0) return 'absent';
		for (const one of ours) {
			await must(world, get('deletePasswordObject', { id: String(one.id) }));
		}
		return undefined;
	},
};
