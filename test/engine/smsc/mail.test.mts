import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { readMultipart } from '../../sandbox/framework/multipart.mts';
import { detailsOf, errorOutput, jsonOf, phone, useBench } from './setup.mts';

const bench = useBench();

const letter = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendEmail',
	recipient: 'anna@example.com',
	sender: 'shop@example.com',
	subject: 'Ваш заказ «ё»',
	text: '<p>Заказ <b>готов</b> 😀</p>',
	...more,
});

const file = (fileName: string, bytes: Buffer, mimeType = 'application/octet-stream') => ({
	data: bytes.toString('base64'),
	fileName,
	mimeType,
});

/** Bytes that no charset and no line ending may touch. */
const picture = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
const empty = Buffer.alloc(0);

const withFiles: INodeExecutionData[] = [
	{
		json: {},
		binary: {
			photo: file('фото "1".png', picture, 'image/png'),
			bill: file('счёт.txt', Buffer.from('Итого: 100 ₽\r\n--boundary\r\n'), 'text/plain'),
			nothing: file('пусто', empty),
		},
	},
];

describe('Message: Send E-Mail', () => {
	test('sends subject and HTML as they are', async () => {
		const [row] = await bench.rows(letter());

		expect(row).toMatchObject({ channel: 'email', recipient: 'anna@example.com' });
		expect(bench.calls('send')).toMatchObject([
			{
				mail: '1',
				phones: 'anna@example.com',
				subj: 'Ваш заказ «ё»',
				mes: '<p>Заказ <b>готов</b> 😀</p>',
				sender: 'shop@example.com',
			},
		]);
		expect(bench.gateway.messages).toMatchObject([
			{ channel: 'mail', recipient: 'anna@example.com' },
		]);
	});

	test('the spaces around a letter and what a call says stay', async () => {
		await bench.rows(letter({ text: ' <p>Да</p>\n' }));
		const call = { resource: 'message', operation: 'sendCall', recipient: phone(1), text: ' Да ' };
		await bench.rows(call);

		expect(bench.calls('send')).toMatchObject([{ mes: ' <p>Да</p>\n' }, { mes: ' Да ' }]);
	});

	test('attaches files byte for byte, with the credential inside the body', async () => {
		await bench.rows(letter({ attachments: 'photo, bill' }), { items: withFiles });

		const [request] = bench.gateway.requests;
		expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		const parts = await readMultipart(request!.headers, request!.body);
		const named = Object.fromEntries(parts.map((part) => [part.name, part]));
		const nameOf = (part: string) =>
			Buffer.from(named[part]?.filename ?? '', 'latin1').toString('utf8');
		// A quote in a name goes as browsers write it.
		expect(nameOf('file0')).toBe('фото %221%22.png');
		expect(named.file0?.value.equals(picture)).toBe(true);
		expect(nameOf('file1')).toBe('счёт.txt');
		expect(named.file1?.value.toString()).toBe('Итого: 100 ₽\r\n--boundary\r\n');
		expect(named.login?.value.toString()).toBe('smsc-sandbox');
		expect(named.mes?.value.toString()).toBe('<p>Заказ <b>готов</b> 😀</p>');
		expect(bench.gateway.messages).toMatchObject([{ recipient: 'anna@example.com' }]);
		expect(bench.gateway.messages[0]?.details).toMatchObject({
			files: [{ bytes: picture.length }, { bytes: named.file1?.value.length }],
			decodeProblems: [],
		});
	});

	test('sends each item its own files', async () => {
		const items = [0, 1, 2].map((index) => ({
			json: { to: `user${index}@example.com` },
			binary: { data: file(`${index}.bin`, Buffer.from([index, 255 - index])) },
		}));
		await bench.rows(letter({ recipient: '={{ $json.to }}', attachments: 'data' }), { items });

		expect(
			bench.gateway.messages
				.map(({ recipient, details }) => [
					recipient,
					(details.files as [{ base64: string }])[0].base64,
				])
				.sort(),
		).toEqual(
			items.map(({ json }, index) => [
				json.to,
				Buffer.from([index, 255 - index]).toString('base64'),
			]),
		);
	});

	test('names the file that is not there, and those that are', async () => {
		const { outputs } = await bench.run(letter({ attachments: 'photo, picture' }), {
			items: withFiles,
			...errorOutput,
		});

		expect(jsonOf(outputs[1])[0]?.error).toContain('“picture”');
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			hint: 'The item has: photo, bill, nothing.',
			outcome: 'notSent',
		});
		expect(bench.gateway.counters.requests).toBe(0);
	});

	test.each([
		['Subject', { subject: ' ' }],
		['Message', { text: '' }],
		['Sender', { sender: '' }],
		['Recipient', { recipient: 'anna' }],
	])('asks for %s', async (label, fields) => {
		// A constant that is empty would be caught by the editor; one from an expression would not.
		const [[name, value] = ['', '']] = Object.entries(fields);
		const { outputs } = await bench.run(letter({ [name]: '={{ $json.value }}' }), {
			items: [{ json: { value } }],
			...errorOutput,
		});

		expect(jsonOf(outputs[1])[0]?.error).toContain(label);
		expect(bench.gateway.counters.requests).toBe(0);
	});
});

