import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	phone,
	rows,
	toPhone,
	useBench,
} from '../setup.mts';

const bench = useBench();

const blacklist = (name: string, more: INodeParameters = {}) => operation('blacklist', name, more);

const stored = () => bench.gateway.state.blacklist.records.rows;
const block = (address: string, type = 0, comment = '', kind: 'phone' | 'mail' = 'phone') =>
	bench.gateway.state.blacklist.records.add({ kind, address, type, comment });

test('Add blocks each number by a call of its own, and says so only of what SMSC confirmed', async () => {
	const input = Array.from({ length: 240 }, (_, row) => ({
		phone: phone(row),
		type: row < 200 ? 'mass' : 'single',
	}));
	const { outputs, taskData } = await bench.run(
		blacklist('add', { ...toPhone, blockType: '={{ $json.type }}', comment: 'Просил не писать' }),
		{ items: itemsOf(...input) },
	);

	expect(bench.calls('phones')).toHaveLength(240);
	expect(bench.calls('phones').every((call) => /^\d+$/.test(call.phone ?? ''))).toBe(true);
	expect(stored()).toHaveLength(240);
	expect(stored().find(({ address }) => address === phone(239))).toMatchObject({
		kind: 'phone',
		type: 2,
		comment: 'Просил не писать',
	});
	const ids = new Map(stored().map(({ address, id }) => [address, String(id)]));
	expect(outputs[0]).toEqual(
		input.map((one, row) => ({
			json: { address: one.phone, id: ids.get(one.phone), added: true },
			pairedItem: { item: row },
		})),
	);
	expect(taskData?.hints?.map(({ message }) => message)).toEqual([
		expect.stringMatching(
			/^240 items took 240 requests and \d+ (?:second|minute)s?, because SMSC takes one number or address in each\. A thousand would take about \d+ (?:second|minute)s?\.$/,
		),
	]);
});

test('Add asks once for what several items say the same of, so that SMSC sees no request too often', async () => {
	const input = [0, 1, 0, 0, 0, 0, 1, 0].map((row) => ({ phone: phone(row) }));
	const rows = await bench.rows(blacklist('add', toPhone), { items: itemsOf(...input) });

	expect(bench.calls('phones').map((call) => call.phone)).toEqual([phone(0), phone(1)]);
	expect(rows.map((row) => [row.address, row.added])).toEqual(
		input.map((row) => [row.phone, true]),
	);
});

test('Add does what items say of one number in their order', async () => {
	bench.gateway.settings.latencyMs = 5;
	const types = ['all', 'mass', 'all', 'single', 'mass'];
	await bench.rows(blacklist('add', { ...toPhone, blockType: '={{ $json.type }}' }), {
		items: itemsOf(...types.map((type) => ({ phone: phone(0), type }))),
	});

	expect(bench.calls('phones').map((call) => call.type)).toEqual(['0', '1', '0', '2', '1']);
	expect(stored()).toEqual([expect.objectContaining({ type: 1 })]);
});

test('Add makes a call for each number of an item, and the item is done when all are', async () => {
	const { outputs } = await bench.run(blacklist('add', toPhone), {
		items: itemsOf({ phone: `${phone(0)}, ${phone(1)}` }, { phone: phone(2) }),
	});

	expect(bench.calls('phones').map((call) => call.phone)).toEqual([phone(0), phone(1), phone(2)]);
	expect(stored()).toHaveLength(3);
	expect(jsonOf(outputs[0])).toEqual([
		{ address: `${phone(0)},${phone(1)}`, id: null, added: true },
		{ address: phone(2), id: '3', added: true },
	]);
});

