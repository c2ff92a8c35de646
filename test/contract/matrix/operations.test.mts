import { kuponTable } from '../kupon.table.mts';
import { kuponSamples } from '../samples/kupon.mts';
import { faults, refusalFaults } from './faults.mts';
import { operationsOf, representatives } from './operations.mts';
import { cellsOf, playCells } from './run.mts';

const { operations } = kuponSamples;

test('an operation without a sample input is named', () => {
	const { 'cascade.start': _missing, ...others } = operations;

	expect(() => operationsOf(kuponTable, { ...kuponSamples, operations: others })).toThrow(
		'Kupon.mobi: no sample input for cascade.start: list the operation in test/contract/samples/kupon.mts',
	);
});

test('a sample input without an operation is named', () => {
	const more = { ...operations, 'message.forward': operations['message.send'] as never };

	expect(() => operationsOf(kuponTable, { ...kuponSamples, operations: more })).toThrow(
		'Kupon.mobi: no operation for the sample message.forward: take it out of test/contract/samples/kupon.mts',
	);
});

test('every operation meets every fault, and every class of transport has its representative', () => {
	const rows = operationsOf(kuponTable, kuponSamples);
	const columns = [...faults, ...refusalFaults(kuponSamples.refusals)];

	expect(cellsOf(rows, columns)).toHaveLength(rows.length * columns.length);
	expect(new Set(representatives(rows).map(({ transport }) => transport))).toEqual(
		new Set(rows.map(({ transport }) => transport)),
	);
});

test('a cell that is not as promised has its problems named', async () => {
	const rows = operationsOf(kuponTable, kuponSamples).filter(({ name }) => name === 'message.send');
	const [cell] = cellsOf(
		rows,
		faults.filter(({ name }) => name === 'reset after'),
	);
	if (!cell) throw new Error('There is no such cell');
	const expectation = { shown: 'rows', requests: 3, acted: 0 } as const;
	const [played] = await playCells(kuponTable, kuponSamples, [{ ...cell, expectation }]);

	expect(played?.problems).toEqual([
		'shown: failed instead of rows',
		'no row came out',
		'requests: 1 instead of 3',
		'acted: 1 instead of 0',
		expect.stringContaining('It is unknown whether Kupon.mobi accepted this') as string,
	]);
});
