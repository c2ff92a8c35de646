import { inAllFormats, OTHER_PHONE, PHONE, run, sendSms, useSmsc } from './testing/smsc.mts';

const DAY = 24 * 3_600_000;
const nothing = { error: 'records not found', error_code: 3 };

describe('get.php', () => {
	const use = useSmsc();
	const get = async (values: Record<string, string>) =>
		(await run(use.smsc, 'get', { charset: 'utf-8', ...values })).json;
	const texts = async (values: Record<string, string>) =>
		((await get(values)) as { message: string }[]).map(({ message }) => message);

	it.each(['get_messages', 'get_answers', 'get_stat', 'get_mega_accounts'])(
		'answers 3 when there is nothing (%s)',
		async (command) => expect(await get({ [command]: '1' })).toEqual(nothing),
	);

	it('gives the history with the fields that were seen', async () => {
		await sendSms(use.smsc, { mes: 'Да', sender: 'MyShop', id: '7' });
		await use.smsc.pushStatus(`7:${PHONE}`, '20,6');
		const date = expect.stringMatching(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/) as string;
		const stamp = Math.floor(use.sandbox.clock.now() / 1000);
		expect(await get({ get_messages: '1' })).toEqual([
			{
				status: 20,
				last_date: date,
				last_timestamp: stamp,
				err: 6,
				send_date: date,
				send_timestamp: stamp,
				phone: PHONE,
				cost: '1.50',
				sender_id: 'MyShop',
				status_name: 'Невозможно доставить',
				message: 'Да',
				mccmnc: '25001',
				operator: 'МТС',
				sms_cnt: 1,
				id: 7,
				int_id: 1,
			},
		]);
		const [plain] = await inAllFormats(use.smsc, 'get', { get_messages: '1' });
		expect(plain).toMatch(/^status = 20, last_date = .*, id = 7, int_id = 1$/);
	});

	it('pages backwards by prev_id, the newest first', async () => {
		for (const mes of ['a', 'b', 'c']) await sendSms(use.smsc, { mes });
		expect(await texts({ get_messages: '1', cnt: '2' })).toEqual(['c', 'b']);
		expect(await texts({ get_messages: '1', cnt: '2', prev_id: '2' })).toEqual(['a']);
	});

	it('filters by number and day, and keeps e-mail apart', async () => {
		await sendSms(use.smsc, { mes: 'a' });
		await sendSms(use.smsc, { mes: 'b', phones: OTHER_PHONE });
		const mail = { mail: '1', subj: 'x', sender: 'a@b.example', phones: 'c@d.example' };
		await sendSms(use.smsc, { mes: 'm', ...mail });
		const phone = `${OTHER_PHONE},79000000000`;
		expect(await texts({ get_messages: '1', phone })).toEqual(['b']);
		expect(await texts({ get_messages: '1', format: '8' })).toEqual(['m']);
		expect(await get({ get_messages: '1', format: '8', email: 'x@d.example' })).toEqual(nothing);
		expect(await get({ get_messages: '1', start: '01.01.2020', end: '02.01.2020' })).toEqual(
			nothing,
		);
		await use.sandbox.clock.advance(190 * DAY);
		expect(await get({ get_messages: '1' })).toEqual(nothing);
	});

	it.each<[string, Record<string, string>]>([
		['more than half a year', { start: '01.01.2020', end: '01.08.2020' }],
		['a date that is none', { start: '2020-01-01' }],
		['cnt=1001', { cnt: '1001' }],
		['format=1', { format: '1' }],
		['two commands', { get_stat: '1' }],
	])('refuses %s with 1', async (_, values) => {
		expect(await get({ get_messages: '1', ...values })).toMatchObject({ error_code: 1 });
	});

	it('gives incoming SMS of some hours, or after an id', async () => {
		const { state } = use.smsc;
		for (const message of ['Один', 'Два']) await state.receive({ phone: PHONE, message });
		await use.sandbox.clock.advance(2 * DAY);
		await state.receive({ phone: OTHER_PHONE, message: 'Три', to: '7903' });
		expect(await texts({ get_answers: '1' })).toEqual(['Три']);
		expect(await texts({ get_answers: '1', hour: '168' })).toEqual(['Три', 'Два', 'Один']);
		expect(await texts({ get_answers: '1', after_id: '1' })).toEqual(['Три', 'Два']);
		expect(await texts({ get_answers: '1', after_id: '0', cnt: '1' })).toEqual(['Один']);
		expect(await texts({ get_answers: '1', hour: '168', to_phone: '7903' })).toEqual(['Три']);
		expect(await get({ get_answers: '1', hour: '169' })).toMatchObject({ error_code: 1 });
		expect(await get({ get_answers: '1', after_id: '2' })).toMatchObject([
			{ id: 3, phone: OTHER_PHONE, to_phone: '7903' },
		]);
	});

	it('sums up, and gives prices and senders', async () => {
		await sendSms(use.smsc, { mes: 'ы'.repeat(71) });
		await sendSms(use.smsc, { mes: 'b' });
		expect(await get({ get_stat: '1', mycur: '1' })).toMatchObject([
			{ sms_cnt: 3, cost: '4.50', currency: 'RUR' },
		]);
		const { zones } = (await get({ get_price: '1' })) as { zones: object[] };
		expect(zones).toContainEqual({
			prefix: '7916',
			country: 'Россия',
			operator: 'МТС',
			mccmnc: '25001',
			price: '1.50',
		});
		expect(await get({ get_senders: '1' })).toEqual([{ sender: 'SMSC' }, { sender: 'MyShop' }]);
	});
});

