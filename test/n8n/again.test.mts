/** “Retry execution” from the list of executions, and loops, in a real n8n: nothing is sent twice. */
import { kuponTable as table } from '../contract/kupon.table.mts';
import { references, SENDER, sorted, useAgain, withKey } from './again.mts';
import { type Execution, outputOf } from './index.mts';

const bench = useAgain([table]);
const { workflowOf, ended, runOf, ledger } = bench;

describe('“Retry execution” in the list of executions', () => {
	/** Presses the button, and gives the execution that comes of it, which n8n answers with when it is over. */
	const retry = async ({ id }: Execution) => {
		const answer = await bench.n8n.client.editor<{ id: string }>(
			'POST',
			`/executions/${id}/retry`,
			{
				loadWorkflow: false,
			},
		);
		return await ended(answer.id);
	};

	it.each([
		['message: send', {}],
		['message: sendMany', { listSize: 1 }],
		['message: send', { options: withKey }],
	])(
		'of %s with %j sends what was refused, and the rest not again',
		async (operation, parameters) => {
			const gateway = table.sandbox(bench.sandbox);
			table.refuse(bench.sandbox, table.recipient(3));
			const workflowId = await workflowOf(table, { count: 6, operation, node: { parameters } });
			const failed = await runOf(workflowId);
			expect(failed.status).toBe('error');
			const before = ledger(table);
			expect(before).not.toContain('order-3');

			bench.sandbox.kupon.settings.rejectedRecipients = [];
			const execution = await retry(failed);

			expect(execution.status).toBe('success');
			expect(ledger(table)).toEqual(references(6));
			const rows = outputOf(execution, SENDER).map(({ json }) => json);
			expect(rows.map(({ reference }) => reference)).toEqual(references(6));
			const ids = new Set(gateway.messages.map(({ id }) => id));
			expect(rows.every(({ messageId }) => ids.has(String(messageId)))).toBe(true);
		},
	);
});

describe('a loop over batches', () => {
	it('sends each batch once, also when a row of it is tried again, and nothing when it is run again', async () => {
		table.refuse(bench.sandbox, table.recipient(2));
		const workflowId = await workflowOf(table, {
			count: 7,
			batchSize: 2,
			node: {
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
				parameters: { options: withKey },
			},
		});
		const passes = ({ data }: Execution) =>
			(data?.resultData.runData[SENDER] ?? []).map((run) =>
				(run.data?.main?.[0] ?? []).map(({ json }) =>
					json.error === undefined ? (json.alreadySent ?? String(json.reference)) : 'refused',
				),
			);
		const first = await runOf(workflowId);
		expect(passes(first)).toEqual([
			['order-0', 'order-1'],
			['refused', 'order-3'],
			['order-4', 'order-5'],
			['order-6'],
		]);
		expect(ledger(table)).toEqual(references(7).filter((one) => one !== 'order-2'));

		bench.sandbox.kupon.settings.rejectedRecipients = [];
		expect(passes(await runOf(workflowId))).toEqual([
			[true, true],
			['order-2', true],
			[true, true],
			[true],
		]);
		expect(ledger(table)).toEqual(references(7));
	});

	it('without a key sends each batch once in one execution, and all again in the next', async () => {
		const workflowId = await workflowOf(table, { count: 5, batchSize: 2 });
		await runOf(workflowId);
		expect(ledger(table)).toEqual(references(5));
		await runOf(workflowId);
		expect(ledger(table)).toEqual(sorted(references(5), references(5)));
	});
});
