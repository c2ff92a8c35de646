/** Answers that do not say what they are asked for: no row may say that it was done, or make up what is missing. */
import '../../harness/withoutPauses.mts';
import type { INodeParameters } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	locator,
	operation,
	useBench,
} from '../setup.mts';

const bench = useBench();

/** The rows of a run that gets this answer, and those of its error output. */
const answered = async (parameters: INodeParameters, body: object | string) => {
	await bench.gateway.faults.clear();
	await bench.gateway.faults.add({ kind: 'status', status: 200, body });
	const { outputs } = await bench.run(parameters, errorOutput);
	return [jsonOf(outputs[0]), jsonOf(outputs[1])] as const;
};

const phone = '79161110001';
const address = { addressType: 'phone', phone };

/** The answer has an ID. Source: docs/gateways/smsc.md 5, 6 and 10. */
const making: Array<[resource: string, name: string, more: INodeParameters]> = [
	['blacklist', 'add', address],
	['contact', 'create', address],
	['group', 'create', { name: 'А' }],
	['mailing', 'create', { name: 'А', recipients: phone, text: 'Да' }],
	['template', 'create', { name: 'А', text: 'Б' }],
];

/** The answer is `OK` in one of its forms. Source: docs/gateways/smsc.md 5, 6 and 10. */
const doing: typeof making = [
	['blacklist', 'remove', address],
	['contact', 'delete', address],
	['contact', 'update', { ...address, updateFields: { name: 'Анна' } }],
	['group', 'addContact', { ...address, group: locator('1') }],
	['group', 'delete', { group: locator('1') }],
	['group', 'update', { group: locator('1'), updateFields: { name: 'Б' } }],
	['mailing', 'cancel', { mailingId: '1' }],
	['mailing', 'delete', { mailingId: '1' }],
	['message', 'delete', { messageId: '1', recipient: phone }],
	['template', 'delete', { template: locator('1') }],
	['template', 'update', { template: locator('1'), updateFields: { name: 'Б' } }],
];

/** Nothing is documented of the answer. Source: docs/gateways/smsc.md 11 to 14. */
const undocumented: typeof making = [
	['document', 'createBill', { sum: 5 }],
	['monitoringNotice', 'send', { taskGroup: '1' }],
	['operatorTemplate', 'create', { sender: locator('A'), text: 'Б', operators: ['mts_srv'] }],
	['receivingNumber', 'rent', { number: phone }],
	['receivingNumber', 'update', { number: phone }],
	['sender', 'create', { senderName: 'A' }],
	['sender', 'delete', { sender: locator('A') }],
	['sender', 'sendCode', { sender: phone }],
	['sender', 'update', { sender: locator('A'), updateFields: { comment: 'Б' } }],
	['subClient', 'create', { login: 'shop-1', password: 'geheim' }],
	['subClient', 'pay', { login: 'shop-1', sum: 1 }],
	['subClient', 'update', { login: 'shop-1', updateFields: { notes: 'Б' } }],
];

/** Source: docs/gateways/smsc.md 2.2, 4, 5, 7 to 10, 12 and 15. */
const asking: typeof making = [
	['account', 'getBalance', {}],
	['blacklist', 'getAll', {}],
	['callCheck', 'start', { phone }],
	['contact', 'getAll', {}],
	['group', 'getAll', {}],
	['history', 'getIncoming', {}],
	['history', 'getLinkStatistics', { link: 'https://example.com' }],
	['history', 'getOperator', { phone }],
	['message', 'estimate', { type: 'sms', recipient: phone, text: 'Да' }],
	['message', 'getStatus', { messageId: '1', recipient: phone }],
	['sender', 'getAll', {}],
	['template', 'getAll', {}],
];

/** Nothing is documented of their fields. Source: docs/gateways/smsc.md 6, 7, 11, 13 and 14. */
const askingAnything: typeof making = [
	['account', 'getPrices', {}],
	['account', 'getStatistics', {}],
	['document', 'getBill', { billId: '1' }],
	['mailing', 'get', { mailingId: '1' }],
	['mailing', 'getAll', {}],
	['operatorTemplate', 'getAll', {}],
	['receivingNumber', 'getAll', {}],
	['subClient', 'getStatistics', {}],
];

