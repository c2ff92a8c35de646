import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { ToolResult } from '../harness/index.mts';
import { detailsOf, jsonOf, phone, send, useBench } from './setup.mts';

const bench = useBench();

const args = { recipient: '+7 916 111-00-00', text: 'Ваш заказ\nготов', id: 'order-1' };

const fromModel: INodeParameters = {
	recipient: '={{ $fromAI("recipient") }}',
	text: '={{ $fromAI("text") }}',
};

/** The rows that the model reads; the agent itself gets no error. */
const answer = ({ response, error }: ToolResult): IDataObject[] => {
	expect(error).toBeUndefined();
	return typeof response === 'string'
		? (JSON.parse(response) as IDataObject[])
		: jsonOf(response as INodeExecutionData[]);
};

describe.each(['direct', 'engine'] as const)(
	'an AI agent’s tool, called through the %s route',
	(via) => {
		const call = async (parameters: INodeParameters) =>
			answer(await bench.tool(parameters, { via, args }));

		test('sends one message and tells its ID', async () => {
			const rows = await call(send({ ...fromModel, options: { costInAnswer: '2' } }));

			expect(bench.gateway.messages).toMatchObject([
				{ recipient: phone(0), text: 'Ваш заказ\nготов', sender: 'MyShop', channel: 'sms' },
			]);
			expect(rows).toMatchObject([
				{
					status: 'queued',
					messageId: bench.gateway.messages[0]?.details.id,
					recipient: phone(0),
					channel: 'sms',
					cost: 1.5,
				},
			]);
		});

		test.each([
			['sendCall', { ...fromModel }, 'call'],
			['sendCode', { recipient: fromModel.recipient }, 'call'],
			['lookup', { recipient: fromModel.recipient }, 'hlr'],
			['ping', { recipient: fromModel.recipient }, 'ping'],
			[
				'sendEmail',
				{ ...fromModel, recipient: 'a@example.com', sender: 'b@example.com', subject: 'Тема' },
				'email',
			],
		])('does %s', async (operation, fields, channel) => {
			const rows = await call({ resource: 'message', operation, ...fields } as INodeParameters);

			expect(rows).toMatchObject([{ status: 'queued', channel }]);
			expect(bench.gateway.messages).toHaveLength(1);
		});

		test('estimates a cost and sends nothing', async () => {
			const rows = await call({ resource: 'message', operation: 'estimate', ...fromModel });

			expect(rows).toMatchObject([{ cost: 1.5, parts: 1 }]);
			expect(bench.gateway.messages).toEqual([]);
		});

		test('asks for a status, and deletes', async () => {
			await call(send({ ...fromModel, options: { messageId: 'order-1' } }));
			const about = { messageId: '={{ $fromAI("id") }}', recipient: fromModel.recipient };
			const status = await call({ resource: 'message', operation: 'getStatus', ...about });
			const deleted = await call({ resource: 'message', operation: 'delete', ...about });

			expect(status).toMatchObject([
				{ messageId: 'order-1', recipient: phone(0), status: 'queued' },
			]);
			expect(deleted).toEqual([{ deleted: true }]);
		});

		test('answers with the refusal, and sends nothing again', async () => {
			bench.gateway.settings.refusals[phone(0)] = 6;
			const rows = await call(send(fromModel));

			expect(detailsOf(rows[0])).toMatchObject({ kind: 'rejected', code: '6', outcome: 'refused' });
			expect(bench.calls('send')).toHaveLength(1);
		});

		test('answers with what cannot be sent', async () => {
			const rows = await call(send({ ...fromModel, recipient: 'Аня' }));

			expect(rows[0]?.error).toContain('Аня');
			expect(bench.gateway.counters.requests).toBe(0);
		});
	},
);
