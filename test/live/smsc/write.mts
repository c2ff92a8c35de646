/** What shows when contacts, groups, blacklists and templates of SMSC change. */
import { randomInt } from 'node:crypto';
import type { Check, World } from '../model.mts';
import { askRaw, must, stepwise, valueAt, verdictOf } from '../probes.mts';
import type { Answered } from '../probes.mts';
import { anything, listOf, number, numeric, object, text } from '../shapes.mts';
import { confirmed, contradicted, holds, open } from '../verdicts.mts';
import {
	codeOf,
	contactRow,
	created,
	done,
	freePhones,
	listed,
	price,
	rowsOf,
	script,
	tellCode,
} from './answers.mts';

const byId = (id: string) => ({ __rl: true, mode: 'id', value: id });

const idIn = ({ json }: Answered): string => String(valueAt(json, 'id'));

const phones = (parameters: Record<string, string>) => script('phones', parameters);
const mails = (parameters: Record<string, string>) => script('mails', parameters);

/** The rows of contacts with a number. */
const contactsOf = async (world: World, phone: string) =>
	await rowsOf(world, phones({ get: '1', phone }));

const groupsOf = async (world: World, name: string) =>
	(await rowsOf(world, phones({ get_group: '1' }))).filter((row) => row.name === name);

/** Adds a group, which is removed at the end. @returns its id */
async function addGroup(
	world: World,
	kind: 'group' | 'e-mail group',
	name: string,
): Promise<string> {
	const made = world.made(kind, name);
	const request =
		kind === 'group'
			? phones({ add_group: '1', name })
			: mails({ add_group: '1', name, type: '1' });
	const id = idIn(await must(world, request, { json: created }));
	made.is(id);
	return id;
}

/** Source: docs/gateways/smsc.md 5. */
const contacts = stepwise({
	facts: [
		'smsc/group-add',
		'smsc/group-list',
		'smsc/contact-add',
		'smsc/contact-list',
		'smsc/contact-fields',
		'smsc/contact-ids',
		'smsc/contact-after-id',
		'smsc/group-move',
		'smsc/contact-groups',
		'smsc/group-number',
		'smsc/contact-change',
		'smsc/group-change',
		'smsc/contact-delete',
	],
	level: 'write',
	does: 'Makes a contact with a number that nobody has and two groups, changes and removes them',
	async steps(world, { runs, asks, says }) {
		const [phone = ''] = await freePhones(world, 1);
		const name = world.name('contact');
		const groupName = world.name('group');

		const group = world.made('group', groupName);
		const groupId = idIn(
			await runs(
				'smsc/group-add',
				{
					resource: 'group',
					operation: 'create',
					// A number that is not the id.
					parameters: { name: groupName, additionalFields: { number: randomInt(70_000, 90_000) } },
				},
				{ json: created },
			),
		);
		group.is(groupId);
		const otherId = await addGroup(world, 'group', world.name('other'));

		const fields = {
			firstName: 'Анна',
			lastName: 'Ёлкина',
			middleName: 'Петровна',
			birthday: '31.12.1999',
			ownId: '77',
			comments: 'Примечание',
			tags: 'live',
		};
		const contact = world.made('contact', phone);
		const ofPhone = { addressType: 'phone', phone };
		const added = await runs(
			'smsc/contact-add',
			{
				resource: 'contact',
				operation: 'create',
				parameters: { ...ofPhone, name, additionalFields: fields },
			},
			{ json: created },
		);
		contact.is(idIn(added));

		const list = phones({ get: '1', phone });
		const { json } = await asks('smsc/contact-list', list, { json: listOf(contactRow) });
		const row = valueAt(json, 0);
		const wanted = {
			name,
			first_name: fields.firstName,
			last_name: fields.lastName,
			middle_name: fields.middleName,
			birthday: fields.birthday,
			id: fields.ownId,
			comments: fields.comments,
			tags: fields.tags,
		};
		const lost = Object.entries(wanted).filter(([field, value]) => valueAt(row, field) !== value);
		says(
			'smsc/contact-fields',
			holds(
				lost.length === 0,
				'every field as it was sent',
				`other ones: ${lost.map(([field]) => field).join(', ')}`,
			),
		);
		says(
			'smsc/contact-ids',
			holds(
				String(valueAt(row, 'id')) !== idIn(added),
				"the client's id in the list",
				'the id that add gave',
			),
		);
		const intId = valueAt(row, 'int_id');
		const after = Number(intId ?? idIn(added));
		const found: number[] = [];
		for (const id of [after - 1, after]) {
			const behind = await rowsOf(world, phones({ get: '1', phone, after_id: String(id) }));
			found.push(behind.length);
		}
		const ofWhat = intId === undefined ? 'the id that add gave' : 'int_id';
		says(
			'smsc/contact-after-id',
			found.join() === '1,0'
				? confirmed(`goes on behind ${ofWhat}`)
				: contradicted(
						`1 row behind the number before ${ofWhat}, none behind it`,
						`${found.join(' and ')} rows`,
					),
		);

		await runs(
			'smsc/group-move',
			{
				resource: 'group',
				operation: 'addContact',
				parameters: { ...ofPhone, group: byId(groupId) },
			},
			done,
		);
		await must(world, phones({ move_group: '2', phone, grp: otherId }), done);
		const groups = String(valueAt((await contactsOf(world, phone))[0], 'group'));
		const both = [groupId, otherId];
		says(
			'smsc/contact-groups',
			both.every((id) => groups.split(/[|,]/).includes(id))
				? confirmed(groups.includes('|') ? 'ids with |' : 'ids with a comma')
				: contradicted('the ids of both groups', 'others'),
		);

		await asks('smsc/group-list', phones({ get_group: '1' }), {
			json: listOf(object({ id: number, name: text, number: number, cnt: text })),
		});
		const [own] = await groupsOf(world, groupName);
		const groupNumber = String(own?.number);
		const toNumber = await askRaw(world, price(`G${groupNumber}`, 'Live check'));
		const toId = await askRaw(world, price(`G${groupId}`, 'Live check'));
		says(
			'smsc/group-number',
			groupNumber === groupId
				? open('The group has its id as its number')
				: holds(
						codeOf(toNumber) === undefined && codeOf(toId) !== undefined,
						'a price by number, a refusal by id',
						`by number ${tellCode(toNumber)}, by id ${tellCode(toId)}`,
					),
		);

		const updated = { ...ofPhone, updateFields: { name: `${name}-2` } };
		await runs(
			'smsc/contact-change',
			{ resource: 'contact', operation: 'update', parameters: updated },
			done,
		);
		const renamed = valueAt((await contactsOf(world, phone))[0], 'name');
		if (renamed !== `${name}-2`) {
			says('smsc/contact-change', contradicted('the new name in the list', 'another one'));
		}
		await runs(
			'smsc/group-change',
			{
				resource: 'group',
				operation: 'update',
				parameters: { group: byId(groupId), updateFields: { name: `${groupName}-2` } },
			},
			done,
		);
		if ((await groupsOf(world, `${groupName}-2`)).length !== 1) {
			says('smsc/group-change', contradicted('the new name in the list', 'another one'));
		}

		await runs(
			'smsc/contact-delete',
			{ resource: 'contact', operation: 'delete', parameters: ofPhone },
			done,
		);
		if ((await contactsOf(world, phone)).length > 0) {
			says('smsc/contact-delete', contradicted('gone from the list', 'still there'));
		}
	},
});

