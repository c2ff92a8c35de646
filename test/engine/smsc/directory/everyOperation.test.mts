/** What holds for every operation beside messages, one row each. */
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../../nodes/Smsc/resources/index.ts';
import { detailsOf, errorOutput, items, jsonOf, operation, typed, useBench } from '../setup.mts';

const bench = useBench();

/** How a call that got no answer goes on. */
type Kind =
	/** It reads, so it is made again. */
	| 'read'
	/** It changes something in a way that can be done twice, so it is made again. */
	| 'again'
	/** It is never made again. */
	| 'once';

const address = { addressType: 'phone', phone: '={{ $json.phone }}' };
const number = '={{ $json.phone }}';

const table: Array<[resource: string, name: string, kind: Kind, more: INodeParameters]> = [
	['account', 'getBalance', 'read', {}],
	['account', 'getPrices', 'read', {}],
	['account', 'getStatistics', 'read', {}],
	['blacklist', 'add', 'again', address],
	['blacklist', 'getAll', 'read', {}],
	['blacklist', 'remove', 'again', address],
	['callCheck', 'start', 'read', { phone: number }],
	['contact', 'create', 'once', address],
	['contact', 'delete', 'again', address],
	['contact', 'getAll', 'read', { filters: { address: number } }],
	['contact', 'update', 'once', { ...address, updateFields: { name: 'Анна' } }],
	['document', 'createBill', 'once', { sum: 5, service: number }],
	['document', 'getAct', 'read', { billId: '1' }],
	['document', 'getBill', 'read', { billId: '1' }],
	['group', 'addContact', 'again', { ...address, group: typed('1') }],
	['group', 'create', 'once', { name: number }],
	['group', 'delete', 'once', { group: typed('1') }],
	['group', 'getAll', 'read', {}],
	['group', 'moveContact', 'again', { ...address, group: typed('1') }],
	['group', 'removeContact', 'again', { ...address, group: typed('1') }],
	['group', 'update', 'once', { group: typed('1'), updateFields: { name: 'Б' } }],
	['history', 'getIncoming', 'read', {}],
	['history', 'getLinkStatistics', 'read', { link: 'https://example.com' }],
	['history', 'getOperator', 'read', { phone: number }],
	['history', 'getSent', 'read', {}],
	['mailing', 'cancel', 'once', { mailingId: '1' }],
	['mailing', 'create', 'once', { name: 'А', recipients: number, text: 'Да' }],
	['mailing', 'delete', 'once', { mailingId: '1' }],
	['mailing', 'get', 'read', { mailingId: '1' }],
	['mailing', 'getAll', 'read', {}],
	['monitoringNotice', 'send', 'once', { taskGroup: '1', serverName: number }],
	['operatorTemplate', 'create', 'once', { sender: typed('A'), text: 'Б', operators: ['mts_srv'] }],
	['operatorTemplate', 'getAll', 'read', {}],
	['receivingNumber', 'getAll', 'read', {}],
	['receivingNumber', 'rent', 'once', { number }],
	['receivingNumber', 'update', 'once', { number }],
	['sender', 'checkCode', 'once', { sender: number, code: '1' }],
	['sender', 'create', 'once', { senderName: number }],
	['sender', 'delete', 'once', { sender: typed('A') }],
	['sender', 'getAll', 'read', {}],
	['sender', 'sendCode', 'once', { sender: number }],
	['sender', 'update', 'once', { sender: typed('A'), updateFields: { comment: 'Б' } }],
	['subClient', 'create', 'once', { login: number, password: 'geheim' }],
	['subClient', 'getStatistics', 'read', {}],
	['subClient', 'pay', 'once', { login: number, sum: 1 }],
	['subClient', 'update', 'once', { login: number, updateFields: { notes: 'Б' } }],
	['template', 'create', 'once', { name: number, text: 'Б' }],
	['template', 'delete', 'once', { template: typed('1') }],
	['template', 'getAll', 'read', {}],
	['template', 'update', 'once', { template: typed('1'), updateFields: { name: 'Б' } }],
];

const input = items({ phone: '79161110001', who: 'Анна' }, { phone: '79161110002', who: 'Борис' });

/** The calls of the operation itself; a list of sent messages asks for the currency first. */
const calls = () => bench.gateway.requests.filter(({ path }) => !path.includes('balance'));
const all = (resource: string) => (resource === 'account' ? bench.gateway.requests : calls());

test('the table has every operation', () => {
	const offered = resources
		.filter(({ value }) => value !== 'message')
		.flatMap(({ value, operations }) => operations.map((one) => `${value} ${one.value}`));

	expect(table.map(([resource, name]) => `${resource} ${name}`).sort()).toEqual(offered.sort());
});

describe.each(table)('%s %s', (resource, name, kind, more) => {
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

	test(`goes on after a break: ${kind}`, async () => {
		await bench.gateway.faults.add({ kind: 'reset', times: 1, match: isOwn(resource) });
		const { outputs } = await bench.run(parameters, {
			items: input.slice(0, 1),
			...errorOutput,
		});

		expect(all(resource)).toHaveLength(kind === 'once' ? 1 : 2);
		if (kind !== 'once') {
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
