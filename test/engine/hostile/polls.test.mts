/** Polling triggers at a gateway whose answers are out of order, doubled or short, with a state that is broken or of another time. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulseChatbotTrigger } from '../../../nodes/SendPulse/SendPulseChatbotTrigger.node.ts';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { SmscInboundTrigger } from '../../../nodes/Smsc/SmscInboundTrigger.node.ts';
import { sendPulseTable } from '../../contract/sendpulse.table.mts';
import { smsByTable } from '../../contract/smsby.table.mts';
import { smscTable } from '../../contract/smsc.table.mts';
import type { ContractTable } from '../../contract/table.mts';
import { poll, storeOf, TriggerHost } from '../harness/index.mts';
import { useServer } from '../security/server.mts';
import { chatMessage, oneChatAnswer } from './oneChat.mts';

const gateway = useServer();

/** Where n8n keeps the state of the node. */
const kept = 'node:Node';

const hostOf = (
	nodeType: new () => object,
	table: ContractTable,
	parameters: INodeParameters,
	staticData: IDataObject = {},
) =>
	new TriggerHost({
		nodeType: nodeType as never,
		credentials: storeOf(table, gateway),
		parameters,
		staticData: { [kept]: staticData },
		workflowId: `workflow-${Math.random()}`,
	});

const textsOf = async (host: TriggerHost, problems?: Error[]): Promise<unknown[]> =>
	((await poll(host, 'trigger', problems)) ?? []).map(({ text }) => text);

const answerWith = (body: unknown) => {
	gateway.answer = () => ({ status: 200, body: JSON.stringify(body) });
};

const brokenStates: unknown[] = [null, 0, '', 'x', true, [], {}, { a: 1 }, [null]];

describe('SMSC Inbound Trigger', () => {
	const host = (staticData?: IDataObject) =>
		hostOf(SmscInboundTrigger, smscTable, { startWith: 'past', hours: 24 }, staticData);
	const row = (id: unknown, message = `№ ${String(id)}`) => ({
		id,
		received: '01.02.2026 10:00:00',
		phone: '79161110000',
		message,
		to_phone: '79037672219',
	});
	/** As SMSC does it: what lies behind the asked ID. */
	const serve = (rows: ReadonlyArray<ReturnType<typeof row>>) => {
		gateway.answer = ({ body }) => {
			const after = new URLSearchParams(body).get('after_id');
			const shown = rows.filter(
				({ id }) => after === null || !(BigInt(String(id)) <= BigInt(after)),
			);
			return { status: 200, body: JSON.stringify(shown) };
		};
	};

	test('brings a message once that one answer has twice', async () => {
		answerWith([row(5), row('5'), row(4), row(5)]);
		const trigger = host();

		expect(await textsOf(trigger)).toEqual(['№ 4', '№ 5']);
		expect(await textsOf(trigger)).toEqual([]);
	});

	test('goes on by the number, in whatever order and form IDs come', async () => {
		serve([row('10'), row(9), row(11)]);
		const trigger = host();
		expect(await textsOf(trigger)).toEqual(['№ 9', '№ 10', '№ 11']);

		serve([row(100), row('11'), row(9), row('12')]);
		expect(await textsOf(trigger)).toEqual(['№ 12', '№ 100']);
	});

	test.each([{ x: 1 }, [{}], [null]])('does not take %j for an empty list', async (odd) => {
		const clock = jest.spyOn(Date, 'now');
		const hour = 3_600_000;
		const start = Date.UTC(2026, 1, 1);
		const asked: unknown[] = [];
		const trigger = host({ emptyAt: start });
		gateway.answer = ({ body }) => {
			asked.push(new URLSearchParams(body).get('hour'));
			return { status: 200, body: JSON.stringify(odd) };
		};
		for (const hours of [5, 9]) {
			clock.mockReturnValue(start + hours * hour);
			await poll(trigger).catch(() => null);
		}
		clock.mockRestore();

		expect([...new Set(asked)]).toEqual(['5', '9']);
	});

	test('is not stopped for ever by an ID that is no number', async () => {
		answerWith([row(5), row('zz'), row(6)]);
		const trigger = host();
		const problems: Error[] = [];
		expect(await textsOf(trigger, problems)).toEqual(['№ 5', '№ 6']);
		expect(problems).toMatchObject([
			{
				message:
					'SMSC gave no usable answer: 1 of 3 incoming messages has no ID that can be read, and was left out',
				description: expect.stringContaining('Look for them in your SMSC account.') as string,
			},
		]);

		serve([row(5), row(6), row(7)]);
		expect(await textsOf(trigger, problems)).toEqual(['№ 7']);
		expect(problems).toHaveLength(1);
	});

	test.each([[[null]], [[{}, 'x']], [{ x: 1 }]])(
		'loses nothing where %j comes in the place of the first list',
		async (odd) => {
			const trigger = host();
			answerWith(odd);
			await expect(poll(trigger)).rejects.toThrow('SMSC gave no usable answer');
			serve([row(5), row(6)]);

			expect(await textsOf(trigger)).toEqual(['№ 5', '№ 6']);
		},
	);

	test('hands over what came in front of a page that cannot be read, and goes on there', async () => {
		const rows = Array.from({ length: 10_005 }, (_, at) => row(at + 1));
		serve([]);
		const trigger = host({ lastId: '0' });
		const problems: Error[] = [];
		let odd = true;
		gateway.answer = ({ body }) => {
			const after = Number(new URLSearchParams(body).get('after_id'));
			const page = after === 10_000 && odd ? [null] : rows.slice(after, after + 10_000);
			return { status: 200, body: JSON.stringify(page) };
		};
		expect(await textsOf(trigger, problems)).toHaveLength(10_000);
		expect(problems).toMatchObject([
			{ message: expect.stringContaining('The answer does not have what was asked for') as string },
		]);
		await expect(poll(trigger)).rejects.toThrow('SMSC gave no usable answer');
		odd = false;

		expect(await textsOf(trigger)).toHaveLength(5);
	});

	test.each(brokenStates)('begins anew where the state is broken: lastId %j', async (lastId) => {
		serve([row(7)]);
		const trigger = host({ lastId } as IDataObject);
		await poll(trigger);
		serve([row(7), row(8)]);

		expect(await textsOf(trigger)).toEqual(['№ 8']);
	});

	test.each(brokenStates)(
		'asks for whole hours where the state is broken: emptyAt %j',
		async (at) => {
			serve([]);
			await poll(host({ emptyAt: at } as IDataObject));

			const hours = gateway.seen.map(({ body }) => new URLSearchParams(body).get('hour'));
			expect(hours).toEqual([expect.stringMatching(/^\d+$/)]);
			expect(Number(hours[0])).toBeLessThanOrEqual(168);
		},
	);
});

