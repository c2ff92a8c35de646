import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	addresses,
	detailsOf,
	errorOutput,
	jsonOf,
	sendEmail,
	sender,
	locator,
	useBench,
} from './setup.mts';

const bench = useBench();

const sent = () => bench.sendpulse.messages.filter(({ channel }) => channel === 'smtp');

const wire = (index = 0): IDataObject =>
	((bench.calls()[index]?.body as IDataObject).email ?? {}) as IDataObject;

describe('Email: Send', () => {
	test('regression: sends the HTML, as base64 of its UTF-8 bytes', async () => {
		const [row] = await bench.rows(sendEmail(), { items: addresses(1) });

		expect(sent()[0]).toMatchObject({
			recipient: 'ann+0@example.com',
			html: '<p>Привет, мир 🎁</p>',
			details: { subject: 'Заказ № 7', decodeProblems: [] },
		});
		expect(row).toMatchObject({
			status: 'queued',
			messageId: sent()[0]?.id,
			recipient: 'ann+0@example.com',
			channel: 'email',
		});
		expect(bench.sendpulse.state.account.ignored).toEqual([]);
	});

	test('regression: sends neither a template nor any other key that is not used', async () => {
		await bench.rows(sendEmail(), { items: addresses(1) });

		expect(Object.keys(wire()).sort()).toEqual([
			'auto_plain_text',
			'from',
			'html',
			'subject',
			'to',
		]);
	});

	test.each<[string, INodeParameters, boolean]>([
		['HTML alone', {}, true],
		['HTML alone, when the user says yes', { options: { autoPlainText: true } }, true],
		['HTML alone, unless the user says no', { options: { autoPlainText: false } }, false],
		['HTML and Text', { emailFormat: 'both', text: 'Привет' }, false],
		['Text', { emailFormat: 'text', text: 'Привет' }, false],
	])('asks for the text version of %s', async (_name, more, asked) => {
		await bench.rows(sendEmail(more), { items: addresses(1) });

		expect(wire().auto_plain_text).toBe(asked ? true : undefined);
		const text = (more.text as string | undefined) ?? (asked ? 'Привет, мир 🎁' : '');
		expect(sent()[0]?.text).toBe(text);
	});

	test('regression: sends copies, hidden copies and the address for answers', async () => {
		await bench.rows(
			sendEmail({
				toEmail: 'Ann <ann@example.com>; "Roe, Bob" <bob@example.com>',
				options: {
					cc: 'carl@example.com',
					bcc: 'Dora <dora@example.com>, eve@example.com',
					replyTo: 'Help <help@shop.example>',
				},
			}),
		);

		expect(sent()).toHaveLength(2);
		expect(sent()[0]?.details).toMatchObject({
			to: [
				{ name: 'Ann', email: 'ann@example.com' },
				{ name: 'Roe, Bob', email: 'bob@example.com' },
			],
			cc: [{ email: 'carl@example.com' }],
			bcc: [{ name: 'Dora', email: 'dora@example.com' }, { email: 'eve@example.com' }],
			replyTo: { name: 'Help', email: 'help@shop.example' },
		});
	});

	test('sends a template with its variables, and nothing beside it', async () => {
		const created = (await bench.ask('POST', '/template', {
			name: 'Order',
			body: Buffer.from('<p>Dear {{name}}</p>').toString('base64'),
			lang: 'en',
		})) as { real_id: number };
		await bench.rows(
			sendEmail({
				emailFormat: 'template',
				templateId: locator(String(created.real_id)),
				templateVariables: { variable: [{ name: 'name', value: 'Анна' }] },
			}),
			{ items: addresses(1) },
		);

		expect(sent()[0]).toMatchObject({
			html: '<p>Dear Анна</p>',
			details: { templateId: String(created.real_id) },
		});
	});

	test('takes variables as JSON', async () => {
		await bench.run(
			sendEmail({
				emailFormat: 'template',
				templateId: locator('77'),
				specifyVariables: 'json',
				variablesJson: '{"items":[{"name":"Tea"}]}',
			}),
			{ items: addresses(1) },
		);

		expect(wire().template).toEqual({ id: '77', variables: { items: [{ name: 'Tea' }] } });
	});

	test('attaches files of the item, each under a name of its own', async () => {
		const file = (text: string) => ({
			data: Buffer.from(text).toString('base64'),
			mimeType: 'application/pdf',
			fileName: 'счёт.pdf',
		});
		await bench.rows(sendEmail({ options: { attachments: 'first, second' } }), {
			items: [
				{
					json: { email: 'ann@example.com' },
					binary: { first: file('один'), second: file('два') },
				},
			],
		});

		expect(sent()[0]?.details.attachments).toMatchObject([
			{ name: 'счёт.pdf', base64: Buffer.from('один').toString('base64') },
			{ name: 'счёт (2).pdf', base64: Buffer.from('два').toString('base64') },
		]);
	});

	test.each([
		['a sender without a name', { fromName: ' ' }, 'Sender Name'],
		['no recipient', { toEmail: '={{ "" }}' }, 'Recipient'],
		['a recipient that is none', { toEmail: 'ann@example.com, bob' }, 'bob'],
		['an empty HTML', { html: '={{ "" }}' }, 'HTML'],
		['a file that the item does not have', { options: { attachments: 'nothing' } }, 'nothing'],
		['two addresses for answers', { options: { replyTo: 'a@b.cc, c@d.ee' } }, 'Reply To'],
	])('refuses %s before anything is sent', async (_what, parameters, named) => {
		const { outputs } = await bench.run(sendEmail(parameters as never), {
			items: addresses(1),
			...errorOutput,
		});

		expect(bench.calls()).toEqual([]);
		expect(jsonOf(outputs[1])[0]?.error).toContain(named);
	});

	test('names the next step when the sender is not activated', async () => {
		const { outputs } = await bench.run(sendEmail({ fromEmail: locator('other@shop.example') }), {
			items: addresses(1),
			...errorOutput,
		});

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			outcome: 'refused',
			text: 'Sender is not valid',
			code: '422',
		});
	});

	test('answers an AI agent with the failure', async () => {
		const { response } = await bench.tool(
			sendEmail({ toEmail: 'ann@example.com', fromEmail: locator('x@y.zz') }),
		);

		expect(JSON.stringify(response)).toContain('Sender is not valid');
	});

	test('takes a refusal inside HTTP 200 for one', async () => {
		bench.sendpulse.settings.failureStyle = 'result';
		const { outputs } = await bench.run(sendEmail({ fromEmail: locator('x@y.zz') }), {
			items: addresses(1),
			...errorOutput,
		});

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'refused' });
	});
});

