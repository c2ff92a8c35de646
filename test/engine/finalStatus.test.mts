/** Wait for Final Status where one call asks about many messages. SMS.by, which has no lists, is in smsby/wait.test.mts. */
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxGateway } from '../contract/table.mts';
import { addresses, sendEmail, locator, useBench as useSendPulse } from './sendpulse/setup.mts';
import { phone, rows, sendMany, send as sendSms, useBench as useSmsc } from './smsc/setup.mts';

const waiting = (more: INodeParameters = {}): INodeParameters => ({
	options: { waitForFinal: true, waitSeconds: 20, lookSeconds: 1, ...more },
});

/** Holds the first look back until the gateway's time has run, so that statuses have changed by then, however long that takes. */
async function beforeTheFirstLook(
	{ clock }: { clock: { advance(ms: number): Promise<void> } },
	{ faults }: Pick<SandboxGateway, 'faults'>,
	look: string,
	ms: number,
): Promise<void> {
	const held = await faults.add({
		kind: 'hang',
		match: ({ path }) => path.startsWith(look),
		onHeld: () => void clock.advance(ms).then(async () => await held.lift()),
	});
}

describe('SMSC', () => {
	const bench = useSmsc();

	const run = async (parameters: INodeParameters, items = rows(1), advanceMs = 10_000) => {
		await beforeTheFirstLook(bench.sandbox, bench.gateway, '/sys/status.php', advanceMs);
		return await bench.rows(parameters, { items });
	};

	it('asks about many messages in one call', async () => {
		bench.gateway.settings.outcomes = { [phone(1)]: [0, 20] };
		const output = await run(sendMany(waiting()), rows(30));

		expect(output).toHaveLength(30);
		expect(output[0]).toMatchObject({ status: 'delivered', final: true, success: true });
		expect(output[1]).toMatchObject({ status: 'undelivered', final: true, success: false });
		expect(output.filter(({ status }) => status === 'delivered')).toHaveLength(29);
		expect(bench.calls('status')).toHaveLength(1);
		expect(bench.calls('status')[0]?.phone?.split(',')).toHaveLength(30);
	});

	it('says which messages are not decided at the end, and does not ask more often than SMSC takes', async () => {
		bench.gateway.settings.outcomes = { [phone(1)]: [0] };
		const output = await run(sendMany(waiting({ waitSeconds: 2 })), rows(2));

		expect(output).toMatchObject([
			{ status: 'delivered', final: true },
			{ status: 'sent', final: false, success: null },
		]);
		const ofSeveral = bench.calls('status').filter(({ phone: phones }) => phones?.includes(','));
		expect(ofSeveral).toHaveLength(1);
	});

	it('waits no longer for a message that has been read by the first look', async () => {
		bench.gateway.settings.outcomes = { [phone(0)]: [0, 1, 2] };
		const output = await run(sendSms(waiting({ waitSeconds: 3 })), rows(1), 60_000);

		expect(output).toMatchObject([{ status: 'read', final: true, success: true }]);
		expect(bench.calls('status')).toHaveLength(1);
	});

	it('makes no second call within the minute for what one call cannot hold', async () => {
		const output = await run(sendMany(waiting({ waitSeconds: 3 })), rows(1002));

		expect(bench.calls('status')).toHaveLength(1);
		expect(output[0]).toMatchObject({ status: 'delivered', final: true });
		expect(output[1001]).toMatchObject({
			status: 'queued',
			final: false,
			statusProblem: 'Not asked about, because the time to wait was over',
		});
	});

	it('says of messages of a Telegram bot that they are such', async () => {
		const toBot = { type: 'telegramBot', bot: '@shop_bot', recipient: '#123456' };
		await run(sendSms({ ...toBot, ...waiting({ waitSeconds: 2 }) }));

		expect(bench.calls('status')).toMatchObject([{ phone: '#123456', bot: '1' }]);
	});

	it('puts out the result of a lookup', async () => {
		const output = await run({
			resource: 'message',
			operation: 'lookup',
			recipient: phone(0),
			...waiting(),
		});
		expect(output[0]).toMatchObject({ channel: 'hlr', status: 'delivered', final: true });
		expect(output[0]?.hlr).toEqual(expect.objectContaining({ operator: expect.any(String) }));
	});

	it('asks nothing unless told, and nothing about a message that was refused', async () => {
		await bench.rows(sendSms());
		const { outputs } = await bench.run(
			{ ...sendSms(waiting()), recipient: 'nobody' },
			{ node: { onError: 'continueErrorOutput' } },
		);
		expect(outputs[1]).toHaveLength(1);
		expect(bench.calls('status')).toHaveLength(0);
	});

	it('does not fail a message that cannot be asked about', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 400, path: '/sys/status.php' });
		const [row] = await bench.rows(sendSms(waiting({ waitSeconds: 0.3 })));
		expect(row).toMatchObject({ status: 'queued', final: false });
		expect(row?.statusProblem).toEqual(expect.any(String));
	});
});

describe('SendPulse', () => {
	const bench = useSendPulse();

	it('asks about many letters in one call', async () => {
		bench.sendpulse.settings.smtpOutcomes = { 'ann+1@example.com': ['hard_bounces'] };
		await beforeTheFirstLook(bench.sandbox, bench.sendpulse, '/smtp/emails/info', 10_000);
		const output = await bench.rows(sendEmail(waiting()), { items: addresses(12) });
		expect(output[0]).toMatchObject({
			status: 'delivered',
			final: true,
			success: true,
			code: '250',
		});
		expect(output[1]).toMatchObject({ status: 'undelivered', final: true, success: false });
		const looks = bench.calls().filter(({ path }) => path === '/smtp/emails/info');
		expect(looks).toHaveLength(1);
		expect((looks[0]?.body as { emails: string[] }).emails).toHaveLength(12);
	});

	it('says that a letter is not decided at the end', async () => {
		const [row] = await bench.rows(sendEmail(waiting({ waitSeconds: 0.5 })), {
			items: addresses(1),
		});
		expect(row).toMatchObject({ status: 'queued', final: false, success: null });
	});

	it('waits for every number of an SMS', async () => {
		await beforeTheFirstLook(bench.sandbox, bench.sendpulse, '/sms/campaigns/info/', 10_000);
		const [row] = await bench.rows({
			resource: 'sms',
			operation: 'send',
			sender: locator('iQA'),
			text: 'Заказ готов',
			phones: '380501112233, 380671112233',
			...waiting(),
		});
		expect(row).toMatchObject({ channel: 'sms', status: 'delivered', final: true, success: true });
		expect(row?.phones).toHaveLength(2);
	});
});
