/** Of rows that change the same thing the last one has the last word. */
import type { INodeParameters } from 'n8n-workflow';
import { itemsOf, locator, operation, useBench } from '../setup.mts';

const bench = useBench();

const value = '={{ $json.value }}';

/** What is there, how it is changed, and what it is in the end. */
type Case = [
	resource: string,
	prepare: () => INodeParameters,
	more: INodeParameters,
	result: () => unknown,
];

const state = () => bench.gateway.state;

const cases: Case[] = [
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

test.each(cases)('%s update', async (resource, prepare, more, result) => {
	const parameters = operation(resource, 'update', { ...prepare(), ...more });
	await bench.gateway.faults.add({ kind: 'slow', delayMs: 300, contains: 'first' });
	await bench.rows(parameters, { items: itemsOf({ value: 'first' }, { value: 'last' }) });

	expect(result()).toBe('last');
});

test('a receiving number', async () => {
	state().receivePhones.add({ phone: '79037672200', noprolong: false });
	const parameters = { number: '79037672200', renew: '={{ $json.renew }}' };
	await bench.gateway.faults.add({ kind: 'slow', delayMs: 300, contains: 'noprolong=1' });
	await bench.rows(operation('receivingNumber', 'update', parameters), {
		items: itemsOf({ renew: false }, { renew: true }),
	});

	expect(state().receivePhones.rows[0]?.noprolong).toBe(false);
});
