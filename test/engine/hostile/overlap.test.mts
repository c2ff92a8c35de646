/** Polls that take longer than their interval: n8n begins the next one all the same, of the same workflow and in the same context. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { SendPulseChatbotTrigger } from '../../../nodes/SendPulse/SendPulseChatbotTrigger.node.ts';
import { SmsByStatusTrigger } from '../../../nodes/SmsBy/SmsByStatusTrigger.node.ts';
import { SmscInboundTrigger } from '../../../nodes/Smsc/SmscInboundTrigger.node.ts';
import { sendPulseTable } from '../../contract/sendpulse.table.mts';
import { smsByTable } from '../../contract/smsby.table.mts';
import { smscTable } from '../../contract/smsc.table.mts';
import type { ContractTable } from '../../contract/table.mts';
import { startVmExpressions, stopVmExpressions } from '../harness/expressions.mts';
import { poller, storeOf, TriggerHost } from '../harness/index.mts';
import { type Seen, useServer } from '../security/server.mts';

// As in production: an isolate belongs to a workflow, and the first poll that ends gives it back.
beforeAll(async () => await startVmExpressions());
afterAll(async () => await stopVmExpressions());

const gateway = useServer();

interface Slow {
	name: string;
	nodeType: new () => INodeType;
	table: ContractTable;
	/** As expressions, wherever a trigger takes them. */
	parameters: INodeParameters;
	/** @param news the numbers of what has happened */
	answer(request: Seen, news: readonly number[]): unknown;
	/** Which number a report is about. */
	numberIn(report: IDataObject): number;
}

const start = Date.now();

const chatbotMessage = (id: number) => ({
	id: `m${id}`,
	contact_id: 'c1',
	direction: 1,
	type: 1,
	created_at: new Date(start + id * 1000).toISOString(),
	data: { text: String(id) },
});

const slowTriggers: Slow[] = [
	{
		name: 'SMSC Inbound Trigger',
		nodeType: SmscInboundTrigger,
		table: smscTable,
		parameters: {
			startWith: '={{ "past" }}',
			hours: '={{ 24 }}',
			receivingNumber: '={{ "79037672219" }}',
		},
		answer({ body }, news) {
			const after = Number(new URLSearchParams(body).get('after_id') ?? 0);
			// A full page, so that another one has to be read.
			const row = (id: number) => ({ id, phone: '79161110000', message: String(id) });
			const page = news.filter((id) => id > after).map(row);
			return page.length > 0 ? [...Array.from({ length: 10_000 }, () => page[0]), ...page] : [];
		},
		numberIn: ({ messageId }) => Number(messageId),
	},
	{
		name: 'SMS.by Status Trigger',
		nodeType: SmsByStatusTrigger,
		table: smsByTable,
		parameters: {
			campaignIds: '={{ [7] }}',
			statuses: '={{ ["delivered"] }}',
			reportPresent: '={{ true }}',
		},
		answer: (_request, news) => ({
			result: news.map((id) => ({ phone: `37529111${1000 + id}`, status: 'delivered' })),
		}),
		numberIn: ({ recipient }) => Number(recipient) % 1000,
	},
	{
		name: 'SendPulse Chatbot Messages Trigger',
		nodeType: SendPulseChatbotTrigger,
		table: sendPulseTable,
		parameters: {
			authentication: 'apiKey',
			channel: '={{ "telegram" }}',
			callsPerPoll: '={{ 50 }}',
			startWith: '={{ "past" }}',
			hours: '={{ 24 }}',
		},
		answer({ url }, news) {
			const listed = news.map(chatbotMessage).reverse();
			const path = url.split('?')[0] ?? '';
			const data = path.endsWith('/bots')
				? [{ id: 'bot1', name: 'Shop' }]
				: path.endsWith('/chats/messages')
					? listed
					: [{ contact: { id: 'c1' }, inbox_last_message: listed[0] ?? null }];
			return { success: true, data };
		},
		numberIn: ({ messageId }) => Number(String(messageId).slice(1)),
	},
];

/** Begins each poll once the first one has asked the gateway. */
async function begunOneByOne<T>(poll: () => Promise<T>, count: number): Promise<Array<Promise<T>>> {
	const asked = new Promise<void>((resolve) => {
		const { answer } = gateway;
		gateway.answer = (request) => {
			resolve();
			return answer(request);
		};
	});
	const first = poll();
	await asked;
	return [first, ...Array.from({ length: count - 1 }, poll)];
}

describe.each(slowTriggers)('$name', ({ nodeType, table, parameters, answer, numberIn }) => {
	const news: number[] = [];
	const open = () => {
		news.splice(0);
		gateway.answer = (request) => ({ status: 200, body: JSON.stringify(answer(request, news)) });
		const host = new TriggerHost({
			nodeType: nodeType as never,
			credentials: storeOf(table, gateway),
			parameters,
			workflowId: `workflow-${Math.random()}`,
		});
		const poll = poller(host);
		return async () => ((await poll()) ?? []).map(numberIn);
	};

	test('reports what happened once when a poll begins before the last one is over', async () => {
		const poll = open();
		const found = [await poll()];
		news.push(1, 2);
		found.push(...(await Promise.all(await begunOneByOne(poll, 3))));
		news.push(3);
		found.push(await poll());

		expect(found.flat()).toEqual([1, 2, 3]);
	});

	test('goes on after a poll that failed', async () => {
		const poll = open();
		await poll();
		news.push(1, 2);
		const usual = gateway.answer;
		gateway.answer = () => ({ status: 403, body: 'no' });
		await Promise.allSettled(await begunOneByOne(poll, 2));
		gateway.answer = usual;

		expect(await poll()).toEqual([1, 2]);
	});
});
