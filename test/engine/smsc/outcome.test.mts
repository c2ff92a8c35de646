import '../harness/withoutPauses.mts';
import { sendManyRoute } from '../../../nodes/Smsc/resources/message/routes.ts';
import type { SmscMessage } from '../../../nodes/Smsc/resources/message/message.ts';
import type { Failure } from '../../../nodes/shared/model/failure.ts';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { noAnswerInTime, timeLimitMs } from '../harness/timeLimit.mts';
import { detailsOf, errorOutput, jsonOf, phone, rows, send, sendMany, useBench } from './setup.mts';

const bench = useBench();

const sendScript = '/sys/send.php';

const patient = { requestOptions: { timeout: timeLimitMs } };

const retrying = { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('an answer that got lost', () => {
	test.each([
		['the connection is reset', { kind: 'reset', when: 'after' }],
		['no answer comes in time', noAnswerInTime()],
		['the gateway answers 502', { kind: 'status', status: 502, when: 'after' }],
		['the answer is empty', { kind: 'empty', when: 'after' }],
		['the answer is cut off', { kind: 'truncated', bytes: 7 }],
	] as const)('is made up for by the status when %s', async (_what, fault) => {
		await bench.gateway.faults.add({ ...fault, path: sendScript } as never);
		const [row] = await bench.rows(send(patient));

		const [message] = bench.gateway.messages;
		expect(bench.gateway.messages).toHaveLength(1);
		expect(row).toMatchObject({
			status: 'queued',
			messageId: message?.details.id,
			recipient: phone(0),
			answerLost: true,
		});
		expect(bench.calls('status')).toEqual([{ phone: phone(0), id: message?.details.id }]);
	});

	test('is made up for in a list, for all its rows with one question', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'after', path: sendScript });
		const found = await bench.rows(sendMany(), { items: rows(50) });

		expect(bench.gateway.messages).toHaveLength(50);
		expect(bench.calls('status')).toHaveLength(1);
		expect(found.map(({ recipient, answerLost }) => [recipient, answerLost])).toEqual(
			rows(50).map(({ json }) => [json.phone, true]),
		);
	});

	test('is unknown, and never sent again, when SMSC does not know the message', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'before', path: sendScript });
		const { outputs, tries } = await bench.run(send(), { node: retrying });

		const [row] = jsonOf(outputs[1]);
		expect(tries).toBeGreaterThan(1);
		expect(bench.calls('send')).toHaveLength(1);
		expect(detailsOf(row)).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
	});

	test('says which ID to ask for', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'before', path: sendScript });
		const { outputs } = await bench.run(send(), errorOutput);

		const details = detailsOf(jsonOf(outputs[1])[0]);
		expect(details.text).toContain('did not know the message');
		expect(details.hint).toContain(bench.calls('send')[0]?.id);
	});

	test('stays unknown when the status cannot be asked for either', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
		const { outputs } = await bench.run(send(), errorOutput);

		const details = detailsOf(jsonOf(outputs[1])[0]);
		expect(details).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
		expect(details.text).toContain('could not be queried');
		expect(details.hint).toContain(bench.gateway.messages[0]?.details.id);
	});

	test('stays unknown under an ID of the user’s own, which an earlier message may have had', async () => {
		const own = { options: { messageId: '={{ $json.orderId }}' } };
		await bench.rows(send({ ...own, text: 'Заказ готов' }));
		await bench.gateway.faults.add({ kind: 'reset', when: 'before', path: sendScript });
		const { outputs } = await bench.run(send({ ...own, text: 'Заказ ждёт вас' }), errorOutput);

		expect(bench.gateway.messages).toHaveLength(1);
		const details = detailsOf(jsonOf(outputs[1])[0]);
		expect(details).toMatchObject({ kind: 'outcomeUnknown', outcome: 'unknown' });
		expect(details.hint).toContain('Look it up');
		expect(bench.calls('status')).toEqual([]);
	});

	test('leads to no question about a refusal', async () => {
		bench.gateway.settings.balance = 0;
		const { outputs } = await bench.run(send(), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'insufficientFunds',
			code: '3',
		});
		expect(bench.calls('status')).toEqual([]);
	});
});

describe('the status that is asked for after a lost answer', () => {
	const failure: Failure = {
		kind: 'outcomeUnknown',
		code: null,
		text: 'No answer came',
		hint: '',
		httpStatus: null,
	};
	const message = (recipient: string): SmscMessage => ({
		recipient,
		reference: null,
		channel: 'telegramBot',
		id: '1',
		text: 'Заказ',
		parameters: [],
		files: [],
	});
	const knows = (recipients: string[], body: unknown) =>
		sendManyRoute.inquiry
			?.verdicts(recipients.map(message), body, failure)
			.map(({ accepted }) => accepted);

	test('is that of the message, however SMSC spells its recipient', () => {
		const body = [
			{ id: 1, phone: '79031234567', status: -1 },
			{ id: 1, phone: '79161234567', status: -3 },
		];
		expect(knows(['@ann', '79161234567'], body)).toEqual([true, false]);
	});

	test.each([
		['another ID', [{ id: 7, phone: '79161234567', status: 1 }], [false]],
		['nothing', [{ id: 1, phone: '79161234567', status: null }], [false]],
		['an empty text', [{ id: 1, phone: '79161234567', status: '' }], [false]],
		['one of two, without a name', { status: 1 }, [false, false]],
		['fewer than were asked about, without names', [{ status: 1 }], [false, false]],
	])('is not that of %s', (_what, body, known) => {
		expect(knows(['79161234567', '79031234567'].slice(0, known.length), body)).toEqual(known);
	});
});

