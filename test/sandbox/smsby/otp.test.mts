import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, onlyMessage, OTHER_PHONE, PHONE, pick, result, send } from './testing.mts';

describe('one-time passwords', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const create = async (type_id: unknown = 'both', len: unknown = 5) =>
		await get(sandbox.smsby, 'createPasswordObject', { type_id, len });
	const created = async (type_id?: unknown, len?: unknown) =>
		result(await create(type_id, len)).password_object_id;

	it('password objects are created, read, changed and deleted', async () => {
		const id = await created();
		const second = await created('letters', '16');
		const one = {
			id,
			type_id: 'both',
			len: 5,
			d_create: expect.stringMatching(/^\d{4}-.* /) as string,
		};
		const list = await get(sandbox.smsby, 'getPasswordObjects');
		expect(list.json).toEqual({
			result: [one, { ...one, id: second, type_id: 'letters', len: 16 }],
		});
		expect((await get(sandbox.smsby, 'getPasswordObject', { id })).json).toEqual({ result: one });
		const change = { id, type_id: 'numbers', len: 4 };
		expect((await get(sandbox.smsby, 'editPasswordObject', change)).json).toEqual({ result: '1' });
		expect(result(await get(sandbox.smsby, 'getPasswordObject', { id }))).toMatchObject(change);
		expect((await get(sandbox.smsby, 'deletePasswordObject', { id })).json).toEqual({
			result: '1',
		});
		for (const method of ['getPasswordObject', 'editPasswordObject', 'deletePasswordObject']) {
			const answer = await get(sandbox.smsby, method, { ...change });
			expect(answer).toMatchObject({ status: 404, json: { error: 'not found' } });
		}
		expect(sandbox.smsby.state.passwordObjects).toHaveLength(1);
	});

	it.each([0, 17, '1.5', 'x'])('refuse the length %j', async (len) => {
		const error = 'len value must be beetwen 1 and 16';
		expect(await create('both', len)).toMatchObject({ status: 400, json: { error } });
		const id = await created();
		const values = { id, type_id: 'both', len };
		expect((await get(sandbox.smsby, 'editPasswordObject', values)).json).toEqual({ error });
	});

	it.each(['digits', 'BOTH'])('refuse the type %s', async (type) => {
		expect(pick(await create(type), 'error')).toBe('type_id must be one of letters, numbers, both');
	});

	it.each([
		['letters', /^[A-Z]{10}$/],
		['numbers', /^\d{10}$/],
		['both', /^[A-Z\d]{10}$/],
	])('sendSmsMessageWithCode sends a code of %s', async (type, pattern) => {
		const password_object_id = await created(type, 10);
		const values = { password_object_id, phone: PHONE, message: 'Пароль: %CODE%', alphaname_id: 0 };
		const answer = await get(sandbox.smsby, 'sendSmsMessageWithCode', values);
		const message = onlyMessage(sandbox.smsby);
		const code = String(message.details.code);
		expect(code).toMatch(pattern);
		expect(message.text).toBe(`Пароль: ${code}`);
		expect(answer.json).toEqual({
			status: 'ok',
			parts: 1,
			len: 18,
			sms_id: Number(message.id),
			code,
		});
	});

	it('sendSmsMessageWithCode answers in an array in the oldest era', async () => {
		sandbox.smsby.settings.era = 'A';
		const password_object_id = await created();
		const values = { password_object_id, phone: PHONE, message: '%CODE%' };
		const answer = await get(sandbox.smsby, 'sendSmsMessageWithCode', values);
		expect(answer.json).toMatchObject([{ status: 'ok', len: 5 }]);
	});

	it.each<[string, object, number, string]>([
		['no %CODE%', { message: 'Пароль' }, 400, 'message must contain %CODE%'],
		['an unknown object', { password_object_id: 1 }, 404, 'not found'],
		['a bad phone', { phone: '1' }, 400, 'incorrect phone number'],
		['an unknown alphaname', { alphaname_id: 9 }, 400, 'ошибка в буквенном имени'],
	])('sendSmsMessageWithCode refuses %s', async (_, changes, status, error) => {
		const password_object_id = await created();
		const values = { password_object_id, phone: PHONE, message: '%CODE%', ...changes };
		const answer = await get(sandbox.smsby, 'sendSmsMessageWithCode', values);
		expect(answer).toMatchObject({ status, json: { error } });
		expect(sandbox.smsby.messages).toEqual([]);
	});
});

