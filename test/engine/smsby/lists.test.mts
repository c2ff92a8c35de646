import type { IDataObject } from 'n8n-workflow';
import {
	detailsOf,
	errorOutput,
	formOf,
	jsonOf,
	methodsOf,
	operation,
	phone,
	rows,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();

const newList = async () =>
	String((await bench.rows(operation('contactList', 'create', { name: 'Клиенты' })))[0]?.listId);
const importing = (listId: string, more = {}) =>
	operation('contactList', 'importContacts', {
		listId,
		recipient: '={{ $json.phone }}',
		...more,
	});
const imports = () =>
	bench.gateway.requests.filter(({ path }) => path === '/api/v2/importContacts');

test('creates a list', async () => {
	const [row] = await bench.rows(operation('contactList', 'create', { name: 'Клиенты' }));

	expect(bench.gateway.requests[0]?.path).toBe('/api/v2/createSubscriberList');
	expect(formOf(bench.gateway.requests[0])).toEqual({ token, name: 'Клиенты' });
	expect(row).toEqual({
		gateway: 'smsby',
		listId: bench.gateway.state.lists[0]?.id,
		name: 'Клиенты',
		created: true,
	});
});

test('imports 1,200 items in three calls, one row each', async () => {
	const listId = await newList();
	const fields = { parameter: [{ name: 'order', value: '={{ $json.orderId }}' }] };
	const output = await bench.rows(importing(listId, { fields }), { items: rows(1200) });

	expect(imports()).toHaveLength(3);
	expect(output).toHaveLength(1200);
	expect(output[700]).toEqual({
		gateway: 'smsby',
		listId,
		phone: phone(700),
		email: null,
		imported: true,
		outcome: 'inserted',
	});
	const contacts = bench.gateway.state.lists[0]?.contacts ?? [];
	expect(contacts).toHaveLength(1200);
	expect(contacts[700]).toEqual({ phone: phone(700), order: 'order-700' });
});

test('updates contacts that are there', async () => {
	const listId = await newList();
	await bench.rows(importing(listId), { items: rows(2) });
	const output = await bench.rows(importing(listId), { items: rows(2) });

	expect(output.map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
});

test('of two items about one contact, the later has the last word', async () => {
	const listId = await newList();
	bench.gateway.faults.add({ kind: 'slow', delayMs: 2000, contains: 'Minsk' });
	const fields = { parameter: [{ name: 'city', value: '={{ $json.city }}' }] };
	const items = [
		{ phone: phone(0), email: '', city: 'Minsk' },
		{ phone: phone(0), email: 'ann@example.com', city: 'Grodno' },
	].map((json) => ({ json: json as IDataObject }));
	await bench.rows(importing(listId, { email: '={{ $json.email }}', fields }), { items });

	expect(bench.gateway.state.lists[0]?.contacts).toMatchObject([{ city: 'Grodno' }]);
});

test('an address is one contact, whatever the case of its letters', async () => {
	const listId = await newList();
	bench.gateway.faults.add({ kind: 'slow', delayMs: 2000, contains: 'Minsk' });
	const fields = { parameter: [{ name: 'city', value: '={{ $json.city }}' }] };
	const items = [
		{ phone: '', email: 'Ann@Example.com', city: 'Minsk' },
		{ phone: phone(0), email: 'ann@example.com', city: 'Grodno' },
	].map((json) => ({ json: json as IDataObject }));
	await bench.rows(importing(listId, { email: '={{ $json.email }}', fields }), { items });

	// The simulated gateway takes them for two, and so tells which came first.
	expect(bench.gateway.state.lists[0]?.contacts).toMatchObject([
		{ city: 'Minsk' },
		{ city: 'Grodno' },
	]);
});

test('the first value of a contact is its number or address, which SMS.by requires there', async () => {
	const listId = await newList();
	const fields = { parameter: [{ name: 'City', value: '' }] };
	const output = await bench.rows(importing(listId, { fields }), { items: rows(1) });

	expect(output).toMatchObject([{ phone: phone(0), imported: true }]);
	expect(formOf(imports()[0])).toMatchObject({ 'data[0][0]': phone(0), 'data[0][1]': '' });
});

test('one who is in two lists is two contacts, whose order is no matter', async () => {
	const [first, second] = [await newList(), await newList()];
	const items = [first, second, second, first, first, second].map((list, at) => ({
		json: { list, phone: phone(Math.floor(at / 2)) } as IDataObject,
	}));
	await bench.rows(importing('={{ $json.list }}'), { items });

	expect(imports()).toHaveLength(2);
});

test('puts contacts with other fields into calls of their own', async () => {
	const listId = await newList();
	const items = [
		{ phone: phone(0), email: '' },
		{ phone: phone(1), email: 'ann@example.com' },
		{ phone: '', email: 'bob@example.com' },
		{ phone: phone(3), email: 'eve@example.com' },
	].map((json) => ({ json: json as IDataObject }));
	const output = await bench.rows(importing(listId, { email: '={{ $json.email }}' }), { items });

	expect(imports()).toHaveLength(3);
	expect(output.map((row) => [row.phone, row.email])).toEqual([
		[phone(0), null],
		[phone(1), 'ann@example.com'],
		[null, 'bob@example.com'],
		[phone(3), 'eve@example.com'],
	]);
});

test('tells which contacts the gateway did not take', async () => {
	const listId = await newList();
	// An international freephone number, which the gateway takes for one with the prefix 80.
	bench.gateway.settings.strict = true;
	const items = [phone(0), '80012345678', phone(2)].map((one) => ({ json: { phone: one } }));
	const { outputs } = await bench.run(importing(listId), { items, ...errorOutput });

	expect(imports()).toHaveLength(1);
	expect(jsonOf(outputs[0]).map((row) => row.phone)).toEqual([phone(0), phone(2)]);
	expect(jsonOf(outputs[1])[0]?.error).toBe('SMS.by refused this: incorrect phone number');
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ recipient: '80012345678' });
});

