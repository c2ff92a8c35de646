import { locator, email, errorOutput, itemsOf, jsonOf, sender, useBench } from './setup.mts';

const bench = useBench();

describe('balance', () => {
	const balance = (operation: string, more = {}) => ({ resource: 'balance', operation, ...more });

	test('Get, in the currency of the account or another one', async () => {
		expect(await bench.rows(balance('get'))).toEqual([{ balance: 9.36, currency: 'USD' }]);
		expect(await bench.rows(balance('get', { currency: 'EUR' }))).toEqual([
			{ balance: 8.42, currency: 'EUR' },
		]);
		expect(bench.wire().map(({ path }) => path)).toEqual(['/balance', '/balance/EUR']);
	});

	test('Get explains a refusal on the error output, paired', async () => {
		bench.gateway.faults.add({
			kind: 'status',
			status: 403,
			body: { message: 'No', error_code: 800 },
		});
		const { outputs } = await bench.run(balance('get'), { items: itemsOf({}, {}), ...errorOutput });
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('Get Detail makes numbers of texts and times of dates', async () => {
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
		const [row] = await bench.rows(balance('getDetail'));
		expect(row).toEqual({
			balance: 9.36,
			bonus: 0,
			currency: 'USD',
			email: {
				tariff: 'Pay as you go 10 000',
				endsAt: time,
				emailsLeft: 9914,
				maximumSubscribers: 10_000,
				currentSubscribers: 0,
			},
			smtp: { tariff: 'SMTP Free', endsAt: time, autoRenew: true },
			push: { tariff: 'White Label', endsAt: expect.any(String), autoRenew: true },
		});
	});
});

describe('blacklist', () => {
	const blacklist = (operation: string, more = {}) => ({
		resource: 'blacklist',
		operation,
		blockedEmail: '={{ $json.email }}',
		...more,
	});
	const users = (count: number) =>
		itemsOf(...Array.from({ length: count }, (_, index) => ({ email: email(index) })));

	test.each(['add', 'remove'])(
		'%s sends base64 of the comma-joined list, many a call',
		async (operation) => {
			const done = operation === 'add' ? 'added' : 'removed';
			for (const index of [0, 1, 2]) {
				if (operation === 'remove') bench.gateway.state.account.blacklist.set(email(index), '');
			}
			const { outputs } = await bench.run(blacklist(operation, { options: { perRequest: 2 } }), {
				items: users(3),
			});
			const lists = bench.wire().map(({ method, path, body }) => {
				const { emails } = body as { emails: string };
				return [method, path, Buffer.from(emails, 'base64').toString()];
			});
			const method = operation === 'add' ? 'POST' : 'DELETE';
			expect(lists).toEqual([
				[method, '/blacklist', `${email(0)},${email(1)}`],
				[method, '/blacklist', email(2)],
			]);
			expect([...bench.gateway.state.account.blacklist.keys()]).toEqual(
				operation === 'add' ? [email(0), email(1), email(2)] : [],
			);
			expect(outputs[0]).toEqual(
				[0, 1, 2].map((index) => ({
					json: { email: email(index), [done]: true },
					pairedItem: { item: index },
				})),
			);
		},
	);

	test('Add keeps the comment as it is', async () => {
		await bench.rows(blacklist('add', { comment: 'Просил не писать, «Ё»' }), { items: users(2) });
		expect([...bench.gateway.state.account.blacklist]).toEqual([
			[email(0), 'Просил не писать, «Ё»'],
			[email(1), 'Просил не писать, «Ё»'],
		]);
		expect(bench.wire()).toHaveLength(1);
	});

	test('a refused address fails alone', async () => {
		// Passes the node, not the service.
		const { outputs } = await bench.run(blacklist('add'), {
			items: itemsOf({ email: email(0) }, { email: 'a"b@example.com' }, { email: email(2) }),
			...errorOutput,
		});
		expect(jsonOf(outputs[0]).map((row) => row.email)).toEqual([email(0), email(2)]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test('Get Many, empty or not, up to the limit', async () => {
		expect(await bench.rows(blacklist('getAll'))).toEqual([]);
		for (const index of [0, 1, 2]) bench.gateway.state.account.blacklist.set(email(index), '');
		expect(await bench.rows(blacklist('getAll', { limit: 2 }))).toEqual([
			{ email: email(0) },
			{ email: email(1) },
		]);
		expect(await bench.rows(blacklist('getAll', { returnAll: true }))).toHaveLength(3);
	});
});

describe('sender', () => {
	const of = (operation: string, more = {}) => ({ resource: 'sender', operation, ...more });
	const fresh = 'новости+1@shop.example';

	test('is created, asked for its code, activated and deleted', async () => {
		expect(
			await bench.rows(of('create', { senderEmail: fresh, senderDisplayName: 'Магазин' })),
		).toEqual([{ email: fresh, name: 'Магазин', created: true }]);
		expect(await bench.rows(of('getAll', { returnAll: true }))).toEqual([
			{ email: sender, name: 'Shop', status: 'Active', active: true },
			{ email: fresh, name: 'Магазин', status: 'Requested activation', active: false },
		]);
		expect(await bench.rows(of('requestCode', { sender: locator(fresh) }))).toEqual([
			{ email: fresh, requested: true },
		]);
		expect(bench.wire().at(-1)?.path).toBe(`/senders/${encodeURIComponent(fresh)}/code`);
		const code = bench.gateway.state.account.senders.get(fresh)?.code;
		expect(await bench.rows(of('activate', { sender: locator(fresh), code }))).toEqual([
			{ email: fresh, activated: true },
		]);
		expect(bench.gateway.state.account.senders.get(fresh)?.status).toBe('Active');
		expect(await bench.rows(of('delete', { sender: locator(fresh) }))).toEqual([{ deleted: true }]);
		expect(bench.gateway.state.account.senders.has(fresh)).toBe(false);
	});

	test('1004 is explained, not waited out, and no letter is asked for twice', async () => {
		await bench.ask('POST', '/senders', { email: 'a@shop.example', name: 'A' });
		const request = of('requestCode', { sender: locator('a@shop.example') });
		await bench.rows(request);
		const before = bench.wire().length;
		const [details] = await bench.failures(request);
		expect(details).toMatchObject({ code: '1004', hint: expect.stringContaining('15 minutes') });
		expect(bench.wire().length - before).toBe(1);
	});

	test('a lost answer to the request of a code is not asked again', async () => {
		await bench.ask('POST', '/senders', { email: 'a@shop.example', name: 'A' });
		const before = bench.wire().length;
		bench.gateway.faults.add({ kind: 'reset', when: 'after' });
		await bench.failures(of('requestCode', { sender: locator('a@shop.example') }));
		expect(bench.wire().length - before).toBe(1);
	});

	test.each([
		['a@gmail.com', '20'],
		[sender, '902'],
		['blocked@shop.example', '904'],
	])('%s is refused with %s', async (address, code) => {
		bench.gateway.state.account.blacklist.set('blocked@shop.example', '');
		const [details] = await bench.failures(
			of('create', { senderEmail: address, senderDisplayName: 'A' }),
		);
		expect(details).toMatchObject({ code });
	});

	test('unknown ones are explained', async () => {
		const none = locator('no@shop.example');
		expect((await bench.failures(of('delete', { sender: none })))[0]).toMatchObject({
			code: '1003',
		});
		expect((await bench.failures(of('requestCode', { sender: none })))[0]).toMatchObject({
			code: '21',
		});
		expect((await bench.failures(of('activate', { sender: none, code: '1' })))[0]).toMatchObject({
			code: '21',
		});
	});
});

describe('tag', () => {
	const tag = (operation: string, more = {}) => ({ resource: 'tag', operation, ...more });
	const queued = { queued: true, queueId: expect.any(String) };

	test('is created, updated, listed and deleted through the queue', async () => {
		expect(await bench.rows(tag('getAll'))).toEqual([]);
		expect(await bench.rows(tag('create', { tagName: 'Важные', color: '#ff0000' }))).toEqual([
			{ name: 'Важные', ...queued },
		]);
		expect(await bench.rows(tag('getAll'))).toEqual([]);
		await bench.advance(2000);
		const [row] = await bench.rows(tag('getAll'));
		expect(row).toEqual({ id: expect.stringMatching(/^\d+$/), name: 'Важные', color: '#ff0000' });
		const id = String(row?.id);

		const update = tag('update', { tag: locator(id), tagName: 'VIP', color: '#00ff00' });
		expect(await bench.rows(update)).toEqual([{ id, ...queued }]);
		await bench.advance(2000);
		expect(bench.gateway.state.account.tags.get(Number(id))).toMatchObject({
			name: 'VIP',
			color: '#00ff00',
		});

		expect(await bench.rows(tag('delete', { tag: locator(id) }))).toEqual([
			{ deleted: true, ...queued },
		]);
		await bench.advance(2000);
		expect(bench.gateway.state.account.tags.size).toBe(0);
	});

	test('is assigned and removed by email and by phone, an item each', async () => {
		for (const id of [7, 8])
			bench.gateway.state.account.tags.set(id, { id, name: `T${id}`, color: '#fff' });
		const bookId = await bench.bookWith(
			{ email: email(0), variables: { Phone: '79312351234' } },
			email(1),
		);
		const tags = () => bench.contacts(bookId).map((one) => [...one.tags]);
		const { outputs } = await bench.run(
			tag('assign', { contactBy: 'email', taggedEmail: '={{ $json.email }}', tags: '7, 8' }),
			{ items: itemsOf({ email: `\u200b ${email(0)} ` }, { email: email(1) }) },
		);
		expect(outputs[0]).toEqual(
			[0, 1].map((item) => ({
				json: { email: email(item), assigned: true, ...queued },
				pairedItem: { item },
			})),
		);
		await bench.advance(2000);
		expect(tags()).toEqual([
			[7, 8],
			[7, 8],
		]);

		const remove = tag('remove', {
			contactBy: 'phone',
			taggedPhone: '+7 931 235-12-34',
			tags: '8',
		});
		expect(await bench.rows(remove)).toEqual([{ phone: '79312351234', removed: true, ...queued }]);
		await bench.advance(2000);
		expect(tags()).toEqual([[7], [7, 8]]);
	});

	test('calls nobody with a wrong ID', async () => {
		const assign = tag('assign', { contactBy: 'email', taggedEmail: email(0), tags: '7, x' });
		expect((await bench.failures(assign))[0]).toMatchObject({
			text: 'Tag IDs has “x”, which is not an ID',
		});
		expect(bench.wire()).toEqual([]);
	});

	test('explains a refusal', async () => {
		bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: { success: false, failure: true, description: 'Tag exists' },
		});
		const { outputs } = await bench.run(
			tag('create', { tagName: 'A', color: '#fff' }),
			errorOutput,
		);
		expect(outputs[0]).toEqual([]);
		expect(jsonOf(outputs[1])).toHaveLength(1);
	});
});
