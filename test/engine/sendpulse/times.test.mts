/** Times that the user gives travel on the clock of the account, and come back with their offset. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sender, locator, useBench } from './setup.mts';

const bench = useBench();

/** 12:00 in Kyiv in summer; the account is on Moscow's clock, the workflow on that of New York. */
const at = '2090-07-01T12:00:00+03:00';
const inMoscow = '2090-07-01 12:00:00';
const bare = '2090-07-01T12:00:00';
const fromNewYork = '2090-07-01 19:00:00';

const phones = '380501112233';

const cases: Array<[string, (time: string) => INodeParameters, string]> = [
	[
		'Campaign: Create',
		(sendAt) => ({
			resource: 'campaign',
			operation: 'create',
			sender: locator(sender),
			senderName: 'A',
			subject: 'A',
			html: '<p>x</p>',
			audienceBook: locator('1'),
			mode: 'schedule',
			sendAt,
		}),
		'send_date',
	],
	[
		'Campaign: Update',
		(sendAt) => ({
			resource: 'campaign',
			operation: 'update',
			campaign: locator('1'),
			updateFields: { sendAt },
		}),
		'send_date',
	],
	[
		'Push: Create',
		(sendAt) => ({
			resource: 'push',
			operation: 'create',
			website: locator('53'),
			title: 'A',
			body: 'A',
			options: { sendAt },
		}),
		'send_date',
	],
	[
		'SMS: Send',
		(sendAt) => ({
			resource: 'sms',
			operation: 'send',
			sender: locator('iQA'),
			text: 'A',
			phones,
			options: { sendAt },
		}),
		'date',
	],
	[
		'Viber: Create',
		(sendAt) => ({
			resource: 'viber',
			operation: 'create',
			viberSender: locator('2222'),
			text: 'A',
			phones,
			options: { sendAt },
		}),
		'send_date',
	],
];

const timeZone = 'Europe/Moscow';
const timezone = 'America/New_York';

describe.each(cases)('%s', (_name, parameters, key) => {
	const wire = async (time: string, credentialData: IDataObject) => {
		// Whether SendPulse likes it is not the question here.
		await bench.sendpulse.faults.add({
			kind: 'status',
			status: 200,
			body: { id: 1, result: true },
		});
		await bench.rows(parameters(time), { credentialData, timezone });
		return (bench.calls().at(-1)?.body as IDataObject)[key];
	};

	test('takes a time with an offset to the clock of the account', async () => {
		expect(await wire(at, { timeZone })).toBe(inMoscow);
	});

	test('reads a time without one on the clock of the workflow', async () => {
		expect(await wire(bare, { timeZone })).toBe(fromNewYork);
	});

	test('takes the clock of the workflow for the account’s, if the credential names none', async () => {
		expect(await wire(bare, { timeZone: undefined })).toBe(inMoscow);
	});
});

/** The filters of a push that is made with these days. */
async function filterDays(options: INodeParameters, run: Parameters<typeof bench.rows>[1]) {
	await bench.rows(
		{
			resource: 'push',
			operation: 'create',
			website: locator('53'),
			title: 'A',
			body: 'A',
			options,
		},
		run,
	);
	return bench.calls()[0]?.body;
}

const days = {
	filter_subscription_date_from: '2026-07-01',
	filter_subscription_date_to: '2026-07-02',
};

test('Push: Create sends days of the account as filters', async () => {
	const options = {
		subscribedAfter: '2026-06-30T23:30:00+02:00',
		subscribedBefore: '2026-07-01T23:30:00+02:00',
	};
	expect(await filterDays(options, { credentialData: { timeZone } })).toMatchObject(days);
});

test('a day keeps its date where the account’s clock is behind that of the workflow', async () => {
	const options = {
		subscribedAfter: '2026-07-01',
		subscribedBefore: '2026-07-02T00:00:00.000+05:00',
	};
	const run = { credentialData: { timeZone: 'Europe/Kyiv' }, timezone: 'Asia/Almaty' };
	expect(await filterDays(options, run)).toMatchObject(days);
});

test('Viber: Create sends at once without a time, stretched only if that is asked for', async () => {
	const create = { resource: 'viber', operation: 'create', viberSender: locator('2222'), phones };
	await bench.rows({ ...create, text: 'A' });
	await bench.rows({ ...create, text: 'B', options: { stretchTime: 5 } });

	expect(bench.calls().map(({ body }) => body)).toMatchObject([
		{ send_date: 'now' },
		{ stretch_time: 5 },
	]);
	expect(bench.calls()[0]?.body).not.toHaveProperty('stretch_time');
	expect(bench.sendpulse.state.account.ignored).toEqual([]);
});
