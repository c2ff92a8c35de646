import type { ExampleRequest } from '../framework/gateway.mts';
import { gateways } from '../gateways.mts';
import { callApi } from '../sendpulse/testing.mts';
import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call } from '../testing/http.mts';
import { sendList, sendOne } from '../testing/kupon.mts';

type Found = { found: number; counts: Record<string, number>; lines: Record<string, unknown>[] };

describe('what the inbox page asks for', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.reset());
	afterAll(async () => await sandbox.close());

	const get = async (path: string) => (await call(sandbox.controlUrl + path)).json;
	const messages = async (query = '') => (await get(`/inbox/messages${query}`)) as Found;

	it('gives the newest first, with the words of their statuses', async () => {
		await sendOne(sandbox.kupon, { sent_to: '79000000001' });
		await sandbox.clock.advance(1500);
		await sendOne(sandbox.kupon, { sent_to: '79000000002' });
		expect(await messages()).toMatchObject({
			found: 2,
			counts: { kupon: 2, smsc: 0, smsby: 0, sendpulse: 0, smsru: 0 },
			lines: [
				{ recipient: '79000000002', word: 'queued' },
				{ recipient: '79000000001', word: 'sent' },
			],
		});
	});

	it('finds by every word in recipient, sender, id, text and channel, and by gateway', async () => {
		await sendOne(sandbox.kupon, { sent_to: '79000000001', sent_text: 'Заказ готов' });
		await sendOne(sandbox.kupon, { sent_to: '79000000002', sent_text: 'Заказ отменён' });
		const search = (words: string) => `?search=${encodeURIComponent(words)}`;
		expect((await messages(search('заказ'))).found).toBe(2);
		expect((await messages(search('ЗАКАЗ отмен'))).lines).toMatchObject([
			{ recipient: '79000000002' },
		]);
		expect((await messages(search('myshop 0001'))).found).toBe(1);
		expect((await messages(search('нет'))).found).toBe(0);
		expect((await messages('?gateway=smsc')).found).toBe(0);
	});

	it('gives at most 300 lines and says how many there are', async () => {
		const items = Array.from({ length: 310 }, (_one, at) => ({
			sent_to: `7900${String(at).padStart(7, '0')}`,
			sent_text: 'Привет',
		}));
		await sendList(sandbox.kupon, items);
		const { found, lines } = await messages();
		expect([found, lines.length]).toEqual([310, 300]);
	});

	it('gives one message with its deeds, history and callbacks', async () => {
		await sendOne(sandbox.kupon);
		const [message] = sandbox.kupon.messages;
		expect(await get(`/inbox/messages/kupon/${message?.id}`)).toMatchObject({
			text: 'Заказ 42 готов',
			word: 'queued',
			history: [{ status: '-1', word: 'queued' }],
			callbacks: [],
			canReply: false,
		});
		expect((await call(`${sandbox.controlUrl}/inbox/messages/kupon/nothing`)).status).toBe(404);
		expect((await call(`${sandbox.controlUrl}/inbox/nothing.js`)).status).toBe(404);
	});

	it.each(Object.keys(gateways) as Array<keyof typeof gateways>)(
		'has an example request for %s that sends one message',
		async (id) => {
			const shown = (await get('/gateways')) as Array<{
				id: string;
				url: string;
				example: ExampleRequest;
			}>;
			const { url, example } = shown.find((one) => one.id === id) ?? {};
			if (!example) throw new Error(`Give the sandbox's definition of ${id} an \`example\``);
			const { path, headers = {}, form, json } = example;
			const response = await fetch(`${url}${path}`, {
				method: 'POST',
				headers: { ...headers, ...(json ? { 'content-type': 'application/json' } : {}) },
				body: json ? JSON.stringify(json) : new URLSearchParams(form),
			});
			expect(response.status).toBe(200);
			await sandbox.clock.advance(5_000);
			expect(sandbox[id].messages).toMatchObject([{ text: 'Hello' }]);
		},
	);

	it('offers only deeds that the gateway can do', async () => {
		await callApi(sandbox.sendpulse.url, 'POST', '/smtp/emails', {
			email: {
				html: Buffer.from('<p>Привет</p>').toString('base64'),
				text: 'Привет',
				subject: 'Привет',
				from: { name: 'Shop', email: 'news@shop.example' },
				to: [{ name: 'Анна', email: 'anna@example.com' }],
			},
		});
		await sendOne(sandbox.kupon);
		for (const gateway of [sandbox.sendpulse, sandbox.kupon]) {
			const [message] = gateway.messages;
			const { deeds } = (await get(`/inbox/messages/${gateway.id}/${message?.id}`)) as {
				deeds: { deed: string; status: string }[];
			};
			expect(deeds.map(({ deed }) => deed)).toEqual(
				expect.arrayContaining(['deliver', 'read', 'click', 'fail']),
			);
			for (const { status } of deeds) {
				await gateway.pushStatus(message?.id ?? '', status);
				expect(message?.history.at(-1)?.status).toBe(status);
			}
		}
	});
});
