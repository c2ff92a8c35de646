/**
 * How often n8n evaluates an expression of an operation that makes one call an item, and copies its node. Its declarative engine does so for every
 * property that has the name of the field, shown or not, and twice for each item; these operations do without that engine.
 */
import { ExecuteContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { expressions } from './harness/standIns.mts';
import { errorOutput, locator, useBench } from './sendpulse/setup.mts';

const bench = useBench();

const count = 3;
const id = '={{ $json.id.trim() }}';
const email = '={{ $json.email.trim() }}';
const name = '={{ $json.name.trim() }}';

const items = Array.from({ length: count }, (_, row) => ({
	json: { id: String(row + 1), email: `ann+${row}@example.com`, name: `Анна ${row}` },
}));

/** Expressions of the node's fields that n8n evaluated, in turn. */
async function evaluatedBy(
	parameters: INodeParameters,
	watched = [id, email, name],
): Promise<string[]> {
	const evaluated: string[] = [];
	const original = expressions.resolveSimpleParameterValue;
	const spy = jest.spyOn(expressions, 'resolveSimpleParameterValue').mockImplementation(function (
		this: typeof expressions,
		value,
		...rest
	) {
		if (watched.includes(String(value))) evaluated.push(String(value));
		return original.call(this, value, ...rest);
	});
	try {
		await bench.run(parameters, { items, ...errorOutput });
	} finally {
		spy.mockRestore();
	}
	return evaluated;
}

test.each<[string, string, INodeParameters]>([
	['addressBook', 'get', { addressBook: locator(id) }],
	['addressBook', 'create', { name }],
	['addressBook', 'getCost', { addressBook: locator(id) }],
	['campaign', 'getRecipient', { campaign: locator('1'), recipientEmail: email }],
	['contact', 'get', { book: locator('1'), email }],
	['contact', 'getAll', { book: locator(id) }],
	['contact', 'findEverywhere', { email }],
	['contact', 'removeEverywhere', { email }],
	['email', 'checkUnsubscribed', { address: email }],
	['email', 'get', { emailId: id }],
	['sender', 'create', { senderEmail: email, senderDisplayName: 'A' }],
	['sms', 'getStatus', { campaignId: id }],
	['tag', 'assign', { contactBy: 'email', taggedEmail: email, tags: '1' }],
	['tag', 'create', { tagName: name, color: '#fff' }],
	['template', 'create', { templateName: name, html: '<p>ё</p>' }],
])('SendPulse, %s: %s: an expression is evaluated once an item', async (...test) => {
	const [resource, operation, fields] = test;
	const evaluated = await evaluatedBy({ resource, operation, ...fields });

	expect(bench.calls().length).toBeGreaterThan(0);
	expect(evaluated).toHaveLength(count);
});

test('a plain path is read from the item, and n8n evaluates nothing', async () => {
	const plain = '={{ $json.email }}';
	const evaluated = await evaluatedBy(
		{ resource: 'contact', operation: 'findEverywhere', email: plain },
		[plain],
	);
	expect(bench.calls()).toHaveLength(count);
	expect(evaluated).toEqual([]);
});

test('n8n copies the node once for all items', async () => {
	const spy = jest.spyOn(ExecuteContext.prototype, 'getNode');
	try {
		const { outputs } = await bench.run(
			{ resource: 'addressBook', operation: 'create', name },
			{ items, ...errorOutput },
		);
		expect(outputs[0]).toHaveLength(count);
		expect(spy).toHaveBeenCalledTimes(1);
	} finally {
		spy.mockRestore();
	}
});
