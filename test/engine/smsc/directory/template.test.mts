import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	locator,
	useBench,
} from '../setup.mts';

const bench = useBench();

const template = (name: string, more: INodeParameters = {}) => operation('template', name, more);
const operatorTemplate = (name: string, more: INodeParameters = {}) =>
	operation('operatorTemplate', name, more);

const stored = () => bench.gateway.state.templates.rows;
const add = (name: string) =>
	String(
		bench.gateway.state.templates.add({ name, message: 'Текст', format: '', sender: '', flag: 0 })
			.id,
	);

describe('Template', () => {
	test('Create, and Get Many shows it', async () => {
		const created = await bench.rows(
			template('create', {
				name: '={{ $json.name }}',
				text: 'Заказ %w готов',
				additionalFields: { format: 'viber', sender: locator('MyShop'), autoSignature: true },
			}),
			{ items: itemsOf({ name: 'Готов' }) },
		);

		expect(created).toEqual([{ id: '1', created: true }]);
		expect(await bench.rows(template('getAll', { returnAll: true }))).toEqual([
			{
				id: '1',
				name: 'Готов',
				text: 'Заказ %w готов',
				format: 'viber',
				sender: 'MyShop',
				flag: 1,
			},
		]);
	});

	test('Get Many gives nothing where there is nothing', async () => {
		expect(await bench.rows(template('getAll'))).toEqual([]);
	});

	test('Get Many keeps to the limit', async () => {
		for (const name of ['А', 'Б', 'В']) add(name);

		expect(await bench.rows(template('getAll', { returnAll: false, limit: 2 }))).toHaveLength(2);
	});

	test('Update changes what is given', async () => {
		const id = add('Старый');
		const rows = await bench.rows(
			template('update', {
				template: locator(id),
				updateFields: { name: 'Новый', autoSignature: true },
			}),
		);

		expect(rows).toEqual([{ updated: true }]);
		expect(stored()).toEqual([
			expect.objectContaining({ name: 'Новый', message: 'Текст', flag: 1 }),
		]);
	});

	test('Update reads the plain text in which SMSC refuses an unknown ID', async () => {
		const { outputs } = await bench.run(
			template('update', { template: locator('99'), updateFields: { name: 'Новый' } }),
			errorOutput,
		);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '3' });
	});

	test('Delete', async () => {
		const id = add('Старый');
		const { outputs } = await bench.run(
			template('delete', { template: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
			{ items: itemsOf({ id }, { id: '99' }), ...errorOutput },
		);

		expect(outputs[0]).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect(jsonOf(outputs[1])).toEqual([expect.objectContaining({ id: '99' })]);
		expect(stored()).toEqual([]);
	});

	test.each(['OK', 'empty'])('takes a command as done that SMSC answers with %s', async (quirk) => {
		bench.gateway.settings.fmt3Quirks = [quirk];

		expect(await bench.rows(template('delete', { template: locator(add('Старый')) }))).toEqual([
			{ deleted: true },
		]);
	});
});

describe('Operator template', () => {
	test('Create, and Get Many shows it', async () => {
		const created = await bench.rows(
			operatorTemplate('create', {
				sender: locator('MyShop'),
				text: 'Ваш код %d',
				operators: ['mts_srv', 'tele2_trn'],
			}),
		);

		expect(created).toEqual([{ id: '1', created: true }]);
		expect(bench.calls('op_templates')).toEqual([
			{ add: '1', sender: 'MyShop', msg: 'Ваш код %d', mts_srv: '1', tele2_trn: '1' },
		]);
		expect(await bench.rows(operatorTemplate('getAll'))).toEqual([
			expect.objectContaining({ id: '1', sender: 'MyShop', message: 'Ваш код %d', mts_srv: '1' }),
		]);
	});

	test('Create wants an operator', async () => {
		const { outputs } = await bench.run(
			operatorTemplate('create', {
				sender: locator('MyShop'),
				text: 'Ваш код %d',
				operators: '={{ [] }}',
			}),
			errorOutput,
		);

		expect(jsonOf(outputs[1])[0]?.error).toBe('Operators is empty');
		expect(bench.calls('op_templates')).toEqual([]);
	});

	test('Get Many gives nothing where there is nothing', async () => {
		expect(await bench.rows(operatorTemplate('getAll'))).toEqual([]);
	});

	test('Get Many reports a refusal', async () => {
		bench.gateway.settings.address = 'blocked';
		const { error } = await bench.run(operatorTemplate('getAll'));

		expect(error?.message).toContain('SMSC refused this');
	});
});