test('Add goes on with the numbers that are left when Retry On Fail runs the node again', async () => {
	await bench.gateway.faults.add({ kind: 'status', status: 400, times: 1, contains: phone(2) });
	const { outputs, tries } = await bench.run(blacklist('add', toPhone), {
		items: itemsOf({ phone: `${phone(0)}, ${phone(1)}` }, { phone: phone(2) }),
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});

	expect(tries).toBe(2);
	expect(bench.calls('phones').map((call) => call.phone)).toEqual([
		...[phone(0), phone(1), phone(2)],
		phone(2),
	]);
	expect(stored()).toHaveLength(3);
	expect(jsonOf(outputs[0]).map(({ address }) => address)).toEqual([
		`${phone(0)},${phone(1)}`,
		phone(2),
	]);
});

test('Remove says which number of an item failed, and which were done', async () => {
	block(phone(0));
	const { outputs } = await bench.run(blacklist('remove', toPhone), {
		items: itemsOf({ phone: `${phone(0)};${phone(1)}` }),
		...errorOutput,
	});

	expect(stored()).toEqual([]);
	const [row] = jsonOf(outputs[1]);
	expect(row?.error).toContain(`${phone(1)}: records not found`);
	expect(detailsOf(row).hint).toContain(`Done before: ${phone(0)}.`);
});

test('Add gives an entry that is alone in its request its ID', async () => {
	const rows = await bench.rows(
		blacklist('add', { addressType: 'email', email: 'a@example.com', blockType: 'all' }),
	);

	expect(rows).toEqual([{ address: 'a@example.com', id: '1', added: true }]);
	expect(stored()).toEqual([
		expect.objectContaining({ kind: 'mail', address: 'a@example.com', type: 0 }),
	]);
});

test('Remove unblocks each number by a call of its own', async () => {
	for (let row = 0; row < 101; row++) block(phone(row));
	const removed = await bench.rows(blacklist('remove', toPhone), { items: rows(101) });

	expect(stored()).toEqual([]);
	expect(bench.calls('phones')).toHaveLength(101);
	expect(removed[100]).toEqual({ address: phone(100), removed: true });
});

test.each([['add'], ['remove']])('%s takes email addresses to mails.php', async (name) => {
	block('a@example.com', 0, '', 'mail');
	await bench.rows(blacklist(name, { addressType: 'email', email: 'a@example.com' }));

	expect(bench.calls('phones')).toEqual([]);
	expect(bench.calls('mails')).toEqual([expect.objectContaining({ mail: 'a@example.com' })]);
});

test('Remove says that a number is not there', async () => {
	const { outputs } = await bench.run(blacklist('remove', toPhone), {
		items: rows(1),
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
		{ id: '1', address: phone(0), blockType: 'all', comment: '' },
		{ id: '2', address: phone(1), blockType: 'mass', comment: 'Жаловался' },
		{ id: '3', address: phone(2), blockType: 'single', comment: '' },
	]);
	expect(await bench.rows(blacklist('getAll', { addressType: 'email' }))).toEqual([
		{ id: '4', address: 'a@example.com', blockType: 'all', comment: '' },
	]);
});

test('Get Many gives nothing where there is nothing', async () => {
	expect(await bench.rows(blacklist('getAll'))).toEqual([]);
});

test('Get Many reports a command that SMSC does not know', async () => {
	bench.gateway.settings.blacklistCommand = false;
	const { outputs } = await bench.run(blacklist('getAll'), errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'invalidRequest', code: '1' });
});

// Calls of a canceled execution may still be on their way, so this one comes last.
test('Add leaves off in the middle when the execution is canceled', async () => {
	const controller = new AbortController();
	bench.gateway.settings.latencyMs = 20;
	const running = bench.run(blacklist('add', toPhone), {
		items: rows(400),
		abort: controller.signal,
		...errorOutput,
	});
	while (bench.calls('phones').length < 20) await new Promise((done) => setTimeout(done, 5));
	controller.abort();
	const { outputs } = await running;
	while (bench.gateway.counters.inFlight > 0) await new Promise((done) => setTimeout(done, 5));

	expect(bench.calls('phones').length).toBeLessThan(100);
	const added = jsonOf(outputs[0]).map((row) => row.address);
	expect(stored().map(({ address }) => address)).toEqual(expect.arrayContaining(added));
});
