import type { INodeParameters } from 'n8n-workflow';
import { statusRoute } from '../../../nodes/Smsc/resources/message/status.ts';
import { detailsOf, errorOutput, jsonOf, phone, rows, send, sendMany, useBench } from './setup.mts';

const bench = useBench();

const getStatus = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'getStatus',
	messageId: '={{ $json.messageId }}',
	recipient: '={{ $json.recipient }}',
	...more,
});

/** Sends some messages and gives the rows that asking for them starts from. */
const sent = async (count: number, parameters = sendMany()) =>
	(await bench.rows(parameters, { items: rows(count) })).map((json) => ({ json }));

describe('Message: Get Status', () => {
	test.each(['documented', 'recorded'] as const)('reads a single one (%s)', async (shortStatus) => {
		bench.gateway.settings.shortStatus = shortStatus;
		const items = await sent(1, send());
		const [message] = bench.gateway.messages;
		await bench.gateway.pushStatus(message?.id ?? '', '20,1');
		const [row] = await bench.rows(getStatus(), { items });

		expect(row).toMatchObject({
			gateway: 'smsc',
			messageId: items[0]?.json.messageId,
			recipient: phone(0),
			status: 'undelivered',
			final: true,
			success: false,
			code: '20',
			errorCode: shortStatus === 'recorded' ? null : '1',
			text: shortStatus === 'recorded' ? null : 'The subscriber does not exist',
			occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/),
		});
		expect(bench.calls('status')).toEqual([
			{ phone: phone(0), id: items[0]?.json.messageId, all: '0' },
		]);
	});

	test('reads a recipient as a table has it', async () => {
		const [item] = await sent(1, send());
		const written = [`\u200e${phone(0)}`, `${phone(0)}.0`, '7.9161110000E+10', `"${phone(0)}"`];
		const items = written.map((recipient) => ({ json: { ...item?.json, recipient } }));

		expect((await bench.rows(getStatus(), { items })).map(({ status }) => status)).toEqual(
			written.map(() => 'queued'),
		);
	});

	test('shows no object in the place of a word', async () => {
		const items = await sent(1, send());
		const body = { status: { a: 1 }, err: {}, last_date: '30.11.2026 12:00:00', cn: {} };
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(getStatus(), { items, ...errorOutput });
		const seen = JSON.stringify(outputs.map((output) => jsonOf(output)));

		expect(seen).not.toContain('[object');
	});

	test('asks about 1,000 messages in one request', async () => {
		const items = await sent(1000);
		const [, second] = bench.gateway.messages;
		await bench.gateway.pushStatus(second?.id ?? '', '1');
		const found = await bench.rows(getStatus(), { items });

		expect(bench.calls('status')).toHaveLength(1);
		expect(found.map(({ recipient }) => recipient)).toEqual(
			items.map(({ json }) => json.recipient),
		);
		expect(found.slice(0, 3).map(({ status }) => status)).toEqual([
			'queued',
			'delivered',
			'queued',
		]);
	});

	test('reads the rows by ID and recipient, in whatever order they come', async () => {
		const items = [...(await sent(2)), ...(await sent(1, send({ text: 'Ещё' })))];
		await bench.gateway.pushStatus(bench.gateway.messages[2]?.id ?? '', '1');
		const found = await bench.rows(getStatus(), { items: [...items].reverse() });

		expect(found.map(({ recipient, status }) => [recipient, status])).toEqual([
			[phone(0), 'delivered'],
			[phone(1), 'queued'],
			[phone(0), 'queued'],
		]);
	});

	test.each(['1', '2'])('tells everything with all=%s', async (details) => {
		const options = { comment: 'Заметка' };
		const items = await sent(2, sendMany({ options }));
		const [row] = await bench.rows(getStatus({ details }), { items });

		expect(row).toMatchObject({
			sender: 'MyShop',
			message: 'Заказ 0 готов',
			comment: 'Заметка',
			channel: 'sms',
			parts: 1,
			cost: 1.5,
			currency: 'RUB',
			statusName: 'Ожидает отправки',
			sentAt: expect.stringMatching(/\+03:00$/),
			...(details === '2' ? { country: 'Россия', operator: expect.any(String) } : {}),
		});
		expect('country' in (row ?? {})).toBe(details === '2');
	});

	test('calls a message that SMSC does not know “notFound”, and not a failure', async () => {
		const items = [{ json: { messageId: '777', recipient: phone(0) } }];
		const [row] = await bench.rows(getStatus(), { items });

		expect(row).toMatchObject({ status: 'notFound', code: '-3', final: true, occurredAt: null });
	});

	test.each([
		['2', 'read'],
		['4', 'clicked'],
		['6', 'spam'],
	])('takes %s, which has come in the place of “delivered”, for the end', async (code, status) => {
		const items = await sent(1, send());
		await bench.gateway.pushStatus(bench.gateway.messages[0]?.id ?? '', code);
		const [row] = await bench.rows(getStatus(), { items });

		expect(row).toMatchObject({ status, code, final: true, success: true });
	});

	test('tells what an HLR lookup found', async () => {
		const parameters = {
			resource: 'message',
			operation: 'lookup',
			recipient: '={{ $json.phone }}',
		};
		const items = await sent(2, parameters);
		const found = await bench.rows(getStatus(), { items });

		expect(found).toHaveLength(2);
		for (const row of found) {
			expect(row).toMatchObject({
				hlr: { mcc: '250', mnc: '01', imsi: expect.any(String), operator: expect.any(String) },
			});
		}
	});

	test('takes e-mail addresses and numbers in any notation', async () => {
		const items = await sent(1, send());
		const [row] = await bench.rows(getStatus({ recipient: '+7 (916) 111-00-00' }), { items });

		expect(row).toMatchObject({ recipient: phone(0), status: 'queued' });
	});

	test('stays below the number of status requests that SMSC takes at a time', async () => {
		bench.gateway.settings.latencyMs = 15;
		bench.gateway.settings.rateLimits = false;
		const items = await sent(40);
		await bench.rows(getStatus({ listSize: 1 }), { items });

		expect(bench.calls('status')).toHaveLength(40);
		const refused = bench.gateway.requests.filter(({ answer }) =>
			String(answer?.body).includes('too many concurrent'),
		);
		expect(refused).toEqual([]);
	});

	test('lets a minute pass between requests about several messages, and none before others', () => {
		const { pace } = statusRoute;
		const query = { id: '1', recipient: phone(0), reference: null, parameters: [] };
		const several = pace?.([query, query]);

		expect(several?.most).toBe(1);
		expect(several?.withinMs).toBeGreaterThan(60_000);
		expect(pace?.([query])).toBeUndefined();
	});

	test('says so when the same was asked within a minute', async () => {
		const items = await sent(1, send());
		for (let time = 0; time < 5; time++) await bench.rows(getStatus(), { items });
		const { outputs } = await bench.run(getStatus(), { items, ...errorOutput });

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'duplicate', code: '9' });
		expect(bench.calls('status')).toHaveLength(6);
	});

	test.each([
		['no ID', { messageId: '' }, 'Message ID'],
		['several IDs', { messageId: '1,2' }, 'Message ID'],
		['no recipient', { recipient: '' }, 'Recipient'],
	])('names %s', async (_what, fields, label) => {
		const items = [{ json: { messageId: '1', recipient: phone(0), ...fields } }];
		const { outputs } = await bench.run(getStatus(), { items, ...errorOutput });

		expect(jsonOf(outputs[1])[0]?.error).toContain(label);
		expect(bench.gateway.counters.requests).toBe(0);
	});
});

