/** How what the checks of SMS.ru make is found by its name, and removed. */
import type { LiveGateway, World } from '../model.mts';
import { must, valueAt } from '../probes.mts';

/** The stop list: notes by number. Source: docs/gateways/smsru.md 6. */
async function stopList(world: World): Promise<Array<[phone: string, note: unknown]>> {
	const { json } = await must(world, { path: '/stoplist/get' });
	return Object.entries((valueAt(json, 'stoplist') ?? {}) as Record<string, unknown>);
}

async function unblock(world: World, phones: string[]): Promise<'absent' | void> {
	if (phones.length === 0) return 'absent';
	for (const phone of phones) {
		await must(world, { path: '/stoplist/del', form: { stoplist_phone: phone } });
	}
}

export const removers: LiveGateway['removers'] = {
	/** A number of the stop list, known by its note. */
	async stoplist(world, { name }) {
		const ours = (await stopList(world)).filter(([, note]) => String(note).startsWith(name));
		return await unblock(
			world,
			ours.map(([phone]) => phone),
		);
	},
	/** A number that was put in without a note, as long as it has none. */
	async blank(world, { name }) {
		const isOurs = (await stopList(world)).some(([phone, note]) => phone === name && note === '');
		return await unblock(world, isOurs ? [name] : []);
	},
	/** An address that is called. Source: docs/gateways/smsru.md 7. */
	async callback(world, { name }) {
		const { json } = await must(world, { path: '/callback/get' });
		const urls = ((valueAt(json, 'callback') ?? []) as unknown[]).map(String);
		const ours = urls.filter((url) => url.includes(name));
		if (ours.length === 0) return 'absent';
		for (const url of ours) await must(world, { path: '/callback/del', form: { url } });
		return undefined;
	},
};