const bare = [{}, { result: false }, { result: null }];

/** Nothing in them, or a no in words that are not SMSC's. */
const saysNo = [
	{ error: '' },
	{ error: {}, error_code: 0 },
	{ '': '' },
	{ data: null },
	{ ok: false },
	{ success: 'false' },
	{ status: 'fail', message: 'x' },
	{ errors: ['x'] },
	{ result: 'OK', success: false },
	[null],
	[{}],
	[1],
	['x'],
	[[]],
];

test.each([...making, ...doing, ...undocumented])(
	'%s %s takes no answer for done that says nothing',
	async (resource, name, more) => {
		for (const body of [...bare, [], 'null', 'false']) {
			const [done, failed] = await answered(operation(resource, name, more), body);
			expect([body, done]).toEqual([body, []]);
			expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
		}
	},
);

test.each([...making, ...doing, ...undocumented])(
	'%s %s takes no answer for done in which nothing is, or a no',
	async (resource, name, more) => {
		for (const body of saysNo) {
			const [done, failed] = await answered(operation(resource, name, more), body);
			expect([body, done]).toEqual([body, []]);
			expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
		}
	},
);

test.each(undocumented.filter(([, name]) => /^create|Bill$/.test(name)))(
	'%s %s takes no ID that is none for one',
	async (resource, name, more) => {
		for (const id of [null, 0, -1, '', false, 'false', 'null', 1e300, [5], {}]) {
			const [done, failed] = await answered(operation(resource, name, more), { id, x: 1 });
			expect([id, done]).toEqual([id, []]);
			expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
		}
	},
);

test.each(undocumented.filter(([, name]) => /^create|Bill$/.test(name)))(
	'%s %s takes OK for done, beside an ID that is empty',
	async (resource, name, more) => {
		for (const id of [null, '', 0]) {
			const [done, failed] = await answered(operation(resource, name, more), { id, result: 'OK' });
			expect([id, done.length, failed]).toEqual([id, 1, []]);
		}
	},
);

test('an error that is none comes in no row, which n8n would take for a failed one', async () => {
	const [rows, failed] = await answered(operation('document', 'getBill', { billId: '1' }), {
		error: null,
		error_code: 0,
		sum: '5',
	});
	expect([rows, failed]).toEqual([[{ sum: '5' }], []]);
});

test.each(
	asking
		.filter(([, name]) => /^get(All|Incoming)$/.test(name))
		.concat([['history', 'getSent', {}]]),
)('%s %s makes no row of an entry that tells nothing of one', async (resource, name, more) => {
	const odd = [{ error: 'x', error_code: 7 }, { x: { id: 5 } }, { status: 'error' }];
	const id = { id: 5, phone, sender: 'A', name: 'A', message: 'Да' };
	const [none, unread] = await answered(operation(resource, name, more), odd);
	const [rows, failed] = await answered(operation(resource, name, more), [odd[0], id, odd[1]]);
	expect([none, unread.length]).toEqual([[], 1]);
	expect([rows.length, failed]).toEqual([1, []]);
});

test('a birthday that is no text is none', async () => {
	const parameters = operation('contact', 'getAll', {});
	for (const birthday of [{}, { x: 1 }, true, [null]]) {
		const [[contact]] = await answered(parameters, [{ phone, birthday }]);
		expect(contact?.birthday).toBeNull();
	}
});

test('a number to call is digits', async () => {
	const parameters = operation('callCheck', 'start', { phone });
	for (const odd of [' ', 0, -1, 'false', 'error', '#', 1e300]) {
		const [rows, failed] = await answered(parameters, { phone: odd });
		expect([odd, rows, failed.length]).toEqual([odd, [], 1]);
	}
	for (const right of [79037672219, '+7 903 767-22-19'])
		expect((await answered(parameters, { phone: right }))[0]).toHaveLength(1);
});

