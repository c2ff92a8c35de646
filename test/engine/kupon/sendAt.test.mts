import type { BenchRun } from '../harness/index.mts';
import { detailsOf, errorOutput, jsonOf, rows, sendMany, sendSms, useBench } from './setup.mts';
import { entriesOf, formOf } from './wire.mts';

const bench = useBench();

interface Case {
	says: string;
	sendAt: string;
	workflow: string;
	gateway?: string;
	sent: string;
}

const cases: Case[] = [
	{
		says: 'the picker’s time is the clock of the workflow’s zone',
		sendAt: '2030-01-15T09:30:00',
		workflow: 'Asia/Yekaterinburg',
		sent: '2030-01-15 09:30',
	},
	{
		says: 'it is converted to the gateway’s zone when that is given',
		sendAt: '2030-01-15T09:30:00',
		workflow: 'Asia/Yekaterinburg',
		gateway: 'Europe/Moscow',
		sent: '2030-01-15 07:30',
	},
	{
		says: 'the spaces of a pasted zone are no part of it',
		sendAt: '2030-01-15T09:30:00',
		workflow: 'Asia/Yekaterinburg',
		gateway: ' Europe/Moscow\n',
		sent: '2030-01-15 07:30',
	},
	{
		says: 'over midnight and the new year',
		sendAt: '2029-12-31T23:30:00',
		workflow: 'America/New_York',
		gateway: 'Europe/Moscow',
		sent: '2030-01-01 07:30',
	},
	{
		says: 'an offset counts, whatever the zones are',
		sendAt: '2030-01-15T09:30:00+05:00',
		workflow: 'Europe/Berlin',
		gateway: 'Europe/Moscow',
		sent: '2030-01-15 07:30',
	},
	{
		says: 'an offset without a gateway zone means the workflow’s clock',
		sendAt: '2030-01-15T09:30:00.000Z',
		workflow: 'Europe/Minsk',
		sent: '2030-01-15 12:30',
	},
	{
		says: 'a date of an expression keeps its instant',
		sendAt: '={{ DateTime.fromISO("2030-01-15T09:30:00+05:00") }}',
		workflow: 'Europe/Minsk',
		sent: '2030-01-15 07:30',
	},
	{
		says: 'a JavaScript date of an expression keeps its instant',
		sendAt: '={{ new Date(Date.UTC(2030, 0, 15, 4, 30)) }}',
		workflow: 'Europe/Minsk',
		sent: '2030-01-15 07:30',
	},
	{
		says: 'a date alone is its midnight',
		sendAt: '2030-01-15',
		workflow: 'Europe/Moscow',
		sent: '2030-01-15 00:00',
	},
	{
		says: 'seconds are cut off, as the gateway knows none',
		sendAt: '2030-01-15T09:30:59',
		workflow: 'Europe/Moscow',
		sent: '2030-01-15 09:30',
	},
	{
		says: 'summer time of the workflow’s zone is minded',
		sendAt: '2030-07-15T09:30:00',
		workflow: 'Europe/Berlin',
		gateway: 'Europe/Moscow',
		sent: '2030-07-15 10:30',
	},
	{
		says: 'winter time of the workflow’s zone is minded',
		sendAt: '2030-01-15T09:30:00',
		workflow: 'Europe/Berlin',
		gateway: 'Europe/Moscow',
		sent: '2030-01-15 11:30',
	},
	{
		says: 'a clock time that is skipped in spring is the hour after',
		sendAt: '2030-03-31T02:30:00',
		workflow: 'Europe/Berlin',
		gateway: 'Europe/Moscow',
		// 02:30 at the offset before the change is 01:30 UTC.
		sent: '2030-03-31 04:30',
	},
	{
		says: 'a clock time that comes twice in autumn is the first of the two',
		sendAt: '2030-10-27T02:30:00',
		workflow: 'Europe/Berlin',
		gateway: 'Europe/Moscow',
		// 02:30 in summer time is 00:30 UTC.
		sent: '2030-10-27 03:30',
	},
	{
		says: 'a skipped time of the gateway’s zone is never sent',
		sendAt: '2030-03-31T01:30:00Z',
		workflow: 'Europe/Moscow',
		gateway: 'Europe/Berlin',
		sent: '2030-03-31 03:30',
	},
	{
		says: 'zones with half hours',
		sendAt: '2030-01-15T09:30:00',
		workflow: 'Asia/Kolkata',
		gateway: 'Europe/Moscow',
		sent: '2030-01-15 07:00',
	},
];

const options = ({ sendAt, gateway = '' }: Pick<Case, 'sendAt' | 'gateway'>) => ({
	sendAt,
	gatewayTimeZone: gateway,
});

test.each(cases)('$says', async ({ workflow, sent, ...at }) => {
	await bench.run(sendSms({ options: options(at) }), { timezone: workflow });

	expect(formOf(bench.gateway.requests[0]).sent_date).toBe(sent);
	expect(bench.gateway.messages).toHaveLength(1);
});

test('each entry of a list has a time of its own, in the same form', async () => {
	const items = rows(2).map(({ json }, day) => ({
		json: { ...json, at: `2030-01-1${day}T09:30:00` },
	}));
	await bench.run(
		sendMany({ options: options({ sendAt: '={{ $json.at }}', gateway: 'Asia/Almaty' }) }),
		{
			items,
			timezone: 'Europe/Moscow',
		},
	);

	expect(entriesOf(bench.gateway.requests[0]).map(({ sent_date: date }) => date)).toEqual([
		'2030-01-10 11:30',
		'2030-01-11 11:30',
	]);
	expect(bench.gateway.messages.map(({ scheduledAt }) => scheduledAt)).toEqual([
		// The sandbox reads the time in a fixed zone, three hours east of Greenwich.
		'2030-01-10T08:30:00.000Z',
		'2030-01-11T08:30:00.000Z',
	]);
});

test('no time, no parameter', async () => {
	await bench.run(sendSms({ options: { sendAt: '', gatewayTimeZone: 'Europe/Moscow' } }));

	expect(formOf(bench.gateway.requests[0])).not.toHaveProperty('sent_date');
});

test.each([
	['tomorrow', 'Europe/Moscow', 'Send At “tomorrow” is not a date and time'],
	['2030-02-30T09:00:00', 'Europe/Moscow', 'Send At “2030-02-30T09:00:00” is not a date and time'],
	['2030-01-15T25:00:00', 'Europe/Moscow', 'Send At “2030-01-15T25:00:00” is not a date and time'],
	['2030-01-15T09:30:00', 'Moscow', 'Send At cannot be converted: “Moscow” is not a time zone'],
])('%s in the gateway zone %s is refused with its label', async (sendAt, gateway, message) => {
	const run: BenchRun = errorOutput;
	const { outputs } = await bench.run(sendSms({ options: options({ sendAt, gateway }) }), run);
	const [row] = jsonOf(outputs[1]);

	expect(row?.error).toBe(message);
	expect(detailsOf(row)).toMatchObject({ kind: 'invalidRequest', outcome: 'notSent' });
	expect(detailsOf(row).hint).toMatch(/e\.g\. /);
	expect(bench.gateway.requests).toHaveLength(0);
});