/** Source: docs/gateways/smsc.md 5, `phone`. */
const separators = stepwise({
	facts: ['smsc/contact-separators'],
	level: 'write',
	does: 'Adds two contacts by a list, and removes them',
	async steps(world, { says }) {
		const pair = await freePhones(world, 2);
		for (const phone of pair) world.made('contact', phone);
		const add = { add: '1', phone: pair.join('; '), name: world.name('list') };
		const answer = await askRaw(world, phones(add));
		const found: string[] = [];
		for (const phone of pair) {
			for (const row of await contactsOf(world, phone)) found.push(String(row.phone));
		}
		const each = pair.every((phone) => found.includes(phone)) ? 'a contact each' : 'one contact';
		says(
			'smsc/contact-separators',
			found.length === 0
				? contradicted('a list is taken', tellCode(answer))
				: confirmed(`a list with a semicolon makes ${each}`),
		);
	},
});

/** Source: docs/gateways/smsc.md 5. */
const blacklist = stepwise({
	facts: ['smsc/black-add', 'smsc/blacklist-list', 'smsc/black-delete'],
	level: 'write',
	does: 'Puts a number that nobody has into the blacklist, and takes it out',
	async steps(world, { runs, says }) {
		const [phone = ''] = await freePhones(world, 1);
		const comment = world.name('blocked');
		const made = world.made('blacklist entry', phone);
		const ofPhone = { addressType: 'phone', phone };
		const added = await runs(
			'smsc/black-add',
			{ resource: 'blacklist', operation: 'add', parameters: { ...ofPhone, comment } },
			{ json: created },
		);
		made.is(idIn(added));
		const { json } = await runs(
			'smsc/blacklist-list',
			{ resource: 'blacklist', operation: 'getAll', parameters: { returnAll: true } },
			listed(object({ id: number, phone: text, type: number, comment: text })),
		);
		const rows = Array.isArray(json) ? (json as Array<Record<string, unknown>>) : [];
		if (rows.length > 0 && !rows.some((row) => row.phone === phone)) {
			says('smsc/blacklist-list', contradicted('the number in the list', 'not there'));
		}
		const removed = await runs(
			'smsc/black-delete',
			{ resource: 'blacklist', operation: 'remove', parameters: ofPhone },
			done,
		);
		// How a second removal is refused is not known.
		if (verdictOf(removed, done, world).kind === 'confirmed') made.gone();
	},
});