describe('Email: reading', () => {
	const sendTwo = async () => await bench.rows(sendEmail(), { items: addresses(2) });

	test('gets one message by the ID that Send gave', async () => {
		const [first] = await sendTwo();
		const [row] = await bench.rows({
			resource: 'email',
			operation: 'get',
			emailId: first?.messageId as string,
		});

		expect(row).toMatchObject({
			id: first?.messageId,
			recipient: 'ann+0@example.com',
			sender,
			opens: 0,
		});
		expect(row?.sentAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	});

	test('gets many messages in one request, each row its own', async () => {
		const sent = (await sendTwo()).map(({ messageId }) => String(messageId));
		const ids = [...sent, 'pzkic9-0afezp-fc', sent[0]!];
		const before = bench.calls().length;
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'get', emailId: '={{ $json.id }}' },
			{ ...errorOutput, items: ids.map((id) => ({ json: { id } })) },
		);

		expect(bench.calls().slice(before)).toMatchObject([
			{ method: 'POST', path: '/smtp/emails/info', body: { emails: ids.slice(0, 3) } },
		]);
		expect(outputs[0]).toMatchObject(
			[0, 1, 3].map((item) => ({ json: { id: ids[item] }, pairedItem: { item } })),
		);
		expect(outputs[1]).toMatchObject([
			{ json: { details: { kind: 'notFound' } }, pairedItem: { item: 2 } },
		]);
	});

	test('asks in halves when a list of IDs is wrong', async () => {
		const sent = (await sendTwo()).map(({ messageId }) => String(messageId));
		const before = bench.calls().length;
		bench.gateway.faults.add({
			kind: 'status',
			status: 400,
			body: { message: 'Emails param empty or incorrect', error_code: 832 },
			path: '/smtp/emails/info',
			times: 1,
		});
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'get', emailId: '={{ $json.id }}' },
			{ ...errorOutput, items: sent.map((id) => ({ json: { id } })) },
		);

		expect(
			bench
				.calls()
				.slice(before)
				.map(({ method, path }) => `${method} ${path}`),
		).toEqual(['POST /smtp/emails/info', ...sent.map((id) => `GET /smtp/emails/${id}`)]);
		expect(jsonOf(outputs[0]).map(({ id }) => id)).toEqual(sent);
	});

	test('takes the record of another message for none', async () => {
		await bench.sendpulse.faults.add({ kind: 'status', status: 200, body: { id: 'other' } });
		const get = { resource: 'email', operation: 'get', emailId: 'mine' };
		const { outputs } = await bench.run(get, errorOutput);

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound' });
	});

	test('says that a message is unknown', async () => {
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'get', emailId: 'a/b' },
			errorOutput,
		);

		expect(bench.calls()[0]?.path).toBe('/smtp/emails/a%2Fb');
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '14' });
	});

	test('leaves the countries out, unless they are asked for', async () => {
		await bench.rows({ resource: 'email', operation: 'getAll' });
		await bench.rows({ resource: 'email', operation: 'getAll', filters: { countries: true } });

		expect(bench.calls().map(({ query }) => query.country)).toEqual(['off', undefined]);
	});

	test('filters by recipient, sender and day, on the calendar of the account', async () => {
		await sendTwo();
		const rows = await bench.rows(
			{
				resource: 'email',
				operation: 'getAll',
				filters: {
					recipient: 'ann+1@example.com',
					sender,
					from: '2020-01-01T00:00:00Z',
					// Still the day before on the clock of the account.
					to: '2090-01-01T00:00:00+05:00',
				},
			},
			{ credentialData: { timeZone: 'Europe/Moscow' } },
		);

		expect(rows.map(({ recipient }) => recipient)).toEqual(['ann+1@example.com']);
		expect(bench.calls().at(-1)?.query).toEqual({
			country: 'off',
			from: '2020-01-01',
			limit: '50',
			offset: '0',
			recipient: 'ann+1@example.com',
			sender,
			to: '2089-12-31',
		});
	});

	test('reads all pages', async () => {
		await bench.rows(sendEmail(), { items: addresses(130) });
		const rows = await bench.rows({ resource: 'email', operation: 'getAll', returnAll: true });

		expect(new Set(rows.map(({ id }) => id)).size).toBe(130);
		expect(
			bench
				.calls()
				.slice(-2)
				.map(({ query }) => query.offset),
		).toEqual(['0', '100']);
	});

	test('lists the bounces of the last 24 hours, or of a day', async () => {
		const [first] = await sendTwo();
		await bench.sendpulse.pushStatus(String(first?.messageId), 'hard_bounces');
		const rows = await bench.rows({ resource: 'email', operation: 'getBounces' });
		await bench.rows({
			resource: 'email',
			operation: 'getBounces',
			filters: { date: '2026-07-01T00:00:00' },
		});

		expect(rows).toMatchObject([{ recipient: 'ann+0@example.com', answerCode: 550 }]);
		const [latest, day] = bench.calls().slice(-2);
		expect(latest?.query.date).toBeUndefined();
		expect(day?.query.date).toBe('2026-07-01');

		await bench.sandbox.clock.advance(24 * 3_600_000 + 1000);
		expect(await bench.rows({ resource: 'email', operation: 'getBounces' })).toEqual([]);
	});

	test('two bounces that differ in nothing are two, at the border of two pages as well', async () => {
		const once = addresses(102);
		const items = [...once.slice(0, 100), ...once.slice(99)];
		for (const { messageId } of await bench.rows(sendEmail(), { items }))
			await bench.sendpulse.pushStatus(String(messageId), 'hard_bounces');
		const seen = await bench.rows({
			resource: 'email',
			operation: 'getBounces',
			returnAll: true,
		});

		expect(seen.map(({ recipient }) => recipient)).toEqual(items.map(({ json }) => json.email));
	});
});