test('does not believe an answer that counts fewer contacts than it got', async () => {
	const listId = await newList();
	await bench.gateway.faults.add({
		kind: 'status',
		status: 200,
		body: { status: 'OK', result: { inserted: 1, updated: 0, invalid: 0, log: [] } },
	});
	const { outputs } = await bench.run(importing(listId), { items: rows(2), ...errorOutput });

	expect(jsonOf(outputs[0])).toEqual([]);
	expect(jsonOf(outputs[1]).map((row) => detailsOf(row).kind)).toEqual([
		'outcomeUnknown',
		'outcomeUnknown',
	]);
});

test.each([
	['counts from 1', 2],
	['is no place', 'x'],
])('does not take a row for saved when the log of another %s', async (_case, index) => {
	const listId = await newList();
	const log = [{ index, error_message: 'incorrect phone number' }];
	await bench.gateway.faults.add({
		kind: 'status',
		status: 200,
		body: { status: 'OK', result: { inserted: 1, updated: 0, invalid: 1, log } },
	});
	const { outputs } = await bench.run(importing(listId), { items: rows(2), ...errorOutput });

	expect(jsonOf(outputs[0])).toEqual([]);
	expect(jsonOf(outputs[1])).toHaveLength(2);
});

test('does not say that a list was created that the answer does not name', async () => {
	await bench.gateway.faults.add({ kind: 'status', status: 200, body: { status: 'OK' } });
	const parameters = operation('contactList', 'create', { name: 'Клиенты' });
	const { outputs } = await bench.run(parameters, errorOutput);

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'outcomeUnknown' });
});

test('is repeated after a broken answer, since it may be', async () => {
	const listId = await newList();
	await bench.gateway.faults.add({ kind: 'reset', when: 'after', times: 1 });
	const output = await bench.rows(importing(listId), { items: rows(2) });

	expect(output).toHaveLength(2);
	expect(bench.gateway.state.lists[0]?.contacts).toHaveLength(2);
});

test('needs a phone number or an e-mail address', async () => {
	const { error } = await bench.run(importing('1'), { items: [{ json: { phone: '' } }] });

	expect(error?.message).toContain('Phone Number is empty, and so is E-Mail');
	expect(bench.gateway.requests).toEqual([]);
});

describe('Email', () => {
	const letter = {
		senderEmail: 'shop@example.com',
		senderName: 'Магазин',
		subject: 'Заказ',
		message: '<p>Готов</p>',
	};
	const recipient = '={{ $json.email }}';
	const items = [{ json: { email: 'ann@example.com' } }];
	const send = (more = {}) => operation('email', 'send', { ...letter, recipient, ...more });

	test('is sent as a form', async () => {
		const options = { trackOpens: false, sendAt: '2030-01-15T09:30:00Z' };
		const senderEmail = '<shop@example.com>\u200b';
		const [row] = await bench.rows(send({ senderEmail, options, reference: '7' }), { items });

		expect(formOf(bench.gateway.requests[0])).toEqual({
			token,
			email: 'ann@example.com',
			sender_email: 'shop@example.com',
			sender_name: 'Магазин',
			subject: 'Заказ',
			message: '<p>Готов</p>',
			d_schedule: '2030-01-15 12:30',
			track_open: '0',
		});
		expect(row).toMatchObject({
			messageId: bench.gateway.messages[0]?.id,
			recipient: 'ann@example.com',
			reference: '7',
			channel: 'email',
		});
		expect(methodsOf(bench.gateway)).toEqual(['sendEmail']);
	});

	test('carries an attachment', async () => {
		const data = Buffer.from('Счёт').toString('base64');
		const binary = { bill: { data, mimeType: 'application/pdf', fileName: 'bill.pdf' } };
		await bench.rows(send({ options: { attachment: 'bill' } }), {
			items: [{ json: { email: 'ann@example.com' }, binary }],
		});

		expect(bench.gateway.messages[0]?.details).toMatchObject({
			subject: 'Заказ',
			senderName: 'Магазин',
			attachment: { filename: 'bill.pdf', bytes: 8 },
			decodeProblems: [],
		});
	});

	test('goes to every contact of a list', async () => {
		const listId = await newList();
		const contacts = ['ann', 'bob'].map((name) => ({ json: { email: `${name}@example.com` } }));
		const parameters = importing(listId, { recipient: '', email: recipient });
		await bench.rows(parameters, { items: contacts });
		const [row] = await bench.rows(
			operation('email', 'sendToList', { ...letter, listId, options: { mailingName: 'Май' } }),
		);

		expect(bench.gateway.messages.map((one) => one.recipient)).toEqual([
			'ann@example.com',
			'bob@example.com',
		]);
		expect(row).toMatchObject({ recipient: listId, channel: 'email' });
		expect(bench.gateway.messages[0]?.details.mailing).toMatchObject({
			id: row?.messageId,
			name: 'Май',
		});
	});

	test.each([
		[{ recipient: 'ann' }, 'Recipient “ann” is not an e-mail address'],
		[{ senderEmail: 'shop' }, 'Sender “shop” is not an e-mail address'],
		[{ subject: '={{ "" }}' }, 'Subject is empty'],
	])('is refused with %j before anything is sent', async (more, problem) => {
		const { error } = await bench.run(send(more), { items });

		expect(error?.message).toContain(problem);
		expect(bench.gateway.requests).toEqual([]);
	});
});