/** Source: docs/gateways/smsc.md A1. */
const addresses = stepwise({
	facts: [
		'smsc/mail-add',
		'smsc/mail-other',
		'smsc/mail-list',
		'smsc/mail-group',
		'smsc/group-kind',
		'smsc/mail-blacklist',
		'smsc/mails-del',
	],
	level: 'write',
	does: 'Makes e-mail contacts, a group and a blacklist entry at example.com, and removes them',
	async steps(world, { asks, says }) {
		const address = (word: string) => `${world.name(word)}@example.com`;
		const [first, second, blocked] = [address('a'), address('b'), address('c')];
		const name = world.name('contact');
		const add = (mail: string, more: Record<string, string> = {}) =>
			mails({ add: '1', mail, name, ...more });

		world.made('e-mail contact', first);
		const other = address('other');
		await asks('smsc/mail-add', add(first, { pho: other }), { json: created });
		const ofFirst = mails({ get: '1', mail: first });
		const { json } = await asks('smsc/mail-list', ofFirst, {
			json: listOf(object({ mail: text, name: text, mail_other: text })),
		});
		says(
			'smsc/mail-other',
			holds(valueAt(json, 0, 'mail_other') === other, 'taken by pho', 'another value'),
		);

		const group = world.made('e-mail group', world.name('group'));
		const ofGroup = mails({ add_group: '1', name: group.name, type: '1' });
		group.is(idIn(await asks('smsc/mail-group', ofGroup, { json: created })));
		const amongPhones = await groupsOf(world, group.name);
		says(
			'smsc/group-kind',
			holds(
				amongPhones.length === 0,
				'phones.php lists groups of phones only',
				'phones.php lists groups of addresses too',
			),
		);

		world.made('e-mail blacklist entry', blocked);
		await must(world, mails({ add_black: '1', mail: blocked, cmt: name }), { json: created });
		await asks(
			'smsc/mail-blacklist',
			mails({ get_black: '1' }),
			listed(object({ id: number, email: text, type: number, comment: text })),
		);

		world.made('e-mail contact', second);
		await must(world, add(second), { json: created });
		const both = await askRaw(world, mails({ del: '1', mail: `${first},${second}` }));
		const left: string[] = [];
		for (const mail of [first, second]) {
			if ((await rowsOf(world, mails({ get: '1', mail }))).length > 0) left.push(mail);
		}
		says(
			'smsc/mails-del',
			left.length === 0
				? contradicted('one address a call', 'del removes a whole list')
				: confirmed(
						left.length === 1
							? 'of a list only one is removed'
							: `a list is refused: ${tellCode(both)}`,
					),
		);
	},
});

const templateRow = object({
	id: numeric,
	name: text,
	message: text,
	format: text,
	sender: text,
	flag: anything,
});

/** Source: docs/gateways/smsc.md 10. */
const templates = stepwise({
	facts: [
		'smsc/template-add',
		'smsc/template-list',
		'smsc/template-change',
		'smsc/plain-error',
		'smsc/template-delete',
	],
	level: 'write',
	does: 'Makes a template, changes and removes it',
	async steps(world, { asks, runs, says }) {
		const name = world.name('template');
		const message = 'Ваш заказ № {1} готов';
		const made = world.made('template', name);
		const added = await runs(
			'smsc/template-add',
			{ resource: 'template', operation: 'create', parameters: { name, text: message } },
			{ json: created },
		);
		const id = idIn(added);
		made.is(id);
		const own = async () =>
			(await rowsOf(world, script('templates', { get: '1' }))).filter(
				(row) => String(row.id) === id,
			);
		await asks('smsc/template-list', script('templates', { get: '1' }), {
			json: listOf(templateRow),
		});
		if (valueAt(await own(), 0, 'message') !== message) {
			says('smsc/template-list', contradicted('the text as it was sent', 'another text'));
		}
		await runs(
			'smsc/template-change',
			{
				resource: 'template',
				operation: 'update',
				parameters: { template: byId(id), updateFields: { name: `${name}-2` } },
			},
			done,
		);
		if (valueAt(await own(), 0, 'name') !== `${name}-2`) {
			says('smsc/template-change', contradicted('the new name in the list', 'another one'));
		}
		await runs(
			'smsc/template-delete',
			{ resource: 'template', operation: 'delete', parameters: { template: byId(id) } },
			done,
		);
		// The one that was just removed: nobody else's is touched if the id is known after all.
		const gone = await askRaw(world, script('templates', { chg: '1', id, name }));
		says(
			'smsc/plain-error',
			holds(
				gone.json === undefined && codeOf(gone) === 3,
				'plain ERROR = 3 (…)',
				gone.json === undefined ? 'other text' : `JSON with ${tellCode(gone)}`,
			),
		);
	},
});

export const writeChecks: readonly Check[] = [
	contacts,
	separators,
	blacklist,
	addresses,
	templates,
];
