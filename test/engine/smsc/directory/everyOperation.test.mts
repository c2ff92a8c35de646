/** What holds for every operation beside messages, one row each. */
import '../../harness/withoutPauses.mts';
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../../nodes/Smsc/resources/index.ts';
import { smscSamples } from '../../../contract/samples/smsc.mts';
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

const address = { addressType: 'phone', phone: '={{ $json.phone }}' };
const number = '={{ $json.phone }}';

const table: Array<[resource: string, name: string, more: INodeParameters]> = [
	['account', 'getBalance', {}],
	['account', 'getPrices', {}],
	['account', 'getStatistics', {}],
	['blacklist', 'add', address],
	['blacklist', 'getAll', {}],
	['blacklist', 'remove', address],
	['callCheck', 'start', { phone: number }],
	['contact', 'create', address],
	['contact', 'delete', address],
	['contact', 'getAll', { filters: { address: number } }],
	['contact', 'update', { ...address, updateFields: { name: 'Анна' } }],
	['document', 'createBill', { sum: 5, service: number }],
	['document', 'getAct', { billId: '1' }],
	['document', 'getBill', { billId: '1' }],
	['group', 'addContact', { ...address, group: locator('1') }],
	['group', 'create', { name: number }],
	['group', 'delete', { group: locator('1') }],
	['group', 'getAll', {}],
	['group', 'moveContact', { ...address, group: locator('1') }],
	['group', 'removeContact', { ...address, group: locator('1') }],
	['group', 'update', { group: locator('1'), updateFields: { name: 'Б' } }],
	['history', 'getIncoming', {}],
	['history', 'getLinkStatistics', { link: 'https://example.com' }],
	['history', 'getOperator', { phone: number }],
	['history', 'getSent', {}],
	['mailing', 'cancel', { mailingId: '1' }],
	['mailing', 'create', { name: 'А', recipients: number, text: 'Да' }],
	['mailing', 'delete', { mailingId: '1' }],
	['mailing', 'get', { mailingId: '1' }],
	['mailing', 'getAll', {}],
	['monitoringNotice', 'send', { taskGroup: '1', serverName: number }],
	['operatorTemplate', 'create', { sender: locator('A'), text: 'Б', operators: ['mts_srv'] }],
	['operatorTemplate', 'getAll', {}],
	['receivingNumber', 'getAll', {}],
	['receivingNumber', 'rent', { number }],
	['receivingNumber', 'update', { number }],
	['sender', 'checkCode', { sender: number, code: '1' }],
	['sender', 'create', { senderName: number }],
	['sender', 'delete', { sender: locator('A') }],
	['sender', 'getAll', {}],
	['sender', 'sendCode', { sender: number }],
	['sender', 'update', { sender: locator(number), updateFields: { comment: 'Б' } }],
	['subClient', 'create', { login: number, password: 'geheim' }],
	['subClient', 'getStatistics', {}],
	['subClient', 'pay', { login: number, sum: 1 }],
	['subClient', 'update', { login: number, updateFields: { notes: 'Б' } }],
	['template', 'create', { name: number, text: 'Б' }],
	['template', 'delete', { template: locator('1') }],
	['template', 'getAll', {}],
	['template', 'update', { template: locator('1'), updateFields: { name: 'Б' } }],
];

const input = itemsOf(
	{ phone: '79161110001', who: 'Анна' },
	{ phone: '79161110002', who: 'Борис' },
);

/** The calls of the operation itself; a list of sent messages asks for the currency first. */
const calls = () => bench.gateway.requests.filter(({ path }) => !path.includes('balance'));
const all = (resource: string) => (resource === 'account' ? bench.gateway.requests : calls());

test('the table has every operation', () => {
	const offered = resources
		.filter(({ value }) => value !== 'message')
		.flatMap(({ value, operations }) => operations.map((one) => `${value} ${one.value}`));

	expect(table.map(([resource, name]) => `${resource} ${name}`).sort()).toEqual(offered.sort());
});

