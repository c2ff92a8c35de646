import { inAllFormats, OTHER_PHONE, PHONE, run, useSmsc } from './testing/smsc.mts';

const JOB = { add: '1', name: 'Акция', phones: `${PHONE},${OTHER_PHONE}`, mes: 'Скидка' };

describe('jobs.php', () => {
	const use = useSmsc();
	beforeEach(() => {
		use.smsc.settings.rateLimits = false;
	});
	const jobs = async (values: Record<string, string>) =>
		(await run(use.smsc, 'jobs', { charset: 'utf-8', ...values })).json;

	it('answers adding as the documents say, with and without cost', async () => {
		expect(await inAllFormats(use.smsc, 'jobs', { ...JOB, id: '1' })).toEqual([
			'OK, ID - 1',
			'1',
			'<result>\n<id>1</id>\n</result>',
			'{\n"id": 1\n}',
		]);
		expect(await inAllFormats(use.smsc, 'jobs', { ...JOB, id: '1', cost: '1' })).toEqual([
			'OK, ID - 1, COST - 3.00',
			'1,3.00',
			'<result>\n<id>1</id>\n<cost>3.00</cost>\n</result>',
			'{\n"id": 1,\n"cost": "3.00"\n}',
		]);
	});

	it('sends with every parameter of send.php', async () => {
		expect(await jobs({ ...JOB, viber: '1', sender: 'MyShop' })).toEqual({ id: 1001 });
		expect(use.smsc.messages).toMatchObject([
			{ id: `1001:${PHONE}`, channel: 'viber', sender: 'MyShop', text: 'Скидка' },
			{ recipient: OTHER_PHONE },
		]);
		expect(use.smsc.settings.balance).toBe(997);
	});

	it('sends with cost=1 too, or not when told', async () => {
		await jobs({ ...JOB, cost: '1' });
		expect(use.smsc.messages).toHaveLength(2);
		use.smsc.settings.jobCost = 'priceOnly';
		expect(await jobs({ ...JOB, cost: '1' })).toEqual({ id: 1002, cost: '3.00' });
		expect(use.smsc.messages).toHaveLength(2);
	});

	it('takes the text of a template', async () => {
		const template = { add: '1', name: 't', msg: 'Из шаблона', charset: 'utf-8' };
		await run(use.smsc, 'templates', template);
		await jobs({ ...JOB, mes: '', tpl: '1' });
		expect(use.smsc.messages[0]?.text).toBe('Из шаблона');
		expect(await jobs({ ...JOB, mes: '', tpl: '2' })).toMatchObject({ error_code: 1 });
	});

	it('stops what has not gone out: -2', async () => {
		await jobs({ ...JOB, period: '1', freq: '30' });
		await use.sandbox.clock.advance(3000);
		expect(await inAllFormats(use.smsc, 'jobs', { cancel: '1', id: '1001' })).toEqual([
			'OK',
			'OK',
			'<result>OK</result>',
			'{\n"result": "OK"\n}',
		]);
		await use.sandbox.clock.advance(3_600_000);
		expect(use.smsc.messages.map(({ status }) => status)).toEqual(['1', '-2']);
	});

	it('lists mailings of some days, e-mail apart, the id first', async () => {
		await jobs(JOB);
		const mail = { mail: '1', subj: 'x', sender: 'a@b.example', phones: 'c@d.example' };
		await jobs({ ...JOB, ...mail });
		expect(await jobs({ get_all: '1' })).toMatchObject([{ id: 1001, name: 'Акция', sms_cnt: 2 }]);
		expect(await jobs({ get_all: '1', mail: '1' })).toMatchObject([{ id: 1002 }]);
		const [plain] = await inAllFormats(use.smsc, 'jobs', { get_all: '1' });
		expect(plain).toMatch(/^id = 1001, name = Акция, /);
		expect(await jobs({ get: '1', id: '1002', mail: '1' })).toMatchObject({ id: 1002 });
		expect(await jobs({ get_all: '1', end: '01.01.2020' })).toMatchObject({ error_code: 3 });
		expect(await jobs({ get_all: '1', start: '01.01.2020' })).toHaveLength(1);
		await jobs({ del: '1', id: '1001' });
		expect(await jobs({ get: '1', id: '1001' })).toMatchObject({ error_code: 3 });
	});

	it.each<[number, string, Record<string, string>]>([
		[1, 'no name', { ...JOB, name: '' }],
		[1, 'no phones', { ...JOB, phones: '' }],
		[1, 'rpt=8', { ...JOB, rpt: '8' }],
		[3, 'bad numbers only', { ...JOB, phones: '1,2' }],
		[3, 'an unknown mailing', { cancel: '1', id: '5' }],
		[5, 'a bad time', { ...JOB, time: 'x' }],
		[5, 'a bad date', { get_all: '1', start: '2020-01-01' }],
	])('refuses with %i %s', async (code, _, values) => {
		expect(await jobs(values)).toMatchObject({ error_code: code });
		expect(use.smsc.messages).toEqual([]);
	});

	it('refuses with 3 without money', async () => {
		use.smsc.settings.balance = 1;
		expect(await jobs(JOB)).toEqual({ error: 'error saving record', error_code: 3 });
	});

	it('allows one identical request a minute', async () => {
		use.smsc.settings.rateLimits = true;
		await jobs(JOB);
		expect(await jobs(JOB)).toMatchObject({ error_code: 9 });
		await use.sandbox.clock.advance(60_000);
		expect(await jobs(JOB)).toEqual({ id: 1002 });
	});

	it('takes a request about another mailing for another one', async () => {
		await jobs(JOB);
		await jobs({ ...JOB, name: 'Другая' });
		use.smsc.settings.rateLimits = true;
		expect(await jobs({ get: '1', id: '1001' })).toMatchObject({ id: 1001 });
		expect(await jobs({ get: '1', id: '1002' })).toMatchObject({ id: 1002 });
		expect(await jobs({ get: '1', id: '1002' })).toMatchObject({ error_code: 9 });
		expect(await jobs({ del: '1', id: '1001' })).toEqual({ result: 'OK' });
		expect(await jobs({ del: '1', id: '1002' })).toEqual({ result: 'OK' });
	});
});