describe('Email: unsubscribed addresses', () => {
	const unsubscribe = {
		resource: 'email',
		operation: 'unsubscribe',
		address: '={{ $json.email }}',
	};

	test('unsubscribes many items in few calls', async () => {
		const rows = await bench.rows({ ...unsubscribe, comment: 'phone' }, { items: addresses(150) });

		expect(rows).toHaveLength(150);
		expect(rows[149]).toEqual({ email: 'ann+149@example.com', unsubscribed: true });
		expect(bench.calls().map(({ body }) => (body as { emails: unknown[] }).emails.length)).toEqual([
			100, 50,
		]);
		expect(bench.sendpulse.state.account.smtpUnsubscribed.size).toBe(150);
	});

	test.each(['unsubscribe', 'removeFromUnsubscribed'])(
		'%s: a refused address fails alone; the others of its call are done',
		async (operation) => {
			const input = addresses(4);
			for (const { json } of input) {
				if (operation === 'unsubscribe') continue;
				await bench.ask('POST', '/smtp/unsubscribe', { emails: [{ email: json.email }] });
			}
			// Passes the node, not the service.
			input[2] = { json: { email: 'a"b@example.com' } };
			const { outputs } = await bench.run(
				{ ...unsubscribe, operation },
				{ items: input, ...errorOutput },
			);

			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 3 },
			]);
			expect(jsonOf(outputs[1])).toMatchObject([
				{
					email: 'a"b@example.com',
					details: { code: '14', kind: 'invalidRecipient' },
				},
			]);
			const left = [...bench.sendpulse.state.account.smtpUnsubscribed.keys()].sort();
			expect(left).toEqual(
				operation === 'unsubscribe'
					? ['ann+0@example.com', 'ann+1@example.com', 'ann+3@example.com']
					: ['ann+2@example.com'],
			);
		},
	);

	test('lists, checks, asks and removes them', async () => {
		await bench.rows(unsubscribe, { items: addresses(2) });
		const list = await bench.rows({ resource: 'email', operation: 'getUnsubscribed' });
		const check = {
			resource: 'email',
			operation: 'checkUnsubscribed',
			address: '={{ $json.email }}',
		};
		const before = await bench.rows(check, { items: addresses(1) });
		const asked = await bench.rows(
			{
				resource: 'email',
				operation: 'resubscribe',
				address: '={{ $json.email }}',
				sender: locator(sender),
				language: 'ru',
			},
			{ items: addresses(1) },
		);
		const removed = await bench.rows(
			{ resource: 'email', operation: 'removeFromUnsubscribed', address: '={{ $json.email }}' },
			{ items: addresses(1) },
		);
		const after = await bench.rows(check, { items: addresses(1) });

		expect(list).toMatchObject([
			{ email: 'ann+0@example.com', byUser: true, spamComplaint: false },
			{ email: 'ann+1@example.com' },
		]);
		expect(before).toEqual([{ email: 'ann+0@example.com', unsubscribed: true }]);
		expect(asked).toMatchObject([{ email: 'ann+0@example.com', success: true }]);
		expect(removed).toEqual([{ email: 'ann+0@example.com', unsubscribed: false }]);
		expect(after).toEqual([{ email: 'ann+0@example.com', unsubscribed: false }]);
	});
});

