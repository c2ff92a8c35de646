import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { get, onlyMessage, OTHER_PHONE, PHONE, pick, quick } from './testing.mts';

const MINUTE = 60_000;

describe('sendQuickSMS', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const refusal = async (changes: Parameters<typeof quick>[1]): Promise<unknown> => {
		const answer = await quick(sandbox.smsby, changes, { as: 'json' });
		expect(answer.status).toBe(400);
		expect(sandbox.smsby.messages).toEqual([]);
		return pick(answer, 'error');
	};
	const balance = async () => {
		const answer = await get(sandbox.smsby, 'getBalance');
		return (pick(answer, 'result') as { balance: unknown }[])[0]?.balance;
	};

	it('answers as documented', async () => {
		const answer = await quick(sandbox.smsby);
		const message = onlyMessage(sandbox.smsby);
		expect(answer.json).toEqual({ sms_id: Number(message.id), status: 'NEW', parts: 1 });
		expect(message).toMatchObject({ parts: 1, scheduledAt: null, html: null, action: null });
		expect(message.requestId).toBe(sandbox.smsby.requests[0]?.id);
		expect(message.raw.phone).toBe([...PHONE].map((one) => `%3${one}`).join(''));
	});

	it('gives every message an id of its own, as a text when asked', async () => {
		sandbox.smsby.settings.idType = 'string';
		const answers = [await quick(sandbox.smsby), await quick(sandbox.smsby)];
		const ids = answers.map((answer) => pick(answer, 'sms_id'));
		expect(ids).toEqual(sandbox.smsby.messages.map(({ id }) => id));
		expect(new Set(ids).size).toBe(2);
	});

	it.each(['A', 'B'] as const)('era %s has no parts in the answer', async (era) => {
		sandbox.smsby.settings.era = era;
		const answer = await quick(sandbox.smsby);
		expect(answer.json).toEqual({ sms_id: Number(onlyMessage(sandbox.smsby).id), status: 'NEW' });
	});

	it.each<[string, Parameters<typeof quick>[1], string]>([
		['no message', { message: undefined }, 'message is required'],
		['an empty message', { message: '' }, 'message is required'],
		['no phone', { phone: undefined }, 'phone is required'],
		['two pluses', { phone: `++${PHONE}` }, 'incorrect phone number'],
		['the domestic form', { phone: '80291112233' }, 'incorrect phone number'],
		['a short Belarusian number', { phone: '37529111223' }, 'incorrect phone number'],
		['a long Belarusian number', { phone: '3752911122334' }, 'incorrect phone number'],
		['spaces', { phone: '375 29 111-22-33' }, 'incorrect phone number'],
		['two phones', { phone: `${PHONE},${OTHER_PHONE}` }, 'incorrect phone number'],
		['an unknown alphaname', { alphaname_id: '99' }, 'ошибка в буквенном имени'],
		['a name as alphaname', { alphaname_id: 'MyName' }, 'ошибка в буквенном имени'],
		[
			'forwarding_message 2',
			{ forwarding_message: 2 },
			'forwarding_message must be between 0 and 1',
		],
		['forwarding in words', { forwarding_message: 'yes' }, 'forwarding_message must be an integer'],
		['a time below 5', { forwarding_time: 4 }, 'forwarding_time must be between 5 and 60'],
		['a time above 60', { forwarding_time: 61 }, 'forwarding_time must be between 5 and 60'],
		['an unknown vibername', { vibername_id: 1 }, 'vibername is error'],
	])('refuses %s', async (_, changes, error) => {
		expect(await refusal(changes)).toBe(error);
	});

	it('takes a plus, as the official examples send it, and other countries', async () => {
		expect((await quick(sandbox.smsby, { phone: '79061234567' })).status).toBe(200);
		expect((await quick(sandbox.smsby, { phone: `+${PHONE}` })).status).toBe(200);
		expect(sandbox.smsby.messages.map(({ recipient }) => recipient)).toEqual([
			'79061234567',
			PHONE,
		]);
	});

	it.each<['A' | 'B' | 'C', number, string]>([
		['A', 500, 'alphaname is error'],
		['B', 400, 'Wrong alphaname. Check it is correct and approved.'],
		['C', 400, 'ошибка в буквенном имени'],
	])('era %s has its own alphaname error', async (era, status, error) => {
		Object.assign(sandbox.smsby.settings, { era, alphanameRule: 'required' });
		expect(await quick(sandbox.smsby)).toMatchObject({ status, json: { error } });
		expect((await quick(sandbox.smsby, { alphaname_id: 0 })).status).toBe(200);
	});

	it('never minds the alphaname when told', async () => {
		sandbox.smsby.settings.alphanameRule = 'ignored';
		await quick(sandbox.smsby);
		await quick(sandbox.smsby, { alphaname_id: 'MyName' });
		await quick(sandbox.smsby, { alphaname_id: '1363' });
		expect(sandbox.smsby.messages.map(({ sender }) => sender)).toEqual([
			'Системное имя (SMS.BY)',
			'Системное имя (SMS.BY)',
			'MyName',
		]);
	});

	it('takes the price of the parts, down to the last coin', async () => {
		Object.assign(sandbox.smsby.settings, { balance: 0.3, price: 0.1 });
		expect((await get(sandbox.smsby, 'getLimit')).json).toEqual({ limit: 3 });
		await quick(sandbox.smsby, { message: 'я'.repeat(71) });
		expect(await balance()).toBe('0.10000');
		expect(await quick(sandbox.smsby, { message: 'я'.repeat(71) })).toMatchObject({
			status: 400,
			json: { error: 'billing error' },
		});
		await quick(sandbox.smsby);
		expect(await balance()).toBe('0.00000');
		expect((await get(sandbox.smsby, 'getLimit')).json).toEqual({ limit: 0 });
		expect(sandbox.smsby.messages.map(({ parts }) => parts)).toEqual([2, 1]);
	});

	it('goes to Viber when it is not delivered in time', async () => {
		sandbox.smsby.settings.outcomes = { [PHONE]: ['SENT'] };
		const forwarding = { forwarding_message: 1, forwarding_time: 5, vibername_id: '444' };
		await quick(sandbox.smsby, forwarding);
		await quick(sandbox.smsby, { ...forwarding, phone: OTHER_PHONE });
		expect(sandbox.smsby.messages[0]?.details.forwarding).toEqual({
			minutes: 5,
			vibernameId: '444',
		});
		await sandbox.clock.advance(5 * MINUTE - 1);
		expect(sandbox.smsby.messages).toHaveLength(2);
		await sandbox.clock.advance(1);
		const [sms, other, viber] = sandbox.smsby.messages;
		expect(sandbox.smsby.messages).toHaveLength(3);
		expect(viber).toMatchObject({
			channel: 'viber',
			recipient: PHONE,
			sender: 'MyViber',
			text: 'Готово',
			status: 'NEW',
			details: { forwardedFrom: sms?.id },
		});
		expect(sms?.details.forwardedTo).toBe(viber?.id);
		expect(other?.status).toBe('DELIVERED');
	});

	it('waits 60 minutes unless told, and not at all when switched off', async () => {
		sandbox.smsby.settings.outcome = [];
		await quick(sandbox.smsby, { forwarding_message: '1' });
		await quick(sandbox.smsby, {
			forwarding_message: '0',
			forwarding_time: '5',
			vibername_id: 444,
		});
		expect(sandbox.smsby.state.calls[0]?.warnings).toEqual([
			'forwarding_message=1 without vibername_id',
		]);
		await sandbox.clock.advance(60 * MINUTE - 1);
		expect(sandbox.smsby.messages).toHaveLength(2);
		await sandbox.clock.advance(1);
		expect(sandbox.smsby.messages).toHaveLength(3);
	});

	it('shows why it could not go to Viber', async () => {
		Object.assign(sandbox.smsby.settings, { outcome: [], balance: 0.1 });
		await quick(sandbox.smsby, { forwarding_message: 1, vibername_id: 444 });
		await sandbox.clock.advance(60 * MINUTE);
		expect(onlyMessage(sandbox.smsby).details.forwardError).toBe('billing error');
	});

	it('refuses a text that is too long', async () => {
		const error = expect.stringMatching(/^Message is too long\..*1530.*670/) as string;
		expect(await refusal({ message: 'a'.repeat(1531) })).toEqual(error);
		expect(await refusal({ message: 'я'.repeat(671) })).toEqual(error);
	});
});
