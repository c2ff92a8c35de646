import { inAllFormats, run, sendSms, SMS, useSmsc } from './testing/smsc.mts';

describe('channels of send.php', () => {
	const use = useSmsc();
	const only = () => use.smsc.messages[0];

	it.each<[string, number, Record<string, string | undefined>]>([
		['sms', 0, {}],
		['flash', 1, { flash: '1' }],
		['bin', 2, { bin: '2', mes: '00414243' }],
		['push', 3, { push: '1', mes: 'http://a.example\nTitle' }],
		['hlr', 4, { hlr: '1', mes: undefined }],
		['ping', 5, { ping: '1', mes: undefined }],
		['mms', 6, { mms: '1', subj: 'x' }],
		['call', 7, { call: '1', voice: 'w4', param: '22,20,5' }],
		['viber', 10, { viber: '1' }],
		['soc', 12, { soc: '1', phones: '#12345' }],
		['tg', 12, { tg: '1' }],
		['tg', 12, { tg: '1', phones: '@some_name' }],
		['bot', 12, { bot: '@shop_bot', phones: '#12345' }],
		['bot', 12, { bot: '@shop_bot', tg: '1' }],
		['whatsapp', 12, { bot: 'wa:79990000000', fileurl: 'https://a.example/b.png' }],
		['sms', 0, { flash: '0', bin: '0', viber: '' }],
	])('%s has type %i', async (channel, type, values) => {
		const answer = await sendSms(use.smsc, values);
		expect(answer.json).toMatchObject({ id: 1001 });
		expect(only()).toMatchObject({ channel, details: { type } });
	});

	it.each(['', '0'])('reads an empty switch and an empty id as none (%j)', async (empty) => {
		const values = { flash: empty, id: empty, sender: '', time: empty, maxsms: empty };
		expect((await sendSms(use.smsc, values)).json).toEqual({ id: 1001, cnt: 1 });
		expect(only()).toMatchObject({ channel: 'sms', scheduledAt: null });
	});

	it('reads binary: header, data, pid and dcs', async () => {
		const mes = Buffer.from('050003f1020141\n~~~\npid: 0, dcs: 245');
		await sendSms(use.smsc, { bin: '2', mes });
		expect(only()?.details.binary).toEqual({
			hex: '050003f1020141',
			udh: '0003f10201',
			pid: '0',
			dcs: '245',
		});
		await sendSms(use.smsc, { bin: '1', mes: Buffer.from([0, 0xff, 0x98, 0x0a]) });
		expect(use.smsc.messages[1]?.details.binary).toMatchObject({ hex: '00ff980a', udh: '' });
	});

	it.each([
		['__CALL__', 'call'],
		['__VIBER__', 'viber'],
		['__SOC__', 'soc'],
		['__PING__', 'ping'],
		['__HLR__', 'hlr'],
	])('takes the prefix %s', async (prefix, channel) => {
		await sendSms(use.smsc, { mes: `${prefix}Да` });
		const text = channel === 'hlr' || channel === 'ping' ? '' : 'Да';
		expect(only()).toMatchObject({ channel, text });
	});

	it('keeps a comment apart from the text', async () => {
		await sendSms(use.smsc, { mes: 'Текст\n~~~\nзаказ 5' });
		expect(only()).toMatchObject({ text: 'Текст', details: { comment: 'заказ 5' } });
	});

	it('gives a code of four digits to a call with mes=code', async () => {
		use.smsc.settings.rateLimits = false;
		const values = { ...SMS, call: '1', mes: 'code', id: '5' };
		const [plain, , , json] = await inAllFormats(use.smsc, 'send', values);
		expect(plain).toMatch(/^OK - 10 SMS, ID - 5, CODE - \d{4}$/);
		expect(JSON.parse(json ?? '')).toEqual({
			id: 5,
			cnt: 10,
			code: expect.stringMatching(/^\d{4}$/) as string,
		});
		expect(use.smsc.messages.at(-1)?.details.code).toBe(
			(JSON.parse(json ?? '') as { code: string }).code,
		);
		use.smsc.settings.codeLength = 6;
		expect((await run(use.smsc, 'send', values)).text).toMatch(/"code": "\d{6}"/);
		expect((await sendSms(use.smsc, { call: '1', mes: 'codes' })).json).not.toHaveProperty('code');
	});

	it('refuses an address that is none for the channel with 7', async () => {
		const code = async (values: Record<string, string>) =>
			((await sendSms(use.smsc, values)).json as { error_code?: number }).error_code;
		expect(await code({ mail: '1', subj: 'x', sender: 'a@b.example' })).toBe(7);
		expect(await code({ phones: 'a@b.example' })).toBe(7);
		expect(await code({ phones: '#12345' })).toBe(7);
		expect(await code({ tg: '1', phones: '#1a' })).toBe(7);
	});

	it('does without money when virtual, but not for e-mail', async () => {
		use.smsc.settings.virtual = true;
		use.smsc.settings.balance = 0;
		expect((await sendSms(use.smsc, { cost: '2' })).json).toMatchObject({ cost: '0.00' });
		const mail = { mail: '1', phones: 'a@b.example', subj: 'x', sender: 'c@b.example' };
		expect((await sendSms(use.smsc, mail)).json).toMatchObject({ error_code: 3 });
		await use.sandbox.clock.advance(5000);
		expect(only()).toMatchObject({ status: '1', details: { err: 200, virtual: true } });
	});

	it('shortens links with tinyurl=1 and counts clicks', async () => {
		const mes = 'Смотри https://a.example/x?y=1 и https://a.example/x?y=1';
		await sendSms(use.smsc, { mes, tinyurl: '1' });
		const [link] = use.smsc.state.tinyUrls.list;
		expect(only()?.text).toBe(
			`Смотри https://s.smsc.example/${link?.id} и https://s.smsc.example/${link?.id}`,
		);
		expect(link?.link).toBe('https://a.example/x?y=1');
	});
});