test('an address is no message, and can be blocked twice', async () => {
	const text = 'The answer does not say whether it was done';
	for (const [resource, name, hint] of [
		['blacklist', 'add', 'It does no harm to do it again.'],
		['contact', 'create', 'Look it up in your account at the gateway before you do it again.'],
	] as const) {
		const parameters = operation(resource, name, address);
		const [, failed] = await answered(parameters, { cnt: 1 });
		expect(failed.map((row) => detailsOf(row))).toMatchObject([{ text, hint }]);
		const { error, response } = await bench.tool(parameters);
		expect(`${String(error)} ${JSON.stringify(response)}`).toContain(hint);
	}
});

test('contacts of one request are not created by an answer without OK and ID', async () => {
	const parameters = operation('contact', 'create', {
		...address,
		phone: '={{ $json.phone }}',
		options: { perRequest: 2 },
	});
	const items = itemsOf({ phone }, { phone: '79161110002' });
	for (const [body, made] of [
		[{ cnt: 2 }, 0],
		['OK', 2],
		[{ id: 5 }, 2],
	] as const) {
		await bench.gateway.faults.clear();
		await bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs } = await bench.run(parameters, { items, ...errorOutput });
		expect([outputs[0]?.length, outputs[1]?.length]).toEqual([made, 2 - made]);
	}
});

test.each(making)('%s %s wants the ID', async (resource, name, more) => {
	const parameters = operation(resource, name, more);
	const [done, failed] = await answered(parameters, { cnt: 1 });

	expect(done).toEqual([]);
	expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
	for (const body of ['OK', 'ok', { result: 'ok' }])
		expect((await answered(parameters, body))[0]).toHaveLength(1);
});

test.each(undocumented)('%s %s takes what it is told', async (resource, name, more) => {
	for (const body of [{ state: 'accepted' }, { result: 'ok' }, 'Ok']) {
		const [done] = await answered(operation(resource, name, more), body);
		expect([body, done.length]).toEqual([body, 1]);
	}
});

test.each([...asking, ...askingAnything])(
	'%s %s takes no answer for "nothing" that does not say so',
	async (resource, name, more) => {
		for (const body of [...bare, ['x'], [{}], [null, {}]]) {
			const [found, failed] = await answered(operation(resource, name, more), body);
			expect([found, failed.length]).toEqual([[], 1]);
		}
	},
);

test('account getPrices takes no zones that tell nothing for none', async () => {
	const parameters = operation('account', 'getPrices', {});
	for (const zones of [[null], [{}], ['x', { id: 1 }], null, true, 'x', { error: 'x' }]) {
		const [found, failed] = await answered(parameters, { currency: 'RUR', zones });
		expect([zones, found, failed.length]).toEqual([zones, [], 1]);
	}
	const gaps = { 1: { prefix: '7900' }, 3: { prefix: '7903' } };
	expect((await answered(parameters, { zones: gaps }))[0]).toEqual(Object.values(gaps));
	expect((await answered(parameters, { zones: [] })).flat()).toEqual([]);
	expect((await answered(parameters, { currency: 'RUR', zones: [] })).flat()).toEqual([]);
});

test.each(asking)('%s %s makes up nothing', async (resource, name, more) => {
	const [found, failed] = await answered(operation(resource, name, more), { state: 'accepted' });
	expect([found, failed.length]).toEqual([[], 1]);
});

describe('Check Code confirms only what SMSC confirms', () => {
	const check = operation('sender', 'checkCode', { sender: phone, code: '1' });

	test.each(['', {}, [], { result: false }, { id: 5 }])('%j does not', async (body) => {
		const [done, failed] = await answered(check, body);

		expect(done).toEqual([]);
		expect(failed.map((row) => detailsOf(row).kind)).toEqual(['outcomeUnknown']);
	});

	test.each(['OK', 'ok', { result: 'OK' }, { result: 'Ok' }])('%j does', async (body) => {
		expect(await answered(check, body)).toEqual([[{ confirmed: true }], []]);
	});
});

test.each([false, null, 0, '0', ''])('a number whose error is %j is a good one', async (error) => {
	const [done, failed] = await answered(
		operation('message', 'send', { type: 'sms', recipient: phone, text: 'Да' }),
		{ id: 7, cnt: 1, phones: [{ phone, status: '0', error }] },
	);
	expect([done.map(({ messageId }) => messageId), failed]).toEqual([['7'], []]);
});
