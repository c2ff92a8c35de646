import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, itemsOf, jsonOf, operation, useBench } from '../setup.mts';

const bench = useBench();

const document = (name: string, more: INodeParameters = {}) => operation('document', name, more);

const bills = () => bench.gateway.state.bills.rows;

test('Create Bill writes a bill for each item, for the account or a sub-client', async () => {
	const rows = await bench.rows(
		document('createBill', {
			sum: '={{ $json.sum }}',
			service: 'Рассылка «Май»',
			additionalFields: { subClient: '={{ $json.login }}' },
		}),
		{ items: itemsOf({ sum: 100.5, login: 'shop-2' }, { sum: 7, login: 'shop-3' }) },
	);

	expect(bills()).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ sum: '100.5', user: 'shop-2', service: 'Рассылка «Май»' }),
			expect.objectContaining({ sum: '7', user: 'shop-3' }),
		]),
	);
	expect(rows.map((row) => [row.created, typeof row.id])).toEqual([
		[true, 'string'],
		[true, 'string'],
	]);
});

test('Create Bill writes no second one when no answer came', async () => {
	await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
	const { outputs } = await bench.run(document('createBill', { sum: 100 }), {
		node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});

	expect(bills()).toHaveLength(1);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
});

test.each([[0], [-5], ['x'], ['']])('Create Bill refuses %p for a sum', async (sum) => {
	const { error } = await bench.run(document('createBill', { sum }));

	expect(error?.message).toContain('Sum');
	expect(bench.calls('documents')).toEqual([]);
});

test('Get Bill and Get Act give what SMSC tells', async () => {
	const { id } = bench.gateway.state.bills.add({ user: 'shop-2', sum: '100.00', service: 'SMS' });
	const billId = String(id);

	expect(await bench.rows(document('getBill', { billId }))).toEqual([
		{ id: billId, user: 'shop-2', sum: '100.00', service: 'SMS' },
	]);
	expect(await bench.rows(document('getAct', { billId, actNumber: '1' }))).toEqual([
		{ id: billId, num: 1, sum: '100.00' },
	]);
	expect(bench.calls('documents')).toEqual([
		{ get_account: '1', id: billId },
		{ get_act: '1', id: billId, num: '1' },
	]);
});

test('Get Act says that there is none', async () => {
	const { outputs } = await bench.run(document('getAct', { billId: '9' }), errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '3' });
});
