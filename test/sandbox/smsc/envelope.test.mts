import { call } from '../testing/http.mts';
import {
	ACCESS,
	inAllFormats,
	PHONE,
	run,
	runByGet,
	runText,
	sendSms,
	SMS,
	useSmsc,
} from './testing/smsc.mts';

describe('the envelope', () => {
	const use = useSmsc();

	it('writes JSON as recorded: one pair a line, no end of line, 22 bytes', async () => {
		const answer = await sendSms(use.smsc, { id: '33' });
		expect(answer.status).toBe(200);
		expect(answer.text).toBe('{\n"id": 33,\n"cnt": 1\n}');
		expect(answer.bytes).toHaveLength(22);
	});

	it.each(['windows-1251', 'utf-8', 'koi8-r'])(
		'labels JSON windows-1251 although %s was asked for',
		async (charset) => {
			const answer = await sendSms(use.smsc, { charset });
			expect(answer.contentType).toBe('application/json; charset=windows-1251');
		},
	);

	it('labels with the charset asked for in that mode', async () => {
		use.smsc.settings.charsetLabel = 'requested';
		expect((await sendSms(use.smsc)).contentType).toBe('application/json; charset=utf-8');
	});

	it('answers text when no fmt is named', async () => {
		expect(await runText(use.smsc, 'send', { ...SMS, fmt: undefined })).toBe(
			'OK - 1 SMS, ID - 1001',
		);
	});

	// Source: docs/gateways/smsc.md 1.6.
	it('refuses in the four formats of the document', async () => {
		expect(await inAllFormats(use.smsc, 'phones', { psw: 'wrong', get: '1' })).toEqual([
			'ERROR = 2 (authorise error)',
			'0,-2',
			'<result>\n<error>authorise error</error>\n<error_code>2</error_code>\n</result>',
			'{\n"error": "authorise error",\n"error_code": 2\n}',
		]);
	});

	it('refuses with an id as recorded, 56 bytes', async () => {
		const answer = await sendSms(use.smsc, { phones: '123', id: '34' });
		expect(answer.status).toBe(200);
		expect(answer.text).toBe('{\n"error": "invalid number",\n"error_code": 7,\n"id": 34\n}');
		expect(answer.bytes).toHaveLength(56);
	});

	it('refuses with an id in every format', async () => {
		use.smsc.settings.rateLimits = false;
		expect(await inAllFormats(use.smsc, 'send', { ...SMS, phones: '123', id: '34' })).toEqual([
			'ERROR = 7 (invalid number), ID - 34',
			'34,-7',
			'<result>\n<error>invalid number</error>\n<error_code>7</error_code>\n<id>34</id>\n</result>',
			'{\n"error": "invalid number",\n"error_code": 7,\n"id": 34\n}',
		]);
	});

	it.each([
		['fmt', '4'],
		['charset', 'utf-16'],
		['charset', 'cp1251'],
	])('refuses %s=%s', async (name, value) => {
		expect((await sendSms(use.smsc, { [name]: value })).text).toContain('parameters error');
		expect(use.smsc.messages).toEqual([]);
	});

	it.each<[string, string[], string, string]>([
		['OK', ['OK'], 'OK', '{\n"error": "authorise error",\n"error_code": 2\n}'],
		['an empty body', ['OK', 'empty'], '', '{\n"error": "authorise error",\n"error_code": 2\n}'],
		['ERROR', ['ERROR'], '{\n"result": "OK"\n}', 'ERROR = 2 (authorise error)'],
	])('answers %s under fmt=3 when asked', async (_, quirks, ok, error) => {
		await run(use.smsc, 'phones', { add: '1', phone: PHONE });
		use.smsc.settings.fmt3Quirks = quirks;
		expect((await run(use.smsc, 'phones', { del: '1', phone: PHONE })).text).toBe(ok);
		expect((await run(use.smsc, 'balance', { psw: 'wrong' })).text).toBe(error);
		expect((await run(use.smsc, 'balance')).json).toEqual({ balance: '1000.00' });
	});

	it('knows no other script, path or method', async () => {
		const { url } = use.smsc;
		for (const path of [
			'/sys/sendmail.php',
			'/sys/constructor.php',
			'/sys/send',
			'/rest/status/',
			'/',
		]) {
			expect((await call(`${url}${path}`)).status).toBe(404);
		}
		expect((await call(`${url}/sys/send.php`, { method: 'PUT' })).status).toBe(405);
		expect((await call(`${url}/rest/send/`)).status).toBe(405);
	});

	it('answers GET as it answers POST', async () => {
		expect((await runByGet(use.smsc, 'send', { ...SMS, mes: 'Привет + 1' })).json).toEqual({
			id: 1001,
			cnt: 1,
		});
		expect(use.smsc.messages[0]).toMatchObject({ text: 'Привет + 1', recipient: PHONE });
	});
});

describe('authorisation', () => {
	const use = useSmsc();
	const balance = async (values: Record<string, string | undefined>) => {
		const answer = await run(use.smsc, 'balance', { login: undefined, psw: undefined, ...values });
		return (answer.json as { error_code?: number }).error_code ?? 0;
	};
	// echo -n smsc-sandbox-password | md5sum, sha1sum
	const MD5 = '31de6a06ff9cf27e55aa41cb30a6ff50';
	const SHA1 = 'b8e29e396623cf1541a0409cf510c17c5a086908';
	const { login, psw } = ACCESS;

	it.each<[string, number, Record<string, string>]>([
		['login and password', 0, { login, psw }],
		['login and MD5', 0, { login, psw: MD5 }],
		['login and SHA1', 0, { login, psw: SHA1 }],
		['an API key', 0, { apikey: 'smsc-sandbox-key' }],
		['an API key beside a login', 0, { login, apikey: 'smsc-sandbox-key' }],
		['an API key as password of nobody', 0, { login: '', psw: 'smsc-sandbox-key' }],
		['MD5 in capitals', 2, { login, psw: MD5.toUpperCase() }],
		['another password', 2, { login, psw: 'x' }],
		['another login', 2, { login: 'x', psw }],
		['a login alone', 2, { login }],
		['a password alone', 2, { psw }],
		['a password as API key', 2, { apikey: psw }],
		['a wrong API key beside a right password', 2, { login, psw, apikey: 'x' }],
		['an API key as password of a login', 2, { login, psw: 'smsc-sandbox-key' }],
		['nothing', 1, {}],
	])('%s: error %i', async (_, code, values) => {
		expect(await balance(values)).toBe(code);
	});

	it('refuses an address that is not allowed with 2, a blocked one with 4', async () => {
		use.smsc.settings.address = 'notAllowed';
		expect(await balance({ login, psw })).toBe(2);
		use.smsc.settings.address = 'blocked';
		expect(await balance({ login, psw })).toBe(4);
	});

	it('takes other credentials when told', async () => {
		use.smsc.settings.passwords = ['one', 'two'];
		expect(await balance({ login, psw: 'two' })).toBe(0);
		expect(await balance({ login, psw })).toBe(2);
	});
});