describe('flashCall', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const start = async (values: object = {}) => {
		const answer = await send(sandbox.smsby, 'flashCall', { phone: PHONE, ...values });
		return pick(answer, 'data') as { code: string; fclid: string };
	};
	const confirm = async (values: object) =>
		await send(sandbox.smsby, 'confirmFlashCall', { phone: PHONE, ...values });
	const refused = (error: string) => ({ status: 421, json: { error } });

	it('calls with a code and confirms it', async () => {
		const call = await start();
		expect(call).toEqual({
			code: expect.stringMatching(/^\d{6}$/) as string,
			phone: PHONE,
			time_valid: '90',
			fclid: expect.stringMatching(/^[\da-f]{32}$/) as string,
			attempt: 3,
		});
		expect(onlyMessage(sandbox.smsby)).toMatchObject({
			id: call.fclid,
			channel: 'flashcall',
			recipient: PHONE,
			text: call.code,
		});
		const now = new Date(sandbox.clock.now() + 3 * 3_600_000).toISOString();
		expect(await confirm(call)).toMatchObject({
			status: 200,
			json: {
				status: 'success',
				message: 'Code confirmed',
				data: {
					fclid: call.fclid,
					phone: PHONE,
					activated_at: now.slice(0, 19).replace('T', ' '),
					valid: 1,
					quantity: 1,
				},
			},
		});
		expect(await confirm(call)).toMatchObject(refused('code already confirmed'));
	});

	it('takes code, attempts and validity from the client', async () => {
		const call = await start({ code: '1234', attempt: 2, time_valid: 10 });
		expect(call).toMatchObject({ code: '1234', attempt: 2, time_valid: '10' });
		expect(await confirm({ ...call, code: '1' })).toMatchObject(refused('wrong code'));
		const right = await confirm(call);
		expect(right.json).toMatchObject({ data: { quantity: 2 } });
	});

	it('ends after its attempts, or its time', async () => {
		const call = await start({ attempt: 1 });
		expect(await confirm({ ...call, code: '1' })).toMatchObject(refused('wrong code'));
		expect(await confirm(call)).toMatchObject(refused('no attempts left'));
		const late = await start();
		await sandbox.clock.advance(90_001);
		expect(await confirm(late)).toMatchObject(refused('code expired'));
	});

	it.each<[object, string]>([
		[{ phone: OTHER_PHONE }, 'not found'],
		[{ fclid: 'x' }, 'not found'],
		[{ fclid: undefined }, 'fclid is required'],
		[{ code: undefined }, 'code is required'],
		[{ code: 'abc' }, 'code must be an integer'],
	])('does not confirm %j', async (changes, error) => {
		expect(await confirm({ ...(await start()), ...changes })).toMatchObject(refused(error));
	});

	it.each<[object, string]>([
		[{ phone: '1' }, 'incorrect phone number'],
		[{ code: 'abc' }, 'code must be an integer'],
		[{ attempt: 'x' }, 'attempt must be an integer'],
		[{ time_valid: '-1' }, 'time_valid must be an integer'],
	])('does not call with %j', async (changes, error) => {
		const answer = await send(sandbox.smsby, 'flashCall', { phone: PHONE, ...changes });
		expect(answer).toMatchObject(refused(error));
		expect(sandbox.smsby.messages).toEqual([]);
	});
});