describe('error 9', () => {
	test('is never repeated when SMSC has just got the same', async () => {
		await bench.rows(send());
		const { outputs } = await bench.run(send(), errorOutput);

		expect(bench.calls('send')).toHaveLength(2);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'duplicate',
			code: '9',
			text: 'duplicate request, wait a minute',
			outcome: 'refused',
			hint: expect.stringContaining('wait a minute'),
		});
	});

	test('is waited out when SMSC has too much to do', async () => {
		const body = { error: 'too many concurrent requests', error_code: 9 };
		await bench.gateway.faults.add({ kind: 'status', status: 200, body, times: 4 });
		const [row] = await bench.rows(send());

		expect(row).toMatchObject({ status: 'queued' });
		expect(bench.gateway.counters.requests).toBe(5);
		expect(bench.gateway.messages).toHaveLength(1);
	});
});

describe('what SMSC really answers', () => {
	test('a plain error under fmt=3', async () => {
		bench.gateway.settings.fmt3Quirks = ['ERROR'];
		bench.gateway.settings.refusals[phone(0)] = 8;
		const { outputs } = await bench.run(send(), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'rejected',
			code: '8',
			text: "can't to deliver",
		});
	});

	test('UTF-8 that calls itself windows-1251', async () => {
		const [row] = await bench.rows(send());
		const items = [{ json: row! }];
		const [status] = await bench.rows(
			{
				resource: 'message',
				operation: 'getStatus',
				messageId: '={{ $json.messageId }}',
				recipient: '={{ $json.recipient }}',
				details: '1',
			},
			{ items },
		);

		expect(bench.gateway.requests.at(-1)?.answer?.headers['content-type']).toContain(
			'windows-1251',
		);
		expect(status?.message).toBe('Заказ 0 готов');
	});

	test('an ID of its own in place of the one that the node gave', async () => {
		bench.gateway.settings.customIds = 'replaced';
		const [row] = await bench.rows(send());

		expect(row?.messageId).toEqual(expect.stringMatching(/^\d+$/));
	});

	test('an account that is refused as a whole', async () => {
		const { outputs } = await bench.run(send(), {
			items: rows(40),
			credentialData: { login: 'nobody', concurrent: 2 },
			...errorOutput,
		});

		expect(outputs[1]).toHaveLength(40);
		expect(detailsOf(jsonOf(outputs[1])[39])).toMatchObject({ kind: 'unauthorized', code: '2' });
		expect(bench.gateway.counters.requests).toBeLessThanOrEqual(2);
	});
});

describe('backup addresses', () => {
	let backup: Sandbox<'smsc'>;
	beforeAll(async () => {
		backup = await startSandbox({ gateways: ['smsc'], clock: { speed: 0 } });
	});
	beforeEach(async () => await backup.reset());
	afterAll(async () => await backup.close());

	const failOver = () => ({ backupUrls: `http://127.0.0.1:1, ${backup.smsc.url}/` });

	test('are taken in their order when no connection can be made', async () => {
		await bench.gateway.faults.add({ kind: 'refuse' });
		const [row] = await bench.rows(send(), { credentialData: failOver() });

		expect(row).toMatchObject({ status: 'queued' });
		expect(backup.smsc.messages).toMatchObject([{ recipient: phone(0), text: 'Заказ 0 готов' }]);
	});

	test('are taken by lists and by declarative operations too', async () => {
		await bench.gateway.faults.add({ kind: 'refuse' });
		await bench.rows(sendMany(), { items: rows(3), credentialData: failOver() });
		const [balance] = await bench.rows(
			{ resource: 'account', operation: 'getBalance' },
			{ credentialData: failOver() },
		);

		expect(backup.smsc.messages).toHaveLength(3);
		expect(balance).toMatchObject({ currency: expect.any(String) });
	});

	test.each([
		['the connection breaks off', { kind: 'reset', when: 'before' }],
		['no answer comes', noAnswerInTime()],
		['SMSC answers 503', { kind: 'status', status: 503 }],
		['SMSC refuses', { kind: 'status', status: 400 }],
	] as const)('are left alone when %s', async (_what, fault) => {
		await bench.gateway.faults.add(fault as never);
		await bench.run(send(patient), {
			credentialData: failOver(),
			...errorOutput,
		});

		expect(backup.smsc.counters.requests).toBe(0);
	});

	test('are left alone, with a word on why, when the credential does not allow them', async () => {
		await bench.gateway.faults.add({ kind: 'refuse' });
		const credentialData = {
			backupUrls: 'https://www2.smsc.example',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: '127.0.0.1',
		};
		const { outputs } = await bench.run(send(), { credentialData, ...errorOutput });

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'unavailable',
			outcome: 'notSent',
			code: 'ECONNREFUSED',
			hint: expect.stringMatching(/Allowed Domains.*www2\.smsc\.example/),
		});
	});

	test('are taken when the credential allows them', async () => {
		await bench.gateway.faults.add({ kind: 'refuse' });
		const credentialData = {
			backupUrls: backup.smsc.url,
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'smsc.ru, 127.0.0.1',
		};
		await bench.rows(send(), { credentialData });

		expect(backup.smsc.messages).toHaveLength(1);
	});
});
