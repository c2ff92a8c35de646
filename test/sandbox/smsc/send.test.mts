import { inAllFormats, OTHER_PHONE, PHONE, run, sendSms, SMS, useSmsc } from './testing/smsc.mts';

const codeOf = (answer: { json: unknown }): unknown =>
	(answer.json as { error_code?: number }).error_code;

describe('send.php', () => {
	const use = useSmsc();

	it('keeps what was sent in the common shape', async () => {
		await sendSms(use.smsc, { mes: 'Код 42 — «да»', sender: 'MyShop', partner: 'x' });
		expect(use.smsc.messages).toHaveLength(1);
		expect(use.smsc.messages[0]).toMatchObject({
			gateway: 'smsc',
			id: `1001:${PHONE}`,
			channel: 'sms',
			recipient: PHONE,
			sender: 'MyShop',
			text: 'Код 42 — «да»',
			parts: 1,
			scheduledAt: null,
			status: '-1',
			details: {
				id: 1001,
				type: 0,
				cost: '1.50',
				decodeProblems: [],
				unknownParameters: ['partner'],
				parameters: { phones: PHONE, sender: 'MyShop' },
			},
		});
		expect(use.smsc.messages[0]?.details.parameters).not.toHaveProperty('psw');
	});

	// docs/gateways/smsc.md 2.2; texts of cost 1 to 3 and all of fmt 2 are guesses.
	it.each([
		[
			'0',
			[
				'OK - 1 SMS, ID - 7',
				'7,1',
				'<result>\n<id>7</id>\n<cnt>1</cnt>\n</result>',
				'{\n"id": 7,\n"cnt": 1\n}',
			],
		],
		[
			'1',
			[
				'1.50 (1 SMS)',
				'1.50,1',
				'<result>\n<cost>1.50</cost>\n<cnt>1</cnt>\n</result>',
				'{\n"cost": "1.50",\n"cnt": 1\n}',
			],
		],
		[
			'2',
			[
				'OK - 1 SMS, ID - 7, COST - 1.50',
				'7,1,1.50',
				'<result>\n<id>7</id>\n<cnt>1</cnt>\n<cost>1.50</cost>\n</result>',
				'{\n"id": 7,\n"cnt": 1,\n"cost": "1.50"\n}',
			],
		],
	])('answers cost=%s in every format', async (cost, bodies) => {
		use.smsc.settings.rateLimits = false;
		expect(await inAllFormats(use.smsc, 'send', { ...SMS, id: '7', cost })).toEqual(bodies);
	});

	it('answers cost=3 with what is left', async () => {
		use.smsc.settings.rateLimits = false;
		expect(await inAllFormats(use.smsc, 'send', { ...SMS, id: '7', cost: '3' })).toEqual([
			'OK - 1 SMS, ID - 7, COST - 1.50, BALANCE - 998.50',
			'7,1,1.50,997.00',
			'<result>\n<id>7</id>\n<cnt>1</cnt>\n<cost>1.50</cost>\n<balance>995.50</balance>\n</result>',
			'{\n"id": 7,\n"cnt": 1,\n"cost": "1.50",\n"balance": "994.00"\n}',
		]);
	});

	it('sends nothing and takes nothing for cost=1', async () => {
		await sendSms(use.smsc, { cost: '1' });
		expect(use.smsc.messages).toEqual([]);
		expect(use.smsc.settings.balance).toBe(1000);
	});

	it.each([
		['a'.repeat(160), 1],
		['a'.repeat(161), 2],
		['a'.repeat(306), 2],
		['a'.repeat(307), 3],
		['a'.repeat(720), 5],
		['€'.repeat(80), 1],
		['€'.repeat(81), 2],
		['ы'.repeat(70), 1],
		['ы'.repeat(71), 2],
		['ы'.repeat(134), 2],
		['ы'.repeat(135), 3],
	])('counts the parts of %s', async (mes, parts) => {
		expect((await sendSms(use.smsc, { mes })).json).toMatchObject({ cnt: parts });
		expect(use.smsc.messages[0]?.parts).toBe(parts);
		expect(use.smsc.settings.balance).toBe(1000 - 1.5 * parts);
	});

	it('cuts at maxsms and says so', async () => {
		await sendSms(use.smsc, { mes: 'ы'.repeat(200), maxsms: '2' });
		expect(use.smsc.messages[0]).toMatchObject({
			text: 'ы'.repeat(134),
			parts: 2,
			details: { truncated: true },
		});
	});

	it('transliterates before it counts', async () => {
		await sendSms(use.smsc, { mes: 'Щука '.repeat(20), translit: '1' });
		expect(use.smsc.messages[0]).toMatchObject({
			parts: 1,
			details: { transliterated: 'Schuka '.repeat(20) },
		});
	});

	it('takes lists by comma and semicolon, each number once, under one id', async () => {
		const phones = `${PHONE},+${OTHER_PHONE}; ${PHONE}`;
		expect((await sendSms(use.smsc, { phones })).json).toEqual({ id: 1001, cnt: 2 });
		expect(use.smsc.messages.map(({ id }) => id)).toEqual([`1001:${PHONE}`, `1001:${OTHER_PHONE}`]);
	});

	it.each([
		['8 (916) 123-45-67', PHONE],
		['9161234567', PHONE],
		[`+${PHONE}`, PHONE],
		['+89161234567', '89161234567'],
	])('reads %s as %s', async (phones, recipient) => {
		await sendSms(use.smsc, { phones });
		expect(use.smsc.messages[0]?.recipient).toBe(recipient);
	});

	it('corrects nothing when told', async () => {
		use.smsc.settings.autoCorrect = false;
		expect(codeOf(await sendSms(use.smsc, { phones: '7 916 123-45-67' }))).toBe(7);
	});

	it('sends a personal text a line by `list`', async () => {
		const list = `${PHONE}:Анна: привет\\nкак дела\n${OTHER_PHONE}:Борис`;
		const answer = await run(use.smsc, 'send', { list, charset: 'utf-8' });
		expect(answer.json).toEqual({ id: 1001, cnt: 2 });
		expect(use.smsc.messages.map(({ recipient, text }) => [recipient, text])).toEqual([
			[PHONE, 'Анна: привет\nкак дела'],
			[OTHER_PHONE, 'Борис'],
		]);
	});

	it('sends to a group by its number, or by its id when told', async () => {
		use.smsc.settings.rateLimits = false;
		const { contacts } = use.smsc.state;
		const group = contacts.groups.add({ name: 'x', number: 77, kind: 'phone' });
		await run(use.smsc, 'phones', { add: '1', phone: PHONE, grp: String(group.id) });
		expect((await sendSms(use.smsc, { phones: 'G77' })).json).toEqual({ id: 1001, cnt: 1 });
		expect(codeOf(await sendSms(use.smsc, { phones: 'G1' }))).toBe(7);
		use.smsc.settings.groupAddress = 'id';
		expect((await sendSms(use.smsc, { phones: 'G1' })).json).toMatchObject({ cnt: 1 });
	});

	it('explains bad numbers with err=1 and all with op=1', async () => {
		const phones = `${PHONE},123`;
		const good = { phone: PHONE, mccmnc: '25001', cost: '1.50' };
		const bad = { phone: '123', mccmnc: '', cost: '0.00', status: '22', error: '249' };
		expect((await sendSms(use.smsc, { phones, err: '1' })).json).toEqual({
			id: 1001,
			cnt: 1,
			phones: [bad],
		});
		expect((await sendSms(use.smsc, { phones, op: '1' })).json).toMatchObject({
			phones: [good, bad],
		});
		use.smsc.settings.virtual = true;
		const virtual = await sendSms(use.smsc, { phones: PHONE, op: '1' });
		expect(virtual.json).toMatchObject({ phones: [{ phone: PHONE, mccmnc: '25001' }] });
		expect(virtual.text).not.toContain('cost');
	});

	it('takes the price of the operator', async () => {
		const [mts] = use.smsc.settings.operators.filter(({ prefix }) => prefix === '7916');
		if (!mts) throw new Error('no operator');
		use.smsc.settings.operators = [{ ...mts, price: 4.1 }];
		expect(
			(await sendSms(use.smsc, { cost: '3', phones: `${PHONE},${OTHER_PHONE}` })).json,
		).toMatchObject({
			cost: '5.60',
			balance: '994.40',
		});
	});

	it('echoes a custom id as it is, or replaces it when told', async () => {
		const withId = async (id: string) =>
			((await sendSms(use.smsc, { id, mes: id })).json as { id: unknown }).id;
		expect(await withId('10')).toBe(10);
		expect(await withId('2147483647')).toBe(2147483647);
		expect(await withId('order-5.a_b')).toBe('order-5.a_b');
		expect(await withId('0')).toBe(1001);
		use.smsc.settings.customIds = 'replaced';
		expect(await withId('11')).toBe(1002);
		expect(use.smsc.messages.map(({ id }) => id)).toContain(`order-5.a_b:${PHONE}`);
	});

	it('keeps both messages of one id, and its own ids apart from the clients', async () => {
		await sendSms(use.smsc, { id: '1001', mes: 'a' });
		await sendSms(use.smsc, { id: '1001', mes: 'b' });
		expect((await sendSms(use.smsc, { mes: 'c' })).json).toMatchObject({ id: 1002 });
		expect(use.smsc.messages.map(({ id }) => id)).toEqual([
			`1001:${PHONE}`,
			`1001:${PHONE}#2`,
			`1002:${PHONE}`,
		]);
	});
});
