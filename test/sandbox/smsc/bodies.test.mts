import iconv from 'iconv-lite';

import { call } from '../testing/http.mts';
import { ACCESS, PHONE, run, useSmsc } from './testing/smsc.mts';

const BOUNDARY = '----x';

const part = (name: string, value: string | Buffer, filename?: string): Buffer =>
	Buffer.concat([
		Buffer.from(
			`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"` +
				(filename === undefined ? '' : `; filename="${filename}"`) +
				'\r\n\r\n',
		),
		Buffer.from(value),
		Buffer.from('\r\n'),
	]);

const multipart = (...parts: Buffer[]) => ({
	method: 'POST' as const,
	headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
	body: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
});

const MAIL = { mail: '1', phones: 'ann@b.example', subj: 'Тема', sender: 'me@b.example' };

describe('bodies', () => {
	const use = useSmsc();

	it('takes everything as multipart, texts in the charset of the request', async () => {
		const values = Object.entries({ ...ACCESS, charset: 'koi8-r', phones: PHONE });
		const body = multipart(
			...values.map(([name, value]) => part(name, value)),
			part('mes', iconv.encode('Привет', 'koi8-r')),
		);
		const answer = await call(`${use.smsc.url}/sys/send.php`, body);
		expect(answer.json).toEqual({ id: 1001, cnt: 1 });
		expect(use.smsc.messages[0]?.text).toBe('Привет');
	});

	it('takes parameters of the query beside files of the body, as node-smsc sends', async () => {
		const query = new URLSearchParams({
			...ACCESS,
			...MAIL,
			mes: 'Файл <file 1>',
			charset: 'utf-8',
		});
		const file = Buffer.from([0, 1, 2, 250, 251, 252]);
		const body = multipart(part('file0', file, 'a.bin'), part('any', 'text', 'b.txt'));
		const answer = await call(`${use.smsc.url}/sys/send.php?${query.toString()}`, body);
		expect(answer.json).toEqual({ id: 1001, cnt: 1 });
		expect(use.smsc.messages[0]).toMatchObject({
			channel: 'mail',
			recipient: 'ann@b.example',
			sender: 'me@b.example',
			text: 'Файл <file 1>',
			details: {
				type: 8,
				parameters: { subj: 'Тема' },
				files: [
					{ field: 'file0', filename: 'a.bin', bytes: 6, base64: file.toString('base64') },
					{ field: 'any', filename: 'b.txt', bytes: 4 },
				],
			},
		});
	});

	it('lets a body value win over one of the query', async () => {
		const body = multipart(part('mes', 'body'));
		const query = new URLSearchParams({ ...ACCESS, phones: PHONE, mes: 'query' });
		await call(`${use.smsc.url}/sys/send.php?${query.toString()}`, body);
		expect(use.smsc.messages[0]?.text).toBe('body');
	});

	it('needs no text when there is a file', async () => {
		const query = new URLSearchParams({ ...ACCESS, phones: PHONE, mms: '1', subj: 'x' });
		const body = multipart(part('file', 'xyz', 'a.jpg'));
		const answer = await call(`${use.smsc.url}/sys/send.php?${query.toString()}`, body);
		expect(answer.json).toMatchObject({ cnt: 1 });
		expect(use.smsc.messages[0]).toMatchObject({ channel: 'mms', text: '' });
	});

	it('refuses a broken multipart body with 1', async () => {
		const query = new URLSearchParams({ ...ACCESS, phones: PHONE, mes: 'x' });
		const answer = await call(`${use.smsc.url}/sys/send.php?${query.toString()}`, {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data' },
			body: 'x',
		});
		expect(answer.json).toMatchObject({ error_code: 1 });
	});

	it('does not read JSON or a body without a type at /sys/', async () => {
		for (const type of ['application/json', 'text/plain']) {
			const answer = await call(`${use.smsc.url}/sys/send.php?fmt=3`, {
				method: 'POST',
				headers: { 'content-type': type },
				body: JSON.stringify({ ...ACCESS, phones: PHONE, mes: 'x' }),
			});
			expect(answer.json).toMatchObject({ error_code: 1 });
		}
	});
});

describe('/rest/send/', () => {
	const use = useSmsc();
	const post = async (body: string) =>
		await call(`${use.smsc.url}/rest/send/`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
	const { login, psw } = ACCESS;

	it('takes JSON in UTF-8 and answers JSON without being asked', async () => {
		const answer = await post(
			JSON.stringify({ login, psw, phones: PHONE, mes: 'Привет', id: 5, cost: 3, sender: null }),
		);
		expect(answer.text).toBe('{\n"id": 5,\n"cnt": 1,\n"cost": "1.50",\n"balance": "998.50"\n}');
		expect(answer.contentType).toBe('application/json; charset=windows-1251');
		expect(use.smsc.messages[0]).toMatchObject({ text: 'Привет', raw: { mes: 'Привет' } });
	});

	it('takes an API key, a charset and a fmt', async () => {
		const body = { apikey: 'smsc-sandbox-key', phones: PHONE, mes: 'Ж', charset: 'koi8-r', fmt: 1 };
		expect((await post(JSON.stringify(body))).text).toBe('1001,1');
		expect(use.smsc.messages[0]?.text).toBe('Ж');
	});

	it.each(['', '[]', '{"login":', 'login=a&psw=b'])('refuses %j with 1', async (body) => {
		expect((await post(body)).json).toEqual({ error: 'parameters error', error_code: 1 });
	});

	it('shares the limits of send.php', async () => {
		await post(JSON.stringify({ login, psw, phones: PHONE, mes: 'x', fmt: 3 }));
		const again = await run(use.smsc, 'send', { phones: PHONE, mes: 'x' });
		expect(again.json).toMatchObject({ error_code: 9 });
	});
});
