import { base64, SENDER, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const ANN = { name: 'Ann', email: 'ann@example.com' };
const MAIL = {
	html: base64('<p>Привет &amp; пока</p>'),
	text: 'Привет',
	subject: 'Заказ №1',
	from: { name: 'Shop', email: SENDER },
	to: [ANN],
};

type Sent = { readonly result: boolean; readonly id: string };

const send = async (changes: object = {}) =>
	await api.ok<Sent>('POST', '/smtp/emails', { email: { ...MAIL, ...changes } });

const refusal = async (changes: object) => {
	const [status, code, message] = await api.refusal('POST', '/smtp/emails', {
		email: { ...MAIL, ...changes },
	});
	expect(api.sendpulse.messages).toEqual([]);
	return [status, code, message];
};

const onlyMail = () => {
	expect(api.sendpulse.messages).toHaveLength(1);
	return api.sendpulse.messages[0];
};

describe('an SMTP mail', () => {
	it('is accepted and shown decoded', async () => {
		const cc = [{ email: 'cc@example.com' }];
		const bcc = [{ name: 'Boss', email: 'bcc@example.com' }];
		const answer = await send({
			cc,
			bcc,
			reply_to: { email: 'reply@example.com' },
			attachments: { 'заметка.txt': 'просто текст' },
			attachments_binary: { 'invoice.pdf': base64('%PDF-1') },
		});
		expect(answer).toEqual({
			result: true,
			id: expect.stringMatching(/^[0-9a-z]{6}-[0-9a-z]{6}-[0-9a-z]{2}$/) as string,
		});
		expect(onlyMail()).toMatchObject({
			gateway: 'sendpulse',
			id: answer.id,
			channel: 'smtp',
			recipient: 'ann@example.com',
			sender: SENDER,
			text: 'Привет',
			html: '<p>Привет &amp; пока</p>',
			scheduledAt: null,
			status: 'queued',
			requestId: api.sendpulse.requests[0]?.id,
			details: {
				subject: 'Заказ №1',
				from: MAIL.from,
				to: [ANN],
				cc,
				bcc,
				replyTo: { email: 'reply@example.com' },
				recipientName: 'Ann',
				attachments: [
					{ name: 'заметка.txt', bytes: 23, base64: base64('просто текст') },
					{ name: 'invoice.pdf', bytes: 6, base64: base64('%PDF-1') },
				],
				decodeProblems: [],
			},
		});
	});

	it('goes to each recipient by itself', async () => {
		const to = [ANN, { email: 'bob@example.com' }];
		const { id } = await send({ to });
		const mails = api.sendpulse.messages;
		expect(mails.map(({ recipient }) => recipient)).toEqual(['ann@example.com', 'bob@example.com']);
		expect(mails[0]?.id).toBe(id);
		expect(new Set(mails.map((mail) => mail.id)).size).toBe(2);
		for (const mail of mails) expect(mail.details).toMatchObject({ to, sendId: id });
	});

	it('needs no html, or no text, and has its text derived on demand', async () => {
		await send({ html: undefined });
		await send({ text: undefined });
		await send({ text: undefined, auto_plain_text: true });
		expect(api.sendpulse.messages.map(({ html, text }) => [html, text])).toEqual([
			[null, 'Привет'],
			['<p>Привет &amp; пока</p>', ''],
			['<p>Привет &amp; пока</p>', 'Привет & пока'],
		]);
	});

	it.each([60, 76])('may have line breaks in its base64, after %i characters', async (width) => {
		const text = 'Привет, это письмо длиннее одной строки. '.repeat(10);
		const broken = base64(text).replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
		await send({ html: `${broken}\n`, attachments_binary: { 'a.txt': `${broken}\n` } });
		const mail = onlyMail();
		expect(mail?.html).toBe(text);
		expect(mail?.details.attachments).toEqual([
			{ name: 'a.txt', bytes: Buffer.byteLength(text), base64: base64(text) },
		]);
	});

	it('may be of many megabytes', async () => {
		const text = 'Б'.repeat(6 * 1024 * 1024);
		const file = Buffer.alloc(12 * 1024 * 1024, 1).toString('base64');
		await send({ html: base64(text), attachments_binary: { 'a.bin': file } });
		const mail = onlyMail();
		expect(mail?.html?.length).toBe(text.length);
		expect(mail?.details.attachments).toMatchObject([{ bytes: 12 * 1024 * 1024 }]);
	});

	it('shows an html whose bytes are not UTF-8', async () => {
		await send({ html: Buffer.from('Привет', 'utf16le').toString('base64') });
		await send({ html: Buffer.from([0xcf, 0xf0]).toString('base64') });
		const problems = api.sendpulse.messages.map(({ details }) => details.decodeProblems);
		expect(problems[1]).toEqual(['html: bytes that do not decode as utf8']);
	});

	it('may be made from a template, by id or by real_id', async () => {
		const body = base64('<p>Hi {{name}}, {{nothing}}</p>');
		const { real_id } = await api.ok<{ real_id: number }>('POST', '/template', { name: 'A', body });
		const own = api.state.account.templates.get(real_id);
		for (const id of [real_id, String(real_id), own?.id]) {
			await send({
				html: undefined,
				text: undefined,
				template: { id, variables: { name: 'Анна' } },
			});
		}
		for (const { html } of api.sendpulse.messages) expect(html).toBe('<p>Hi Анна, {{nothing}}</p>');
		expect(api.sendpulse.messages).toHaveLength(3);
	});

	it.each<[string, object, number, string]>([
		['no from', { from: undefined }, 10, 'Argument from.email missing'],
		['from without address', { from: { name: 'A' } }, 10, 'Argument from.email missing'],
		['a wrong from', { from: { name: 'A', email: 'x' } }, 10, 'Argument from.email is invalid'],
		['from as a string', { from: SENDER }, 422, 'Argument from is invalid'],
		['from without name', { from: { email: SENDER } }, 422, 'Argument from.name missing'],
		[
			'an unknown sender',
			{ from: { name: 'A', email: 'a@b.example' } },
			422,
			'Sender is not valid',
		],
		['no recipient', { to: undefined }, 11, 'Argument email.to is invalid'],
		['an empty list', { to: [] }, 11, 'Argument email.to is invalid'],
		['one recipient instead of a list', { to: ANN }, 11, 'Argument email.to is invalid'],
		['recipients as strings', { to: ['ann@example.com'] }, 11, 'Argument email.to is invalid'],
		['a wrong recipient', { to: [{ email: 'ann' }] }, 422, 'Recipient email is invalid'],
		['a wrong copy', { cc: [{ email: 'x' }] }, 422, 'Recipient email is invalid'],
		['copies as a string', { bcc: 'a@b.example' }, 422, 'Argument email.bcc is invalid'],
		['no subject', { subject: undefined }, 12, 'Argument subject missing'],
		['no body', { html: undefined, text: undefined }, 13, 'Missed email body'],
		['an empty body', { html: '', text: '' }, 13, 'Missed email body'],
		['html that is not base64', { html: '<p>Hi</p>' }, 999, 'Badly formed incoming data'],
		['html of base64url', { html: 'PD94_w' }, 999, 'Badly formed incoming data'],
		['an empty template beside html', { template: {} }, 10, 'Argument template.id missing'],
		['a template in a string', { template: '1' }, 422, 'Argument template is invalid'],
		[
			'a template without variables',
			{ template: { id: 1 } },
			731,
			'Variables list passed in wrong format',
		],
		['an unknown template', { template: { id: 1, variables: {} } }, 31, 'Template not found'],
		['attachments in a list', { attachments: ['x'] }, 422, 'Argument attachments is invalid'],
		[
			'a binary that is not base64',
			{ attachments_binary: { a: 'x?' } },
			422,
			'Argument attachments_binary is invalid',
		],
		[
			'binaries in a list',
			{ attachments_binary: [{ a: 'eA==' }] },
			422,
			'Argument attachments_binary is invalid',
		],
	])('is refused with %s', async (_, changes, code, message) => {
		expect(await refusal(changes)).toEqual([422, code, message]);
	});

	it('stands inside "email"', async () => {
		expect(await api.refusal('POST', '/smtp/emails', MAIL)).toEqual([
			422,
			422,
			'Argument email missing',
		]);
		const inString = { email: 'no JSON of a mail' };
		expect(await api.refusal('POST', '/smtp/emails', inString)).toEqual([
			422,
			999,
			'Badly formed incoming data',
		]);
	});

	it('is refused for the state of the account', async () => {
		api.settings.plan = 'expired';
		expect(await refusal({})).toEqual([403, 403, 'Account expired']);
		Object.assign(api.settings, { plan: 'enough', smtpUser: false });
		expect(await refusal({})).toEqual([
			422,
			400,
			'No such SMTP user, you need to create SMTP account first',
		]);
		Object.assign(api.settings, { smtpUser: true, smtpMaxRecipients: 2 });
		const cc = [{ email: 'a@b.example' }, { email: 'c@d.example' }];
		expect(await refusal({ cc })).toEqual([422, 550, '5.5.3 Too many recipients']);
		await api.ok('POST', '/senders', { email: 'new@shop.example', name: 'New' });
		const from = { name: 'New', email: 'new@shop.example' };
		expect(await refusal({ from })).toEqual([422, 422, 'Sender is not valid']);
	});
});
