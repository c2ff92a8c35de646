/** How what the checks of SMSC make is found by its name, and removed. Source: docs/gateways/smsc.md 5, 6, 10 and A1. */
import { PREFIX } from '../model.mts';
import type { LiveGateway, Remover, World } from '../model.mts';
import { askRaw, tellAnswer, verdictOf } from '../probes.mts';
import { codeOf, done, rowsOf, script } from './answers.mts';

/** Removes; "not found" means that it is gone. */
async function removeBy(
	world: World,
	name: string,
	parameters: Record<string, string>,
): Promise<'absent' | void> {
	const answer = await askRaw(world, script(name, parameters));
	if (codeOf(answer) === 3) return 'absent';
	const verdict = verdictOf(answer, done, world);
	// A page of a proxy is no word of SMSC's.
	if (verdict.kind !== 'confirmed') throw new Error(`Not removed: ${tellAnswer(answer)}`);
}

/** Finds ours in a list by its name, and removes it by its id. */
const listedRemover =
	(
		name: string,
		list: Record<string, string>,
		remove: (id: string) => Record<string, string>,
	): Remover =>
	async (world, made) => {
		const rows = await rowsOf(world, script(name, list));
		const ours = rows.filter((row) => String(row.name).startsWith(made.name));
		if (ours.length === 0) return 'absent';
		for (const { id } of ours) await removeBy(world, name, remove(String(id)));
	};

/** A contact is known by its number or address, and ours by its name. */
const contactRemover =
	(name: string, parameter: string): Remover =>
	async (world, made) => {
		const rows = await rowsOf(world, script(name, { get: '1', [parameter]: made.name }));
		const isOurs = rows.some((row) => String(row.name).startsWith(PREFIX));
		return isOurs ? await removeBy(world, name, { del: '1', [parameter]: made.name }) : 'absent';
	};

/** How the blacklist is listed is a question of its own. The number or address is one of ours that nobody has. */
const blackRemover =
	(name: string, parameter: string): Remover =>
	async (world, made) =>
		await removeBy(world, name, { del_black: '1', [parameter]: made.name });

const groups = (name: string) =>
	listedRemover(name, { get_group: '1' }, (grp) => ({ del_group: '1', grp }));

export const removers: LiveGateway['removers'] = {
	contact: contactRemover('phones', 'phone'),
	group: groups('phones'),
	'blacklist entry': blackRemover('phones', 'phone'),
	'e-mail contact': contactRemover('mails', 'mail'),
	'e-mail group': groups('mails'),
	'e-mail blacklist entry': blackRemover('mails', 'mail'),
	template: listedRemover('templates', { get: '1' }, (id) => ({ del: '1', id })),
	mailing: listedRemover('jobs', { get_all: '1' }, (id) => ({ del: '1', id })),
};
