import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulseTrigger } from '../../../nodes/SendPulse/SendPulseTrigger.node.ts';
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import { startReceiver } from '../../sandbox/testing/receiver.mts';
import { call, TriggerHost } from '../harness/index.mts';
import { chatPoller } from './chatbotPoll.mts';
import { callbackSecret, jsonOf, store, useBench } from './setup.mts';

const bench = useBench();

/** Contacts of the Telegram bot, which is the first of the account. */
const bot = seedId('', 1);
const [ann, bob, clara, dan] = ['a', 'b', 'c', 'd'].map((kind) => seedId(kind, 1)) as [
	string,
	string,
	string,
	string,
];

const poller = (parameters: INodeParameters = {}) =>
	chatPoller(bench.sendpulse, { channel: 'telegram', ...parameters });

/** The clock of the sandbox stands: it goes on by hand, ahead of that of n8n, where the first poll begins. */
beforeEach(async () => await bench.sandbox.clock.advance(3_600_000));

const write = async (contactId: string, text: string, isLost = true) =>
	await bench.sendpulse.state.customerWrites(contactId, { text, isLost });

const later = async (seconds = 120) => await bench.sandbox.clock.advance(seconds * 1000);

const texts = (found: IDataObject[]) => found.map(({ text }) => text);

const paths = () => bench.calls().map(({ path }) => path);

test('brings what came after its activation, each message once and in order', async () => {
	const trigger = poller();
	const first = await trigger.poll();
	await write(ann, 'Первое');
	await later();
	await write(bob, 'Второе');
	await later();
	await write(ann, 'Третье');
	const second = await trigger.poll();
	const third = await trigger.poll();
	await later();
	await write(ann, 'Четвёртое');

	expect([first, second, third, await trigger.poll()].map(texts)).toEqual([
		[],
		['Первое', 'Второе', 'Третье'],
		[],
		['Четвёртое'],
	]);
});

test('misses nothing of one second, and nothing that is listed late', async () => {
	const trigger = poller();
	await trigger.poll();
	await write(ann, 'a');
	const first = await trigger.poll();
	await write(ann, 'b');
	const second = await trigger.poll();
	await later(40);
	await write(ann, 'd');
	const third = await trigger.poll();
	const { chatbots } = bench.sendpulse.state.account;
	const hidden = chatbots.receive(
		ann,
		{ message_id: 99, message: { text: 'c' } },
		bench.sandbox.clock.now() - 20_000,
	);
	expect(hidden.createdAt).toBeLessThan(bench.sandbox.clock.now());
	await write(ann, 'e');

	expect([first, second, third, await trigger.poll()].map(texts)).toEqual([
		['a'],
		['b'],
		['d'],
		['c', 'e'],
	]);
});

test('puts out what the webhook does, with the same key', async () => {
	const receiver = await startReceiver();
	bench.sendpulse.settings.chatWebhookUrl = receiver.url;
	bench.sendpulse.settings.chatTokens = true;
	const webhook = new TriggerHost({
		nodeType: SendPulseTrigger,
		credentials: store(bench.sendpulse),
		parameters: { authentication: 'apiKey', service: 'chatbot' },
		workflowId: `workflow-${Math.random()}`,
	});
	const channels = [
		'telegram',
		'whatsapp',
		'instagram',
		'messenger',
		'livechat',
		'viber',
		'tiktok',
	];
	for (const [at, channel] of channels.entries()) {
		const trigger = poller({ channel });
		await trigger.poll();
		await write(seedId('a', at + 1), 'Цена?', false);
		const [polled, ...others] = await trigger.poll();
		const { workflowData } = await call(webhook, {
			method: 'POST',
			url: `?secret=${encodeURIComponent(callbackSecret)}`,
			headers: { 'content-type': 'application/json' },
			rawBody: Buffer.from(receiver.calls.at(-1)?.body ?? ''),
		});
		const [pushed] = jsonOf(workflowData?.[0]);
		const own = {
			verified: expect.any(Boolean),
			raw: expect.any(Object),
			contact: expect.any(Object),
		};
		expect(others).toEqual([]);
		expect(polled).toEqual({ ...pushed, ...own });
		expect(polled).toMatchObject({
			dedupeKey: pushed?.dedupeKey,
			text: 'Цена?',
			channel,
			event: 'incoming_message',
			status: 'inbound',
			verified: true,
			bot: { id: seedId('', at + 1), name: `Shop ${channel}` },
			contact: {
				id: seedId('a', at + 1),
				name: 'Анна',
				tags: ['vip'],
				variables: { city: 'Riga' },
			},
			raw: { message: { direction: 1 }, contact: { bot_id: seedId('', at + 1) } },
		});
	}
	await receiver.close();
});

