import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { ToolResult } from '../harness/index.mts';
import {
	detailsOf,
	jsonOf,
	phone,
	sendMany,
	sendSms,
	startCascade,
	token,
	useBench,
} from './setup.mts';
import { formOf } from './wire.mts';

const bench = useBench();

const fromModel: INodeParameters = {
	recipient: '={{ $fromAI("recipient") }}',
	text: '={{ $fromAI("text") }}',
};
const args = { recipient: '+7 900 111-00-00', text: 'Ваш заказ готов' };

const routes = ['direct', 'engine'] as const;
type Route = (typeof routes)[number];

/** The rows that the model reads; the agent itself gets no error. */
const answer = ({ response, error }: ToolResult): IDataObject[] => {
	expect(error).toBeUndefined();
	return typeof response === 'string'
		? (JSON.parse(response) as IDataObject[])
		: jsonOf(response as INodeExecutionData[]);
};

const call = async (via: Route, parameters = sendSms(fromModel), more = {}) =>
	await bench.tool(parameters, { via, args, ...more });

describe.each(routes)('an AI agent’s tool, called through the %s route', (via) => {
	test('sends one message and tells its id', async () => {
		const rows = answer(await call(via));

		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			sent_to: phone(0),
			sent_text: 'Ваш заказ готов',
		});
		expect(bench.gateway.requests).toHaveLength(1);
		expect(rows).toEqual([
			{
				gateway: 'kupon',
				status: 'queued',
				messageId: bench.gateway.messages[0]?.id,
				groupId: null,
				recipient: phone(0),
				reference: null,
				channel: 'sms',
			},
		]);
	});

	test.each([400, 429])(
		'HTTP %d beside an answer that names the message leaves open whether it was sent',
		async (status) => {
			await bench.gateway.faults.add({ kind: 'wrongStatus', status });
			const [row] = answer(await call(via));

			expect(detailsOf(row)).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
			expect(bench.gateway.messages).toHaveLength(1);
		},
	);

	test('starts a cascade', async () => {
		const rows = answer(await call(via, startCascade(fromModel)));

		expect(bench.gateway.messages.map(({ channel, sender }) => [channel, sender])).toEqual([
			['bulk', '1024'],
		]);
		expect(rows).toMatchObject([{ messageId: bench.gateway.messages[0]?.id, channel: 'bulk' }]);
	});

	test('sends all that the fields say', async () => {
		const parameters = sendSms({
			...fromModel,
			type: 'viber',
			reference: 'order-1',
			statusCallback: { url: 'https://n8n.test/kupon', kannelStatus: true },
			options: {
				ttl: 5,
				sendAt: '2030-01-15T09:30:00Z',
				gatewayTimeZone: 'Europe/Moscow',
				button: 'Да',
				charset: 'CP1251',
			},
		});
		const rows = answer(await call(via, parameters, { timezone: 'Asia/Almaty' }));

		expect(bench.gateway.messages[0]).toMatchObject({
			text: 'Ваш заказ готов',
			button: 'Да',
			details: {
				charset: 'CP1251',
				decodeProblems: [],
				sentDate: '2030-01-15 12:30',
				ttl: 5,
				kannelStatus: true,
				callback: expect.stringContaining(
					'?id={id}&status={status}&channel=viber&to=79001110000&ref=order-1&',
				) as string,
			},
		});
		expect(rows).toMatchObject([{ reference: 'order-1', channel: 'viber' }]);
	});

	test('reads a refusal as an answer, with the words of the gateway and a next step', async () => {
		bench.gateway.settings.rejectedRecipients = [phone(0)];
		const result = await call(via);
		const [row, ...others] = answer(result);

		expect(others).toEqual([]);
		expect(row?.error).toBe(
			`Kupon.mobi refused this: Получатель ${phone(0)} находится в стоп-листе`,
		);
		expect(detailsOf(row)).toMatchObject({
			gateway: 'kupon',
			kind: 'rejected',
			outcome: 'refused',
			text: `Получатель ${phone(0)} находится в стоп-листе`,
			hint: expect.stringMatching(/\S/) as string,
			httpStatus: 200,
		});
		expect(bench.gateway.requests).toHaveLength(1);
		expect(result.tasks).toHaveLength(1);
	});

	test.each([
		[
			'a recipient that cannot be reached',
			{ recipient: 'Анна' },
			{},
			'Recipient “Анна” is not a phone number',
		],
		['an empty text', { text: '' }, {}, 'Text is empty'],
		[
			'a callback without secret',
			{},
			{ statusCallback: { url: 'nowhere' } },
			'Callback URL “nowhere”',
		],
	])('hears clearly of %s, and nothing is sent', async (_what, changed, parameters, message) => {
		const result = await call(via, sendSms({ ...fromModel, ...parameters }), {
			args: { ...args, ...changed },
		});
		const heard = result.error?.message ?? String(answer(result)[0]?.error);

		expect(heard).toContain(message);
		expect(heard).not.toContain('unknown whether');
		expect(bench.gateway.requests).toHaveLength(0);
	});

	test('never sends twice when the outcome is unknown, also with Retry On Fail', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 502, when: 'after' });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const [row] = answer(await call(via, sendSms(fromModel), { node }));

		expect(bench.gateway.messages).toHaveLength(1);
		expect(row?.error).toContain('It is unknown whether Kupon.mobi accepted this');
		expect(detailsOf(row)).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
	});

	test('keeps the secrets when the gateway repeats them', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			times: 1,
			body: { type: 'error', msg: `Неверный токен ${token}` },
		});
		const [row] = answer(await call(via));

		expect(detailsOf(row).text).toBe('Неверный токен ***');
	});

	test('gives the raw answer beside the message’s id, without secrets', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: { type: 'success', id: '7', note: `token ${token}` },
		});
		const [row] = answer(await call(via, sendSms({ ...fromModel, options: { rawAnswer: true } })));

		expect(row).toMatchObject({
			messageId: '7',
			recipient: phone(0),
			raw: { type: 'success', id: '7', note: 'token ***' },
		});
	});

	test('finds the type that the model chose', async () => {
		await call(via, sendSms({ ...fromModel, type: '={{ $fromAI("type") }}' }), {
			args: { ...args, type: 'viber' },
		});

		expect(bench.gateway.messages.map(({ channel }) => channel)).toEqual(['viber']);
	});
});

test('a tool that was switched to Send Many by hand sends nothing on the direct route', async () => {
	// The operation is not offered, but a node that was made a tool may hold it.
	const { error, response } = await bench.tool(sendMany(fromModel), { via: 'direct', args });

	expect(bench.gateway.requests.map(({ method, path, query }) => [method, path, query])).toEqual(
		[],
	);
	expect(error?.message ?? response).toContain('Send Many');
});

test('a tool that is to wait for approval says where an agent’s calls are approved', async () => {
	const { error, response } = await bench.tool(
		{ ...sendSms({ recipient: phone(0) }), operation: 'sendAndWait', message: 'Вернуть деньги?' },
		{ via: 'direct', args },
	);

	expect(bench.gateway.requests).toEqual([]);
	expect(error?.message ?? JSON.stringify(response)).toMatch(
		/pauses the execution.*Human review \(n8n 2\.6/s,
	);
});