describe('info.php', () => {
	const use = useSmsc();
	const info = async (phone: string) =>
		(await run(use.smsc, 'info', { get_operator: '1', phone, charset: 'utf-8' })).json;
	const MTS = {
		country: 'Россия',
		operator: 'МТС',
		region: 'Москва и Московская обл.',
		mcc: '250',
		mnc: '01',
		tz: '3',
	};

	it('names the operator of one number or of many', async () => {
		expect(await info(PHONE)).toEqual(MTS);
		expect(await info(`${PHONE},${OTHER_PHONE}`)).toMatchObject([
			{ phone: PHONE, ...MTS },
			{ phone: OTHER_PHONE, operator: 'МегаФон' },
		]);
		expect(await info('12025550100')).toMatchObject({ error_code: 3 });
	});

	it('allows three identical requests a minute, and a hundred of any', async () => {
		for (let at = 0; at < 3; at++) expect(await info(PHONE)).toEqual(MTS);
		expect(await info(PHONE)).toMatchObject({ error_code: 9 });
		for (let at = 0; at < 96; at++) {
			expect(await info(`7916000${String(at).padStart(4, '0')}`)).toEqual(MTS);
		}
		expect(await info('79160009999')).toMatchObject({ error_code: 9 });
	});
});

describe('tinyurls.php', () => {
	const use = useSmsc();
	const ask = async (values: Record<string, string>) =>
		(await run(use.smsc, 'tinyurls', { get: '1', ...values })).json;

	it('counts the clicks of a link that was shortened', async () => {
		const link = 'https://a.example/long';
		await sendSms(use.smsc, { mes: `Да ${link}`, tinyurl: '1' });
		use.smsc.state.click(link);
		await use.sandbox.clock.advance(DAY);
		use.smsc.state.click(link);
		use.smsc.state.click(link);
		const id = use.smsc.state.tinyUrls.list[0]?.id ?? '';
		const seen = (await ask({ link })) as { cnt_mon: number };
		expect(seen).toMatchObject({ id, cnt: 3, cnt_day: 2, cnt_yes: 1 });
		expect([2, 3]).toContain(seen.cnt_mon);
		expect(await ask({ id })).toEqual(seen);
		expect(await ask({ id: 'none' })).toMatchObject({ error_code: 3 });
		expect(await ask({})).toMatchObject({ error_code: 1 });
	});
});