test('SMSC may answer in another order: rows are known by ID and recipient', () => {
	const asked = [
		{ id: '1', recipient: phone(0), status: 0 },
		{ id: '1', recipient: phone(1), status: 1 },
		{ id: '2', recipient: phone(0), status: 3 },
	];
	const queries = asked.map((query) => ({ ...query, reference: null, parameters: [] }));
	const answered = asked.map(({ id, recipient, status }) => ({ id, phone: recipient, status }));
	const codesOf = (body: unknown) =>
		statusRoute.verdicts(queries, body).map((verdict) => verdict.accepted && verdict.extra?.code);

	expect(codesOf(answered)).toEqual(['0', '1', '3']);
	expect(codesOf([...answered].reverse())).toEqual(['0', '1', '3']);
	expect(codesOf([answered[1], answered[0], answered[2]])).toEqual(['0', '1', '3']);
	expect(codesOf([answered[2], answered[1]])).toEqual([false, '1', '3']);
	const [first, second, third] = answered;
	// One is named twice, another one not at all.
	expect(codesOf([first, first, third])).toEqual(['0', false, '3']);
	expect(codesOf([third, second, third])).toEqual([false, '1', '3']);
	// Nobody asked about these.
	expect(codesOf([{ ...first, id: '7' }, second, { ...third, phone: phone(7) }])).toEqual([
		false,
		'1',
		false,
	]);
	// Without a name, the place has to do.
	expect(codesOf(answered.map(({ id, status }) => ({ id, status })))).toEqual(['0', '1', '3']);
	expect(codesOf([{ ...first, id: '2', phone: undefined }, second, third])).toEqual([
		false,
		'1',
		'3',
	]);
});

