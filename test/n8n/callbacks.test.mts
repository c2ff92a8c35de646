/** Many callbacks at the same time in a real n8n: they share executions, and none is lost or comes twice. */
import { load, callOnce } from '../benchmark/callbacks/load.mts';
import { openHost, type Host, type Published } from '../benchmark/callbacks/host.mts';
import { triggersAt, type Call, type Trigger } from '../benchmark/callbacks/triggers.mts';
import { Agent } from 'undici';
import { listExecutions, outputOf, type Execution } from './index.mts';

const kupon = triggersAt('http://127.0.0.1:9').find(({ path }) => path === 'kupon') as Trigger;

interface Stored extends Execution {
	data?: Execution['data'] & {
		executionData?: {
			nodeExecutionStack: Array<{
				data: { main: Array<Array<{ json: { messageId?: unknown } }>> };
			}>;
		};
	};
}

/** The messages of an execution: what the trigger put out, or is to put out where n8n was killed before. */
function messagesOf(execution: Stored): string[] {
	const waiting = execution.data?.executionData?.nodeExecutionStack.flatMap(
		({ data }) => data.main[0] ?? [],
	);
	const items = [...outputOf(execution, 'Trigger'), ...(waiting ?? [])];
	return [...new Set(items.map(({ json }) => String(json.messageId)))];
}

describe('many callbacks at the same time', () => {
	let host: Host;
	let published: Published;

	beforeAll(async () => {
		// n8n's own part of a call is several times quicker, so that more of them meet in the trigger.
		host = await openHost({ N8N_EXPRESSION_ENGINE: 'legacy' });
	});

	beforeEach(async () => {
		published = await host.publish(kupon);
	});

	afterAll(async () => await host?.close());

	const ids = (count: number) => Array.from({ length: count }, (_, number) => String(number + 1));
	const callsFor = (messages: string[]): Call[] => messages.map((id) => kupon.call(Number(id)));
	const executions = async () =>
		await listExecutions(host.n8n.client, {
			workflowId: published.workflowId,
			includeData: true,
		});

	it('reach the workflow exactly once each, in far fewer executions', async () => {
		const all = ids(2_000);
		await load(published.url, callsFor(all), 16);
		await host.idle();

		const found = await executions();
		expect(found.flatMap(messagesOf).sort()).toEqual(all.sort());
		expect(found.length).toBeLessThan(1_000);
		expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['success']));
	});

	it('are all stored that were answered 200 before n8n was killed', async () => {
		const all = ids(400);
		const agent = new Agent({ connections: 16, pipelining: 1 });
		const answered = new Set<string>();
		const left = [...all];
		let killed: Promise<void> | undefined;
		const caller = async () => {
			for (let id = left.shift(); id !== undefined && !killed; id = left.shift()) {
				const status = await callOnce(agent, published.url, kupon.call(Number(id)));
				if (status === 200) answered.add(id);
				if (answered.size === 150) killed = host.n8n.process().kill();
			}
		};
		await Promise.all(Array.from({ length: 16 }, caller));
		await killed;
		await agent.close();
		expect(answered.size).toBeLessThan(200);

		await host.n8n.restart();
		const kept = new Set((await executions()).flatMap(messagesOf));
		expect([...answered].filter((id) => !kept.has(id))).toEqual([]);

		// The gateway repeats what was not answered.
		await load(published.url, callsFor(all.filter((id) => !answered.has(id))), 16);
		await host.idle();
		expect([...new Set((await executions()).flatMap(messagesOf))].sort()).toEqual(all.sort());
	});
});
