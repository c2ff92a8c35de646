import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	phone,
	rows,
	toPhone,
	locator,
	useBench,
} from '../setup.mts';

const bench = useBench();

const group = (name: string, more: INodeParameters = {}) => operation('group', name, more);

const stored = () => bench.gateway.state.contacts.groups.rows;
const addGroup = (name: string, number = stored().length + 1) =>
	String(bench.gateway.state.contacts.groups.add({ name, number, kind: 'phone' }).id);

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
		bench.gateway.state.contacts.contacts.add({
			...fields,
			kind: 'phone',
			address: phone(row),
			groups: groups.map(Number),
		});
	}
};
const members = (id: string) =>
	bench.gateway.state.contacts.members(Number(id)).map(({ address }) => address);

test('Create makes phone and email groups', async () => {
	const { outputs } = await bench.run(
		group('create', {
			name: '={{ $json.name }}',
			groupType: '={{ $json.type }}',
			additionalFields: { number: '={{ $json.number }}' },
		}),
		{
			items: itemsOf(
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
	await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
	const { outputs } = await bench.run(group('create', { name: 'Клиенты' }), errorOutput);

	expect(stored()).toHaveLength(1);
	expect(jsonOf(outputs[1])[0]?.error).toContain('It is unknown whether SMSC accepted this');
});

test('Create reports an empty name, as an expression can make it', async () => {
	const { outputs } = await bench.run(group('create', { name: '={{ $json.none }}' }), {
		items: itemsOf({ who: 'Анна' }),
		...errorOutput,
	});

	expect(jsonOf(outputs[1])).toEqual([
		expect.objectContaining({ who: 'Анна', error: 'Name is empty' }),
	]);
	expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
	expect(bench.calls('phones')).toEqual([]);
});

test('Create takes no contact type that is none, as an expression can give it', async () => {
	const { outputs } = await bench.run(
		group('create', { name: 'Клиенты', groupType: '={{ $json.type }}' }),
		{ items: itemsOf({ type: 'email' }, { type: 1 }), ...errorOutput },
	);

	expect(outputs.map(jsonOf)).toMatchObject([
		[{ created: true }],
		[{ type: 'email', error: 'Contact Type is not one of its choices: “email”' }],
	]);
	expect(stored()).toMatchObject([{ kind: 'mail' }]);
});

test('Update changes name and number', async () => {
	const id = addGroup('Клиенты');
	const rows = await bench.rows(
		group('update', { group: locator(id), updateFields: { name: 'Новые', number: 9 } }),
	);

	expect(rows).toEqual([{ updated: true }]);
	expect(stored()).toEqual([expect.objectContaining({ name: 'Новые', number: 9 })]);
});

test('Update wants something to change', async () => {
	const { error } = await bench.run(group('update', { group: locator(addGroup('Клиенты')) }));

	expect(error?.message).toBe('Update Fields is empty');
});

test('Delete deletes, and says what is not there', async () => {
	const id = addGroup('Клиенты');
	const { outputs } = await bench.run(
		group('delete', { group: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
		{ items: itemsOf({ id }, { id: '99' }), ...errorOutput },
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
	test('takes many contacts, each by a call of its own', async () => {
		const id = addGroup('Клиенты');
		const other = addGroup('Прочие');
		addContacts(130, name === 'removeContact' ? [other, id] : [other]);
		const { outputs } = await bench.run(group(name, { group: locator(id), ...toPhone }), {
			items: rows(130),
		});

		expect(
			bench
				.calls('phones')
				.map((call) => call.phone)
				.sort(),
		).toEqual(Array.from({ length: 130 }, (_, row) => phone(row)));
		expect(new Set(bench.calls('phones').map((call) => call.move_group))).toEqual(
			new Set([command]),
		);
		for (const contact of bench.gateway.state.contacts.contacts.rows) {
			expect(contact.groups.map(String)).toEqual(groupsAfter(id, other));
		}
		expect(outputs[0]?.[129]).toEqual({
			json: { address: phone(129), groupId: id, [done]: true },
			pairedItem: { item: 129 },
		});
	});

	test('takes email addresses to mails.php', async () => {
		const { groups, contacts } = bench.gateway.state.contacts;
		const id = String(groups.add({ name: 'Почта', number: 9, kind: 'mail' }).id);
		const blank = {
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
		contacts.add({ ...blank, kind: 'mail', address: 'a@example.com', groups: [Number(id)] });
		const rows = await bench.rows(
			group(name, { group: locator(id), addressType: 'email', email: 'a@example.com' }),
		);

		expect(rows).toEqual([{ address: 'a@example.com', groupId: id, [done]: true }]);
		expect(bench.calls('phones')).toEqual([]);
		expect(bench.calls('mails')).toEqual([{ move_group: command, grp: id, mail: 'a@example.com' }]);
	});
});

test('what is said of one contact happens in the order of the items', async () => {
	const ids = [addGroup('Первая'), addGroup('Вторая'), addGroup('Третья')];
	addContacts(1);
	bench.gateway.settings.latencyMs = 5;
	const order = [0, 1, 0, 2];
	await bench.rows(
		group('moveContact', {
			group: { __rl: true, mode: 'id', value: '={{ $json.group }}' },
			...toPhone,
		}),
		{ items: itemsOf(...order.map((at) => ({ phone: phone(0), group: ids[at] ?? '' }))) },
	);

	expect(bench.calls('phones').map((call) => call.grp)).toEqual(order.map((at) => ids[at]));
	expect(members(ids[2] ?? '')).toEqual([phone(0)]);
});

test('groups of email addresses are kept by mails.php', async () => {
	const email = { groupType: '1' };
	const [made] = await bench.rows(group('create', { name: 'Почта', ...email }));
	const id = String(made?.id);
	await bench.rows(
		group('update', { ...email, group: locator(id), updateFields: { name: 'Новая' } }),
	);
	const listed = await bench.rows(group('getAll', email));
	await bench.rows(group('delete', { ...email, group: locator(id) }));

	expect(listed).toEqual([{ id, name: 'Новая', number: '1', contacts: 0 }]);
	expect(stored()).toEqual([]);
	expect(bench.calls('phones')).toEqual([]);
	expect(bench.calls('mails')).toHaveLength(4);
});

test('items go to their own groups', async () => {
	const ids = [addGroup('Первая'), addGroup('Вторая')];
	addContacts(4);
	await bench.rows(
		group('addContact', {
			group: { __rl: true, mode: 'id', value: '={{ $json.group }}' },
			...toPhone,
		}),
		{
			items: itemsOf(
				...Array.from({ length: 4 }, (_, row) => ({
					phone: phone(row),
					group: ids[row % 2] ?? '',
				})),
			),
		},
	);

	expect(members(ids[0] ?? '')).toEqual([phone(0), phone(2)]);
	expect(members(ids[1] ?? '')).toEqual([phone(1), phone(3)]);
	expect(bench.calls('phones')).toHaveLength(4);
});

test('contacts that are not there go to the error output', async () => {
	const id = addGroup('Клиенты');
	const { outputs } = await bench.run(group('addContact', { group: locator(id), ...toPhone }), {
		items: rows(2),
		...errorOutput,
	});

	expect(jsonOf(outputs[1]).map((row) => [row.phone, detailsOf(row).kind])).toEqual([
		[phone(0), 'notFound'],
		[phone(1), 'notFound'],
	]);
});
