/** What shows when the objects of SMS.by that one-time codes are made by change. */
import type { Check } from '../model.mts';
import { must, stepwise, valueAt } from '../probes.mts';
import { either, listOf, numeric, object, text } from '../shapes.mts';
import { get, refusedAnyhow } from './answers.mts';
import { zoneOf } from './clock.mts';
import { makeCodeObject } from './removers.mts';

const shown = object({ id: numeric, type_id: 'both', len: either(13, '13'), d_create: text });

/** Source: docs/gateways/smsby.md 5 and 11. */
const codeObject = stepwise({
	facts: [
		'smsby/password-create',
		'smsby/password-get',
		'smsby/clock-zone',
		'smsby/password-length',
		'smsby/password-edit',
	],
	level: 'write',
	does: 'Creates an object for one-time codes, reads it, changes it and deletes it',
	async steps(world, { asks, runs, says }) {
		const made = await makeCodeObject(world);
		const create = {
			resource: 'oneTimeCode',
			operation: 'create',
			parameters: { characters: 'both', length: 13 },
		};
		const { json } = await runs('smsby/password-create', create, {
			json: object({ result: object({ password_object_id: numeric }) }),
		});
		const id = String(valueAt(json, 'result', 'password_object_id') ?? '');
		if (id === '') throw new Error('The new object has no id');
		made.is(id);

		await must(world, get('getPasswordObjects'), {
			json: object({ result: listOf(object({ id: numeric, type_id: text, len: numeric })) }),
		});
		const one = await asks('smsby/password-get', get('getPasswordObject', { id }), {
			json: object({ result: shown }),
		});
		const created = valueAt(one.json, 'result', 'd_create');
		if (created !== undefined) says('smsby/clock-zone', zoneOf(String(created), world.now()));

		const long = get('editPasswordObject', { id, type_id: 'both', len: '17' });
		await asks('smsby/password-length', long, refusedAnyhow);

		const done = { json: object({ result: '1' }) };
		await must(world, get('editPasswordObject', { id, type_id: 'both', len: '14' }), done);
		await asks('smsby/password-edit', get('deletePasswordObject', { id }), done);
	},
});

export const writeChecks: readonly Check[] = [codeObject];
