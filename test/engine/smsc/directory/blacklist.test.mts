import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	items,
	jsonOf,
	operation,
	phone,
	phones,
	toPhone,
	useBench,
} from './setup.mts';

const bench = useBench();

const blacklist = (name: string, more: INodeParameters = {}) => operation('blacklist', name, more);

const stored = () => bench.smsc.state.blacklist.records.rows;
const block = (address: string, type = 0, comment = '', kind: 'phone' | 'mail' = 'phone') =>
	bench.smsc.state.blacklist.records.add({ kind, address, type, comment });

test('Add blocks many numbers in few requests, of each type apart', async () => {
	const input = Array.from({ length: 240 }, (_, row) => ({
		phone: phone(row),
		type: row < 200 ? 'mass' : 'single',
	}));
	const { outputs } = await bench.run(
		blacklist('add', { ...toPhone, blockType: '={{ $json.type }}', comment: 'Просил не писать' }),
		{ items: items(...input) },
	);

	expect(bench.calls('phones').map((call) => [call.type, call.phone?.split(',').length])).toEqual([
		['1', 100],
		['1', 100],
		['2', 40],
	]);
	expect(stored()).toHaveLength(240);
	expect(stored().find(({ address }) => address === phone(239))).toMatchObject({
		kind: 'phone',
		type: 2,
		comment: 'Просил не писать',
	});
	expect(outputs[0]?.[239]).toEqual({
		json: { phone: phone(239), id: null, added: true },
		pairedItem: { item: 239 },
	});
});

test('Add gives an entry that is alone in its request its ID', async () => {
	const rows = await bench.rows(
		blacklist('add', { addressType: 'email', email: 'a@example.com', blockType: 'all' }),
	);

	expect(rows).toEqual([{ email: 'a@example.com', id: '1', added: true }]);
	expect(stored()).toEqual([
		expect.objectContaining({ kind: 'mail', address: 'a@example.com', type: 0 }),
	]);
});

test('Remove unblocks many numbers in few requests', async () => {
	for (let row = 0; row < 101; row++) block(phone(row));
	const rows = await bench.rows(blacklist('remove', toPhone), { items: phones(101) });

	expect(stored()).toEqual([]);
	expect(bench.calls('phones')).toHaveLength(2);
	expect(rows[100]).toEqual({ phone: phone(100), removed: true });
});

test('Remove says that a number is not there', async () => {
	const { outputs } = await bench.run(blacklist('remove', toPhone), {
		items: phones(1),
		...errorOutput,
	});

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', recipient: phone(0) });
});

test('Get Many gives entries by type', async () => {
	block(phone(0), 0);
	block(phone(1), 1, 'Жаловался');
	block(phone(2), 2);
	block('a@example.com', 0, '', 'mail');

	expect(await bench.rows(blacklist('getAll', { addressType: 'phone', returnAll: true }))).toEqual([
		{ id: '1', phone: phone(0), blockType: 'all', comment: '' },
		{ id: '2', phone: phone(1), blockType: 'mass', comment: 'Жаловался' },
		{ id: '3', phone: phone(2), blockType: 'single', comment: '' },
	]);
	expect(await bench.rows(blacklist('getAll', { addressType: 'email' }))).toEqual([
		{ id: '4', email: 'a@example.com', blockType: 'all', comment: '' },
	]);
});

test('Get Many gives nothing where there is nothing', async () => {
	expect(await bench.rows(blacklist('getAll'))).toEqual([]);
});

test('Get Many reports a command that SMSC does not know', async () => {
	bench.smsc.settings.blacklistCommand = false;
	const { outputs } = await bench.run(blacklist('getAll'), errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'invalidRequest', code: '1' });
});
