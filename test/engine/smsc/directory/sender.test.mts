import type { INodeParameters } from 'n8n-workflow';
import { createRoute } from '../../../../nodes/Smsc/resources/sender/register.ts';
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

const sender = (name: string, more: INodeParameters = {}) => operation('sender', name, more);

const added = () => bench.gateway.state.senders.added.rows;
const add = (name: string) =>
	bench.gateway.state.senders.added.add({
		sender: name,
		fields: {},
		code: null,
		isConfirmed: false,
	});

test('Create registers names with all that belongs to them', async () => {
	const rows = await bench.rows(
		sender('create', {
			senderType: 'name',
			senderName: '={{ $json.name }}',
			additionalFields: {
				organization: 'ООО «Пример»',
				taxNumber: '7701234567',
				comment: 'Магазин',
				operators: ['mts', 'tele2_step'],
			},
		}),
		{ items: itemsOf({ name: 'Shop1' }, { name: 'Shop2' }) },
	);

	const ids = new Map(added().map((one) => [one.sender, String(one.id)]));
	expect(rows).toEqual([
		{ sender: 'Shop1', id: ids.get('Shop1'), created: true },
		{ sender: 'Shop2', id: ids.get('Shop2'), created: true },
	]);
	expect(added()[0]?.fields).toMatchObject({
		fio: 'ООО «Пример»',
		inn: '7701234567',
		cmt: 'Магазин',
		mts: '1',
		tele2_step: '1',
	});
});

test('names changed since a day of a database are read in the zone of the workflow', async () => {
	const filters = { changedSince: '={{ $json.since }}' };
	await bench.rows(sender('getAll', { returnAll: false, limit: 1, filters }), {
		items: itemsOf({ since: '2026-02-28T21:00:00.000Z' }),
		timezone: 'Europe/Moscow',
	});
	expect(bench.calls('senders')).toMatchObject([{ from_date: '01.03.2026' }]);
});

test('Create registers an email address', async () => {
	await bench.rows(
		sender('create', { senderType: 'email', email: 'news@example.com', ownerName: 'Магазин' }),
	);

	expect(bench.calls('senders')).toEqual([{ add: '1', mail: 'news@example.com', name: 'Магазин' }]);
});

test('Create sends the document for the operators', async () => {
	const rows = await bench.rows(
		sender('create', {
			senderType: 'name',
			senderName: 'Shop1',
			additionalFields: { documentField: 'data', documentInfo: 'Свидетельство' },
		}),
		{
			items: [
				{
					json: {},
					binary: {
						data: {
							data: Buffer.from('%PDF').toString('base64'),
							fileName: 'знак.pdf',
							mimeType: 'application/pdf',
						},
					},
				},
			],
		},
	);

	expect(rows).toEqual([{ sender: 'Shop1', id: '1', created: true }]);
	const body = bench.gateway.requests[0]?.body.toString('utf8') ?? '';
	expect(body).toContain('filename="знак.pdf"');
	expect(body).toContain('%PDF');
	expect(added()[0]?.fields).toMatchObject({ doc_info: 'Свидетельство' });
});

test('Create registers no name twice when no answer came', async () => {
	await bench.gateway.faults.add({ kind: 'status', status: 500, when: 'after' });
	const { outputs } = await bench.run(
		sender('create', { senderType: 'name', senderName: 'Shop1' }),
		{ node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);

	expect(bench.calls('senders')).toHaveLength(1);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'unknown' });
});

test('Create reports what is registered already', async () => {
	const { outputs } = await bench.run(
		sender('create', { senderType: 'name', senderName: '={{ $json.name }}' }),
		{ items: itemsOf({ name: 'MyShop' }, { name: '' }), ...errorOutput },
	);

	expect(jsonOf(outputs[1]).map((row) => [row.name, detailsOf(row).outcome])).toEqual([
		['MyShop', 'refused'],
		['', 'notSent'],
	]);
});

test('Update finds a sender by its name and by its ID', async () => {
	const { id } = add('Shop1');
	await bench.rows(
		sender('update', { sender: locator(String(id)), updateFields: { comment: 'По номеру' } }),
	);
	const rows = await bench.rows(
		sender('update', {
			sender: { __rl: true, mode: 'list', value: 'Shop1' },
			updateFields: { organization: 'ООО «Пример»' },
		}),
	);

	expect(rows).toEqual([{ sender: 'Shop1', updated: true }]);
	expect(added()[0]?.fields).toMatchObject({ cmt: 'По номеру', fio: 'ООО «Пример»' });
	expect(bench.calls('senders')).toEqual([
		{ chg: '1', id: String(id), cmt: 'По номеру' },
		{ chg: '1', sender: 'Shop1', fio: 'ООО «Пример»' },
	]);
});