test('leaves out what the bot has sent, and what operators note', async () => {
	const trigger = poller();
	await trigger.poll();
	await write(ann, 'Вопрос');
	const { chatbots } = bench.sendpulse.state.account;
	const own = chatbots.receive(ann, { message: { text: 'Ответ' } }, bench.sandbox.clock.now());
	chatbots.chat.set(own.id, { ...own, direction: 2 });
	const note = chatbots.receive(ann, { message: { text: 'Заметка' } }, bench.sandbox.clock.now());
	chatbots.chat.set(note.id, { ...note, type: 6 });

	expect(texts(await trigger.poll())).toEqual(['Вопрос']);
});

test('brings earlier messages when it is asked to', async () => {
	await write(ann, 'Старое');

	expect(texts(await poller({ startWith: 'past', hours: 2 }).poll())).toEqual(['Старое']);
});

test('looks at one bot, or at all of the channel', async () => {
	const { chatbots } = bench.sendpulse.state.account;
	const second = { ...chatbots.bots.get(bot)!, id: 'bot-2', name: 'Second' };
	chatbots.bots.set(second.id, second);
	chatbots.contacts.set('eve', { ...chatbots.contacts.get(ann)!, id: 'eve', botId: second.id });
	const [one, all] = [
		poller({ bot: { __rl: true, mode: 'id', value: second.id } }),
		poller({ bot: { __rl: true, mode: 'list', value: '' } }),
	];
	await one.poll();
	await all.poll();
	await write(ann, 'an den ersten');
	await later();
	await write('eve', 'an den zweiten');

	expect(texts(await one.poll())).toEqual(['an den zweiten']);
	expect(texts(await all.poll())).toEqual(['an den ersten', 'an den zweiten']);
});

test('shows the newest messages in the editor and moves nothing on', async () => {
	for (let number = 0; number < 12; number++) {
		await write(ann, `${number}`);
		await later(1);
	}
	await write(bob, 'Новейшее');
	const trigger = poller({ startWith: 'past' });

	expect(texts(await trigger.poll('manual'))).toEqual(['11', 'Новейшее']);
	expect(trigger.kept).toEqual({});
	expect(await trigger.poll()).toHaveLength(13);
});