test('SMSC may spell a recipient otherwise: then ID and place tell whose status it is', () => {
	const ask = (recipients: string[], phones: string[]) => {
		const queries = recipients.map((recipient) => ({
			id: '1',
			recipient,
			reference: null,
			parameters: [],
		}));
		const rows = phones.map((told, status) => ({ id: '1', phone: told, status }));
		return statusRoute
			.verdicts(queries, rows)
			.map((verdict) => verdict.accepted && verdict.extra?.code);
	};
	expect(ask(['89161234567', '80291234567'], ['79161234567', '375291234567'])).toEqual(['0', '1']);
	expect(ask(['@ann', '79161234567'], ['79031234567', '79161234567'])).toEqual(['0', '1']);
	// The row at its place is the other one's, so nothing is said of this one.
	expect(ask(['@ann', '79161234567'], ['79161234567', '79031234567'])).toEqual([false, '0']);
	expect(ask(['89161234567', '79031234567'], ['79031234567', '79161234567'])).toEqual([false, '0']);
});

test.each([
	['another ID', { id: '7', phone: phone(0) }],
	['another recipient', { id: undefined, phone: phone(1) }],
])('an answer about %s tells nothing of the one that was asked about', async (_what, named) => {
	const items = await sent(1, send());
	const body = JSON.stringify({ ...named, status: 1, err: 0 });
	await bench.gateway.faults.add({ kind: 'status', status: 200, body });
	const { outputs } = await bench.run(getStatus(), { items, ...errorOutput });

	expect(jsonOf(outputs[0])).toEqual([]);
	expect(jsonOf(outputs[1])[0]).toMatchObject({
		error: expect.stringContaining('The answer says nothing about this message'),
		details: { hint: 'Check the ID and the recipient.' },
	});
});

describe('Message: Delete', () => {
	const remove: INodeParameters = getStatus({ operation: 'delete' });

	test('deletes a message of the history', async () => {
		const items = await sent(2);
		const found = await bench.rows(remove, { items: items.slice(0, 1) });

		expect(found).toEqual([{ deleted: true }]);
		expect(bench.calls('status')).toEqual([
			{ phone: phone(0), id: items[0]?.json.messageId, del: '1' },
		]);
		expect(bench.gateway.messages.map(({ details }) => details.deleted)).toEqual([true, undefined]);
	});

	test.each(['OK', 'empty'])('understands the answer “%s”', async (quirk) => {
		bench.gateway.settings.fmt3Quirks = [quirk];
		const items = await sent(1, send());
		expect(await bench.rows(remove, { items })).toEqual([{ deleted: true }]);
	});

	test('fails for a message that SMSC does not know', async () => {
		const items = [{ json: { messageId: '777', recipient: phone(0) } }];
		const { outputs } = await bench.run(remove, { items, ...errorOutput });

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'rejected', code: '5' });
	});
});