test('Delete', async () => {
	add('Shop1');
	const { outputs } = await bench.run(
		sender('delete', { sender: { __rl: true, mode: 'name', value: '={{ $json.name }}' } }),
		{ items: itemsOf({ name: 'Shop1' }, { name: 'Shop9' }), ...errorOutput },
	);

	expect(outputs[0]).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
	expect(jsonOf(outputs[1])).toEqual([expect.objectContaining({ name: 'Shop9' })]);
	expect(added()).toEqual([]);
});

test('Get Many gives names, and nothing where there is none', async () => {
	expect(await bench.rows(sender('getAll', { returnAll: true }))).toEqual([
		{ sender: 'SMSC' },
		{ sender: 'MyShop' },
	]);
	expect(await bench.rows(sender('getAll', { returnAll: false, limit: 1 }))).toEqual([
		{ sender: 'SMSC' },
	]);
	bench.gateway.settings.senders = [];
	bench.gateway.settings.rateLimits = false;
	expect(await bench.rows(sender('getAll', { returnAll: true }))).toEqual([]);
});

test('Get Many sends its filters', async () => {
	await bench.rows(
		sender('getAll', {
			returnAll: false,
			limit: 20,
			filters: { all: true, operators: false, changedSince: '2026-03-01T00:00:00', user: 'shop-2' },
		}),
	);

	expect(bench.calls('senders')).toEqual([
		{ get: '1', cnt: '20', all: '1', operators: '0', from_date: '01.03.2026', user: 'shop-2' },
	]);
});

test('Send Code and Check Code confirm a number', async () => {
	add('79001112233');
	const sent = await bench.rows(
		sender('sendCode', { sender: '+7 (900) 111-22-33', siteName: 'example.com' }),
	);
	const code = added()[0]?.code ?? '';
	const checked = await bench.rows(sender('checkCode', { sender: '79001112233.0', code }));

	expect(sent).toEqual([{ sender: '79001112233', sent: true }]);
	expect(checked).toEqual([{ confirmed: true }]);
	expect(added()[0]?.isConfirmed).toBe(true);
});

test('Check Code reports a wrong code', async () => {
	add('79001112233');
	const { outputs } = await bench.run(
		sender('checkCode', { sender: '79001112233', code: '0' }),
		errorOutput,
	);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'rejected', code: '11' });
});

test('Send Code sends no second code when no answer came', async () => {
	add('79001112233');
	await bench.gateway.faults.add({ kind: 'reset', when: 'after' });
	await bench.run(sender('sendCode', { sender: '79001112233' }), {
		node: { ...errorOutput.node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});

	expect(bench.calls('senders')).toHaveLength(1);
});

test.each([
	[7, 'invalidRecipient'],
	[8, 'rejected'],
	[10, 'duplicate'],
])('Send Code reports error %i', async (code, kind) => {
	add('79001112233');
	if (code === 8) bench.gateway.settings.refusals = { '79001112233': 8 };
	const other = { parameter: [{ name: 'sender', value: 'MyShop' }] };
	const options = code === 7 ? { additionalParameters: other } : {};
	const parameters = sender('sendCode', { sender: '79001112233', options });
	if (code === 10) await bench.rows(parameters);
	const { outputs } = await bench.run(parameters, errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind, code: String(code) });
	expect(detailsOf(jsonOf(outputs[1])[0]).hint).toEqual(expect.stringMatching(/\S/));
});

test('Get Many tells the states at the operators in words, and new ones as they came', async () => {
	const fields = {
		mts: '1',
		mega_step: '1',
		mega_step_status: '1',
		bee_step: '1',
		bee_step_status: '7',
	};
	const { id } = bench.gateway.state.senders.added.add({
		sender: 'Shop1',
		fields,
		code: null,
		isConfirmed: false,
	});
	bench.gateway.settings.senders = [];
	const rows = await bench.rows(
		sender('getAll', { returnAll: true, filters: { operators: true } }),
	);

	expect(id).toBe(1);
	expect(rows).toEqual([
		{
			sender: 'Shop1',
			operatorStates: { mts: 'waitingForRegistration', mega_step: 'sentToOperator', bee_step: 7 },
			mts_status: 0,
			mega_step_status: 1,
			bee_step_status: 7,
		},
	]);
});

test('Create keeps to five new names a minute', () => {
	expect(createRoute.pace?.([{} as never])).toEqual({
		kind: 'senders add',
		most: 5,
		withinMs: 60_000,
	});
});
