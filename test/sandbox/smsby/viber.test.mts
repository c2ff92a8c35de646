import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { sendJson } from '../testing/http.mts';
import { get, onlyMessage, OTHER_PHONE, PHONE, pick, result, send } from './testing.mts';

const V2 = { as: 'multipart', version: 'v2' } as const;
const TEXT = { vibername_id: '444', phone: PHONE, message: 'Привет' };
const LINK = 'https://shop.example/a?b=1';

describe('Viber', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	it('sendQuickViberMessage v1 sends a text', async () => {
		const answer = await send(sandbox.smsby, 'sendQuickViberMessage', TEXT);
		const message = onlyMessage(sandbox.smsby);
		expect(answer.json).toEqual({ status: 'OK', result: { viber_id: Number(message.id) } });
		expect(message).toMatchObject({
			channel: 'viber',
			recipient: PHONE,
			sender: 'MyViber',
			text: 'Привет',
			status: 'NEW',
			details: { version: 'v1', senderId: '444' },
		});
		expect(message.parts).toBeUndefined();
	});

	it.each<[string, object, string]>([
		['no vibername', { vibername_id: undefined }, 'vibername is error'],
		['an unknown vibername', { vibername_id: '1363' }, 'vibername is error'],
		['no text', { message: undefined }, 'message is required'],
		['a bad phone', { phone: '1' }, 'incorrect phone number'],
	])('sendQuickViberMessage v1 refuses %s', async (_, changes, error) => {
		const answer = await send(sandbox.smsby, 'sendQuickViberMessage', { ...TEXT, ...changes });
		expect(answer).toMatchObject({ status: 400, json: { error } });
	});

	it('sendQuickViberMessage v2 sends text, picture and button', async () => {
		const image = { filename: 'i.png', content: 'PNG' };
		const all = { ...TEXT, image, button: 'Купить', button_link: LINK };
		await send(sandbox.smsby, 'sendQuickViberMessage', { ...TEXT, type_message: 'TEXT' }, V2);
		await send(sandbox.smsby, 'sendQuickViberMessage', { ...all, type_message: 'IMAGE' }, V2);
		await send(sandbox.smsby, 'sendQuickViberMessage', { ...all, type_message: 'BUTTON' }, V2);
		expect(sandbox.smsby.messages).toMatchObject([
			{ text: 'Привет', image: null, button: null, action: null, details: { version: 'v2' } },
			{ image: 'i.png', button: null, details: { imageBytes: 3, typeMessage: 'IMAGE' } },
			{ image: 'i.png', button: 'Купить', action: LINK, raw: { image: 'i.png' } },
		]);
		expect(sandbox.smsby.messages[1]?.details.sources).toMatchObject({ image: 'multipart' });
	});

	it.each<[string, object, string]>([
		['no type', {}, 'type_message must be one of TEXT, IMAGE, BUTTON'],
		[
			'a type in lower case',
			{ type_message: 'text' },
			'type_message must be one of TEXT, IMAGE, BUTTON',
		],
		['a picture that is a text', { type_message: 'IMAGE', image: 'x' }, 'image must be a file'],
		[
			'a button without its text',
			{ type_message: 'BUTTON', button_link: LINK },
			'button is required',
		],
		['a button without a link', { type_message: 'BUTTON', button: 'x' }, 'button_link is required'],
		[
			'a long link',
			{ type_message: 'BUTTON', button: 'x', button_link: `https://a.example/${'a'.repeat(133)}` },
			'button_link must not exceed 150 characters',
		],
	])('sendQuickViberMessage v2 refuses %s', async (_, changes, error) => {
		const answer = await send(sandbox.smsby, 'sendQuickViberMessage', { ...TEXT, ...changes }, V2);
		expect(answer).toMatchObject({ status: 400, json: { error } });
		expect(sandbox.smsby.messages).toEqual([]);
	});

	it('takes a link of exactly 150 characters', async () => {
		const button_link = `https://a.example/${'a'.repeat(132)}`;
		const values = { ...TEXT, type_message: 'BUTTON', button: 'x', button_link };
		expect((await send(sandbox.smsby, 'sendQuickViberMessage', values, V2)).status).toBe(200);
	});

	it('is paid from a purse of its own until 2024, from the common one since', async () => {
		const balance = async () =>
			(pick(await get(sandbox.smsby, 'getBalance'), 'result') as object[])[0];
		Object.assign(sandbox.smsby.settings, { viberBalance: 0.05, balance: 0.1, era: 'B' });
		await send(sandbox.smsby, 'sendQuickViberMessage', TEXT);
		expect(await balance()).toEqual({ balance: '0.10000', viber_balance: '0.00000' });
		const poor = await send(sandbox.smsby, 'sendQuickViberMessage', TEXT);
		expect(poor).toMatchObject({ status: 400, json: { error: 'billing error' } });
		sandbox.smsby.settings.era = 'C';
		expect((await send(sandbox.smsby, 'sendQuickViberMessage', TEXT)).status).toBe(200);
		expect(await balance()).toEqual({ balance: '0.00000' });
	});

	it('createViberMessage and sendViberMessage go in two steps, while they exist', async () => {
		const created = await send(sandbox.smsby, 'createViberMessage', TEXT);
		const { viber_message_id } = result(created);
		expect((await get(sandbox.smsby, 'getViberMessageList')).json).toEqual({
			result: [expect.objectContaining({ viber_message_id, message: 'Привет' })],
		});
		const values = { viber_message_id, phone: PHONE };
		const answer = await send(sandbox.smsby, 'sendViberMessage', values);
		expect(result(answer).viber_id).toBe(Number(onlyMessage(sandbox.smsby).id));
		expect(onlyMessage(sandbox.smsby)).toMatchObject({ text: 'Привет', sender: 'MyViber' });
		const unknown = await send(sandbox.smsby, 'sendViberMessage', {
			...values,
			viber_message_id: 1,
		});
		expect(unknown.status).toBe(404);
		sandbox.smsby.settings.oldViberMethods = false;
		for (const method of ['createViberMessage', 'sendViberMessage']) {
			expect(await send(sandbox.smsby, method, { ...TEXT, ...values })).toMatchObject({
				status: 404,
				contentType: expect.stringContaining('html') as string,
			});
		}
		// A Viber text is no duplicate of an SMS text.
		expect((await get(sandbox.smsby, 'createSmsMessage', TEXT)).status).toBe(200);
	});

	it('getVibernames is a map, or an array when PHP makes it one', async () => {
		expect((await get(sandbox.smsby, 'getVibernames')).json).toEqual({ '444': 'MyViber' });
		sandbox.smsby.settings.vibernames = { '0': 'First' };
		expect((await get(sandbox.smsby, 'getVibernames')).json).toEqual(['First']);
	});

	it('sendViberMessageList makes a mailing to a list, which goes out when it is confirmed', async () => {
		const list = await send(
			sandbox.smsby,
			'createSubscriberList',
			{ name: 'x' },
			{ version: 'v2' },
		);
		const { list_id } = result(list);
		const contacts = {
			list_id,
			'field_names[]': 'phone',
			'data[0][]': PHONE,
			'data[1][]': OTHER_PHONE,
		};
		await send(sandbox.smsby, 'importContacts', contacts, { version: 'v2' });
		const values = {
			name: 'Май',
			vibername_id: '444',
			list_id,
			d_schedule: '2031-03-01 12:00',
			type_message: 'BUTTON',
			message: 'Привет',
			button: 'Купить',
			button_link: LINK,
		};
		const answer = await send(sandbox.smsby, 'sendViberMessageList', values);
		const [campaign] = sandbox.smsby.state.campaigns;
		expect(answer.json).toEqual({ status: 'OK', result: { viber_id: Number(campaign?.id) } });
		expect(sandbox.smsby.messages).toEqual([]);
		expect(sandbox.smsby.state.spent.viber).toBe(0);
		const confirm = async () =>
			await sendJson('POST', `${sandbox.controlUrl}/actions/smsby/confirmViberList`, {
				viber_id: campaign?.id,
			});
		expect((await confirm()).status).toBe(200);
		expect((await confirm()).status).toBe(400);
		expect(sandbox.smsby.state.spent.viber).toBe(0.1);
		expect(sandbox.smsby.messages).toMatchObject(
			[PHONE, OTHER_PHONE].map((recipient) => ({
				recipient,
				button: 'Купить',
				action: LINK,
				scheduledAt: '2031-03-01T09:00:00.000Z',
				details: { campaignName: 'Май', schedule: '2031-03-01 12:00' },
			})),
		);
		for (const [changes, error] of [
			[{ d_schedule: '2031-03-01 12:00:00' }, /d_schedule must have the format/],
			[{ name: undefined }, /name is required/],
			[{ list_id: 1 }, /not found/],
		] as const) {
			const refused = await send(sandbox.smsby, 'sendViberMessageList', { ...values, ...changes });
			expect(pick(refused, 'error')).toMatch(error);
		}
		sandbox.smsby.settings.viberLists = 'atOnce';
		await send(sandbox.smsby, 'sendViberMessageList', { ...values, d_schedule: undefined });
		expect(sandbox.smsby.messages).toHaveLength(4);
	});
});
