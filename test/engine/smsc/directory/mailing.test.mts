import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	phone,
	locator,
	useBench,
} from '../setup.mts';

const bench = useBench();

const mailing = (name: string, more: INodeParameters = {}) => operation('mailing', name, more);

const sale = (more: INodeParameters = {}) =>
	mailing('create', {
		name: '={{ $json.name }}',
		mailingType: 'sms',
		recipientsFrom: 'list',
		recipients: `${phone(0)}, +${phone(1)}\n${phone(2)}`,
		textFrom: 'text',
		text: 'Скидка 20 % «сегодня»',
		...more,
	});

const stored = () => bench.gateway.state.mailings.rows;
const sent = () => bench.gateway.messages.map(({ recipient, text }) => [recipient, text]);

describe('Create', () => {
	test('sends one mailing for each item', async () => {
		const { outputs } = await bench.run(sale(), {
			items: itemsOf({ name: 'Распродажа 1' }, { name: 'Распродажа 2' }),
		});

		expect(
			stored()
				.map(({ name }) => name)
				.sort(),
		).toEqual(['Распродажа 1', 'Распродажа 2']);
		expect(sent()).toHaveLength(6);
		expect(new Set(sent().map(([recipient]) => recipient))).toEqual(
			new Set([phone(0), phone(1), phone(2)]),
		);
		expect(sent()[0]?.[1]).toBe('Скидка 20 % «сегодня»');
		const ids = new Map(stored().map(({ name, messageId }) => [name, String(messageId)]));
		expect(outputs[0]).toEqual(
			['Распродажа 1', 'Распродажа 2'].map((name, item) => ({
				json: { id: ids.get(name), name, created: true },
				pairedItem: { item },
			})),
		);
	});

	test('sends to a group, from a template', async () => {
		const { contacts } = bench.gateway.state;
		const { id } = contacts.groups.add({ name: 'Клиенты', number: 7, kind: 'phone' });
		const fields = {
			name: '',
			fnm: '',
			lnm: '',
			mnm: '',
			bd: '',
			myid: '',
			cmt: '',
			tags: '',
			pho: '',
		};
		contacts.contacts.add({ ...fields, kind: 'phone', address: phone(5), groups: [id] });
		const template = bench.gateway.state.templates.add({
			name: 'Скидка',
			message: 'Текст шаблона',
			format: 'sms',
			sender: '',
			flag: 0,
		});

		await bench.rows(
			sale({
				name: 'Группе',
				recipientsFrom: 'group',
				groupNumber: locator('7'),
				textFrom: 'template',
				template: locator(String(template.id)),
			}),
		);

		expect(sent()).toEqual([[phone(5), 'Текст шаблона']]);
		expect(bench.calls('jobs')).toEqual([
			{ add: '1', name: 'Группе', phones: 'G7', tpl: String(template.id) },
		]);
	});

	test('takes groups among the recipients', async () => {
		await bench.run(sale({ name: 'А', recipients: `g7; ${phone(0)}` }));

		expect(bench.calls('jobs')[0]?.phones).toBe(`${phone(0)},G7`);
	});

	test('names each recipient once, however often the list does', async () => {
		const recipients = `${phone(0)}, +${phone(0)}, G7, ${phone(1)}; g7`;
		await bench.run(sale({ name: 'А', recipients }));

		expect(bench.calls('jobs')[0]?.phones).toBe(`${phone(0)},${phone(1)},G7`);
	});

	test('refuses a group that is no number', async () => {
		const group = { recipientsFrom: 'group', groupNumber: locator('ВИП') };
		const parameters = sale({ name: 'А', ...group });
		const { outputs } = await bench.run(parameters, errorOutput);

		expect(jsonOf(outputs[1])[0]?.error).toContain('“ВИП” is not the number of a group');
		expect(bench.calls('jobs')).toEqual([]);
	});

	test('sends no carriage return of the lines of a file', async () => {
		const personalTexts = `${phone(0)}:Анна\r\n${phone(1)}:Борис\r\n`;
		await bench.run(sale({ name: 'А', recipientsFrom: 'personal', personalTexts }));

		expect(bench.calls('jobs')[0]?.list).toBe(`${phone(0)}:Анна\n${phone(1)}:Борис\n`);
	});

	test('keeps SMSC from correcting a foreign number that begins with 8', async () => {
		await bench.run(sale({ name: 'А', recipients: `861012345678, ${phone(0)}` }));

		expect(bench.calls('jobs')[0]?.phones).toBe(`+861012345678,${phone(0)}`);
	});

	test('gives each recipient a text of its own', async () => {
		await bench.rows(
			sale({
				name: 'Личная',
				recipientsFrom: 'personal',
				personalTexts: `${phone(0)}:Анна, скидка\n${phone(1)}:Борис, скидка`,
			}),
		);

		expect(sent().sort()).toEqual([
			[phone(0), 'Анна, скидка'],
			[phone(1), 'Борис, скидка'],
		]);
	});

	test('sends emails with their subject and files', async () => {
		await bench.rows(
			sale({
				name: 'Письмо',
				mailingType: 'email',
				recipients: 'a@example.com, b@example.com',
				subject: 'Тема письма',
				sender: locator('shop@example.com'),
				options: { attachments: 'data' },
			}),
			{
				items: [
					{
						json: {},
						binary: {
							data: {
								data: Buffer.from('Прайс').toString('base64'),
								fileName: 'прайс.txt',
								mimeType: 'text/plain',
							},
						},
					},
				],
			},
		);

		expect(bench.gateway.messages).toMatchObject([
			{ recipient: 'a@example.com', channel: 'mail', sender: 'shop@example.com' },
			{ recipient: 'b@example.com' },
		]);
		const body = bench.gateway.requests[0]?.body.toString('utf8') ?? '';
		expect(body).toContain('Тема письма');
		expect(body).toContain('filename="прайс.txt"');
		expect(body).toContain('Прайс');
	});

	test('sends every option under its name', async () => {
		await bench.run(
			sale({
				name: 'Всё',
				sender: locator('MyShop'),
				options: {
					autoRepeat: true,
					maxRepeats: 3,
					repeat: '5',
					smsSender: 'Shop2',
					smsText: 'Короче',
					translit: '1',
					sendIn: 30,
					valid: '12',
				},
			}),
		);

		expect(bench.calls('jobs')).toEqual([
			expect.objectContaining({
				sender: 'MyShop',
				'fl[5]': '1',
				rptn: '3',
				rpt: '5',
				sender2: 'Shop2',
				mes2: 'Короче',
				translit: '1',
				time: '+30',
				valid: '12',
			}),
		]);
	});

	test('tells the cost as a number with its currency', async () => {
		const rows = await bench.rows(sale({ name: 'Цена', options: { costInAnswer: true } }));

		expect(rows).toEqual([
			{ id: expect.any(String) as string, name: 'Цена', cost: 4.5, currency: 'RUB', created: true },
		]);
	});

	test.each([
		['the connection breaks after the work', { kind: 'reset', when: 'after' }],
		['the gateway answers 502 after the work', { kind: 'status', status: 502, when: 'after' }],
		['the answer is cut off', { kind: 'truncated', bytes: 5 }],
	] as const)(
		'creates no mailing twice when %s, whatever Retry On Fail does',
		async (_what, fault) => {
			await bench.gateway.faults.add(fault);
			const { outputs, tries } = await bench.run(sale(), {
				items: itemsOf({ name: 'Одна' }, { name: 'Другая' }),
				node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			});

			expect(tries).toBeGreaterThan(1);
			expect(
				stored()
					.map(({ name }) => name)
					.sort(),
			).toEqual(['Другая', 'Одна']);
			expect(jsonOf(outputs[1]).map((row) => detailsOf(row).outcome)).toEqual([
				'unknown',
				'unknown',
			]);
		},
	);

	test('reports a refusal, with the name of the mailing', async () => {
		const { outputs } = await bench.run(sale({ textFrom: 'template', template: locator('99') }), {
			items: itemsOf({ name: 'Без шаблона', who: 'Анна' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[1])[0]).toMatchObject({ who: 'Анна' });
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			code: '1',
			outcome: 'refused',
			recipient: 'Без шаблона',
		});
	});

	test.each([
		['a name', { name: '={{ $json.none }}' }, 'Name is empty'],
		['recipients', { name: 'А', recipients: '={{ $json.none }}' }, 'Recipients is empty'],
		['a possible recipient', { name: 'А', recipients: 'Анна' }, 'Recipients “Анна”'],
		['a text', { name: 'А', text: '={{ $json.none }}' }, 'Text is empty'],
	])('wants %s', async (_what, more, words) => {
		const { error } = await bench.run(sale(more));

		expect(error?.message).toContain(words);
		expect(bench.calls('jobs')).toEqual([]);
	});

	test('works as a tool of an AI agent', async () => {
		const { response, error } = await bench.tool(sale({ name: 'Агент' }));

		expect(error).toBeUndefined();
		expect(String(response)).toContain('"created":true');
		expect(stored()).toHaveLength(1);
	});
});

