import type { NodeOperationError } from 'n8n-workflow';
import {
	callbackSecret,
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	secrets,
	sendMany,
	sendSms,
	startCascade,
	store,
	token,
	useBench,
} from './setup.mts';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { expectNoSecrets, runNode } from '../harness/index.mts';

const bench = useBench();

const stopList = `Получатель ${phone(0)} находится в стоп-листе`;

describe('the words of the gateway', () => {
	const refuse = (settings: Partial<typeof bench.gateway.settings>) =>
		Object.assign(bench.gateway.settings, { rejectedRecipients: [phone(0)], ...settings });

	test.each([
		[200, 'application/json', 'rejected'],
		[200, 'text/html', 'rejected'],
		[400, 'application/json', 'rejected'],
		[401, 'application/json', 'unauthorized'],
		[401, 'text/html', 'unauthorized'],
		[403, 'application/json', 'unauthorized'],
		[403, 'text/html', 'unauthorized'],
	] as const)('reach the row with HTTP %i as %s: %s', async (failureStatus, contentType, kind) => {
		refuse({ failureStatus, contentType });
		const { outputs } = await bench.run(sendSms({ reference: 'order-0' }), errorOutput);
		const [row] = jsonOf(outputs[1]);

		expect(row).toMatchObject({
			...rows(1)[0]!.json,
			error: `Kupon.mobi refused this: ${stopList}`,
		});
		expect(detailsOf(row)).toEqual({
			gateway: 'kupon',
			kind,
			code: null,
			text: stopList,
			hint: expect.stringMatching(
				kind === 'unauthorized' ? /token|credential/ : /Correct what/,
			) as string,
			httpStatus: failureStatus,
			outcome: 'refused',
			recipient: phone(0),
			reference: 'order-0',
		});
	});

	test('are not there in the page of a web server, and the outcome is open', async () => {
		refuse({ failureStatus: 500 });
		const { outputs } = await bench.run(sendSms(), errorOutput);
		const [row] = jsonOf(outputs[1]);

		expect(row?.error).toBe(
			'It is unknown whether Kupon.mobi accepted this: 500 Internal Server Error 500 Internal Server Error nginx',
		);
		expect(detailsOf(row)).toMatchObject({
			kind: 'outcomeUnknown',
			outcome: 'unknown',
			httpStatus: 500,
		});
	});

	test('are in the message of a node that stops, with hint, HTTP status and details', async () => {
		refuse({ failureStatus: 400 });
		const { error } = await bench.run(sendSms(), { items: rows(1) });

		expect(error?.message).toBe(`Kupon.mobi refused this: ${stopList}`);
		expect(error?.description).toMatch(
			/^Correct what the gateway points out.+check the credential\.$/,
		);
		expect(error).toMatchObject({ httpCode: '400', context: { itemIndex: 0 } });
		expect((error as NodeOperationError).context.details).toMatchObject({
			text: stopList,
			recipient: phone(0),
			accepted: [],
		});
	});

	test.each([
		['Неверный API токен', { token: 'wrong token' }],
		['Недостаточно средств на балансе', {}],
	])('%s', async (text, credentialData) => {
		bench.gateway.settings.funds = 'refused';
		const { outputs } = await bench.run(sendSms(), {
			...errorOutput,
			credentialData,
			items: rows(2),
		});

		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).text)).toEqual([text, text]);
	});

	test('can be missing', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: { type: 'error', msg: ' ' },
		});
		const { outputs } = await bench.run(sendSms(), errorOutput);

		expect(jsonOf(outputs[1])[0]?.error).toBe('Kupon.mobi refused this: no reason given');
	});
});

describe('ids', () => {
	test.each([
		['"905117"', '905117'],
		['905117', '905117'],
		['12345678901234567890', '12345678901234567890'],
		['0', null],
	])('%s in JSON is %j', async (wire, messageId) => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: `{"type":"success","id":${wire}}`,
		});
		const { outputs } = await bench.run(sendSms());

		expect(jsonOf(outputs[0])[0]?.messageId).toBe(messageId);
	});

	test('a success without id is a success', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: { type: 'success' } });
		const { outputs } = await bench.run(sendSms());

		expect(jsonOf(outputs[0])).toMatchObject([
			{ status: 'queued', messageId: null, recipient: phone(0) },
		]);
	});
});

describe('secrets that the gateway repeats', () => {
	const echo = `token=${token}&callback=${encodeURIComponent(callbackSecret)} ${callbackSecret}`;
	const callback = { statusCallback: { url: 'https://n8n.test/kupon' } };
	const answers = [
		['a refusal', 200, { type: 'error', msg: echo }],
		['a refusal with HTTP 400', 400, { type: 'error', msg: echo }],
		['a refusal with HTTP 401', 401, { type: 'error', msg: echo }],
		['a refusal with HTTP 403', 403, { type: 'error', msg: echo }],
		['a page with HTTP 500', 500, `<html><body>${echo}</body></html>`],
		['a page with HTTP 200', 200, `<html><body>${echo}</body></html>`],
		['a success with more in it', 200, { type: 'success', id: '1', request: { [token]: [echo] } }],
		['a list with a refusal', 200, [{ type: 'error', msg: echo }]],
	] as const;

	test.each(answers)('are masked in %s', async (_what, status, body) => {
		await bench.gateway.faults.add({ kind: 'status', status, body: body as object });
		for (const [parameters, run] of [
			[sendSms, errorOutput],
			[sendMany, errorOutput],
			[startCascade, {}],
		] as const) {
			const result = await bench.run(
				parameters({
					...callback,
					options: { rawAnswer: true },
					reference: '={{ $json.orderId }}',
				}),
				run,
			);
			// `run` has looked through everything; the mask shows that there was something to find.
			const seen = JSON.stringify([result.outputs, result.error?.message ?? null]);
			expect(seen.includes('***') || status === 401).toBe(true);
		}
	});

	test('are masked in what is said about an input that holds them', async () => {
		const { outputs, log } = await runNode({
			nodeType: Kupon,
			credentials: store(bench.gateway),
			parameters: sendSms(),
			items: [{ json: { ...rows(1)[0]!.json, phone: `no phone ${token}` } }],
			...errorOutput,
		});
		const [row] = jsonOf(outputs[1]);

		expect(row?.error).toContain('Recipient “no phone ***” is not a phone number');
		expectNoSecrets({ error: row?.error, details: row?.details, log }, secrets);
	});
});
