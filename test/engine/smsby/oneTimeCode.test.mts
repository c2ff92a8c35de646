import {
	locator,
	detailsOf,
	errorOutput,
	formOf,
	jsonOf,
	methodsOf,
	operation,
	phone,
	queryOf,
	rows,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();

const code = (name: string, more = {}) => operation('oneTimeCode', name, more);
const newObject = async (characters = 'numbers', length = 6) =>
	String((await bench.rows(code('create', { characters, length })))[0]?.id);

test('creates, reads, lists, changes and deletes code objects', async () => {
	const id = await newObject('letters', 4);
	await newObject();
	const object = locator(id, 'list');

	expect(await bench.rows(code('get', { codeObject: object }))).toEqual([
		{ id, characters: 'letters', length: 4, createdAt: expect.stringMatching(/Z$/) as string },
	]);
	const update = { codeObject: object, characters: 'both', length: 16 };
	expect(await bench.rows(code('update', update))).toEqual([{ updated: true }]);
	expect(await bench.rows(code('getAll', { returnAll: true }))).toMatchObject([
		{ id, characters: 'both', length: 16 },
		{ characters: 'numbers', length: 6 },
	]);
	expect(await bench.rows(code('getAll', { limit: 1 }))).toHaveLength(1);
	expect(await bench.rows(code('delete', { codeObject: object }))).toEqual([{ deleted: true }]);
	expect(bench.gateway.state.passwordObjects).toHaveLength(1);
	const { outputs } = await bench.run(code('delete', { codeObject: object }), {
		...errorOutput,
	});
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound' });
});

test('two rows that change one object go one after the other', async () => {
	const codeObject = locator(await newObject());
	const before = bench.gateway.counters.requests;
	await bench.gateway.faults.add({ kind: 'slow', delayMs: 20 });
	await bench.rows(code('update', { codeObject, length: '={{ $json.length }}' }), {
		items: [{ json: { length: 4 } }, { json: { length: 5 } }],
	});

	expect(bench.gateway.counters).toMatchObject({ requests: before + 2, maxInFlight: 1 });
});

test.each(['0', 0, false, 'error', 'Ошибка', [0], { x: 1 }])(
	'deletes and changes nothing by the answer %j',
	async (result) => {
		const codeObject = locator('243', 'list');
		for (const name of ['delete', 'update']) {
			await bench.gateway.faults.clear();
			await bench.gateway.faults.add({ kind: 'status', status: 200, body: { result } });
			const { outputs } = await bench.run(code(name, { codeObject }), errorOutput);

			expect(jsonOf(outputs[0])).toEqual([]);
			expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ gateway: 'smsby' });
		}
	},
);

test('does not say that an object was created that the answer does not name', async () => {
	await bench.gateway.faults.add({ kind: 'status', status: 200, body: { result: {} } });
	const { outputs } = await bench.run(code('create'), errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'outcomeUnknown' });
});

test.each([0, 17, 2.5])(
	'refuses a code of %s characters before anything is sent',
	async (length) => {
		const { error } = await bench.run(code('create', { length }));

		expect(error?.message).toContain('Length');
		expect(bench.gateway.requests).toEqual([]);
	},
);

describe('Send with Code', () => {
	const send = (object: string, more = {}) =>
		code('send', {
			codeObject: locator(object, 'list'),
			recipient: '={{ $json.phone }}',
			text: 'Код: %CODE%',
			...more,
		});

	test.each(['A', 'C'] as const)('gives the code back in era %s', async (era) => {
		bench.gateway.settings.era = era;
		const output = await bench.rows(send(await newObject()), { items: rows(2) });

		expect(output.map((row) => row.code)).toEqual(
			bench.gateway.messages.map(({ details }) => details.code),
		);
		expect(output[0]).toMatchObject({
			status: 'queued',
			messageId: bench.gateway.messages[0]?.id,
			recipient: phone(0),
			channel: 'sms',
			parts: 1,
			code: expect.stringMatching(/^\d{6}$/) as string,
		});
		expect(queryOf(bench.gateway.requests.at(-1))).toEqual({
			token,
			password_object_id: bench.gateway.state.passwordObjects[0]?.id,
			phone: phone(1),
			message: 'Код: %CODE%',
		});
	});

	test('gives the code back when Retry On Fail repeats the node', async () => {
		const object = await newObject();
		await bench.gateway.faults.add({ kind: 'status', status: 400, times: 1, contains: phone(1) });
		const { outputs, tries } = await bench.run(send(object), {
			items: rows(2),
			credentialData: { concurrent: 1 },
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBe(2);
		expect(jsonOf(outputs[0]).map((row) => row.code)).toEqual(
			bench.gateway.messages.map(({ details }) => details.code),
		);
		expect(bench.gateway.messages).toHaveLength(2);
	});

	test('needs a place for the code', async () => {
		const { error } = await bench.run(send('243', { text: 'Ваш код' }));

		expect(error?.message).toContain('Text has no %CODE%');
		expect(bench.gateway.requests).toEqual([]);
	});
});

describe('flash calls', () => {
	const call = (more = {}) => code('flashCall', { recipient: '={{ $json.phone }}', ...more });
	const confirm = (flashCallId: unknown, entered: unknown) =>
		code('confirmFlashCall', {
			recipient: phone(0),
			flashCallId: String(flashCallId),
			code: String(entered),
		});

	test('are made and confirmed', async () => {
		const options = { attempts: 2, validSeconds: 60 };
		const [made] = await bench.rows(call({ code: '1234', options }));

		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			phone: phone(0),
			code: '1234',
			attempt: '2',
			time_valid: '60',
		});
		expect(made).toMatchObject({
			status: 'queued',
			messageId: bench.gateway.state.flashCalls[0]?.fclid,
			channel: 'flashCall',
			code: '1234',
			attempts: 2,
			validSeconds: 60,
		});
		const [confirmed] = await bench.rows(confirm(made?.messageId, made?.code));
		expect(confirmed).toEqual({
			gateway: 'smsby',
			confirmed: true,
			flashCallId: made?.messageId,
			recipient: phone(0),
			confirmedAt: expect.stringMatching(/Z$/) as string,
			attempts: 1,
			text: 'Code confirmed',
		});
	});

	test('tell a wrong code', async () => {
		const [made] = await bench.rows(call());
		const { outputs } = await bench.run(confirm(made?.messageId, '1'), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ text: 'wrong code', httpStatus: 421 });
		expect(methodsOf(bench.gateway)).toEqual(['flashCall', 'confirmFlashCall']);
	});

	test.each([
		['an empty object', {}],
		['a list', []],
		['another status', { status: 'fail', message: 'Неверный код' }],
		['no success', { success: false, message: 'Неверный код' }],
		['a code that is not valid', { status: 'success', data: { fclid: 'f', valid: 0 } }],
		['the same in words', { status: 'success', data: { fclid: 'f', valid: 'false' } }],
		['other words', { status: 'success', data: { fclid: 'f', valid: 'нет' } }],
		['a success without the call', { status: 'success', message: 'Code confirmed' }],
		['a success with an error', { status: 'success', data: { error: 'wrong code' } }],
		['a success with an empty list', { status: 'success', data: [] }],
		['an answer about another call', { status: 'success', data: { fclid: 'g', valid: 1 } }],
	])('are not confirmed by %s', async (_case, body) => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(confirm('f', '1234'), errorOutput);

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ gateway: 'smsby' });
	});

	test('take digits only', async () => {
		const { error } = await bench.run(call({ code: 'abc' }));

		expect(error?.message).toContain('Code “abc” contains something other than digits');
		expect(bench.gateway.requests).toEqual([]);
	});
});