describe('with fewer calls than there is to read', () => {
	/** So many contacts more, each with one message. */
	async function crowd(count: number): Promise<string[]> {
		const { chatbots } = bench.sendpulse.state.account;
		const template = chatbots.contacts.get(ann)!;
		const ids = Array.from({ length: count }, (_, at) => `contact${at}`);
		for (const id of ids) chatbots.contacts.set(id, { ...template, id });
		for (const id of ids) {
			await write(id, id);
			await later(1);
		}
		return ids;
	}

	test('a poll makes no more of them, and the next polls bring the rest, each message once', async () => {
		const trigger = poller({ callsPerPoll: 7 });
		await trigger.poll();
		const ids = await crowd(130);
		const found: unknown[] = [];
		for (let poll = 0; found.length < ids.length && poll < 60; poll++) {
			const before = bench.calls().length;
			found.push(...texts(await trigger.poll()));
			expect(bench.calls().length - before).toBeLessThanOrEqual(7);
		}
		expect([...found].sort()).toEqual([...ids].sort());
		for (let poll = 0; poll < 4; poll++) expect(await trigger.poll()).toEqual([]);
	});

	test('a long chat is read on where it was left, while it goes on', async () => {
		const trigger = poller({ callsPerPoll: 5, bot: { __rl: true, mode: 'id', value: bot } });
		await trigger.poll();
		const said: string[] = [];
		const say = async (count: number) => {
			for (let more = 0; more < count; more++) {
				said.push(`${said.length}`);
				await write(ann, said.at(-1) ?? '');
				if (said.length % 7 === 0) await later(1);
			}
		};
		await say(1130);
		const found: unknown[] = [];
		for (let poll = 0; poll < 12; poll++) {
			const before = bench.calls().length;
			found.push(...texts(await trigger.poll()));
			expect(bench.calls().length - before).toBeLessThanOrEqual(5);
			if (poll < 4) await say(3);
		}
		expect(found).toHaveLength(said.length);
		expect([...found].sort()).toEqual([...said].sort());
	});

	test('every bot gets its turn', async () => {
		const { chatbots } = bench.sendpulse.state.account;
		const ids = Array.from({ length: 9 }, (_, at) => `bot-${at}`);
		for (const id of ids) {
			chatbots.bots.set(id, { ...chatbots.bots.get(bot)!, id });
			chatbots.contacts.set(`of-${id}`, {
				...chatbots.contacts.get(ann)!,
				id: `of-${id}`,
				botId: id,
			});
		}
		const trigger = poller({ callsPerPoll: 5 });
		await trigger.poll();
		for (const id of ids) await write(`of-${id}`, id);
		const found: unknown[] = [];
		for (let poll = 0; poll < 8; poll++) found.push(...texts(await trigger.poll()));

		expect([...found].sort()).toEqual(ids);
	});

	test('what is kept stays small: neither texts nor phones, and old chats are forgotten', async () => {
		jest.useFakeTimers({
			doNotFake: [
				'nextTick',
				'setImmediate',
				'setTimeout',
				'setInterval',
				'queueMicrotask',
				'clearTimeout',
				'clearInterval',
				'performance',
			],
			now: bench.sandbox.clock.now(),
		});
		try {
			const trigger = poller();
			await trigger.poll();
			await crowd(30);
			expect(await trigger.poll()).toHaveLength(30);
			const full = JSON.stringify(trigger.kept);
			expect(full).toContain('contact29');
			expect(full).not.toContain('380501112233');
			for (let round = 0; round < 3; round++) {
				await later(7200);
				jest.setSystemTime(bench.sandbox.clock.now());
				await write(dan, `${round}`);
				expect(texts(await trigger.poll())).toEqual([`${round}`]);
			}
			const kept = JSON.stringify(trigger.kept);
			expect(kept).toContain(dan);
			expect(kept).not.toContain('contact');
		} finally {
			jest.useRealTimers();
		}
	});
});

describe('when SendPulse refuses', () => {
	test('it says why, and goes on where it was', async () => {
		const trigger = poller();
		await trigger.poll();
		await write(ann, 'Новое');
		const body = { message: 'Access denied', error_code: 403 };
		await bench.sendpulse.faults.add({ kind: 'status', status: 403, body, times: 1 });

		await expect(trigger.poll()).rejects.toThrow('Access denied');
		expect(texts(await trigger.poll())).toEqual(['Новое']);
	});

	test('a chat that is not shown keeps none of the others', async () => {
		const trigger = poller();
		await trigger.poll();
		await write(ann, 'a');
		await write(bob, 'b');
		await write(clara, 'c');
		await bench.sendpulse.faults.add({ kind: 'status', status: 404, contains: bob, times: 1 });

		expect(texts(await trigger.poll()).sort()).toEqual(['a', 'c']);
		expect(texts(await trigger.poll())).toEqual(['b']);
	});

	test('what was found before is handed over, and nothing twice', async () => {
		const trigger = poller();
		await trigger.poll();
		for (const id of [ann, bob, clara]) {
			await write(id, id);
			await later();
		}
		const body = { message: 'Access denied', error_code: 403 };
		await bench.sendpulse.faults.add({
			kind: 'status',
			status: 403,
			body,
			contains: bob,
			times: 1,
		});
		const first = texts(await trigger.poll());
		const second = texts(await trigger.poll());

		expect(first).toEqual([clara]);
		expect(second).toEqual([ann, bob]);
	});
});