describe('SMS.by Status Trigger', () => {
	const host = (staticData?: IDataObject) =>
		hostOf(
			SmsByStatusTrigger,
			smsByTable,
			{ campaignIds: '7', statuses: ['sent', 'delivered', 'undelivered', 'unknown', 'notFound'] },
			staticData,
		);
	const phones = ['375291110001', '375291110002', '375291110003'];
	const list = (...rows: Array<[number, string]>) =>
		answerWith({ result: rows.map(([at, status]) => ({ phone: phones[at], status })) });
	const reported = async (trigger: TriggerHost) =>
		((await poll(trigger)) ?? []).map(({ recipient, status }) => [recipient, status]);

	test('reports nothing anew when the list comes in another order', async () => {
		const trigger = host();
		list([0, 'sent'], [1, 'delivered'], [1, 'sent'], [2, 'sent']);
		await poll(trigger);
		list([2, 'sent'], [1, 'sent'], [0, 'sent'], [1, 'delivered']);

		expect(await reported(trigger)).toEqual([]);
	});

	test('reports the one of two messages to a number that changed, whatever the order', async () => {
		const trigger = host();
		list([1, 'delivered'], [1, 'sent']);
		await poll(trigger);
		list([1, 'undelivered'], [1, 'delivered']);

		expect(await reported(trigger)).toEqual([[phones[1], 'undelivered']]);
	});

	test('reports nothing anew when a list was short, or empty, for once', async () => {
		const trigger = host();
		list([0, 'delivered'], [1, 'sent'], [2, 'sent']);
		await poll(trigger);
		list([1, 'sent']);
		expect(await reported(trigger)).toEqual([]);
		list();
		expect(await reported(trigger)).toEqual([]);
		list([0, 'delivered'], [1, 'sent'], [2, 'delivered']);

		expect(await reported(trigger)).toEqual([[phones[2], 'delivered']]);
	});

	test('forgets campaigns that are not watched any more', async () => {
		const trigger = host({ seen: { 'other:1': 'sent' } });
		list([0, 'sent']);
		await poll(trigger);

		expect(Object.keys((trigger.staticData[kept] as { seen: object }).seen)).toHaveLength(1);
	});

	test.each([...brokenStates, { 'm:1': 5 }, { 'm:1': null, x: {} }])(
		'goes on where the state is broken: %j',
		async (seen) => {
			const trigger = hostOf(
				SmsByStatusTrigger,
				smsByTable,
				{ messageIds: '1', statuses: ['sent', 'delivered'] },
				{ seen } as IDataObject,
			);
			answerWith({ sms_id: 1, status: 'sent' });
			await poll(trigger);
			answerWith({ sms_id: 1, status: 'delivered' });

			expect((await poll(trigger))?.map(({ status }) => status)).toEqual(['delivered']);
		},
	);
});