describe('of the mailings that there are', () => {
	const two = async () => {
		await bench.rows(sale(), { items: itemsOf({ name: 'Первая' }, { name: 'Вторая' }) });
		return stored().map(({ messageId }) => String(messageId));
	};

	test('Get gives one as SMSC does, with its ID as text', async () => {
		const [id = ''] = await two();
		const name = stored()[0]?.name;

		expect(await bench.rows(mailing('get', { mailingId: id }))).toEqual([
			expect.objectContaining({ id, name, phones_cnt: 3 }),
		]);
	});

	test('Get Many gives them, and nothing where there is none', async () => {
		expect(await bench.rows(mailing('getAll', { returnAll: true }))).toEqual([]);
		const ids = await two();
		bench.gateway.settings.rateLimits = false;

		expect(
			(await bench.rows(mailing('getAll', { returnAll: true }))).map(({ id }) => id).sort(),
		).toEqual(ids.sort());
		expect(await bench.rows(mailing('getAll', { returnAll: true, mailingType: 'email' }))).toEqual(
			[],
		);
	});

	test('Get Many asks for days', async () => {
		await bench.rows(
			mailing('getAll', { start: '2026-01-05T10:00:00', end: '2026-02-28T00:00:00+03:00' }),
		);

		expect(bench.calls('jobs')).toEqual([{ get_all: '1', start: '05.01.2026', end: '28.02.2026' }]);
	});

	test('Cancel and Delete do what they say', async () => {
		const [first = '', second = ''] = await two();
		const cancelled = await bench.rows(mailing('cancel', { mailingId: first }));
		const deleted = await bench.rows(mailing('delete', { mailingId: second }));

		expect(cancelled).toEqual([{ cancelled: true }]);
		expect(deleted).toEqual([{ deleted: true }]);
		expect(stored()).toEqual([expect.objectContaining({ status: 'cancelled' })]);
	});

	test.each(['get', 'cancel', 'delete'])('%s reports a mailing that is not there', async (name) => {
		const { outputs } = await bench.run(mailing(name, { mailingId: '={{ $json.id }}' }), {
			items: itemsOf({ id: '77' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[1])[0]).toMatchObject({ id: '77' });
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ code: '3', gateway: 'smsc' });
	});
});
