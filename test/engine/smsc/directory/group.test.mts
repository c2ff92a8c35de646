import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	items,
	jsonOf,
	operation,
	phone,
	phones,
	toPhone,
	typed,
	useBench,
} from './setup.mts';

const bench = useBench();

const group = (name: string, more: INodeParameters = {}) => operation('group', name, more);

const stored = () => bench.smsc.state.contacts.groups.rows;
const addGroup = (name: string, number = stored().length + 1) =>
	String(bench.smsc.state.contacts.groups.add({ name, number, kind: 'phone' }).id);

const addContacts = (count: number, groups: string[] = []) => {
	const fields = {
		name: '',
		fnm: '',
		lnm: '',
		mnm: '',
		bd: '',
		myid: '',
		cmt: '',
		tags: '',
		pho: '',
	};
	for (let row = 0; row < count; row++) {
		bench.smsc.state.contacts.contacts.add({
			...fields,
			kind: 'phone',
			address: phone(row),
			groups: groups.map(Number),
		});
	}
};
const members = (id: string) =>
	bench.smsc.state.contacts.members(Number(id)).map(({ address }) => address);

test('Create makes phone and email groups', async () => {
	const { outputs } = await bench.run(
		group('create', {
			name: '={{ $json.name }}',
			groupType: '={{ $json.type }}',
			additionalFields: { number: '={{ $json.number }}' },
		}),
		{
			items: items(
				{ name: 'Клиенты №1', type: '0', number: 7 },
				{ name: 'Подписчики', type: '1', number: 8 },
			),
		},
	);

	const byName = new Map(stored().map((one) => [one.name, one]));
	expect(byName.get('Клиенты №1')).toMatchObject({ kind: 'phone', number: 7 });
	expect(byName.get('Подписчики')).toMatchObject({ kind: 'mail', number: 8 });
	expect(outputs[0]).toEqual([
		{
			json: { id: String(byName.get('Клиенты №1')?.id), created: true },
			pairedItem: { item: 0 },
		},
		{
			json: { id: String(byName.get('Подписчики')?.id), created: true },
			pairedItem: { item: 1 },
		},
	]);
});

test('Create is not repeated when no answer came', async () => {
	await bench.smsc.faults.add({ kind: 'reset', when: 'after' });
	const { outputs } = await bench.run(group('create', { name: 'Клиенты' }), errorOutput);

	expect(stored()).toHaveLength(1);
	expect(jsonOf(outputs[1])[0]?.error).toContain('It is unknown whether SMSC accepted this');
});

test('Create reports an empty name, as an expression can make it', async () => {
	const { outputs } = await bench.run(group('create', { name: '={{ $json.none }}' }), {
		items: items({ who: 'Анна' }),
		...errorOutput,
	});

	expect(jsonOf(outputs[1])).toEqual([
		expect.objectContaining({ who: 'Анна', error: 'Name is empty' }),
	]);
	expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
	expect(bench.calls('phones')).toEqual([]);
});

test('Update changes name and number', async () => {
	const id = addGroup('Клиенты');
	const rows = await bench.rows(
		group('update', { group: typed(id), updateFields: { name: 'Новые', number: 9 } }),
	);

	expect(rows).toEqual([{ updated: true }]);
	expect(stored()).toEqual([expect.objectContaining({ name: 'Новые', number: 9 })]);
});

test('Update wants something to change', async () => {
	const { error } = await bench.run(group('update', { group: typed(addGroup('Клиенты')) }));

	expect(error?.message).toBe('Update Fields is empty');
});

test('Delete deletes, and says what is not there', async () => {
	const id = addGroup('Клиенты');
	const { outputs } = await bench.run(
		group('delete', { group: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
		{ items: items({ id }, { id: '99' }), ...errorOutput },
	);

	expect(outputs[0]).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '3' });
	expect(jsonOf(outputs[1])[0]).toMatchObject({ id: '99' });
	expect(stored()).toEqual([]);
});

test('Get Many gives groups with their contacts counted', async () => {
	const id = addGroup('Клиенты', 5);
	addGroup('Пустая', 6);
	addContacts(3, [id]);

	expect(await bench.rows(group('getAll', { returnAll: true }))).toEqual([
		{ id, name: 'Клиенты', number: '5', contacts: 3 },
		{ id: '2', name: 'Пустая', number: '6', contacts: 0 },
	]);
	expect(await bench.rows(group('getAll', { returnAll: false, limit: 1 }))).toHaveLength(1);
});

test('Get Many gives nothing where there is nothing', async () => {
	expect(await bench.rows(group('getAll'))).toEqual([]);
});

describe.each([
	['addContact', '2', 'added', (id: string, other: string) => [other, id]],
	['moveContact', '1', 'moved', (id: string) => [id]],
	['removeContact', '3', 'removed', (_id: string, other: string) => [other]],
])('%s', (name, command, done, groupsAfter) => {
	test('takes many contacts in few requests', async () => {
		const id = addGroup('Клиенты');
		const other = addGroup('Прочие');
		addContacts(230, name === 'removeContact' ? [other, id] : [other]);
		const { outputs } = await bench.run(group(name, { group: typed(id), ...toPhone }), {
			items: phones(230),
		});

		expect(
			bench.calls('phones').map((call) => [call.move_group, call.phone?.split(',').length]),
		).toEqual([
			[command, 100],
			[command, 100],
			[command, 30],
		]);
		for (const contact of bench.smsc.state.contacts.contacts.rows) {
			expect(contact.groups.map(String)).toEqual(groupsAfter(id, other));
		}
		expect(outputs[0]?.[229]).toEqual({
			json: { phone: phone(229), groupId: id, [done]: true },
			pairedItem: { item: 229 },
		});
	});
});

test('items of different groups do not share a request', async () => {
	const ids = [addGroup('Первая'), addGroup('Вторая')];
	addContacts(4);
	await bench.rows(
		group('addContact', {
			group: { __rl: true, mode: 'id', value: '={{ $json.group }}' },
			...toPhone,
		}),
		{
			items: items(
				...Array.from({ length: 4 }, (_, row) => ({
					phone: phone(row),
					group: ids[row % 2] ?? '',
				})),
			),
		},
	);

	expect(members(ids[0] ?? '')).toEqual([phone(0), phone(2)]);
	expect(members(ids[1] ?? '')).toEqual([phone(1), phone(3)]);
	expect(bench.calls('phones')).toHaveLength(2);
});

test('contacts that are not there go to the error output', async () => {
	const id = addGroup('Клиенты');
	const { outputs } = await bench.run(group('addContact', { group: typed(id), ...toPhone }), {
		items: phones(2),
		...errorOutput,
	});

	expect(jsonOf(outputs[1]).map((row) => [row.phone, detailsOf(row).kind])).toEqual([
		[phone(0), 'notFound'],
		[phone(1), 'notFound'],
	]);
});
