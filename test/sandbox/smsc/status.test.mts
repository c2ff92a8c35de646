import {
	inAllFormats,
	OTHER_PHONE,
	PHONE,
	run,
	runText,
	sendSms,
	useSmsc,
} from './testing/smsc.mts';

describe('status.php', () => {
	const use = useSmsc();
	beforeEach(() => {
		use.smsc.settings.rateLimits = false;
	});
	const ask = async (values: Record<string, string>) =>
		(await run(use.smsc, 'status', { id: '7', phone: PHONE, charset: 'utf-8', ...values })).json;
	/** The clock at the instant of the recording: 18.10.2016 15:34:12 Moscow. */
	const RECORDED = 1_476_794_052;
	const atRecording = () => {
		const record = use.smsc.state.ledger.list[0];
		if (!record) throw new Error('nothing sent');
		record.changedAt = RECORDED * 1000;
	};

	it('answers one message in the four formats', async () => {
		await sendSms(use.smsc, { id: '7' });
		await use.smsc.pushStatus(`7:${PHONE}`, '20,13');
		atRecording();
		expect(await inAllFormats(use.smsc, 'status', { id: '7', phone: PHONE })).toEqual([
			'Status = 20, check_time = 18.10.2016 15:34:12, err = 13',
			`20,${RECORDED},13`,
			'<result>\n<status>20</status>\n<last_date>18.10.2016 15:34:12</last_date>\n' +
				`<last_timestamp>${RECORDED}</last_timestamp>\n<flag>0</flag>\n<err>13</err>\n</result>`,
			'{\n"status": 20,\n"last_date": "18.10.2016 15:34:12",\n' +
				`"last_timestamp": ${RECORDED},\n"flag": 0,\n"err": 13\n}`,
		]);
	});

	it('answers as recorded in 2016 when told, 81 bytes', async () => {
		use.smsc.settings.shortStatus = 'recorded';
		await sendSms(use.smsc, { id: '7' });
		await use.smsc.pushStatus(`7:${PHONE}`, 1);
		atRecording();
		const answer = await run(use.smsc, 'status', { id: '7', phone: PHONE });
		expect(answer.bytes).toHaveLength(81);
		expect(answer.text).toBe(
			'{\n"status": 1,\n"last_date": "18.10.2016 15:34:12",\n"last_timestamp": 1476794052\n}',
		);
	});

	it('goes -1, 0, 1 on the clock', async () => {
		await sendSms(use.smsc, { id: '7' });
		const seen: unknown[] = [];
		for (const ms of [0, 1000, 1000, 60_000]) {
			await use.sandbox.clock.advance(ms);
			seen.push(((await ask({})) as { status: number }).status);
		}
		expect(seen).toEqual([-1, 0, 1, 1]);
		expect(use.smsc.messages[0]?.history.map(({ status }) => status)).toEqual(['-1', '0', '1']);
	});

	it('adds everything with all=1, and the place with all=2', async () => {
		await sendSms(use.smsc, { id: '7', mes: 'Да, нет\n~~~\nк', sender: 'MyShop' });
		const full = {
			status: -1,
			send_date: expect.stringMatching(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/) as string,
			send_timestamp: Math.floor(use.sandbox.clock.now() / 1000),
			phone: PHONE,
			cost: '1.50',
			sender_id: 'MyShop',
			status_name: 'Ожидает отправки',
			message: 'Да, нет',
			comment: 'к',
			type: 0,
			sms_cnt: 1,
		};
		expect(await ask({ all: '1' })).toMatchObject(full);
		expect(await ask({ all: '1' })).not.toHaveProperty('country');
		const place = { country: 'Россия', operator: 'МТС', region: 'Москва и Московская обл.' };
		expect(await ask({ all: '2' })).toMatchObject({ ...full, ...place });
	});

	it('has columns the official PHP library can take apart', async () => {
		await sendSms(use.smsc, { id: '7', mes: 'a, b', sender: 'MyShop' });
		const columns = async (all: string) =>
			await runText(use.smsc, 'status', { id: '7', phone: PHONE, all, fmt: '1', charset: 'utf-8' });
		// status, time, err, sent, phone, cost, sender, name, then the text with its commas.
		expect((await columns('1')).split(',').slice(3, 8)).toEqual([
			expect.stringMatching(/^\d{10}$/),
			PHONE,
			'1.50',
			'MyShop',
			'Ожидает отправки',
		]);
		expect(await columns('1')).toMatch(/,a, b,,0,1$/);
		// Three more in front of the sender: the library splits off eleven.
		expect((await columns('2')).split(',').slice(6, 11)).toEqual([
			'Россия',
			'МТС',
			'Москва и Московская обл.',
			'MyShop',
			'Ожидает отправки',
		]);
	});

	it('adds what an HLR request found, with HLR in the place the library looks at', async () => {
		await sendSms(use.smsc, { id: '7', hlr: '1' });
		const row = await runText(use.smsc, 'status', { id: '7', phone: PHONE, all: '1', fmt: '1' });
		expect(row.split(',')[14]).toBe('HLR');
		const row2 = await runText(use.smsc, 'status', { id: '7', phone: PHONE, all: '2', fmt: '1' });
		expect(row2.split(',')[17]).toBe('HLR');
		expect(await ask({})).toMatchObject({
			imsi: expect.stringMatching(/^25001\d{10}$/) as string,
			mcc: '250',
			mnc: '01',
			cn: 'Россия',
			net: 'МТС',
			rcn: '',
			rnet: '',
		});
		await sendSms(use.smsc, { id: '8' });
		expect(await ask({ id: '8' })).not.toHaveProperty('imsi');
	});

	it('answers many in the four formats', async () => {
		await sendSms(use.smsc, { id: '7', phones: `${PHONE},${OTHER_PHONE}` });
		await use.smsc.pushStatus(`7:${OTHER_PHONE}`, 20);
		for (const record of use.smsc.state.ledger.list) record.changedAt = RECORDED * 1000;
		const values = { id: '7,7', phone: `${PHONE},${OTHER_PHONE}` };
		const head = `"last_date": "18.10.2016 15:34:12",\n"last_timestamp": ${RECORDED},\n"flag": 0,\n"err": 0`;
		const [plain, columns, xml, json] = await inAllFormats(use.smsc, 'status', values);
		expect(plain).toBe(
			`Status = -1, check_time = 18.10.2016 15:34:12, err = 0, id = 7, phone = ${PHONE}\n` +
				`Status = 20, check_time = 18.10.2016 15:34:12, err = 0, id = 7, phone = ${OTHER_PHONE}`,
		);
		expect(columns).toBe(`-1,${RECORDED},0,7,${PHONE}\n20,${RECORDED},0,7,${OTHER_PHONE}`);
		expect(xml).toMatch(/^<list>\n<message>\n<status>-1<\/status>[^]*<\/message>\n<\/list>$/);
		expect(json).toBe(
			`[{\n"status": -1,\n${head},\n"id": 7,\n"phone": "${PHONE}"\n},\n` +
				`{\n"status": 20,\n${head},\n"id": 7,\n"phone": "${OTHER_PHONE}"\n}]`,
		);
	});

	it('answers a list for a trailing comma', async () => {
		await sendSms(use.smsc, { id: '7' });
		expect(await ask({ id: '7,', phone: `${PHONE},` })).toMatchObject([
			{ id: 7, phone: PHONE, status: -1 },
		]);
		const [full] = (await ask({ id: '7,', phone: `${PHONE},`, all: '1' })) as object[];
		expect(full).toMatchObject({ id: 7, message: 'Hello' });
		expect(await ask({ phone: `${PHONE},` })).toMatchObject({ status: -1 });
	});

	it('says -3 of what it does not know', async () => {
		await sendSms(use.smsc, { id: '7' });
		expect(await ask({ id: '8' })).toMatchObject({ status: -3 });
		expect(await ask({ phone: OTHER_PHONE })).toMatchObject({ status: -3 });
		expect(await ask({ id: '7,8', phone: `${PHONE},${PHONE}` })).toMatchObject([
			{ id: 7, status: -1 },
			{ id: 8, status: -3, phone: PHONE },
		]);
	});

	it('gives the latest of one id', async () => {
		await sendSms(use.smsc, { id: '7', mes: 'a' });
		await sendSms(use.smsc, { id: '7', mes: 'b' });
		expect(await ask({ all: '1' })).toMatchObject({ message: 'b' });
	});

	it('finds an id of letters, a "+", and an e-mail address', async () => {
		await sendSms(use.smsc, { id: 'a-1' });
		expect(await ask({ id: 'a-1,', phone: `+${PHONE},` })).toMatchObject([
			{ id: 'a-1', status: -1 },
		]);
		const mail = { mail: '1', phones: 'Ann@b.example', subj: 'x', sender: 'c@b.example' };
		await sendSms(use.smsc, { ...mail, id: '9' });
		expect(await ask({ id: '9', phone: 'ann@b.example' })).toMatchObject({ status: -1 });
	});

	it('deletes: OK in the four formats, then -3; 5 when there is nothing', async () => {
		for (const id of ['1', '2', '3', '4']) await sendSms(use.smsc, { id });
		const bodies: string[] = [];
		for (const fmt of ['0', '1', '2', '3']) {
			const id = String(Number(fmt) + 1);
			bodies.push(await runText(use.smsc, 'status', { id, phone: PHONE, del: '1', fmt }));
		}
		expect(bodies).toEqual(['OK', 'OK', '<result>OK</result>', '{\n"result": "OK"\n}']);
		expect(await ask({ id: '1' })).toMatchObject({ status: -3 });
		expect(await ask({ id: '1', del: '1' })).toMatchObject({ error_code: 5 });
	});

	it.each<[string, Record<string, string>]>([
		['no id', { id: '' }],
		['no phone', { phone: '' }],
		['all=3', { all: '3' }],
		['two ids and one phone', { id: '7,8' }],
		['an empty id', { id: '7,,8', phone: '1,2,3' }],
	])('refuses %s with 1', async (_, values) => {
		expect(await ask(values)).toMatchObject({ error_code: 1 });
	});
});
