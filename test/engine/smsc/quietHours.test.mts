import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, rows, sendMany, useBench } from './setup.mts';

const bench = useBench();

const byTheirClocks = (more: INodeParameters = {}) =>
	sendMany({ options: { sendBetween: '9-21', recipientZone: true }, ...more });

/** Kaliningrad, Moscow, Kazakhstan, and a range that the sandbox does not know. */
const recipients = ['79001112233', '79161112233', '77011112233', '4915112345678'];
const items = recipients.map((phone) => ({ json: { phone, text: `Скидка ${phone}` } }));

describe('Send Between, By Recipient’s Clock', () => {
	test('asks for all zones at once and sends each message by its own', async () => {
		const { outputs, error } = await bench.run(byTheirClocks(), { items });

		expect(error).toBeUndefined();
		expect(bench.calls('info').map(({ phone }) => phone)).toEqual([recipients.join(',')]);
		// From Moscow; without `tz` the account's clock holds.
		expect(bench.calls('send').map(({ time, tz }) => [time, tz])).toEqual([
			['9-21', '-1'],
			['9-21', '0'],
			['9-21', '2'],
			['9-21', undefined],
		]);
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(recipients);
	});

	test('asks for a hundred numbers in a request, each once, and keeps equal zones together', async () => {
		const many = rows(250);
		await bench.run(byTheirClocks(), { items: [...many, ...rows(1)] });

		expect(bench.calls('info').map(({ phone }) => String(phone).split(',').length)).toEqual([
			100, 100, 50,
		]);
		expect(bench.calls('send')).toHaveLength(1);
	});

	test('sends nothing to recipients whose zone could not be looked up, and says why', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 404, path: '/sys/info.php' });
		const { outputs } = await bench.run(byTheirClocks(), { items, ...errorOutput });

		expect(bench.gateway.messages).toEqual([]);
		expect(jsonOf(outputs[1])).toHaveLength(4);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'notSent' });
		expect(jsonOf(outputs[1])[0]?.error).toContain('time zone');
	});

	test.each(['', ' ', null, '+05:30'])('takes a zone of %j for none', async (tz) => {
		const body = JSON.stringify({ country: 'Россия', tz });
		await bench.gateway.faults.add({ kind: 'status', status: 200, path: '/sys/info.php', body });
		await bench.run(byTheirClocks(), { items: items.slice(0, 1) });

		expect(bench.calls('send').map(({ time, tz: zone }) => [time, zone])).toEqual([
			['9-21', undefined],
		]);
	});

	test('sends by the account’s clock where SMSC knows no number of the look-up', async () => {
		await bench.run(byTheirClocks(), { items: items.slice(3) });

		expect(bench.calls('send')).toMatchObject([{ time: '9-21' }]);
		expect(bench.gateway.messages).toHaveLength(1);
	});

	test.each([
		['the option is off', { sendBetween: '9-21' }],
		['there are no hours', { recipientZone: true }],
	])('asks nobody when %s', async (_case, options) => {
		await bench.run(byTheirClocks({ options }), { items });

		expect(bench.calls('info')).toEqual([]);
		expect(bench.gateway.messages).toHaveLength(4);
	});
});