test('asks for pages by the documented names', async () => {
	const trigger = poller();
	await trigger.poll();
	await write(ann, 'a');
	await trigger.poll();

	expect(paths()).toEqual([
		'/telegram/bots',
		'/telegram/chats',
		'/telegram/bots',
		'/telegram/chats',
		'/telegram/chats/messages',
	]);
	expect(bench.calls().at(-1)?.query).toEqual({
		contact_id: ann,
		order: 'desc',
		size: '100',
		skip: '0',
	});
	expect(bench.calls().at(-2)?.query).toEqual({ bot_id: bot, size: '100', skip: '0' });
});

test('what was read of a chat is handed over when its next call fails', async () => {
	const trigger = poller({ callsPerPoll: 5, bot: { __rl: true, mode: 'id', value: bot } });
	await trigger.poll();
	for (let number = 0; number < 450; number++) {
		await write(ann, `${number}`);
		if (number % 3 === 0) await later(1);
	}
	const found = texts(await trigger.poll());
	await write(ann, 'Новое');
	await bench.sendpulse.faults.add({
		kind: 'status',
		status: 403,
		body: { message: 'Access denied', error_code: 403 },
		contains: 'skip=0',
		path: '/telegram/chats/messages',
		times: 1,
	});
	for (let poll = 0; poll < 3; poll++) found.push(...texts(await trigger.poll()));

	expect(found).toHaveLength(451);
	expect(new Set(found).size).toBe(451);
});

test('a message that comes while a long chat is read pushes others behind, which start one execution each', async () => {
	const trigger = poller({ bot: { __rl: true, mode: 'id', value: bot } });
	await trigger.poll();
	for (let number = 0; number < 150; number++) await write(ann, `${number}`);
	const { chatbots } = bench.sendpulse.state.account;
	const moment = bench.sandbox.clock.now();
	let isPushed = false;
	await bench.sendpulse.faults.add({
		kind: 'status',
		status: 500,
		path: '/telegram/chats/messages',
		match: ({ query }) => {
			if (!isPushed && query.includes('skip=100')) {
				isPushed = true;
				chatbots.receive(ann, { message_id: 9999, message: { text: 'Новое' } }, moment);
			}
			return false;
		},
	});
	const found = texts(await trigger.poll());
	found.push(...texts(await trigger.poll()));

	expect(isPushed).toBe(true);
	expect(found).toHaveLength(151);
	expect(new Set(found).size).toBe(151);
});

test('lists that are the same whatever page is asked for are read once', async () => {
	const chosen = { bot: { __rl: true, mode: 'id', value: bot } };
	const [first, trigger] = [poller(chosen), poller(chosen)];
	await first.poll();
	await trigger.poll();
	for (let number = 0; number < 100; number++) await write(ann, `${number}`);
	await first.poll();
	const rowsAt = (path: string) =>
		bench.sendpulse.requests
			.filter((request) => request.path === path)
			.map(({ answer }) => JSON.parse(String(answer?.body)) as { data: IDataObject[] })
			.map(({ data }) => data)
			.find(({ length }) => length > 0) ?? [];
	const lists: Array<[path: string, more: (at: string) => IDataObject]> = [
		['/telegram/bots', (id) => ({ id })],
		['/telegram/chats', (id) => ({ contact: { id } })],
		['/telegram/chats/messages', (id) => ({ id })],
	];
	for (const [path, more] of lists) {
		const rows = rowsAt(path);
		const others = Array.from({ length: 100 - rows.length }, (_, at) => more(`${at}${bot}`));
		const body = { success: true, data: [...rows, ...others] };
		await bench.sendpulse.faults.add({ kind: 'status', status: 200, body, path });
	}
	const before = bench.calls().length;
	const found = texts(await trigger.poll());
	await poller().poll('manual');

	expect(found).toHaveLength(100);
	expect(new Set(found).size).toBe(100);
	const asked = paths().slice(before);
	const times = lists.map(([path]) => asked.filter((one) => one === path).length);
	// The person who tests looks at one page of the chats of each bot, as far as the calls reach.
	expect(times).toEqual([2, 50, 2]);
});
