import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import { jsonOf, phone, rows, sendMany, sendSms, startCascade, useBench } from './setup.mts';
import { reportTo, started, useTriggerServer } from './triggerServer.mts';

const bench = useBench({ clock: { speed: 0 } });
const server = useTriggerServer(bench);

const minutes = async (count: number) => await bench.sandbox.clock.advance(count * 60_000);

const every = { statuses: [...deliveryStatuses] };

describe('a message and its reports', () => {
	test('meet again by id, recipient, reference, channel and the user’s own values', async () => {
		const trigger = server.publish();
		const { outputs } = await bench.run(sendSms(reportTo(trigger)), { items: rows(2) });
		await minutes(1);
		const sent = jsonOf(outputs[0]);

		expect(trigger.calls.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(trigger.executions).toHaveLength(2);
		for (const [report] of trigger.executions) {
			const row = sent.find(({ messageId }) => messageId === report?.messageId);
			const { text } = rows(2).find(({ json }) => json.orderId === row?.reference)!.json;
			expect(report).toEqual({
				gateway: 'kupon',
				status: 'delivered',
				final: true,
				success: true,
				messageId: row?.messageId,
				groupId: null,
				recipient: row?.recipient,
				reference: row?.reference,
				channel: row?.channel,
				occurredAt: null,
				verified: false,
				dedupeKey: expect.any(String) as string,
				code: '1',
				text: null,
				correlation: { клиент: text, shop: 'A & B' },
				raw: {
					method: 'GET',
					query: {
						id: row?.messageId,
						status: '1',
						channel: 'sms',
						to: row?.recipient,
						ref: row?.reference,
						key: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
						клиент: text,
						shop: 'A & B',
					},
				},
			});
		}
	});

	test.each([
		[-3, 'notFound', true, false],
		[-1, 'queued', false, null],
		[0, 'sent', false, null],
		[1, 'delivered', true, true],
		[2, 'read', false, null],
		[3, 'expired', true, false],
		[4, 'clicked', false, null],
		[20, 'undelivered', true, false],
		[22, 'invalidRecipient', true, false],
		[23, 'rejected', true, false],
		[24, 'insufficientFunds', true, false],
		[25, 'unreachable', true, false],
		[21, 'unknown', false, null],
		[-4, 'inbound', false, null],
	] as const)('status %i arrives as %s', async (code, status, final, success) => {
		bench.gateway.settings.outcome = [code];
		const trigger = server.publish(every);
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(1);

		expect(started(trigger, 'code', 'status', 'final', 'success')).toEqual([
			[String(code), status, final, success],
		]);
	});

	test('money that runs out is one final report', async () => {
		bench.gateway.settings.funds = 'status24';
		const trigger = server.publish();
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(1);

		expect(started(trigger, 'status')).toEqual([['insufficientFunds']]);
	});

	test('engagement after the delivery starts nothing by default', async () => {
		bench.gateway.settings.outcome = [0, 1, 2, 4];
		const trigger = server.publish();
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(1);

		expect(trigger.calls.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(started(trigger, 'status')).toEqual([['delivered']]);
	});

	test('the time to live ends in one final report', async () => {
		bench.gateway.settings.outcome = [0];
		const trigger = server.publish();
		await bench.run(sendSms({ ...reportTo(trigger), options: { ttl: 15 } }));
		await minutes(14);
		const before = trigger.executions.length;
		await minutes(2);

		expect(before).toBe(0);
		expect(started(trigger, 'status', 'final')).toEqual([['expired', true]]);
	});
});

describe('Kannel’s codes', () => {
	test.each([
		[1, '1', 'delivered', true],
		[2, '1', 'delivered', true],
		[0, '8', 'sent', false],
		[-1, '4', 'queued', false],
		[20, '2', 'undelivered', true],
		[25, '2', 'undelivered', true],
		[23, '16', 'rejected', true],
	] as const)('native %i comes as %s and means %s', async (native, code, status, final) => {
		bench.gateway.settings.outcome = [native];
		const trigger = server.publish(every);
		await bench.run(sendSms(reportTo(trigger, { kannelStatus: true })));
		await minutes(1);

		expect(started(trigger, 'code', 'status', 'final', 'messageId')).toEqual([
			[code, status, final, bench.gateway.messages[0]?.id],
		]);
	});

	test.each([
		[34, 'expired'],
		[66, 'unknown'],
	])('its extended value %i means %s', async (code, status) => {
		Object.assign(bench.gateway.settings, { outcome: [20], kannelMap: { '20': code } });
		const trigger = server.publish(every);
		await bench.run(sendSms(reportTo(trigger, { kannelStatus: true })));
		await minutes(1);

		expect(started(trigger, 'status')).toEqual([[status]]);
	});
});

describe('a list', () => {
	test.each([
		['single', 'one id for all messages'],
		['ids', 'an id for each message'],
	] as const)('%s: %s: each row gets its own report', async (listAnswer, _meaning) => {
		bench.gateway.settings.listAnswer = listAnswer;
		const trigger = server.publish();
		const { outputs } = await bench.run(sendMany(reportTo(trigger)), { items: rows(5) });
		await minutes(1);
		const sent = jsonOf(outputs[0]).map(({ messageId, groupId, recipient, reference }) => [
			messageId ?? groupId,
			recipient,
			reference,
			'delivered',
		]);

		expect(started(trigger, 'messageId', 'recipient', 'reference', 'status')).toEqual(sent);
		expect(new Set(sent.map(([id]) => id)).size).toBe(listAnswer === 'single' ? 1 : 5);
	});

	/** What makes the reports of one list equal but for their key, once all messages have one id. */
	test.each([
		['go to the same recipient', 'sms', () => phone(0)],
		['have recipients too long for the URL', 'push', (row: number) => `${row}`.repeat(101)],
	] as const)(
		'rows from JSON that %s are not taken for repetitions',
		async (_what, type, sentTo) => {
			bench.gateway.settings.listAnswer = 'single';
			const trigger = server.publish();
			await bench.run(
				{
					...sendMany({ type, inputMode: 'json', messageJson: '={{ $json.entry }}' }),
					statusCallback: { url: trigger.url },
				},
				{
					items: [1, 2, 3].map((row) => ({
						json: { entry: { sent_to: sentTo(row), sent_text: 'Да' } },
					})),
				},
			);
			await minutes(1);

			expect(bench.gateway.messages).toHaveLength(3);
			expect(started(trigger, 'messageId', 'reference')).toEqual(
				bench.gateway.messages.map(({ details }) => [details.groupId, null]),
			);
			const keys = trigger.executions.map(([report]) => report?.dedupeKey);
			expect(new Set(keys).size).toBe(3);
		},
	);
});

describe('a cascade', () => {
	test('is not over when the recipient is unreachable on one channel', async () => {
		bench.gateway.settings.outcome = [0, 25, 0, 1];
		const trigger = server.publish({ ...every, cascadeSteps: true });
		await bench.run(startCascade(reportTo(trigger)));
		await minutes(1);

		expect(started(trigger, 'status', 'final', 'success', 'channel')).toEqual([
			['sent', false, null, 'bulk'],
			['unreachable', false, null, 'bulk'],
			// The second “sent” repeats the first, key and all.
			['delivered', true, true, 'bulk'],
		]);
	});

	test('starts the workflow once by default, as the trigger promises', async () => {
		bench.gateway.settings.outcome = [0, 25, 0, 1];
		const trigger = server.publish();
		await bench.run(startCascade(reportTo(trigger)));
		await minutes(1);

		expect(trigger.calls.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		expect(started(trigger, 'status', 'final')).toEqual([['delivered', true]]);
	});

	test('is over when another message’s recipient is unreachable', async () => {
		bench.gateway.settings.outcome = [25];
		const trigger = server.publish();
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(1);

		expect(started(trigger, 'status', 'final', 'success')).toEqual([['unreachable', true, false]]);
	});
});
