import { createHash } from 'node:crypto';

import { inAllFormats, PHONE, run, runText, sendSms, useSmsc } from './testing/smsc.mts';

const OK = { result: 'OK' };

describe('the other scripts', () => {
	const use = useSmsc();
	beforeEach(() => {
		use.smsc.settings.rateLimits = false;
	});
	const ask = async (script: string, values: Record<string, string> = {}) =>
		(await run(use.smsc, script, { charset: 'utf-8', ...values })).json;

	it('shows the balance in the four formats, and with the currency', async () => {
		use.smsc.settings.balance = 250.8;
		expect(await inAllFormats(use.smsc, 'balance')).toEqual([
			'250.80',
			'250.80',
			'<balance>250.80</balance>',
			'{\n"balance": "250.80"\n}',
		]);
		const [plain, columns, , json] = await inAllFormats(use.smsc, 'balance', { cur: '1' });
		expect([plain, columns]).toEqual(['250.80 RUR', '250.80 RUR']);
		expect(json).toBe('{\n"balance": "250.80",\n"currency": "RUR"\n}');
		use.smsc.settings.credit = 100;
		use.smsc.settings.currency = 'KZT';
		expect(await ask('balance', { cur: '1' })).toEqual({
			balance: '250.80',
			currency: 'KZT',
			credit: '100.00',
		});
	});

	it('keeps templates', async () => {
		const template = { name: 'Тест', msg: 'Привет', format: 'viber', sender: 'x', 'fl[1]': '1' };
		expect(await ask('templates', { get: '1' })).toMatchObject({ error_code: 3 });
		expect(await ask('templates', { add: '1', ...template })).toEqual({ id: 1 });
		expect(await ask('templates', { chg: '1', id: '1', msg: 'Пока', 'fl[1]': '0' })).toEqual(OK);
		expect(await ask('templates', { get: '1' })).toEqual([
			{ id: 1, name: 'Тест', message: 'Пока', format: 'viber', sender: 'x', flag: 0 },
		]);
		expect(await ask('templates', { del: '1', id: '1' })).toEqual(OK);
		expect(await ask('templates', { del: '1', id: '1' })).toMatchObject({ error_code: 3 });
		expect(await ask('templates', { add: '1', name: 'x' })).toMatchObject({ error_code: 1 });
		const odd = { add: '1', name: 'x', msg: 'y', format: 'fax' };
		expect(await ask('templates', odd)).toMatchObject({ error_code: 1 });
	});

	it('answers plain text under fmt=3 when it is to change a template that is not there', async () => {
		expect(await runText(use.smsc, 'templates', { chg: '1', id: '9', msg: 'x' })).toBe(
			'ERROR = 3 (records not found)',
		);
	});

	it('keeps operator templates', async () => {
		const values = { add: '1', sender: 'x', msg: 'Код %d', bee_srv: '1' };
		expect(await ask('op_templates', values)).toEqual({ id: 1 });
		expect(await ask('op_templates', { get: '1' })).toMatchObject([
			{ id: 1, sender: 'x', message: 'Код %d', bee_srv: '1', mts_trn: '0' },
		]);
	});

	it('registers a sender that can be used then', async () => {
		const sms = { sender: 'NewName', mes: 'x' };
		expect((await sendSms(use.smsc, sms)).json).toMatchObject({ error_code: 6 });
		expect(await ask('senders', { add: '1', sender: 'NewName', cmt: 'к' })).toEqual({ id: 1 });
		expect((await sendSms(use.smsc, sms)).json).toMatchObject({ cnt: 1 });
		expect(await ask('senders', { get: '1' })).toEqual([
			{ sender: 'SMSC' },
			{ sender: 'MyShop' },
			{ sender: 'NewName' },
		]);
		expect(await runText(use.smsc, 'senders', { get: '1', fmt: '0', cnt: '1' })).toBe(
			'sender = SMSC',
		);
		expect(await ask('senders', { add: '1', sender: 'NewName' })).toMatchObject({ error_code: 5 });
		expect(await ask('senders', { add: '1', sender: 'Длинное' })).toMatchObject({ error_code: 1 });
		expect(await ask('senders', { del: '1', sender: 'NewName' })).toEqual(OK);
		expect(await ask('senders', { chg: '1', id: '1' })).toMatchObject({ error_code: 3 });
	});

	it('confirms a sender by a code', async () => {
		await ask('senders', { add: '1', sender: '79990000000' });
		expect(await ask('senders', { send_code: '1', sender: '79990000000' })).toEqual(OK);
		const [record] = use.smsc.state.senders.added.rows;
		const check = async (code: string) =>
			await ask('senders', { check_code: '1', sender: '79990000000', code });
		expect(await check('x')).toMatchObject({ error_code: 11 });
		expect(await check(record?.code ?? '')).toEqual(OK);
		expect(record?.isConfirmed).toBe(true);
	});

	it('sends no second code within eight hours, and none to what is no number', async () => {
		const code = async (sender: string) => await ask('senders', { send_code: '1', sender });
		for (const sender of ['79990000000', '79990000001']) await ask('senders', { add: '1', sender });
		use.smsc.settings.refusals = { '79990000001': 8 };
		expect(await code('79990000000')).toEqual(OK);
		expect(await code('79990000000')).toMatchObject({ error_code: 10 });
		await use.sandbox.clock.advance(8 * 3_600_000);
		expect(await code('79990000000')).toEqual(OK);
		expect(await code('79990000001')).toMatchObject({ error_code: 8 });
		expect(await code('MyShop')).toMatchObject({ error_code: 7 });
		expect(await code('79990000009')).toMatchObject({ error_code: 3 });
	});

	it('allows five new senders a minute, and shows their states at the operators', async () => {
		use.smsc.settings.rateLimits = true;
		for (const sender of ['a', 'b', 'c', 'd', 'e'])
			expect(await ask('senders', { add: '1', sender, mts: '1' })).toMatchObject({
				id: expect.any(Number) as number,
			});
		expect(await ask('senders', { add: '1', sender: 'f' })).toMatchObject({ error_code: 9 });
		expect(await ask('senders', { get: '1', operators: '1' })).toContainEqual({
			sender: 'a',
			mts_status: 0,
		});
	});

	it('allows three identical requests for senders a minute', async () => {
		use.smsc.settings.rateLimits = true;
		const codes: unknown[] = [];
		for (let at = 0; at < 4; at++) codes.push(await ask('senders', { get: '1' }));
		expect(codes[2]).toHaveLength(2);
		expect(codes[3]).toMatchObject({ error_code: 9 });
	});

	it('keeps sub-clients and moves money to them', async () => {
		const add = { add: '1', user: 'sub', password: 'x', fio: 'Аня', 'fl2[27]': '1' };
		expect(await ask('users', { get_stat: '1' })).toMatchObject({ error_code: 3 });
		expect(await ask('users', add)).toEqual(OK);
		expect(await ask('users', add)).toMatchObject({ error_code: 5 });
		expect(await ask('users', { chg: '1', user: 'sub', new_login: 'sub2', fio: 'Б' })).toEqual(OK);
		expect(await ask('users', { pay: '1', user: 'sub2', sum: '100.50' })).toEqual(OK);
		expect(use.smsc.settings.balance).toBe(899.5);
		expect(use.smsc.state.subClients.rows).toMatchObject([
			{ user: 'sub2', balance: 100.5, fields: { fio: 'Б', 'fl2[27]': '1' } },
		]);
		expect(await ask('users', { get_stat: '1', balance2: '1' })).toMatchObject([
			{ user: 'sub2', balance: '100.50' },
		]);
		expect(await ask('users', { get_stat_all: '1' })).toHaveLength(1);
		expect(await ask('users', { pay: '1', user: 'sub2', sum: '-1' })).toMatchObject({
			error_code: 1,
		});
		expect(await ask('users', { pay: '1', user: 'sub2', sum: '1000' })).toMatchObject({
			error_code: 5,
		});
		expect(await ask('users', { pay: '1', user: 'nobody', sum: '1' })).toMatchObject({
			error_code: 3,
		});
	});

	it('allows three new sub-clients a minute, and three changes of one', async () => {
		use.smsc.settings.rateLimits = true;
		const add = async (user: string) => await ask('users', { add: '1', user, password: 'x' });
		for (const user of ['a', 'b', 'c']) expect(await add(user)).toEqual(OK);
		expect(await add('d')).toMatchObject({ error_code: 9 });
		const change = async (user: string, fio: string) => await ask('users', { chg: '1', user, fio });
		for (const fio of ['1', '2', '3']) expect(await change('a', fio)).toEqual(OK);
		expect(await change('a', '4')).toMatchObject({ error_code: 9 });
		expect(await change('b', '4')).toEqual(OK);
	});

	it('writes bills', async () => {
		const bill = { add_account: '1', user: 'sub', sum: '100', service: 'sms' };
		expect(await ask('documents', bill)).toEqual({ id: 1 });
		expect(await ask('documents', { get_account: '1', id: '1' })).toMatchObject({ sum: '100' });
		expect(await ask('documents', { get_act: '1', id: '1' })).toMatchObject({ num: 1, sum: '100' });
		expect(await ask('documents', { get_act: '1', id: '9' })).toMatchObject({ error_code: 3 });
		expect(await ask('documents', { add_account: '1', sum: 'x' })).toMatchObject({ error_code: 1 });
	});

	it('takes monitoring events', async () => {
		expect(await ask('ping', { id: '5', name: 'Сайт', ok: '1' })).toEqual(OK);
		expect(use.smsc.state.monitorTasks.rows).toMatchObject([{ fields: { name: 'Сайт', ok: '1' } }]);
		expect(await ask('ping', {})).toMatchObject({ error_code: 1 });
	});

	it('has numbers for incoming messages', async () => {
		expect(await ask('receive_phones', { buy: '1', phone: '79037772219' })).toEqual(OK);
		expect(await ask('receive_phones', { chg: '1', phone: '79037772219', noprolong: '1' })).toEqual(
			OK,
		);
		expect(await ask('receive_phones', { get: '1' })).toEqual([
			{ phone: '79037672219', noprolong: 0 },
			{ phone: '79037772219', noprolong: 1 },
		]);
		expect(await ask('receive_phones', { gets: '1' })).toMatchObject({ error_code: 1 });
	});

	it('names the number to call', async () => {
		expect(await inAllFormats(use.smsc, 'wait_call', { phone: PHONE })).toEqual([
			'79037672219',
			'79037672219',
			'<result>\n<phone>79037672219</phone>\n</result>',
			'{\n"phone": "79037672219"\n}',
		]);
		expect(await ask('wait_call', {})).toMatchObject({ error_code: 1 });
	});

	it('forgets everything at a reset, and gives its first ids again', async () => {
		await ask('templates', { add: '1', name: 'a', msg: 'b' });
		await ask('phones', { add: '1', phone: PHONE });
		await sendSms(use.smsc);
		await use.smsc.reset();
		expect(await ask('templates', { get: '1' })).toMatchObject({ error_code: 3 });
		expect(await ask('phones', { add: '1', phone: PHONE })).toEqual({ id: 1 });
		expect((await sendSms(use.smsc)).json).toMatchObject({ id: 1001 });
		expect(use.smsc.settings.balance).toBe(998.5);
	});

	it('takes MD5 of a password that is not ASCII as UTF-8', async () => {
		use.smsc.settings.passwords = ['пароль'];
		const psw = createHash('md5').update('пароль').digest('hex');
		expect(await ask('balance', { psw })).toEqual({ balance: '1000.00' });
	});
});
