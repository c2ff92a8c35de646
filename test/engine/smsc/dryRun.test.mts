import type { IDataObject } from 'n8n-workflow';
import { jsonOf, phone, rows, sendMany, useBench } from './setup.mts';

const bench = useBench();
const dry = { options: { dryRun: true } };

describe('Dry Run', () => {
	test('asks for the price of each request, and sends nothing', async () => {
		const { outputs, taskData } = await bench.run(sendMany({ listSize: 2, ...dry }), {
			items: rows(3),
		});

		expect(bench.gateway.messages).toEqual([]);
		expect(bench.calls('send').map(({ cost }) => cost)).toEqual(['1', '1']);
		const shown = jsonOf(outputs[0]).map(({ request }) => request as IDataObject);
		expect(shown).toMatchObject([
			{ number: 1, of: 2, messages: 2, cost: 3, currency: 'RUB', parts: 2 },
			{ number: 1, of: 2, messages: 2 },
			{ number: 2, of: 2, messages: 1, cost: 1.5, currency: 'RUB' },
		]);
		// The request as it would go, without the question for its price.
		expect(shown[0]?.body).toMatchObject({
			list: `${phone(0)}:Заказ 0 готов\n${phone(1)}:Заказ 1 готов`,
		});
		expect(shown[0]?.body).not.toHaveProperty('cost');
		expect(taskData?.hints?.map(({ message }) => message)).toEqual([
			'Dry run: nothing was sent. 2 requests would be made. They would cost 4.5 RUB.',
		]);
	});

	test('masks a login in the address of the gateway', async () => {
		const baseUrl = bench.gateway.url.replace('//', '//nginx:p%40ssword@');
		const { outputs } = await bench.run(sendMany(dry), {
			items: rows(1),
			credentialData: { baseUrl },
		});

		const shown = JSON.stringify(jsonOf(outputs[0]));
		expect(shown).toContain(`//***@${new URL(baseUrl).host}/sys/send.php`);
		expect(shown).not.toMatch(/nginx|ssword/);
	});

	test('does not show the password of a new sub-client', async () => {
		const create = { resource: 'subClient', operation: 'create', login: 'shop2' };
		const { outputs } = await bench.run(
			{ ...create, password: 'Pa55 wörd', ...dry },
			{ items: rows(1) },
		);

		const [row] = jsonOf(outputs[0]);
		expect(row?.request).toMatchObject({ body: { user: 'shop2', password: '***' } });
		expect(JSON.stringify(row)).not.toContain('Pa55');
	});

	test('counts parts and encoding of each text', async () => {
		const { outputs } = await bench.run(sendMany({ text: 'я'.repeat(71), ...dry }), {
			items: rows(1),
		});

		expect(jsonOf(outputs[0])).toMatchObject([{ encoding: 'UCS-2', parts: 2 }]);
	});

	test('shows the requests when the price cannot be had', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 404, path: '/sys/send.php' });
		const { outputs } = await bench.run(sendMany(dry), { items: rows(2) });

		expect(jsonOf(outputs[0])[0]).toMatchObject({
			dryRun: true,
			request: { messages: 2, priceProblem: expect.any(String) },
		});
	});
});

describe('the hints', () => {
	const send = (more: IDataObject = {}) => sendMany({ operation: 'send', ...more } as never);

	test('tell the cost, of messages and of requests', async () => {
		const options = { options: { costInAnswer: '3' } };
		const many = await bench.run(sendMany({ listSize: 2, ...options }), { items: rows(3) });
		const single = await bench.run(send(options), { items: rows(6).slice(3) });

		expect(many.taskData?.hints?.[0]?.message).toBe(
			'3 items: 3 accepted. 2 requests. Cost: 4.5 RUB.',
		);
		expect(single.taskData?.hints?.[0]?.message).toBe(
			'3 items: 3 accepted. 3 requests. Cost: 4.5 RUB.',
		);
	});

	test('name the operation that needs fewer requests, once that is worth a word', async () => {
		const few = await bench.run(send(), { items: rows(9) });
		const many = await bench.run(send(), { items: rows(19).slice(9) });

		expect(few.taskData?.hints).toHaveLength(1);
		expect(many.taskData?.hints?.[1]?.message).toBe(
			'This operation makes one request for each item. Send Many would make 1 request instead of 10.',
		);
	});
});