describe('SendPulse Chatbot Messages Trigger', () => {
	const host = (staticData?: IDataObject) =>
		hostOf(
			SendPulseChatbotTrigger,
			sendPulseTable,
			{ authentication: 'apiKey', channel: 'telegram' },
			staticData,
		);
	const contactId = '5f00000000000000000000a1';
	let messages: Array<{ id: string; at: number }> = [];
	const listed = ({ id, at }: { id: string; at: number }) => ({
		id,
		contact_id: contactId,
		direction: 1,
		type: 1,
		created_at: new Date(at).toISOString(),
		data: { text: id },
	});
	beforeEach(() => {
		messages = [];
		gateway.answer = ({ url }) => {
			const newest = messages.toSorted((a, b) => b.at - a.at).map(listed);
			const path = url.split('?')[0] ?? '';
			const data = path.endsWith('/bots')
				? [{ id: 'bot1', name: 'Shop' }]
				: path.endsWith('/chats/messages')
					? newest
					: [{ contact: { id: contactId }, inbox_last_message: newest[0] ?? null }];
			return { status: 200, body: JSON.stringify({ success: true, data }) };
		};
	});
	const keys = async (trigger: TriggerHost) =>
		((await poll(trigger)) ?? []).map(({ messageId }) => messageId);
	const at = async (now: number, task: () => Promise<unknown[]>) => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
		try {
			return await task();
		} finally {
			clock.mockRestore();
		}
	};

	const noon = Date.UTC(2026, 1, 3, 12);
	const minute = 60_000;
	const day = 24 * 60 * minute;

	test('loses and repeats nothing when the clock of n8n was a day ahead for a while', async () => {
		const trigger = host();
		await at(noon, async () => await keys(trigger));
		messages.push({ id: 'm1', at: noon + minute });
		const found = [await at(noon + 2 * minute, async () => await keys(trigger))];
		for (let round = 0; round < 4; round++)
			found.push(await at(noon + day + round * minute, async () => await keys(trigger)));
		messages.push({ id: 'm2', at: noon + 7 * minute });
		for (let round = 8; round < 12; round++)
			found.push(await at(noon + round * minute, async () => await keys(trigger)));

		expect(found.flat()).toEqual(['m1', 'm2']);
	});

	test.each(
		['/bots', '/chats', '/chats/messages'].flatMap((odd) =>
			['{}', '{"success":true,"data":[null,{}]}'].map((body) => [odd, body] as const),
		),
	)('loses nothing where %s is answered by %s for once', async (odd, body) => {
		const trigger = host();
		await at(noon, async () => await keys(trigger));
		messages.push({ id: 'm1', at: noon + minute }, { id: 'm2', at: noon + 2 * minute });
		const usual = gateway.answer;
		gateway.answer = (call) =>
			call.url.split('?')[0]?.endsWith(odd) ? { status: 200, body } : usual(call);
		const nothing = async () => await keys(trigger).catch(() => []);
		const found = [await at(noon + 3 * minute, nothing)];
		gateway.answer = usual;
		for (let round = 4; round < 7; round++)
			found.push(await at(noon + round * minute, async () => await keys(trigger)));

		expect(found.flat()).toEqual(['m1', 'm2']);
	});

	test('looks behind a page of chats of which one is none', async () => {
		const trigger = host();
		const usual = gateway.answer;
		const others = Array.from({ length: 99 }, (_, row) => ({ contact: { id: `c${row}` } }));
		const body = JSON.stringify({ success: true, data: [null, ...others] });
		gateway.answer = (call) =>
			/\/chats\?.*skip=0/.test(call.url) ? { status: 200, body } : usual(call);
		await at(noon, async () => await keys(trigger));
		messages.push({ id: 'm1', at: noon + minute });

		expect(await at(noon + 2 * minute, async () => await keys(trigger))).toEqual(['m1']);
	});

	test('goes on when the first poll had a clock that was ahead', async () => {
		const trigger = host();
		await at(noon + day, async () => await keys(trigger));
		await at(noon, async () => await keys(trigger));
		messages.push({ id: 'm1', at: noon + minute });

		expect(await at(noon + 2 * minute, async () => await keys(trigger))).toEqual(['m1']);
	});

	test.each([
		...brokenStates,
		{ start: noon },
		{ start: 'x', bots: {} },
		{ start: noon, bots: [] },
		{ start: noon, bots: { bot1: null } },
		{ start: noon, bots: { bot1: { chats: null } } },
		{ start: noon, bots: { bot1: { name: null, floor: noon, skip: 'x', chats: {} } } },
		{ start: noon, bots: { bot1: { floor: noon, skip: 0, chats: { [contactId]: { at: 'x' } } } } },
		{ start: noon, bots: { bot1: { floor: noon, skip: 0, chats: { [contactId]: null } } } },
	])('goes on where the state is broken: %j', async (memory) => {
		const trigger = host({ memory } as IDataObject);
		await at(noon, async () => await keys(trigger));
		messages.push({ id: 'm1', at: noon + minute });

		expect(await at(noon + 2 * minute, async () => await keys(trigger))).toEqual(['m1']);
		expect(await at(noon + 3 * minute, async () => await keys(trigger))).toEqual([]);
	});
});

