import { OTHER_PHONE, PHONE, sendSms, useSmsc } from './testing/smsc.mts';

const codeOf = (answer: { json: unknown }): unknown =>
	(answer.json as { error_code?: number }).error_code;

describe('what send.php refuses', () => {
	const use = useSmsc();

	it.each([6, 7, 8])('refuses a recipient with %i and an id', async (code) => {
		use.smsc.settings.refusals = { [PHONE]: code };
		expect((await sendSms(use.smsc)).json).toMatchObject({ error_code: code, id: 1001 });
		expect((await sendSms(use.smsc, { phones: `${PHONE},${OTHER_PHONE}` })).json).toEqual({
			id: 1002,
			cnt: 1,
		});
		expect(use.smsc.messages.map(({ recipient }) => recipient)).toEqual([OTHER_PHONE]);
	});

	it('refuses without money: 3 with an id, nothing sent', async () => {
		use.smsc.settings.balance = 0;
		expect((await sendSms(use.smsc)).json).toEqual({
			error: 'no money',
			error_code: 3,
			id: 1001,
		});
		use.smsc.settings.balance = 2;
		const phones = `${PHONE},${OTHER_PHONE}`;
		expect(codeOf(await sendSms(use.smsc, { phones }))).toBe(3);
		expect((await sendSms(use.smsc, { mes: 'another' })).json).toMatchObject({ cnt: 1 });
		expect(use.smsc.settings.balance).toBe(0.5);
		use.smsc.settings.balance = 1.5;
		expect((await sendSms(use.smsc, { mes: 'all of it' })).json).toMatchObject({ cnt: 1 });
		expect(use.smsc.settings.balance).toBe(0);
	});

	it('refuses an unregistered sender, or takes it, or ends it with 254', async () => {
		const other = { sender: 'Nobody' };
		expect((await sendSms(use.smsc, other)).json).toMatchObject({
			error: 'message is denied',
			error_code: 6,
			id: 1001,
		});
		expect(codeOf(await sendSms(use.smsc, { sender: '.' }))).toBeUndefined();
		use.smsc.settings.rateLimits = false;
		use.smsc.settings.unknownSender = 'accepted';
		expect(codeOf(await sendSms(use.smsc, other))).toBeUndefined();
		use.smsc.settings.unknownSender = 'err254';
		await sendSms(use.smsc, other);
		await use.sandbox.clock.advance(5000);
		expect(use.smsc.messages.map(({ status, details }) => [status, details.err])).toEqual([
			['1', 0],
			['1', 0],
			['23', 254],
		]);
	});

	it.each<[string, Record<string, string | undefined>]>([
		['no phones', { phones: undefined }],
		['no text', { mes: undefined }],
		['an empty list of phones', { phones: ',;' }],
		['1001 characters', { mes: 'a'.repeat(1001) }],
		['phones and list', { list: `${PHONE}:x` }],
		['a line without a colon', { phones: undefined, mes: undefined, list: PHONE }],
		['an id of 41 characters', { id: 'a'.repeat(41) }],
		['an id with a space', { id: 'a b' }],
		['an id in Cyrillic', { id: 'ю1' }],
		['a switch that is none', { flash: 'yes' }],
		['two channels', { flash: '1', viber: '1' }],
		['translit=3', { translit: '3' }],
		['cost=4', { cost: '4' }],
		['a voice nobody has', { call: '1', voice: 'm5' }],
		['param without attempts', { call: '1', param: '22,20' }],
		['param with 5 s between attempts', { call: '1', param: '22,5,5' }],
		['period=721', { period: '721' }],
		['freq=0', { period: '1', freq: '0' }],
		['valid=25', { valid: '25' }],
		['valid=00:00', { valid: '00:00' }],
		['tz=x', { tz: 'x' }],
		['a bot that is none', { bot: 'name' }],
		['fileurl that is none', { fileurl: 'file' }],
		['push without a link line', { push: '1', mes: 'title' }],
		['hex that is none', { bin: '2', mes: '00 41' }],
		['a header longer than the data', { bin: '2', mes: '0541' }],
		['mail without subject', { mail: '1', phones: 'a@b.example', sender: 'me@b.example' }],
		['mail without sender', { mail: '1', phones: 'a@b.example', subj: 'x' }],
		['mail from a name', { mail: '1', phones: 'a@b.example', subj: 'x', sender: 'MyShop' }],
	])('refuses %s with 1', async (_, values) => {
		expect(codeOf(await sendSms(use.smsc, values))).toBe(1);
		expect(use.smsc.messages).toEqual([]);
	});
});
