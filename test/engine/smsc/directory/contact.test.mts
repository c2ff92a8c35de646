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

const contact = (name: string, more: INodeParameters = {}) => operation('contact', name, more);

const stored = () => bench.gateway.state.contacts.contacts.rows;
const addGroup = (name: string, kind: 'phone' | 'mail' = 'phone') => {
	const { groups } = bench.gateway.state.contacts;
	return String(groups.add({ name, number: groups.rows.length + 1, kind }).id);
};
const addContact = (address: string, more = {}, kind: 'phone' | 'mail' = 'phone') =>
	bench.gateway.state.contacts.contacts.add({
		kind,
		address,
		groups: [],
		name: '',
		fnm: '',
		lnm: '',
		mnm: '',
		bd: '',
		myid: '',
		cmt: '',
		tags: '',
		pho: '',
		...more,
	});

describe('Create', () => {
	test('adds a contact with every field, Cyrillic included', async () => {
		const groups = [addGroup('Клиенты'), addGroup('Москва')];
		const rows = await bench.rows(
			contact('create', {
				addressType: 'phone',
				phone: '+7 (900) 111-22-33',
				name: 'Анна «А»',
				group: locator(groups[0] ?? ''),
				additionalFields: {
					firstName: 'Анна',
					middleName: 'Ивановна',
					lastName: 'Ёжикова',
					birthday: '1990-05-17T00:00:00',
					ownId: 'client-42',
					comments: 'строка 1\nстрока 2 & ещё = «кавычки» + 1%',
					tags: 'вип, москва',
					otherAddresses: '79001112244',
					groupIds: groups[1],
				},
			}),
		);

		expect(stored()).toEqual([
			expect.objectContaining({
				kind: 'phone',
				address: '79001112233',
				name: 'Анна «А»',
				fnm: 'Анна',
				mnm: 'Ивановна',
				lnm: 'Ёжикова',
				bd: '17.05.1990',
				myid: 'client-42',
				cmt: 'строка 1\nстрока 2 & ещё = «кавычки» + 1%',
				tags: 'вип, москва',
				pho: '79001112244',
				groups: groups.map(Number),
			}),
		]);
		expect(rows).toEqual([
			{ address: '79001112233', contactId: String(stored()[0]?.id), created: true },
		]);
	});

	test('adds an email contact', async () => {
		const rows = await bench.rows(
			contact('create', { addressType: 'email', email: ' anna@example.com ', name: 'Анна' }),
		);

		expect(rows).toEqual([{ address: 'anna@example.com', contactId: '1', created: true }]);
		expect(stored()).toEqual([
			expect.objectContaining({ kind: 'mail', address: 'anna@example.com' }),
		]);
	});

	test('makes a contact of its own of each item, paired with it', async () => {
		const { outputs } = await bench.run(contact('create', toPhone), { items: rows(12) });

		expect(
			stored()
				.map(({ address }) => address)
				.sort(),
		).toEqual(Array.from({ length: 12 }, (_, row) => phone(row)));
		const ids = new Map(stored().map(({ address, id }) => [address, String(id)]));
		expect(outputs[0]).toEqual(
			Array.from({ length: 12 }, (_, row) => ({
				json: { address: phone(row), contactId: ids.get(phone(row)), created: true },
				pairedItem: { item: row },
			})),
		);
	});

	test('lets items with equal fields share a request where the user says so', async () => {
		const input = itemsOf(
			...Array.from({ length: 10 }, (_, row) => ({
				phone: phone(row),
				name: row < 6 ? 'Анна' : 'Борис',
			})),
		);
		const rows = await bench.rows(
			contact('create', { ...toPhone, name: '={{ $json.name }}', options: { perRequest: 4 } }),
			{ items: input },
		);

		// Six equal ones in lists of four, then four.
		expect(
			bench
				.calls('phones')
				.map((call) => [call.name, call.phone?.split(',').length])
				.sort(),
		).toEqual([
			['Анна', 2],
			['Анна', 4],
			['Борис', 4],
		]);
		expect(rows).toHaveLength(10);
		// One id for many is the id of none of them.
		expect(rows[0]).toEqual({ address: phone(0), contactId: null, created: true });
	});

	test.each([
		['several groups that are chosen', { groups: ['1', '2'] }, '1,2'],
		['a saved workflow’s one group', { group: locator('1') }, '1'],
		['both, each group once', { group: locator('1'), groups: ['2', '1'] }, '1,2'],
		['an expression that gives text', { groups: '2, 1' }, '2,1'],
		[
			'groups from everywhere',
			{ group: locator('1'), groups: [2], additionalFields: { groupIds: '3;1' } },
			'1,2,3',
		],
	])('puts a contact into %s', async (_what, more, grp) => {
		for (const name of ['Первая', 'Вторая', 'Третья']) addGroup(name);
		await bench.rows(contact('create', { ...toPhone, ...more }), { items: rows(1) });

		expect(bench.calls('phones')).toEqual([{ add: '1', phone: phone(0), grp }]);
	});

	test('tells how few requests many items could be', async () => {
		const { taskData } = await bench.run(contact('create', toPhone), { items: rows(12) });

		expect(taskData?.hints?.map(({ message }) => message)).toContainEqual(
			expect.stringContaining(
				'Items per Request in the options would make 1 request instead of 12',
			),
		);
	});

	test('sends refused items to the error output, with what they brought along', async () => {
		addContact(phone(1));
		const { outputs } = await bench.run(contact('create', toPhone), {
			items: itemsOf({ phone: phone(0) }, { phone: phone(1), who: 'Борис' }, { phone: 'нет' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[0])).toEqual([expect.objectContaining({ address: phone(0) })]);
		const [refused, impossible] = jsonOf(outputs[1]);
		expect(refused).toMatchObject({ who: 'Борис', phone: phone(1) });
		expect(detailsOf(refused)).toMatchObject({
			gateway: 'smsc',
			code: '5',
			kind: 'rejected',
			outcome: 'refused',
			recipient: phone(1),
		});
		expect(detailsOf(refused).hint).toEqual(expect.stringMatching(/\S/));
		expect(detailsOf(impossible)).toMatchObject({ kind: 'invalidRecipient', outcome: 'notSent' });
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	test('does not repeat what SMSC may have done already', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
		const { outputs, tries } = await bench.run(contact('create', toPhone), {
			items: rows(1),
			node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBeGreaterThan(1);
		expect(bench.calls('phones')).toHaveLength(1);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
	});

	test.each([
		['no number', { addressType: 'phone', phone: '={{ $json.none }}' }, 'Phone Number is empty'],
		['no address', { addressType: 'email', email: '={{ $json.none }}' }, 'E-Mail is empty'],
		['no date', { ...toPhone, additionalFields: { birthday: '31.02.1990' } }, 'Birthday'],
	])('asks SMSC nothing when there is %s', async (_what, more, words) => {
		const { error } = await bench.run(contact('create', more), { items: rows(1) });

		expect(error?.message).toContain(words);
		expect(bench.calls('phones')).toEqual([]);
	});

	test('sends Additional Parameters, which replace fields', async () => {
		await bench.rows(
			contact('create', {
				...toPhone,
				name: 'Анна',
				additionalParameters: {
					parameter: [
						{ name: 'lmt', value: '3' },
						{ name: 'name', value: 'Яна' },
					],
				},
			}),
			{ items: rows(1) },
		);

		expect(bench.calls('phones')).toEqual([{ add: '1', phone: phone(0), name: 'Яна', lmt: '3' }]);
	});

	test('works as a tool of an AI agent', async () => {
		const { response, error } = await bench.tool(
			contact('create', { addressType: 'phone', phone: phone(0), name: 'Анна' }),
		);

		expect(error).toBeUndefined();
		expect(String(response)).toContain('"contactId":"1"');
		expect(stored()).toEqual([expect.objectContaining({ name: 'Анна' })]);
	});

	test('tells an AI agent what is wrong with a number instead of failing', async () => {
		const { response, error } = await bench.tool(
			contact('create', { addressType: 'phone', phone: '12' }),
		);

		expect(error).toBeUndefined();
		expect(String(response)).toContain('“12” is not a phone number that can be reached');
		expect(bench.calls('phones')).toEqual([]);
	});
});

describe('Update', () => {
	test('changes what is given, and clears what is given empty', async () => {
		addContact(phone(0), { name: 'Анна', cmt: 'старое', tags: 'вип' });
		const updated = await bench.rows(
			contact('update', {
				...toPhone,
				updateFields: { name: 'Анна Новая', comments: '', newPhone: '8 900 111 22 99' },
				options: { defaultCountry: 'RU' },
			}),
			{ items: rows(1) },
		);

		expect(updated).toEqual([{ address: phone(0), updated: true }]);
		expect(stored()).toEqual([
			expect.objectContaining({
				address: '79001112299',
				name: 'Анна Новая',
				cmt: '',
				tags: 'вип',
			}),
		]);
	});

	test('changes the address of an email contact', async () => {
		addContact('a@example.com', {}, 'mail');
		await bench.rows(
			contact('update', {
				addressType: 'email',
				email: 'a@example.com',
				updateFields: { newEmail: 'b@example.com' },
			}),
		);

		expect(stored()).toEqual([expect.objectContaining({ address: 'b@example.com' })]);
	});

	test('puts a contact into several groups, and clears them', async () => {
		const groups = [addGroup('Первая'), addGroup('Вторая')];
		addContact(phone(0));
		await bench.rows(contact('update', { ...toPhone, updateFields: { groups } }), {
			items: rows(1),
		});
		expect(stored()[0]?.groups.map(String)).toEqual(groups);

		await bench.rows(contact('update', { ...toPhone, updateFields: { groups: [] } }), {
			items: rows(1),
		});
		expect(stored()[0]?.groups).toEqual([]);
	});

	test('wants one number to find a contact by, and repeats the beginning of many only', async () => {
		const found = async (count: number) =>
			await bench.run(
				contact('update', {
					addressType: 'phone',
					phone: rows(count)
						.map(({ json }) => json.phone)
						.join(', '),
					updateFields: { name: 'Анна' },
				}),
			);
		const [few, many] = [await found(2), await found(1000)];

		expect(few.error?.message).toContain(
			`Phone Number contains several numbers or addresses: “${phone(0)},${phone(1)}”`,
		);
		expect(many.error?.message).toMatch(
			/^Phone Number contains several numbers or addresses: “[\d,]{60}…”/,
		);
		expect(bench.calls('phones')).toEqual([]);
	});

	test('takes no contact type that is none, as an expression can give it, for a phone number', async () => {
		const { outputs } = await bench.run(
			contact('delete', {
				addressType: '={{ $json.type }}',
				email: 'ann@example.com',
				phone: phone(0),
			}),
			{ items: [{ json: { type: 'E-Mail' } }, { json: { type: 'phone' } }], ...errorOutput },
		);

		expect(outputs.map(jsonOf)).toMatchObject([
			[],
			[
				{ error: 'Contact Type is not one of its choices: “E-Mail”' },
				{ error: 'SMSC refused this: records not found' },
			],
		]);
		expect(bench.calls('mails')).toEqual([]);
		expect(bench.calls('phones')).toHaveLength(1);
	});

	test('says that a contact is not there', async () => {
		const { outputs } = await bench.run(
			contact('update', { ...toPhone, updateFields: { name: 'Анна' } }),
			{ items: rows(1), ...errorOutput },
		);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '3' });
	});

	test('wants something to change', async () => {
		const { error } = await bench.run(contact('update', toPhone), { items: rows(1) });

		expect(error?.message).toContain('Update Fields is empty');
		expect(bench.calls('phones')).toEqual([]);
	});
});

describe('Delete', () => {
	test('deletes each contact by a call of its own', async () => {
		for (let row = 0; row < 130; row++) addContact(phone(row));
		addContact('79990000000');
		const { outputs } = await bench.run(contact('delete', toPhone), { items: rows(130) });

		expect(bench.calls('phones')).toHaveLength(130);
		expect(bench.calls('phones').every((call) => /^\d+$/.test(call.phone ?? ''))).toBe(true);
		expect(stored().map(({ address }) => address)).toEqual(['79990000000']);
		expect(outputs[0]?.[129]).toEqual({
			json: { address: phone(129), deleted: true },
			pairedItem: { item: 129 },
		});
	});

	test('finds one contact by all of its numbers', async () => {
		addContact(`${phone(0)},${phone(1)}`);
		const rows = await bench.rows(
			contact('delete', { addressType: 'phone', phone: `${phone(0)}, ${phone(1)}` }),
		);

		expect(rows).toEqual([{ address: `${phone(0)},${phone(1)}`, deleted: true }]);
		expect(stored()).toEqual([]);
	});

	test('keeps phones and addresses apart', async () => {
		addContact(phone(0));
		addContact('a@example.com', {}, 'mail');
		await bench.rows(
			contact('delete', {
				addressType: '={{ $json.email ? "email" : "phone" }}',
				phone: '={{ $json.phone }}',
				email: '={{ $json.email }}',
			}),
			{ items: itemsOf({ phone: phone(0) }, { email: 'a@example.com' }) },
		);

		expect(stored()).toEqual([]);
		expect(bench.calls('phones')).toEqual([{ del: '1', phone: phone(0) }]);
		expect(bench.calls('mails')).toEqual([{ del: '1', mail: 'a@example.com' }]);
	});

	test('says that a contact is not there', async () => {
		const { error } = await bench.run(contact('delete', toPhone), { items: rows(2) });

		expect(error?.message).toContain('SMSC refused this');
		expect(error?.description).toContain('Check the ID, number or name');
	});
});

describe('Get Many', () => {
	const all = contact('getAll', { addressType: 'phone', returnAll: true });

	test('gives nothing for an empty address book', async () => {
		expect(await bench.rows(all)).toEqual([]);
	});

	test('gives contacts in the words of the node', async () => {
		const group = addGroup('Клиенты');
		addContact(phone(0), {
			name: 'Анна',
			fnm: 'Анна',
			mnm: 'Ивановна',
			lnm: 'Ёжикова',
			bd: '17.05.1990',
			myid: 'client-42',
			cmt: 'заметка',
			tags: 'вип',
			pho: '79001112244',
			groups: [Number(group), Number(addGroup('Москва'))],
		});
		addContact('a@example.com', {}, 'mail');

		const simple = {
			contactId: null,
			address: phone(0),
			name: 'Анна',
			firstName: 'Анна',
			middleName: 'Ивановна',
			lastName: 'Ёжикова',
			birthday: '1990-05-17',
			groupIds: ['1', '2'],
			ownId: 'client-42',
			tags: 'вип',
		};
		expect(await bench.rows(all)).toEqual([simple]);
		expect(await bench.rows({ ...all, simplify: false })).toEqual([
			{ ...simple, comments: 'заметка', otherAddresses: '79001112244' },
		]);
	});

	test('gives email contacts', async () => {
		addContact('a@example.com', { name: 'Анна' }, 'mail');
		addContact(phone(0));

		const rows = await bench.rows(contact('getAll', { addressType: 'email', returnAll: true }));

		expect(rows).toEqual([expect.objectContaining({ address: 'a@example.com', name: 'Анна' })]);
		expect(bench.calls('phones')).toEqual([]);
		expect(bench.calls('mails')).toEqual([{ get: '1' }]);
	});

	test('filters', async () => {
		const group = addGroup('Клиенты');
		addContact(phone(0), { lnm: 'Ёжикова', fnm: 'Анна', groups: [Number(group)] });
		addContact(phone(1), { lnm: 'Ёжикова', fnm: 'Яна' });

		const found = async (filters: INodeParameters) =>
			(await bench.rows({ ...all, filters })).map((row) => row.address);

		expect(await found({ group: locator(group) })).toEqual([phone(0)]);
		expect(await found({ fullName: 'ёжикова яна' })).toEqual([phone(1)]);
		expect(await found({ address: phone(1) })).toEqual([phone(1)]);
		// As tables and people write it.
		for (const written of [`${phone(1)}.0`, '\u200e+7 (916) 111-00-01'])
			expect(await found({ address: written })).toEqual([phone(1)]);
		expect(await found({ search: 'анна' })).toEqual([phone(0)]);
		expect(await found({ search: 'никого' })).toEqual([]);
		expect(await found({ search: '' })).toEqual([phone(0), phone(1)]);
	});

	test.each([' ', '|', ' | ', '\t', ' , '])(
		'finds several numbers with %j between',
		async (between) => {
			for (const [one, other] of [
				['79161110001', '79161110002'],
				['+7(916)111-00-01', '0079161110002'],
			] as const)
				await bench.rows({ ...all, filters: { address: one + between + other } });

			const call = { get: '1', phone: '79161110001,79161110002' };
			expect(bench.calls('phones')).toEqual([call, call]);
		},
	);

	test.each([
		['phone', ','],
		['phone', ' ; '],
		['phone', '|'],
		['email', '\u200b'],
	])('does not read the whole book of type %s for the address %j', async (addressType, address) => {
		const { outputs } = await bench.run({ ...all, addressType, filters: { address } }, errorOutput);

		expect([jsonOf(outputs[0]), jsonOf(outputs[1])]).toEqual([
			[],
			[
				expect.objectContaining({
					error: expect.stringMatching(/^Number or Address (“|is empty)/) as string,
				}),
			],
		]);
		expect(bench.gateway.requests).toEqual([]);
	});

	test('reads on behind the last contact as long as SMSC names one', async () => {
		bench.gateway.settings.contactIntId = true;
		for (let row = 0; row < 3; row++) addContact(phone(row));
		await bench.rows(all);

		expect(bench.calls('phones')).toEqual([{ get: '1' }, { get: '1', after_id: '3' }]);
	});

	test('starts where the user says and gives as many as wanted', async () => {
		bench.gateway.settings.contactIntId = true;
		for (let row = 0; row < 5; row++) addContact(phone(row));
		const rows = await bench.rows(
			contact('getAll', {
				addressType: 'phone',
				returnAll: false,
				limit: 2,
				filters: { afterId: '2' },
			}),
		);

		expect(rows.map((row) => [row.contactId, row.address])).toEqual([
			['3', phone(2)],
			['4', phone(3)],
		]);
	});

	test('pairs the contacts of each item with it', async () => {
		addContact(phone(0), { fnm: 'Анна' });
		addContact(phone(1), { fnm: 'Яна' });
		const { outputs } = await bench.run(
			{ ...all, filters: { search: '={{ $json.name }}' } },
			{ items: itemsOf({ name: 'яна' }, { name: 'нет' }, { name: 'анна' }) },
		);

		expect(outputs[0]?.map(({ json, pairedItem }) => [json.address, pairedItem])).toEqual([
			[phone(1), { item: 0 }],
			[phone(0), { item: 2 }],
		]);
	});

	test('gives the answer as it came, where wanted', async () => {
		addContact(phone(0), { bd: '17.05.1990' });
		const [row] = await bench.rows({ ...all, options: { rawAnswer: true } });

		expect(row?.raw).toEqual([expect.objectContaining({ birthday: '17.05.1990', group: 0 })]);
	});

	test('reports a refusal of SMSC', async () => {
		bench.gateway.settings.address = 'notAllowed';
		const { outputs } = await bench.run(all, errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'unauthorized', code: '2' });
	});
});

test('a birthday from a database is that day in the zone of the workflow', async () => {
	const birthday = '={{ $json.born }}';
	const items = [{ json: { phone: phone(0), born: '1990-05-16T20:00:00.000Z' } }];
	const options = { items, timezone: 'Europe/Moscow' };
	await bench.rows(contact('create', { ...toPhone, additionalFields: { birthday } }), options);
	expect(stored()[0]?.bd).toBe('17.05.1990');
	await bench.rows(contact('update', { ...toPhone, updateFields: { birthday } }), options);
	expect(bench.calls('phones').map(({ bd }) => bd)).toEqual(['17.05.1990', '17.05.1990']);
});
