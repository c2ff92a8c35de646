import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, formBody } from '../testing/http.mts';
import { ACCEPTED, sendList } from '../testing/kupon.mts';
import type { KuponSettings } from './settings.mts';

const A = { sent_to: '79001112233', sent_text: 'А' };
const B = { sent_to: '79004445566', sent_text: 'Б' };
const BAD = { sent_to: '+79007778899', sent_text: 'В' };

describe('send-list-messages', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	const ids = () => sandbox.kupon.messages.map(({ id }) => id);

	it('gives each row a message of its own, also with one id for the group', async () => {
		const answer = await sendList(sandbox.kupon, [{ ...A, button: 'Да', ttl: 5 }, B]);
		const { messages } = sandbox.kupon;
		const groupId = messages[0]?.details.groupId;
		expect(answer.json).toEqual({ type: 'success', id: groupId });
		expect(new Set([...ids(), groupId]).size).toBe(3);
		expect(messages).toMatchObject([
			{
				recipient: A.sent_to,
				text: 'А',
				button: 'Да',
				sender: 'MyShop',
				details: { ttl: 5, groupId },
			},
			{ recipient: B.sent_to, text: 'Б', button: null, details: { ttl: null, groupId } },
		]);
	});

	it('accepts a GET query', async () => {
		const { token, type } = ACCEPTED;
		const query = formBody({ token, type, messages: JSON.stringify([A]) });
		const answer = await call(`${sandbox.kupon.url}/api/v1/bulk/send-list-messages?${query}`);
		expect(answer.json).toMatchObject({ type: 'success' });
	});

	it("accepts an object keyed by the client's own ids", async () => {
		await sendList(sandbox.kupon, { first: A, second: B });
		expect(sandbox.kupon.messages.map(({ text }) => text)).toEqual(['А', 'Б']);
	});

	it.each<[KuponSettings['listAnswer'], (ids: string[]) => unknown]>([
		['idArray', (all) => ({ type: 'success', id: all })],
		['ids', (all) => ({ type: 'success', ids: all })],
		[
			'messages',
			(all) => ({ type: 'success', messages: all.map((id) => ({ type: 'success', id })) }),
		],
		['data', (all) => ({ type: 'success', data: all.map((id) => ({ type: 'success', id })) })],
		['bare', (all) => all.map((id) => ({ type: 'success', id }))],
	])('answers in the shape %s', async (shape, expected) => {
		sandbox.kupon.settings.listAnswer = shape;
		const answer = await sendList(sandbox.kupon, [A, B]);
		expect(answer.json).toEqual(expected(ids()));
		expect(ids()).toHaveLength(2);
	});

	it.each(['messages', 'data', 'bare'] as const)('%s: carries a partial refusal', async (shape) => {
		Object.assign(sandbox.kupon.settings, { listAnswer: shape, rejectedRecipients: [A.sent_to] });
		const answer = await sendList(sandbox.kupon, [A, B, BAD]);
		const rows = [
			{ type: 'error', msg: expect.stringContaining('стоп-листе') as string },
			{ type: 'success', id: ids()[0] },
			{ type: 'error', msg: expect.stringContaining('"+"') as string },
		];
		expect(answer.json).toEqual(shape === 'bare' ? rows : { type: 'success', [shape]: rows });
		expect(sandbox.kupon.messages.map(({ text }) => text)).toEqual(['Б']);
	});

	it.each(['single', 'idArray', 'ids'] as const)('%s: refuses the whole list', async (shape) => {
		Object.assign(sandbox.kupon.settings, { listAnswer: shape, rejectedRecipients: [B.sent_to] });
		const answer = await sendList(sandbox.kupon, [A, B]);
		const msg = `Сообщение 2: Получатель ${B.sent_to} находится в стоп-листе`;
		expect(answer.json).toEqual({ type: 'error', msg });
		expect(sandbox.kupon.messages).toEqual([]);
	});

	it('has numbers as ids when asked', async () => {
		Object.assign(sandbox.kupon.settings, { listAnswer: 'ids', idType: 'number' });
		const answer = await sendList(sandbox.kupon, [A, B]);
		expect(answer.json).toEqual({ type: 'success', ids: ids().map(Number) });
	});

	it('refuses a longer list than allowed', async () => {
		sandbox.kupon.settings.maxListSize = 1;
		expect((await sendList(sandbox.kupon, [A])).json).toMatchObject({ type: 'success' });
		const answer = await sendList(sandbox.kupon, [A, B]);
		expect(answer.json).toMatchObject({
			type: 'error',
			msg: expect.stringContaining('максимум 1') as string,
		});
		expect(sandbox.kupon.messages).toHaveLength(1);
	});

	it.each<[string, unknown, RegExp]>([
		['an empty list', [], /не содержит/],
		['a text', 'abc', /JSON/],
		['an item that is a text', ['79001112233'], /Сообщение 1: ожидается объект/],
		['an item without a recipient', [A, { sent_text: 'x' }], /Сообщение 2.*sent_to/],
		['an item without a text', [{ sent_to: A.sent_to }], /sent_text/],
		['an unknown member', [{ ...A, phone: '1' }], /phone/],
		['a member that is no text', [{ ...A, ttl: [5] }], /ttl/],
		['a parameter of the whole list in an item', [{ ...A, charset: 'UTF-8' }], /charset/],
		['a double-encoded callback', [{ ...A, callback: 'http%3A%2F%2Fa' }], /callback/],
	])('refuses %s', async (_, items, msg) => {
		const answer = await sendList(sandbox.kupon, items);
		expect(answer.json).toEqual({ type: 'error', msg: expect.stringMatching(msg) as string });
		expect(sandbox.kupon.messages).toEqual([]);
	});

	it.each<[string, Parameters<typeof sendList>[2], RegExp]>([
		['no messages', { messages: undefined }, /messages/],
		['broken JSON', { messages: '[{"sent_to":' }, /JSON/],
		['a bad token', { token: 'x' }, /токен/],
		['what belongs into the items', { sent_date: '2030-01-02 03:04' }, /sent_date/],
	])('refuses %s', async (_, changes, msg) => {
		const answer = await sendList(sandbox.kupon, [A], changes);
		expect(answer.json).toEqual({ type: 'error', msg: expect.stringMatching(msg) as string });
	});

	it('checks a cascade list', async () => {
		const refused = await sendList(sandbox.kupon, [A], { type: 'bulk' });
		expect(refused.json).toMatchObject({ type: 'error' });
		const accepted = await sendList(sandbox.kupon, [A], { type: 'bulk', sender: '12' });
		expect(accepted.json).toMatchObject({ type: 'success' });
	});
});
