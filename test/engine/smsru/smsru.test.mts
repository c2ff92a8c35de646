/** What the contract does not ask of SMS.ru: its own limits, its registration, its waiting, and the test of its credential. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSmsRuApi } from '../../../credentials/MessageGatewaysSmsRuApi.credentials.ts';
import { SmsRuTrigger } from '../../../nodes/SmsRu/SmsRuTrigger.node.ts';
import { smsRuTable } from '../../contract/smsru.table.mts';
import {
	activate,
	deactivate,
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	phoneBench,
	testCredential,
	TriggerHost,
} from '../harness/index.mts';

const { credential, phone, store, useBench } = phoneBench<'smsru'>(smsRuTable);
const bench = useBench();

const run = async (parameters: INodeParameters, items: IDataObject[]) => {
	const { outputs } = await bench.run(
		{ resource: 'message', ...parameters },
		{ items: itemsOf(...items), ...errorOutput },
	);
	return outputs.map(jsonOf);
};
const message = { recipient: '={{ $json.to }}', text: '={{ $json.text }}' };

describe('Send Many', () => {
	test('puts a number into a request once, equal texts too, and loses none', async () => {
		const rows = [0, 1, 0, 0, 2].map((row, at) => ({ to: phone(row), text: at === 3 ? 'Б' : 'А' }));
		const [sent = []] = await run({ operation: 'sendMany', ...message }, rows);

		expect(sent.map(({ recipient }) => recipient)).toEqual(rows.map(({ to }) => to));
		expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(5);
		expect(
			bench.gateway.messages.map(({ recipient, text }) => `${recipient} ${text}`).sort(),
		).toEqual(rows.map(({ to, text }) => `${to} ${text}`).sort());
		expect(bench.gateway.requests).toHaveLength(3);
	});

	test('never puts more than a hundred numbers into a request, whatever is typed', async () => {
		const rows = Array.from({ length: 201 }, (_, row) => ({ to: phone(row), text: 'А' }));
		const [sent] = await run({ operation: 'sendMany', listSize: 5000, ...message }, rows);

		expect(sent).toHaveLength(201);
		expect(bench.gateway.requests).toHaveLength(3);
	});

	test('tells a repeated text that SMS.ru refuses, in its words', async () => {
		bench.gateway.settings.repeats = false;
		const rows = [
			{ to: phone(0), text: 'А' },
			{ to: phone(0), text: 'А' },
		];
		const [sent, refused = []] = await run({ operation: 'sendMany', ...message }, rows);

		expect(sent).toHaveLength(1);
		expect(refused[0]?.details).toMatchObject({
			kind: 'duplicate',
			code: '231',
			outcome: 'refused',
		});
	});
});

test.each(['send', 'sendMany', 'estimate'])(
	'a row without a text fails in %s by itself',
	async (operation) => {
		const rows = ['А', '', 'Б', ' \n '].map((text, row) => ({ to: phone(row), text }));
		const [sent = [], failed = []] = await run({ operation, ...message }, rows);

		expect(sent.map(({ recipient }) => recipient)).toEqual([phone(0), phone(2)]);
		expect(failed.map(({ error }) => error)).toEqual(['Text is empty', 'Text is empty']);
		expect(bench.gateway.requests).toHaveLength(operation === 'send' ? 2 : 1);
	},
);

test('a time to live outside of a day fails alone, before anything is sent', async () => {
	const rows = [60, 0, 1441, 1.5, 1440].map((minutes, row) => ({
		to: phone(row),
		text: 'А',
		minutes,
	}));
	const [sent = [], failed = []] = await run(
		{ operation: 'send', ...message, options: { ttl: '={{ $json.minutes }}' } },
		rows,
	);

	expect(sent.map(({ recipient }) => recipient)).toEqual([phone(0), phone(4)]);
	for (const { error } of failed) expect(error).toContain('Time to Live (Minutes)');
});

test('Estimate asks for many prices in one request and tells the refused number', async () => {
	bench.gateway.settings.refusals[phone(1)] = 207;
	const rows = [0, 1, 2].map((row) => ({ to: phone(row), text: 'я'.repeat(71) }));
	const [priced = [], refused = []] = await run({ operation: 'estimate', ...message }, rows);

	expect(
		priced.map(({ recipient, parts, cost, currency, encoding }) => [
			recipient,
			parts,
			cost,
			currency,
			encoding,
		]),
	).toEqual([phone(0), phone(2)].map((to) => [to, 2, 7, 'RUB', 'UCS-2']));
	expect(refused[0]?.details).toMatchObject({ kind: 'invalidRecipient', code: '207' });
	expect(bench.gateway.requests).toHaveLength(1);
	expect(bench.gateway.messages).toEqual([]);
});

test.each(['number', 'text'] as const)('money is a number, written as %s', async (numbers) => {
	bench.gateway.settings.numbers = numbers;
	const [sent = []] = await run({ operation: 'send', ...message }, [{ to: phone(0), text: 'А' }]);
	const [balance = []] = await run({ resource: 'account', operation: 'getBalance' }, [{}]);

	expect(sent[0]).toMatchObject({ cost: 3.5, currency: 'RUB' });
	expect(balance).toEqual([{ balance: 4119.06, currency: 'RUB' }]);
});

test.each(['list', 'object'] as const)(
	'an empty stop list gives no row, written as %s',
	async (emptyMap) => {
		bench.gateway.settings.emptyMap = emptyMap;
		const [rows = []] = await run({ resource: 'blacklist', operation: 'getAll' }, [{}]);

		expect(rows).toEqual([]);
	},
);

test('limits say what is left, also when nothing was used', async () => {
	await run({ operation: 'send', ...message }, [{ to: phone(0), text: 'А' }]);
	const [daily = []] = await run({ resource: 'account', operation: 'getLimit' }, [{}]);
	const [free = []] = await run({ resource: 'account', operation: 'getFreeLimit' }, [{}]);

	expect(daily).toEqual([{ limit: 1000, usedToday: 1, left: 999 }]);
	expect(free).toEqual([{ limit: 5, usedToday: 0, left: 5 }]);
});

test('Get Status tells an ID that SMS.ru does not know, and asks for each ID once', async () => {
	const rows = [{ id: '000000-7' }, { id: '000000-7' }, { id: 'constructor' }];
	const [found = []] = await run({ operation: 'getStatus', messageId: '={{ $json.id }}' }, rows);

	expect(found.map(({ messageId, status, final }) => [messageId, status, final])).toEqual(
		rows.map(({ id }) => [id, 'notFound', true]),
	);
	expect(String(bench.gateway.requests[0]?.body)).toContain('sms_id=000000-7%2Cconstructor');
});

test('Get Status: a message that has been read has arrived', async () => {
	const sms = { '000000-1': { status: 'OK', status_code: 110 } };
	const body = JSON.stringify({ status: 'OK', status_code: 100, sms });
	await bench.gateway.faults.add({ kind: 'status', status: 200, body });
	const [found] = await run({ operation: 'getStatus', messageId: '000000-1' }, [{}]);

	expect(found).toMatchObject([{ status: 'read', final: true, success: true }]);
});

test('Get Status gives a row only what the answer says of its own ID', async () => {
	const entry = (code: number) => ({ status: 'OK', status_code: code });
	const body = {
		status: 'OK',
		status_code: 100,
		sms: { '000000-9': entry(103), '000000-2': entry(105) },
	};
	await bench.gateway.faults.add({ kind: 'status', status: 200, body: JSON.stringify(body) });
	const rows = [{ id: '000000-1' }, { id: '000000-2' }];
	const [found, failed] = await run({ operation: 'getStatus', messageId: '={{ $json.id }}' }, rows);

	expect(found?.map(({ messageId, code }) => [messageId, code])).toEqual([['000000-2', '105']]);
	expect(failed?.[0]?.error).toContain('The answer says nothing about this message');
});

describe('an answer that speaks against itself', () => {
	const answered = async (body: object, parameters: INodeParameters, rows: IDataObject[]) => {
		await bench.gateway.faults.clear();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(parameters, { items: itemsOf(...rows), ...errorOutput });
		return outputs.map(jsonOf);
	};
	const rows = [0, 1, 2, 3].map((row) => ({ to: phone(row), text: 'А' }));
	const sendMany = { resource: 'message', operation: 'sendMany', ...message };
	const accepted = { status: 'OK', status_code: 100, sms_id: '000000-5' };
	const sms = {
		[phone(0)]: accepted,
		[phone(1)]: { status: 'ERROR', status_code: 201, status_text: 'Нет денег' },
		[phone(2)]: { ...accepted, status_code: 207 },
	};

	test.each([
		{ status: 'OK', status_code: 100 },
		{ status: 'OK' },
		{ status: 'ERROR', status_code: 201 },
	])('is read message by message: %j', async (envelope) => {
		const [sent = [], failed = []] = await answered({ ...envelope, sms }, sendMany, rows);

		expect(sent.map(({ recipient, messageId }) => [recipient, messageId])).toEqual([
			[phone(0), '000000-5'],
		]);
		expect(failed.map((row) => detailsOf(row).outcome)).toEqual(['refused', 'unknown', 'unknown']);
	});

	test.each([
		{ status: 'OK', status_code: 201 },
		{ status: 'OK', status_code: '500' },
		{ status: 'ERROR', status_code: 100 },
	])('says of nothing whether it was done: %j', async (envelope) => {
		const [sent, failed = []] = await answered({ ...envelope, sms }, sendMany, rows);
		expect(sent).toEqual([]);
		expect(failed.map((row) => detailsOf(row).outcome)).toEqual(Array(4).fill('unknown'));
		for (const operation of ['add', 'remove']) {
			const parameters = { resource: 'blacklist', operation, recipient: phone(0) };
			const [done, open = []] = await answered(envelope, parameters, [{}]);
			expect([done, open.map((row) => detailsOf(row).kind)]).toEqual([[], ['outcomeUnknown']]);
		}
	});

	test('refuses all messages where it speaks of none', async () => {
		const body = { status: 'ERROR', status_code: 201, sms: [] };
		const [, failed = []] = await answered(body, sendMany, rows);
		expect(failed.map((row) => detailsOf(row).kind)).toEqual(Array(4).fill('insufficientFunds'));
	});

	test.each(['null', 'NaN', 'false', 'true', 'undefined', 1e300, 1.5])(
		'has no ID in %j',
		async (id) => {
			const body = { status: 'OK', sms: { [phone(0)]: { ...accepted, sms_id: id } } };
			const [sent, failed = []] = await answered(body, sendMany, rows.slice(0, 1));
			expect(sent).toEqual([]);
			expect(failed.map((row) => detailsOf(row).outcome)).toEqual(['unknown']);
		},
	);
});

test('Wait for Final Status puts out what became of each message', async () => {
	bench.gateway.settings.outcome = ({ recipient }) => [recipient === phone(1) ? '105' : '103'];
	const waiting = run(
		{ operation: 'sendMany', ...message, options: { waitForFinal: true, lookSeconds: 0.1 } },
		[0, 1, 2].map((row) => ({ to: phone(row), text: 'А' })),
	);
	while (bench.gateway.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
	await bench.sandbox.clock.advance(1000);
	const [rows = []] = await waiting;

	expect(rows.map(({ status, success }) => [status, success])).toEqual([
		['delivered', true],
		['undelivered', false],
		['delivered', true],
	]);
});

describe('the trigger', () => {
	const options = (more: IDataObject = {}) => ({
		nodeType: SmsRuTrigger,
		credentials: store(bench.gateway, more),
		parameters: {},
	});
	const handlers = () => bench.gateway.state.handlers;

	test('registers its address once, and takes out no other', async () => {
		handlers().push('https://other.test/hook');
		const first = await activate(options());
		const second = await activate(options());

		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(handlers()).toEqual(['https://other.test/hook', first.url]);
		expect(second.calls.map(({ hook }) => hook)).toEqual(['checkExists']);

		expect((await deactivate(options())).error).toBeUndefined();
		expect(handlers()).toEqual(['https://other.test/hook']);
		// It is gone already.
		expect((await deactivate(options())).error).toBeUndefined();
	});

	describe('of an n8n that has moved to another address', () => {
		const foreign = 'https://other.test/hook';
		/** The trigger, published at its address of before. */
		const moved = async () => {
			const host = new TriggerHost(options());
			const { url = '' } = await activate(host);
			const before = url.replace(/^https?:\/\/[^/]+/, 'https://old.n8n.test');
			handlers().splice(0, Infinity, foreign, before);
			const data = JSON.stringify(host.staticData).replaceAll(url, before);
			host.staticData = JSON.parse(data) as IDataObject;
			return { host, url, before };
		};

		test('takes its former address out of the account when it is unpublished', async () => {
			const { host } = await moved();

			expect((await deactivate(host)).error).toBeUndefined();
			expect(handlers()).toEqual([foreign]);
		});

		test('replaces its former address when it is published again', async () => {
			const { host, url } = await moved();

			expect((await activate(host)).error).toBeUndefined();
			expect(handlers()).toEqual([foreign, url]);
		});

		test('leaves it there when n8n starts, as it may be that of the n8n whose copy this is', async () => {
			const { host, url, before } = await moved();

			for (const start of [1, 2]) {
				expect([start, (await activate(host, 'init')).error]).toEqual([start, undefined]);
				expect(handlers()).toEqual([foreign, before, url]);
			}
			expect((await activate(host)).error).toBeUndefined();
			expect(handlers()).toEqual([foreign, url]);
		});

		test('is published although SMS.ru does not remove the former one, which the next time does', async () => {
			const { host, url, before } = await moved();
			await bench.gateway.faults.add({
				...{ kind: 'status', status: 200, path: '/callback/del', times: 1 },
				body: { status: 'ERROR', status_code: 999, status_text: 'not now' },
			});

			expect((await activate(host)).error).toBeUndefined();
			expect(handlers()).toEqual([foreign, before, url]);
			// What SMS.ru says to an address that it has is not known.
			await bench.gateway.faults.add({
				...{ kind: 'status', status: 200, path: '/callback/add', times: 1 },
				body: { status: 'ERROR', status_code: 999, status_text: 'there already' },
			});
			expect((await activate(host)).error).toBeUndefined();
			expect(handlers()).toEqual([foreign, url]);
		});
	});

	test('says why it cannot be published, and what to do', async () => {
		const unknown = await activate(options({ apiKey: 'another-api-id' }));
		const missing = await activate(options({ apiKey: '' }));

		expect((unknown.error as Error).message).toMatch(/Неправильный api_id.*Check the API ID/);
		expect((missing.error as Error).message).toMatch(/has no API ID/);
		expect(handlers()).toEqual([]);
	});
});

