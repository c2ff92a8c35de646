import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ToolResult } from '../harness/index.mts';
import {
	locator,
	detailsOf,
	formOf,
	jsonOf,
	methodsOf,
	operation,
	phone,
	send,
	sendMany,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();

const fromModel = { recipient: '={{ $fromAI("recipient") }}', text: '={{ $fromAI("text") }}' };
const args = { recipient: '+375 29 111-00-00', text: 'Ваш заказ готов' };

/** The rows that the model reads; the agent itself gets no error. */
const answer = ({ response, error }: ToolResult): IDataObject[] => {
	expect(error).toBeUndefined();
	return typeof response === 'string'
		? (JSON.parse(response) as IDataObject[])
		: jsonOf(response as INodeExecutionData[]);
};

describe.each(['direct', 'engine'] as const)('an AI agent’s tool on the %s route', (via) => {
	const call = async (parameters = send(fromModel), more = {}) =>
		await bench.tool(parameters, { via, args, ...more });

	test('sends one message and tells its ID', async () => {
		const rows = answer(await call(send({ ...fromModel, alphaname: locator('1363', 'list') })));

		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			message: 'Ваш заказ готов',
			phone: phone(0),
			alphaname_id: '1363',
		});
		expect(rows).toMatchObject([
			{ messageId: bench.gateway.messages[0]?.id, recipient: phone(0), parts: 1, channel: 'sms' },
		]);
	});

	test('reads a refusal as an answer', async () => {
		bench.gateway.settings.refusals[phone(0)] = 'incorrect phone number';
		const [row] = answer(await call());

		expect(row?.error).toBe('SMS.by refused this: incorrect phone number');
		expect(detailsOf(row)).toMatchObject({ kind: 'invalidRecipient', outcome: 'refused' });
		expect(bench.gateway.requests).toHaveLength(1);
	});

	test('hears clearly of a name in place of an ID', async () => {
		const result = await call(send({ ...fromModel, alphaname: locator('MyName', 'list') }));
		const heard = result.error?.message ?? String(answer(result)[0]?.error);

		expect(heard).toContain('Sender “MyName” is not an ID');
		expect(bench.gateway.requests).toEqual([]);
	});

	test('never sends twice when the outcome is unknown', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 502, when: 'after' });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const [row] = answer(await call(send(fromModel), { node }));

		expect(bench.gateway.messages).toHaveLength(1);
		expect(detailsOf(row)).toMatchObject({ outcome: 'unknown' });
	});

	test('gets the code of a one-time code', async () => {
		const created = operation('oneTimeCode', 'create', { length: 4 });
		const [{ id } = {}] = await bench.rows(created);
		const parameters = operation('oneTimeCode', 'send', {
			...fromModel,
			codeObject: locator(String(id), 'list'),
		});
		const rows = answer(await call(parameters, { args: { ...args, text: 'Код %CODE%' } }));

		expect(rows).toMatchObject([{ code: bench.gateway.messages[0]?.details.code }]);
	});

	test('creates a campaign and hears that it may be sent', async () => {
		const parameters = operation('campaign', 'create', {
			text: fromModel.text,
			options: { waitSeconds: 5, lookSeconds: 0.1 },
		});
		const rows = answer(await call(parameters));

		expect(rows).toMatchObject([
			{ campaignId: bench.gateway.state.campaigns[0]?.id, moderated: true },
		]);
	});
});

test('a tool that was switched to Send Many by hand sends nothing on the direct route', async () => {
	await bench.tool(sendMany(fromModel), { via: 'direct', args });

	expect(methodsOf(bench.gateway)).not.toContain('sendBulkSms');
	expect(bench.gateway.messages).toEqual([]);
});