describe('a clock that is set back or forward by an hour between polls', () => {
	const minute = 60_000;
	const start = Date.now();
	const news: number[] = [];
	const at = (id: number) => new Date(start + id * minute).toISOString();
	const row = (id: number) => ({ id, phone: '79161110000', message: String(id) });
	const message = (id: number) => chatMessage(id, at(id));
	const triggers = [
		{
			name: 'SMSC Inbound Trigger',
			host: () => hostOf(SmscInboundTrigger, smscTable, {}),
			answer: ({ body }: { body: string }) => {
				const after = new URLSearchParams(body).get('after_id');
				return news.filter((id) => after === null || id > Number(after)).map(row);
			},
			idOf: ({ messageId }: IDataObject) => Number(messageId),
			asksByTime: false,
		},
		{
			name: 'SMS.by Status Trigger',
			host: () => hostOf(SmsByStatusTrigger, smsByTable, { campaignIds: '7' }),
			answer: () => ({
				result: news.map((id) => ({ phone: 375291110000 + id, status: 'delivered' })),
			}),
			idOf: ({ recipient }: IDataObject) => Number(recipient) % 1000,
			asksByTime: false,
		},
		{
			name: 'SendPulse Chatbot Messages Trigger',
			host: () =>
				hostOf(SendPulseChatbotTrigger, sendPulseTable, {
					authentication: 'apiKey',
					channel: 'telegram',
				}),
			answer: ({ url }: { url: string }) => oneChatAnswer(url, news.map(message)),
			idOf: ({ messageId }: IDataObject) => Number(String(messageId).slice(1)),
			asksByTime: true,
		},
	];

	describe.each(triggers)('$name', ({ host, answer, idOf, asksByTime }) => {
		// Hours that the clock is ahead, poll by poll.
		test.each([
			[[0, 1, 1, 1, 1]],
			[[0, -1, -1, -1, -1]],
			[[-1, 0, 0, 0, 0]],
			[[0, 1, 0, -1, 0]],
			// Where only the clock tells what is new, a first poll that is ahead leaves the rest to "goes on when the first poll …".
			...(asksByTime ? [] : [[[1, 0, 0, 0, 0]]]),
		])('loses and repeats nothing: %j', async (ahead) => {
			news.splice(0, news.length, 1);
			gateway.answer = (call) => ({ status: 200, body: JSON.stringify(answer(call)) });
			const trigger = host();
			const found: number[][] = [];
			for (const [round, hours] of ahead.entries()) {
				const now = start + (round + 1) * 2 * minute;
				if (round > 0) news.push(round * 2 + 1);
				const clock = jest.spyOn(Date, 'now').mockReturnValue(now + hours * 60 * minute);
				try {
					found.push(((await poll(trigger)) ?? []).map(idOf));
				} finally {
					clock.mockRestore();
				}
			}

			// With a clock that is behind at the first poll, a message from before it is one of those from now on.
			expect(found.map((ids) => ids.filter((id) => id > 1))).toEqual([[], [3], [5], [7], [9]]);
		});
	});
});