describe('Message: Send Voice Call', () => {
	const call = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'message',
		operation: 'sendCall',
		recipient: phone(0),
		...more,
	});

	test('reads out a text', async () => {
		const options = { voice: 'w2', waitSeconds: 30, attempts: 3 };
		const [row] = await bench.rows(call({ text: 'Ваш заказ готов', options }));

		expect(bench.calls('send')).toMatchObject([
			{ call: '1', mes: 'Ваш заказ готов', voice: 'w2', param: '30,20,3' },
		]);
		expect(row).toMatchObject({ channel: 'call', seconds: expect.any(Number) });
		expect(row).not.toHaveProperty('parts');
	});

	test('leaves what the user has not chosen to SMSC', async () => {
		await bench.rows(call({ text: 'Да' }));

		expect(Object.keys(bench.calls('send')[0] ?? {}).sort()).toEqual([
			'call',
			'id',
			'mes',
			'phones',
		]);
	});

	test('plays a sound from a binary field', async () => {
		await bench.rows(call({ source: 'file', attachments: 'photo' }), { items: withFiles });

		expect(bench.gateway.messages[0]?.details).toMatchObject({
			files: [{ bytes: picture.length }],
		});
	});

	test('plays a sound from a URL', async () => {
		await bench.rows(call({ source: 'url', soundUrl: 'https://example.com/привет.mp3' }));

		expect(bench.calls('send')[0]).toMatchObject({
			call: '1',
			fileurl: 'https://example.com/привет.mp3',
		});
		expect(bench.gateway.messages).toMatchObject([{ channel: 'call' }]);
	});

	test.each([
		['a text', { text: ' ' }, 'Text is empty'],
		['a file', { source: 'file' }, 'Sound File is empty'],
		['a file of the item', { source: 'file', attachments: 'song' }, 'Sound File'],
		['an address', { source: 'url', soundUrl: '={{ "" }}' }, 'Sound URL is empty'],
		[
			'one of the three',
			{ source: '={{ "song" }}', soundUrl: 'https://example.com/a.mp3' },
			'Say is not one of its choices',
		],
	])('asks for %s', async (_what, fields, words) => {
		const { outputs } = await bench.run(call(fields), { items: withFiles, ...errorOutput });

		expect(jsonOf(outputs[1])[0]?.error).toContain(words);
		expect(bench.gateway.counters.requests).toBe(0);
	});
});

describe('Message: Call With Code', () => {
	const call: INodeParameters = {
		resource: 'message',
		operation: 'sendCode',
		recipient: '={{ $json.phone }}',
	};

	test.each([4, 6] as const)('tells the code of %i characters', async (length) => {
		bench.gateway.settings.codeLength = length;
		const [row] = await bench.rows(call, { items: [{ json: { phone: phone(0) } }] });

		expect(bench.calls('send')).toMatchObject([{ mes: 'code', call: '1' }]);
		expect(row?.code).toEqual(expect.stringMatching(new RegExp(`^.{${length}}$`)));
	});

	test('still knows the code when Retry On Fail goes on after a refusal', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 400, times: 1, contains: phone(1) });
		const { outputs, tries } = await bench.run(call, {
			items: [{ json: { phone: phone(0) } }, { json: { phone: phone(1) } }],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBe(2);
		expect(jsonOf(outputs[0]).map(({ code }) => code)).toEqual([
			expect.stringMatching(/^.{4}$/),
			expect.stringMatching(/^.{4}$/),
		]);
		expect(bench.gateway.messages).toHaveLength(2);
	});
});

describe('Message: Look Up (HLR) and Ping', () => {
	test.each([
		['lookup', 'hlr'],
		['ping', 'ping'],
	])('%s sends no text', async (operation, name) => {
		const [row] = await bench.rows({ resource: 'message', operation, recipient: phone(0) });

		expect(row).toMatchObject({ channel: name, status: 'queued', recipient: phone(0) });
		expect(Object.keys(bench.calls('send')[0] ?? {}).sort()).toEqual([name, 'id', 'phones'].sort());
		expect(bench.gateway.messages).toMatchObject([{ channel: name, text: '' }]);
	});
});

describe('Message: Estimate', () => {
	const estimate = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'message',
		operation: 'estimate',
		recipient: phone(0),
		...more,
	});

	test('tells the cost and sends nothing', async () => {
		const [row] = await bench.rows(estimate({ text: 'я'.repeat(71) }));

		expect(row).toEqual({
			gateway: 'smsc',
			recipient: phone(0),
			channel: 'sms',
			encoding: 'UCS-2',
			unicodeCharacters: ['я'],
			partsWithoutThem: 1,
			parts: 2,
			cost: 3,
			currency: 'RUB',
		});
		expect(bench.gateway.messages).toEqual([]);
		expect(bench.calls('send')).toMatchObject([{ cost: '1' }]);
	});

	test('sends nothing whatever the options say', async () => {
		await bench.rows(
			estimate({
				text: 'Да',
				options: { costInAnswer: '3' },
				additionalParameters: { parameter: [{ name: 'cost', value: '0' }] },
			}),
		);

		expect(bench.gateway.messages).toEqual([]);
	});

	test.each([
		['call', { text: 'Алло' }],
		['hlr', {}],
		['ping', {}],
		['email', { recipient: 'a@example.com', sender: 'b@example.com', subject: 'Т', text: 'Да' }],
		['viber', { text: 'Да' }],
	])('knows the price of %s', async (type, fields) => {
		const [row] = await bench.rows(estimate({ type, ...fields }));

		expect(row).toMatchObject({ channel: type, cost: expect.any(Number), currency: 'RUB' });
		expect(bench.gateway.messages).toEqual([]);
	});

	test('does without the currency when SMSC does not tell it', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 400, path: '/sys/balance.php' });
		const [row] = await bench.rows(estimate({ text: 'Да' }));

		expect(row).toMatchObject({ cost: 1.5, currency: null });
	});
});