describe.each(table)('%s %s', (resource, name, more) => {
	const effect = smscSamples.operations[`${resource}.${name}`]?.effect;
	const isRepeated = effect === 'read' || effect === 'again';
	const parameters = operation(resource, name, more);

	test('sends each refused item to the error output, with what it brought along', async () => {
		bench.gateway.settings.address = 'blocked';
		const { outputs, error } = await bench.run(parameters, { items: input, ...errorOutput });

		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
		expect(jsonOf(outputs[1]).map(({ who }) => who)).toEqual(['Анна', 'Борис']);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const row of jsonOf(outputs[1])) {
			expect(row.error).toBe('SMSC refused this: IP address is blocked');
			expect(detailsOf(row)).toMatchObject({ gateway: 'smsc', kind: 'unauthorized', code: '4' });
			expect(detailsOf(row).hint).toEqual(expect.stringMatching(/\S/));
		}
	});

	test('stops the node with the words of SMSC and a next step', async () => {
		bench.gateway.settings.address = 'blocked';
		const { error, outputs } = await bench.run(parameters, { items: input });

		expect(outputs).toEqual([]);
		expect(error?.message).toContain('SMSC refused this: IP address is blocked');
		expect(error?.description).toContain('has blocked the IP address');
	});

	test(`goes on after a break: ${effect}`, async () => {
		await bench.gateway.faults.add({ kind: 'reset', times: 1, match: isOwn(resource) });
		const { outputs } = await bench.run(parameters, {
			items: input.slice(0, 1),
			...errorOutput,
		});

		expect(all(resource)).toHaveLength(isRepeated ? 2 : 1);
		if (isRepeated) {
			expect(jsonOf(outputs[1])[0]?.error).not.toEqual(expect.stringContaining('could not be'));
			return;
		}
		expect(jsonOf(outputs[1])[0]?.error).toContain('It is unknown whether SMSC accepted this');
	});

	test('is made again when SMSC has too much to do', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 429,
			retryAfter: 0,
			times: 1,
			match: isOwn(resource),
		});
		await bench.run(parameters, { items: input.slice(0, 1), ...errorOutput });

		expect(all(resource)).toHaveLength(2);
	});

	test('answers an AI agent', async () => {
		const { response, error } = await bench.tool(parameters, { items: input.slice(0, 1) });

		// Here most of them have nothing to work on; the words of SMSC must come through.
		const heard = error?.message ?? String(response);
		expect(heard).not.toMatch(/undefined|\[object|Cannot read/);
		expect(all(resource).length).toBeGreaterThan(0);
	});
});

function isOwn(resource: string) {
	return ({ path }: { path: string }) => resource === 'account' || !path.includes('balance');
}

const value = '={{ $json.value }}';

/** What is there, how it is changed, and what it is in the end. */
type Case = [
	resource: string,
	prepare: () => INodeParameters,
	more: INodeParameters,
	result: () => unknown,
];

const state = () => bench.gateway.state;

const changes: Case[] = [
	[
		'template',
		() => {
			const empty = { message: '', format: '', sender: '', flag: 0 };
			return { template: locator(String(state().templates.add({ name: '', ...empty }).id)) };
		},
		{ updateFields: { text: value } },
		() => state().templates.rows[0]?.message,
	],
	[
		'group',
		() => {
			const { id } = state().contacts.groups.add({ name: '', number: 1, kind: 'phone' });
			return { group: locator(String(id)) };
		},
		{ updateFields: { name: value } },
		() => state().contacts.groups.rows[0]?.name,
	],
	[
		'sender',
		() => {
			state().senders.added.add({ sender: 'Shop1', fields: {}, code: null, isConfirmed: false });
			return { sender: { __rl: true, mode: 'name', value: 'Shop1' } };
		},
		{ updateFields: { comment: value } },
		() => state().senders.added.rows[0]?.fields.cmt,
	],
	[
		'subClient',
		() => {
			state().subClients.add({ user: 'shop-1', fields: {}, balance: 0 });
			return { login: 'shop-1' };
		},
		{ updateFields: { notes: value } },
		() => state().subClients.rows[0]?.fields.notes,
	],
];

test.each(changes)(
	'of rows that update one %s, the last one has the last word',
	async (resource, prepare, more, result) => {
		const parameters = operation(resource, 'update', { ...prepare(), ...more });
		await bench.gateway.faults.add({ kind: 'slow', delayMs: 300, contains: 'first' });
		await bench.rows(parameters, { items: itemsOf({ value: 'first' }, { value: 'last' }) });

		expect(result()).toBe('last');
	},
);

test('of rows about one receiving number, too', async () => {
	state().receivePhones.add({ phone: '79037672200', noprolong: false });
	const parameters = { number: '79037672200', renew: '={{ $json.renew }}' };
	await bench.gateway.faults.add({ kind: 'slow', delayMs: 300, contains: 'noprolong=1' });
	await bench.rows(operation('receivingNumber', 'update', parameters), {
		items: itemsOf({ renew: false }, { renew: true }),
	});

	expect(state().receivePhones.rows[0]?.noprolong).toBe(false);
});