describe('the credential test', () => {
	const check = async (more: IDataObject = {}) =>
		await testCredential(
			MessageGatewaysSmsRuApi,
			credential(bench.gateway, more).messageGatewaysSmsRuApi ?? {},
		);

	test('asks whether SMS.ru knows the API ID', async () => {
		expect(await check()).toMatchObject({ status: 'OK' });
		expect(bench.gateway.requests.map(({ path }) => path)).toEqual(['/auth/check']);
	});

	test('tells what is wrong', async () => {
		expect(await check({ apiKey: 'wrong' })).toEqual({
			status: 'Error',
			message: 'SMS.ru refuses the API ID.',
		});
		bench.gateway.settings.confirmed = false;
		expect((await check()).message).toContain('not confirmed');
		bench.gateway.settings.confirmed = true;
		bench.gateway.settings.busy = 1;
		expect((await check()).message).toContain('busy');
	});
});

describe('answers that do not say what they are asked for', () => {
	const answered = async (parameters: INodeParameters, body: object) => {
		await bench.gateway.faults.clear();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		return await run(parameters, [{ to: phone(0), text: 'А' }]);
	};
	const changing: INodeParameters[] = [
		{ operation: 'send', ...message },
		{ resource: 'blacklist', operation: 'add', recipient: phone(0) },
		{ resource: 'blacklist', operation: 'remove', recipient: phone(0) },
	];
	const asking: INodeParameters[] = [
		{ resource: 'account', operation: 'getBalance' },
		{ resource: 'account', operation: 'getLimit' },
		{ resource: 'account', operation: 'getFreeLimit' },
		{ resource: 'blacklist', operation: 'getAll' },
		{ resource: 'sender', operation: 'getAll' },
		{ operation: 'estimate', ...message },
		{ operation: 'getStatus', messageId: '000000-1' },
	];

	test.each([null, false, '', 'FAIL', {}])('a status %j is neither yes nor no', async (status) => {
		for (const parameters of changing) {
			const [done, failed] = await answered(parameters, { status, status_code: 100 });
			expect(done).toEqual([]);
			expect(failed?.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
		}
	});

	test.each(asking)('$resource $operation makes up nothing', async (parameters) => {
		const [found, failed] = await answered(parameters, { status: 'OK', status_code: 100 });
		expect([found, failed?.length]).toEqual([[], 1]);
	});

	test.each(['getLimit', 'getFreeLimit'])(
		'%s wants what was used, which may be null',
		async (operation) => {
			const limits = { status: 'OK', status_code: 100, total_limit: 9, total_free: 9 };
			const parameters = { resource: 'account', operation };
			for (const more of [{}, { used_today: '' }, { used_today: [] }])
				expect((await answered(parameters, { ...limits, ...more }))[0]).toEqual([]);
			expect((await answered(parameters, { ...limits, used_today: null }))[0]).toMatchObject([
				{ limit: 9, usedToday: 0, left: 9 },
			]);
		},
	);

	test('a sender or a note that is no text is shown as JSON, or not at all', async () => {
		const body = { status: 'OK', status_code: 100, senders: [null, { name: 'A' }, 'B'] };
		const senders = await answered({ resource: 'sender', operation: 'getAll' }, body);
		expect(senders[0]).toEqual([{ sender: '{"name":"A"}' }, { sender: 'B' }]);

		const blocked = { resource: 'blacklist', operation: 'getAll' };
		const note = { status: 'OK', status_code: 100, stoplist: { 79001110000: { text: 'A' } } };
		expect((await answered(blocked, note))[0]).toEqual([
			{ recipient: '79001110000', note: '{"text":"A"}' },
		]);
		const list = { status: 'OK', status_code: 100, stoplist: [{ 7900: 'A' }] };
		expect((await answered(blocked, list))[0]).toEqual([]);
		expect((await answered(blocked, list))[1]).toHaveLength(1);
	});

	test.each([[[null]], [[{}, '']], [{ x: {} }], [{ x: null }], [[[]]]])(
		'a list in which no entry tells anything is none: %j',
		async (value) => {
			const body = { status: 'OK', status_code: 100, stoplist: value, senders: value };
			for (const resource of ['blacklist', 'sender']) {
				const [found, failed] = await answered({ resource, operation: 'getAll' }, body);
				expect([resource, found, failed?.length]).toEqual([resource, [], 1]);
			}
		},
	);

	test('a key that is no number is nobody who is blocked', async () => {
		const stoplist = { error: 'Ошибка', 79001110000: 'А' };
		const body = { status: 'OK', status_code: 100, stoplist };
		expect((await answered({ resource: 'blacklist', operation: 'getAll' }, body))[0]).toEqual([
			{ recipient: '79001110000', note: 'А' },
		]);
	});

	test('a message of which neither code nor words are told has no status', async () => {
		const body = { status: 'OK', status_code: 100, sms: { '000000-1': { status: 'OK' } } };
		const parameters = { operation: 'getStatus', messageId: '000000-1' };
		const [found, failed] = await answered(parameters, body);
		expect([found, failed?.length]).toEqual([[], 1]);
	});

	test.each(['', 0, false, 'нет'])('a list that is %j is none', async (value) => {
		const body = { status: 'OK', status_code: 100, stoplist: value, senders: value };
		for (const resource of ['blacklist', 'sender'])
			expect((await answered({ resource, operation: 'getAll' }, body))[0]).toEqual([]);
	});

	test.each([
		{},
		{ status: 'QUEUED' },
		{ status: 'OK', status_code: 100 },
		{ status: 'OK', status_code: 100, sms_id: 0 },
		{ status: 'OK', status_code: 100, sms_id: 'Ошибка 5' },
	])('a message of which %j is said may have been sent', async (entry) => {
		const body = { status: 'OK', status_code: 100, sms: { [phone(0)]: entry } };
		const [sent, failed] = await answered({ operation: 'send', ...message }, body);
		expect(sent).toEqual([]);
		expect(failed?.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
	});

	test('a price that is not told is none', async () => {
		const body = {
			status: 'OK',
			status_code: 100,
			sms: { [phone(0)]: { status: 'OK', status_code: 100 } },
		};
		const [priced, failed] = await answered({ operation: 'estimate', ...message }, body);
		expect([priced, failed?.length]).toEqual([[], 1]);
	});
});

test('of two rows that block a number, the last one has the last word', async () => {
	await bench.gateway.faults.add({ kind: 'slow', delayMs: 300, contains: 'first' });
	const block = { resource: 'blacklist', operation: 'add', note: '={{ $json.note }}' };
	await run({ ...block, recipient: phone(0) }, [{ note: 'first' }, { note: 'last' }]);
	expect([...bench.gateway.state.stopList.values()]).toEqual(['last']);
});
