import {
	ask,
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	send,
	locator,
	useBench,
} from './setup.mts';

const bench = useBench();

describe('Message: Send', () => {
	test('sends UTF-8 as a form and asks for JSON', async () => {
		const [row] = await bench.rows(send());

		const [request] = bench.gateway.requests;
		expect(request).toMatchObject({ method: 'POST', path: '/sys/send.php' });
		expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		const body = new URLSearchParams(request?.body.toString());
		expect(Object.fromEntries(body)).toMatchObject({ fmt: '3', charset: 'utf-8' });
		expect(JSON.stringify(request?.query ?? '')).not.toContain('psw');
		expect(bench.gateway.messages).toMatchObject([
			{ channel: 'sms', recipient: phone(0), text: 'Заказ 0 готов', sender: 'MyShop' },
		]);
		expect(row).toEqual({
			gateway: 'smsc',
			status: 'queued',
			messageId: expect.stringMatching(/^n8n-[0-9a-f]{24}$/),
			groupId: null,
			recipient: phone(0),
			reference: null,
			channel: 'sms',
			parts: 1,
		});
		expect(bench.gateway.messages[0]?.details).toMatchObject({
			id: row?.messageId,
			unknownParameters: [],
			decodeProblems: [],
		});
	});

	test.each([
		['flash', {}, { channel: 'flash', text: 'Да' }],
		['viber', {}, { channel: 'viber', text: 'Да' }],
		['telegram', {}, { channel: 'tg', text: 'Да' }],
		['telegramBot', { bot: 'myshop_bot' }, { channel: 'bot', text: 'Да' }],
		['whatsapp', { botNumber: '+7 900 111-22-33' }, { channel: 'whatsapp', text: 'Да' }],
		['mms', { subject: 'Тема' }, { channel: 'mms', text: 'Да' }],
		[
			'wapPush',
			{ url: 'https://example.com/?q=1&w=2', title: 'Скидки' },
			{ channel: 'push', text: 'https://example.com/?q=1&w=2\nСкидки' },
		],
	])('sends %s', async (type, fields, expected) => {
		const [row] = await bench.rows(send({ type, text: 'Да', ...fields }));

		expect(row).toMatchObject({ channel: type, status: 'queued' });
		expect(bench.gateway.messages).toMatchObject([expected]);
		expect(bench.gateway.messages[0]?.details).toMatchObject({ unknownParameters: [] });
	});

	test.each([
		['hex', '00 48 69 ff', '004869ff'],
		['bytes', '\0Hi\xff', '004869ff'],
	])('sends data given as %s', async (binaryFormat, text, hex) => {
		await bench.rows(send({ type: 'binary', binaryFormat, text }));

		expect(bench.gateway.messages[0]?.details).toMatchObject({ binary: { hex } });
	});

	test.each([
		['telegramBot', { bot: 'myshop_bot' }, { bot: '@myshop_bot' }],
		['whatsapp', { botNumber: '+7 900 111-22-33' }, { bot: 'wa:79001112233' }],
		['mms', { subject: 'Тема' }, { subj: 'Тема', mms: '1' }],
		['telegram', { recipient: '@anna_k' }, { tg: '1', phones: '@anna_k' }],
		['telegram', { recipient: '#12345' }, { phones: '#12345' }],
		['telegram', { recipient: '+7 (916) 111-00-00' }, { phones: '79161110000' }],
	])('writes %s with %j as documented', async (type, fields, expected) => {
		await bench.rows(send({ type, text: 'Да', ...fields }));

		expect(bench.calls('send')[0]).toMatchObject(expected);
	});

	test.each([
		['81312345678', '+81312345678'],
		['4512345678', '+4512345678'],
		['79161110000', '79161110000'],
		['+375 29 123-45-67', '375291234567'],
	])('lets SMSC correct no number: %s goes as %s', async (recipient, wire) => {
		const [row] = await bench.rows(send({ recipient }));

		expect(bench.calls('send')[0]?.phones).toBe(wire);
		expect(row?.recipient).toBe(wire.replace('+', ''));
		expect(bench.gateway.messages[0]?.recipient).toBe(wire.replace('+', ''));
	});

	test('has a parameter for each option', async () => {
		await bench.rows(
			send({
				text: 'Скидки https://example.com/offer',
				options: {
					translit: '2',
					shortenLinks: true,
					period: 1.5,
					freq: 30,
					valid: '1:30',
					maxParts: 2,
					costInAnswer: '3',
					recipientDetails: true,
					listBadNumbers: true,
					fileUrl: 'https://example.com/п.png',
					timeZone: 2,
					sendBetween: '9 - 21',
					messageId: 'order-7',
				},
			}),
		);

		expect(bench.calls('send')).toMatchObject([
			{
				translit: '2',
				tinyurl: '1',
				period: '1.5',
				freq: '30',
				valid: '01:30',
				maxsms: '2',
				cost: '3',
				op: '1',
				err: '1',
				fileurl: 'https://example.com/п.png',
				tz: '2',
				time: '9-21',
				id: 'order-7',
			},
		]);
		expect(bench.gateway.messages[0]?.details).toMatchObject({ unknownParameters: [] });
	});

	test('tells cost and balance with the currency of the account, which it asks for once', async () => {
		const parameters = send({ options: { costInAnswer: '3', recipientDetails: true } });
		const items = rows(3);
		const found = await bench.rows(parameters, { items });

		expect(found[0]).toMatchObject({
			cost: 1.5,
			currency: 'RUB',
			balance: expect.any(Number),
			recipients: [{ recipient: phone(0), cost: 1.5, currency: 'RUB', operatorCode: '25001' }],
		});
		expect(bench.calls('balance')).toHaveLength(1);
	});

	test.each([
		[{ sendAt: '2031-05-06T12:30:00' }, '2031-05-06T09:30:00.000Z'],
		[{ sendAt: '2031-05-06T12:30:00+07:00' }, '2031-05-06T05:30:00.000Z'],
	])('sends at an instant: %j', async (options, scheduledAt) => {
		await bench.rows(send({ options }), { timezone: 'Europe/Moscow' });

		expect(bench.gateway.messages).toMatchObject([{ scheduledAt }]);
	});

	test('sends in some minutes', async () => {
		await bench.rows(send({ options: { sendIn: 45 } }));

		expect(bench.calls('send')[0]?.time).toBe('+45');
		expect(bench.gateway.messages[0]?.scheduledAt).toEqual(expect.any(String));
	});

	test('wraps the text in prefix and comment', async () => {
		await bench.rows(
			send({ text: 'Да', options: { prefix: '__VIBER__', comment: 'Акция «Весна»' } }),
		);

		expect(bench.gateway.messages).toMatchObject([{ channel: 'viber', text: 'Да' }]);
		expect(bench.gateway.messages[0]?.details).toMatchObject({ comment: 'Акция «Весна»' });
	});

	test('sends to a group by its number, and tells what each member got', async () => {
		bench.gateway.settings.refusals[phone(1)] = 8;
		await addGroup(12, [phone(0), phone(1)]);
		const [row] = await bench.rows(
			send({
				sendTo: 'group',
				group: locator('12'),
				text: 'Всем',
				options: { listBadNumbers: true },
			}),
		);

		expect(bench.calls('send')[0]?.phones).toBe('G12');
		expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([phone(0)]);
		expect(row).toMatchObject({
			recipient: 'G12',
			recipients: [{ recipient: phone(1), status: 'unreachable', code: '248' }],
		});
	});

	test('sends what has no field, in place of what has one', async () => {
		await bench.rows(
			send({
				additionalParameters: {
					parameter: [
						{ name: 'smsreq', value: '30' },
						{ name: 'sender', value: 'SMSC' },
					],
				},
			}),
		);

		expect(bench.calls('send')).toMatchObject([{ smsreq: '30', sender: 'SMSC' }]);
	});

	test('lets the reference travel in the ID where it can', async () => {
		const items = [
			{ json: { phone: phone(0), text: 'a', ref: 'order-7' } },
			{ json: { phone: phone(1), text: 'b', ref: 'Заказ 7' } },
			{ json: { phone: phone(2), text: 'c', ref: 'x'.repeat(27) } },
		];
		const found = await bench.rows(send({ reference: '={{ $json.ref }}' }), { items });

		expect(found.map(({ reference }) => reference)).toEqual(items.map(({ json }) => json.ref));
		expect(found[0]?.messageId).toEqual(expect.stringMatching(/^order-7\.\.[0-9a-f]{12}$/));
		for (const row of found.slice(1)) {
			expect(row.messageId).toEqual(expect.stringMatching(/^n8n-[0-9a-f]{24}$/));
		}
	});

	test('does not take a message for accepted whose only recipient is refused in another spelling', async () => {
		const phones = [{ phone: 'ann', status: 22, error: '1' }];
		const body = JSON.stringify({ id: 1, cnt: 0, phones });
		await bench.gateway.faults.add({ kind: 'status', status: 200, path: '/sys/send.php', body });
		const parameters = send({ type: 'telegram', recipient: '@ann' });
		const { outputs } = await bench.run(parameters, errorOutput);

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'invalidRecipient', code: '1' });
	});

	test.each([
		['an empty text', { text: '' }, 'Text is empty'],
		['a text that is too long', { text: 'я'.repeat(1001) }, 'Text has 1001 characters'],
		['odd digits', { type: 'binary', text: '123' }, 'pairs of hexadecimal digits'],
		['no bytes', { type: 'binary', binaryFormat: 'bytes', text: 'я' }, 'not bytes'],
		[
			'an unknown format',
			{ type: 'binary', binaryFormat: '={{ "octal" }}', text: '00' },
			'Format is not one of its choices',
		],
		['no WhatsApp number', { type: 'whatsapp', botNumber: 'Аня' }, 'WhatsApp Number'],
		['an empty WhatsApp number', { type: 'whatsapp' }, 'WhatsApp Number is empty'],
		['no bot', { type: 'telegramBot', bot: '@' }, 'Bot is empty'],
		['no number', { recipient: 'Аня' }, 'Аня'],
		['no nickname', { type: 'telegram', recipient: 'два слова' }, 'два слова'],
		['a group as a nickname', { type: 'telegram', recipient: 'G3' }, 'contact group'],
		['the same in small letters', { type: 'telegram', recipient: 'g31415' }, 'contact group'],
		['a text of spaces', { text: ' \n ' }, 'Text is empty'],
		['a group without a number', { sendTo: 'group', group: locator('все') }, 'все'],
		['an ID that is too big', { options: { messageId: '2147483648' } }, 'Message ID'],
		['an ID with a space', { options: { messageId: 'order 7' } }, 'Message ID'],
		['an endless lifetime', { options: { valid: '25' } }, 'Time to Live (Hours)'],
		['no span', { options: { sendBetween: '9' } }, 'Send Between'],
		['two times', { options: { sendIn: 5, sendBetween: '9-21' } }, 'Send At'],
		['no date', { options: { sendAt: 'завтра' } }, 'Send At'],
	])('names what cannot be sent: %s', async (_what, fields, words) => {
		const { outputs } = await bench.run(send(fields), errorOutput);

		expect(jsonOf(outputs[1])[0]?.error).toContain(words);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'notSent' });
		expect(bench.gateway.counters.requests).toBe(0);
	});

	test.each(['ok', 'None', 'error', '-1'])(
		'an ID of the user’s own is the message’s, also if it is %s',
		async (messageId) => {
			const [row] = await bench.rows(send({ options: { messageId } }));

			expect(row).toMatchObject({ status: 'queued', messageId });
		},
	);

	test('takes an API key in place of login and password', async () => {
		await bench.rows(send(), {
			credentialData: { authentication: 'apiKey', apiKey: 'smsc-sandbox-key' },
		});

		const [call] = bench.calls('send');
		expect(call?.apikey).toBe('smsc-sandbox-key');
		expect(call).not.toHaveProperty('login');
	});
});

async function addGroup(number: number, members: string[]): Promise<void> {
	const values = { add_group: '1', name: 'Все', num: String(number) };
	const { id } = await ask(bench.gateway, 'phones', values);
	for (const member of members) {
		await ask(bench.gateway, 'phones', { add: '1', phone: member, grp: String(id) });
	}
}
