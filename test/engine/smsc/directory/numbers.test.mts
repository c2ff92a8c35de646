import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	phone,
	rows,
	useBench,
} from '../setup.mts';

const bench = useBench();

const retrying = {
	node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
};

describe('Call Check', () => {
	const start = operation('callCheck', 'start', { phone: '={{ $json.phone }}' });

	test('tells each person the number to call', async () => {
		const { outputs } = await bench.run(start, { items: rows(2) });

		expect(outputs[0]).toEqual([
			{
				json: { phone: phone(0), numberToCall: '79037672219' },
				pairedItem: { item: 0 },
			},
			{
				json: { phone: phone(1), numberToCall: '79037672219' },
				pairedItem: { item: 1 },
			},
		]);
	});

	test('brings the number into the form that SMSC takes', async () => {
		const rows = await bench.rows(
			operation('callCheck', 'start', {
				phone: '8 (900) 111-22-33',
				options: { defaultCountry: 'RU' },
			}),
		);

		expect(rows).toEqual([expect.objectContaining({ phone: '79001112233' })]);
		expect(bench.calls('wait_call')).toEqual([{ phone: '79001112233' }]);
	});

	test('sends impossible numbers to the error output and asks for the others', async () => {
		const { outputs } = await bench.run(start, {
			items: itemsOf({ phone: 'Анна', who: 1 }, { phone: phone(0), who: 2 }),
			...errorOutput,
		});

		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({
				who: 1,
				error: expect.stringContaining('Phone Number “Анна”') as string,
			}),
		]);
		expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 1 });
		expect(bench.calls('wait_call')).toHaveLength(1);
	});
});

describe('Receiving numbers', () => {
	const number = (name: string, more: INodeParameters = {}) =>
		operation('receivingNumber', name, more);
	const rented = () => bench.gateway.state.receivePhones.rows;

	test('Get Many', async () => {
		expect(await bench.rows(number('getAll'))).toEqual([{ phone: '79037672219', noprolong: 0 }]);
	});

	test('Rent', async () => {
		const rows = await bench.rows(number('rent', { number: '={{ $json.phone }}' }), {
			items: itemsOf({ phone: '+7 903 767-22-20' }),
		});

		expect(rows).toEqual([{ phone: '79037672220', rented: true }]);
		expect(rented()).toEqual([expect.objectContaining({ phone: '79037672220' })]);
	});

	test('Rent rents nothing twice', async () => {
		await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
		const { outputs, tries } = await bench.run(number('rent', { number: phone(0) }), retrying);

		expect(tries).toBeGreaterThan(1);
		expect(bench.calls('receive_phones')).toHaveLength(1);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
	});

	test('Rent reports what is taken', async () => {
		bench.gateway.state.receivePhones.add({ phone: phone(0), noprolong: false });
		const { outputs } = await bench.run(number('rent', { number: phone(0) }), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			code: '5',
			outcome: 'refused',
			recipient: phone(0),
		});
	});

	test.each([
		[true, false],
		[false, true],
	])('Update with renewal %s', async (renew, noprolong) => {
		bench.gateway.state.receivePhones.add({ phone: phone(0), noprolong: !noprolong });
		const rows = await bench.rows(number('update', { number: phone(0), renew }));

		expect(rows).toEqual([{ updated: true }]);
		expect(rented()).toEqual([expect.objectContaining({ noprolong })]);
	});

	test('Update reports a number that is not rented', async () => {
		const { outputs } = await bench.run(number('update', { number: phone(0) }), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound' });
	});
});

describe('Monitoring notice', () => {
	const notice = (more: INodeParameters = {}) =>
		operation('monitoringNotice', 'send', {
			taskGroup: '12',
			event: '={{ $json.event }}',
			serverName: 'Магазин',
			host: 'shop.example.com',
			info: 'Нет ответа 5 минут',
			...more,
		});
	const sent = () => bench.gateway.state.monitorTasks.rows.map(({ fields }) => fields);

	test('tells of failure and recovery', async () => {
		const rows = await bench.rows(notice(), {
			items: itemsOf({ event: 'failure' }, { event: 'recovery' }),
		});

		expect(rows).toEqual([
			{ taskGroup: '12', sent: true },
			{ taskGroup: '12', sent: true },
		]);
		const about = {
			id: '12',
			name: 'Магазин',
			host: 'shop.example.com',
			info: 'Нет ответа 5 минут',
		};
		expect(sent().sort((a, b) => (a.ok ?? '').localeCompare(b.ok ?? ''))).toEqual([
			{ ...about, ok: '0' },
			{ ...about, ok: '1' },
		]);
	});

	test('sends nothing twice', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 502, when: 'after' });
		await bench.run(notice({ event: 'failure' }), retrying);

		expect(sent()).toHaveLength(1);
	});

	test('reports a refusal', async () => {
		const { outputs } = await bench.run(notice({ event: 'failure', serverName: '' }), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ code: '1', recipient: '12' });
	});
});