describe('Email: the SMTP service itself', () => {
	test('lists IPs and senders', async () => {
		expect(await bench.rows({ resource: 'email', operation: 'getIps' })).toEqual([
			{ ip: '127.0.0.1' },
		]);
		expect(await bench.rows({ resource: 'email', operation: 'getSenders' })).toEqual([
			{ email: sender },
			{ email: 'sale@shop.example' },
		]);
	});

	test('adds, lists and verifies a domain', async () => {
		await bench.rows({ resource: 'email', operation: 'addDomain', domain: 'new.example' });
		const domains = await bench.rows({ resource: 'email', operation: 'getDomains' });
		const verified = await bench.rows({
			resource: 'email',
			operation: 'verifyDomain',
			address: 'post@new.example',
		});

		expect(domains).toContainEqual(
			expect.objectContaining({ domain: 'new.example', active: false }),
		);
		expect(verified).toEqual([{ email: 'post@new.example', success: true }]);
		expect(bench.sendpulse.messages.at(-1)?.recipient).toBe('post@new.example');
	});

	describe('Verify Domain', () => {
		const verify = (address = sender) => ({
			resource: 'email',
			operation: 'verifyDomain',
			address,
		});
		const paths = () => bench.calls().map(({ path }) => decodeURIComponent(path));
		const letters = () => bench.sendpulse.messages.map(({ recipient }) => recipient);
		const document = `/domains/${sender}`;
		const newer = `/smtp/domains/${sender}`;
		const done = { email: sender, success: true };
		const told = { ...done, path: '/smtp/domains/{email}' };

		test.each(['both', 'root'] as const)(
			'takes the path of the document (%s)',
			async (verifyPath) => {
				bench.sendpulse.settings.verifyPath = verifyPath;

				expect(await bench.rows(verify())).toEqual([done]);
				expect(paths()).toEqual([document]);
				expect(letters()).toEqual([sender]);
			},
		);

		test('takes the other one where that is not there, and tells it in the row', async () => {
			bench.sendpulse.settings.verifyPath = 'smtp';

			expect(await bench.rows(verify())).toEqual([told]);
			expect(paths()).toEqual([document, newer]);
			expect(letters()).toEqual([sender]);
		});

		test('does so as an agent’s tool as well', async () => {
			bench.sendpulse.settings.verifyPath = 'smtp';
			const { response } = await bench.tool(verify());

			expect(JSON.stringify(response)).toContain(told.path);
			expect(paths()).toEqual([document, newer]);
			expect(letters()).toEqual([sender]);
		});

		test('says what either path answered when both know nothing of it', async () => {
			bench.sendpulse.settings.verifyPath = 'smtp';
			const { outputs } = await bench.run(verify('post@other.example'), errorOutput);
			const [row] = jsonOf(outputs[1]);

			expect(row?.error).toBe(
				'SendPulse refused this: Domain not found; before that, at another path: Not Found',
			);
			expect(detailsOf(row)).toMatchObject({ kind: 'notFound', outcome: 'refused' });
			expect(letters()).toEqual([]);
		});

		test.each([
			['a refusal of another kind', { kind: 'status', status: 422 }, 'refused'],
			['an answer that is lost', { kind: 'reset', when: 'after' }, 'unknown'],
		] as const)('tries no other path after %s', async (_what, fault, outcome) => {
			await bench.sendpulse.faults.add({ ...fault, times: 1 });
			const { outputs } = await bench.run(verify(), errorOutput);

			expect(paths()).toEqual([document]);
			expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome });
		});

		test('leaves the outcome open when the answer at the other path is lost', async () => {
			bench.sendpulse.settings.verifyPath = 'smtp';
			await bench.sendpulse.faults.add({
				kind: 'reset',
				when: 'after',
				match: ({ path }) => path.startsWith('/smtp/'),
			});
			const { outputs } = await bench.run(verify(), errorOutput);

			expect(paths()).toEqual([document, newer]);
			expect(letters()).toEqual([sender]);
			expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
		});
	});
});
