import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeApiError,
	NodeExecutionHint,
} from 'n8n-workflow';
import { deliver } from '../../../nodes/shared/delivery/deliver.ts';
import { InputProblem } from '../../../nodes/shared/model/inputProblem.ts';
import { type FakeContext, fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';
import { testRoute } from '../support/route.mts';

/** The parameters of a node whose fields take their values from the item. */
const fromItem: INodeParameters = {
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
};

interface Setup extends FakeContext {
	/** What the gateway says to the recipients of one request; their ids by default. */
	says?: (recipients: string[]) => unknown;
	route?: typeof testRoute;
}

/** One node in one execution: every call of it is another try. */
function node({ says, parameters, route = testRoute, ...given }: Setup) {
	const sent: string[][] = [];
	const memory: IDataObject = {};
	const context = fakeContext({
		memory,
		continueOnFail: true,
		credentials: { key: 'the-secret', concurrent: 1, perSecond: 0 },
		parameters: { ...fromItem, ...parameters },
		...given,
		http: (options) => {
			const { messages } = options.body as { messages: Array<{ to: string }> };
			const recipients = messages.map(({ to }) => to);
			sent.push(recipients);
			const body = says?.(recipients) ?? { ids: recipients.map((to) => `id-${to}`) };
			return { body: Buffer.from(JSON.stringify(body)), headers: {}, statusCode: 200 };
		},
	});
	const run = async (): Promise<INodeExecutionData[]> =>
		(await deliver(context, testGateway, route))[0] ?? [];
	return { run, sent, memory };
}

const rowsOf = (output: INodeExecutionData[]) =>
	output.map(({ json }) => json.messageId ?? json.error);
const people = (...recipients: string[]) =>
	recipients.map((recipient) => ({ recipient, text: '' }));

describe('delivering', () => {
	test('sends as few requests as the list size allows, and gives one row an item', async () => {
		const items = people(...Array.from({ length: 250 }, (_, index) => `${index}`));
		const { run, sent } = node({ items });
		const output = await run();
		expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
		expect(rowsOf(output)).toEqual(items.map(({ recipient }) => `id-${recipient}`));
	});

	test.each([['abc'], [NaN], [null], ['']])(
		'makes no list longer than the preset when its size is %p',
		async (listSize) => {
			const items = people(...Array.from({ length: 150 }, (_, index) => `${index}`));
			const { run, sent } = node({ items, parameters: { listSize } as INodeParameters });
			await run();
			expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(100);
			expect(sent.flat()).toHaveLength(150);
		},
	);

	test('sends the rows that can be sent beside one that cannot, when the node goes on', async () => {
		const { run, sent } = node({ items: people('1', 'bad', '2') });
		expect(rowsOf(await run())).toEqual(['id-1', 'Recipient “bad” is no phone', 'id-2']);
		expect(sent).toEqual([['1', '2']]);
	});

	test('sends nothing at all beside one that cannot be sent, when the node stops', async () => {
		const { run, sent } = node({ items: people('1', 'bad', '2'), continueOnFail: false });
		const error = (await run().catch((thrown: unknown) => thrown)) as NodeApiError;
		expect(error.message).toBe('Recipient “bad” is no phone (item 2)');
		expect(sent).toEqual([]);
	});

	test('answers an AI agent with the failure instead of throwing it', async () => {
		const tool = { type: 'n8n-nodes-message-gateways.kuponTool' };
		const { run } = node({ items: people('bad'), continueOnFail: false, node: tool });
		expect((await run())[0]?.json).toMatchObject({ error: expect.stringContaining('bad') });
	});

	test('takes the options that hold for the whole run from the first row', async () => {
		const items = [
			{ recipient: '1', rule: 'mergeRecipient', size: 1 },
			{ recipient: '1', rule: 'keep', size: 100 },
			{ recipient: '2', rule: 'keep', size: 100 },
		];
		const parameters = {
			options: { duplicates: '={{ $json.rule }}' },
			listSize: '={{ $json.size }}',
		};
		const { run, sent } = node({ items, parameters });
		await run();
		expect(sent).toEqual([['1'], ['2']]);
	});

	test('sends nothing by a rule for duplicates that is none of the choices', async () => {
		const items = [
			{ recipient: '1', rule: 'merge' },
			{ recipient: '1', rule: 'merge' },
		];
		const { run, sent } = node({
			items,
			parameters: { options: { duplicates: '={{ $json.rule }}' } },
		});
		const rows = await run();
		expect(sent).toEqual([]);
		expect(rows).toHaveLength(2);
		for (const { json } of rows) {
			expect(JSON.stringify(json)).toMatch(/Duplicates.*is not one of its choices/);
		}
	});

	test('counts in a dry run the requests that would be made, and no others', async () => {
		const hints: NodeExecutionHint[] = [];
		const alone: typeof testRoute = {
			...testRoute,
			request(messages) {
				if (messages.length > 1) throw new InputProblem('Text', 'goes alone', 'Mend it.');
				return testRoute.request(messages);
			},
		};
		const parameters = { options: { dryRun: true } };
		const { run, sent } = node({ items: people('101', '102'), parameters, route: alone, hints });
		const output = await run();

		expect(sent).toEqual([]);
		expect(output.map(({ json }) => json.request)).toMatchObject([
			{ number: 1, of: 2, messages: 1 },
			{ number: 2, of: 2, messages: 1 },
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			'Dry run: nothing was sent. 2 requests would be made.',
		]);
	});

	test('remembers what else the gateway gave for a row', async () => {
		const route = {
			...testRoute,
			verdicts: () => [
				{ accepted: true as const, messageId: 'a', groupId: null, extra: { code: '1' } },
			],
		};
		const parameters = { options: { rawAnswer: true } };
		const { run, sent } = node({ items: people('1'), route, parameters });
		const first = await run();
		expect(sent).toHaveLength(1);
		expect(first[0]?.json).toMatchObject({ messageId: 'a', code: '1', raw: expect.anything() });
		expect(await run()).toEqual(first);
		expect(sent).toHaveLength(1);
	});

	test('shows no secret of the credential in any row', async () => {
		const { run } = node({
			items: people('1', '2'),
			parameters: { options: { rawAnswer: true } },
			says: () => ({
				ids: ['the-secret', { text: 'key the-secret is unknown' }],
				key: 'the-secret',
			}),
		});
		const [accepted, refused] = await run();
		expect(JSON.stringify(refused)).not.toContain('the-secret');
		expect(JSON.stringify(accepted?.json.raw)).not.toContain('the-secret');
	});
});

describe('another try of the same execution', () => {
	const oneBad = (recipients: string[]) => ({
		ids: recipients.map((to) => (to === '2' ? { text: 'bad number' } : `id-${to}`)),
	});

	test('sends only what was refused, and its rows are those of both tries', async () => {
		const { run, sent } = node({ items: people('1', '2', '3'), says: oneBad });
		await run();
		const again = await run();
		expect(sent).toEqual([['1', '2', '3'], ['2']]);
		expect(rowsOf(again)).toEqual(['id-1', 'Test Gateway refused this: bad number', 'id-3']);
	});

	test('never sends again what may have been sent, and says why', async () => {
		const { run, sent } = node({ items: people('1', '2'), says: () => ({ ids: ['id-1'] }) });
		await run();
		const again = await run();
		expect(sent).toHaveLength(1);
		expect(again[1]?.json).toMatchObject({
			error: expect.stringContaining('An earlier try in this execution made this call'),
			details: { outcome: 'unknown', recipient: '2' },
		});
	});

	test('gives a row that went with an earlier one the same result', async () => {
		const parameters = { options: { duplicates: 'mergeRecipient' } };
		const { run, sent } = node({ items: people('1', '1'), parameters });
		await run();
		const again = await run();
		expect(sent).toEqual([['1']]);
		expect(again.map(({ json }) => json.messageId)).toEqual(['id-1', 'id-1']);
		expect(again[1]?.json.duplicateOf).toBe(0);
	});
});
