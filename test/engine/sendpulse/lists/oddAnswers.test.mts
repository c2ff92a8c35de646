/** Answers with HTTP 200 that say no: no row may say that it was done, or that this is what was asked for. docs/gateways/sendpulse.md 1.3. */
import '../../harness/withoutPauses.mts';
import type { INodeParameters } from 'n8n-workflow';
import { complete, lists } from './operations.mts';
import { email, errorOutput, itemsOf, jsonOf, useBench } from './setup.mts';

const bench = useBench();

const parametersOf = (name: string): INodeParameters => {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, ...complete[name] };
};

/** The rows of a run that gets this answer, and those of its error output. */
const answered = async (name: string, body: object) => {
	bench.gateway.faults.add({ kind: 'status', status: 200, body });
	const { outputs } = await bench.run(parametersOf(name), {
		items: itemsOf({ email: email(0) }),
		...errorOutput,
	});
	return [jsonOf(outputs[0]), jsonOf(outputs[1])] as const;
};

/** Where `result` is what was asked. */
const yesOrNo = 'email.checkUnsubscribed';

const refusals = [
	{ success: false, message: 'Нет доступа' },
	{ success: false, data: { message: 'Нет доступа' } },
	[false],
];

describe.each(Object.keys(complete))('%s', (name) => {
	const all = name === yesOrNo ? refusals : [{ result: false }, ...refusals];

	test.each(all)('fails its row for %j', async (body) => {
		const [done, failed] = await answered(name, body);

		expect(done).toEqual([]);
		expect(failed).toHaveLength(1);
		if ('success' in body) expect(failed[0]?.error).toContain('Нет доступа');
	});
});

test.each([true, false])('whether an address is unsubscribed: %j', async (result) => {
	expect(await answered(yesOrNo, { result })).toMatchObject([[{ unsubscribed: result }], []]);
});

test.each([
	'addressBook.delete',
	'chatbotContact.addTags',
	'chatbotMessage.send',
	'webhook.delete',
])('%s takes no false for done', async (name) => {
	const [done, failed] = await answered(name, { success: true, data: false });
	expect([done, failed.length]).toEqual([[], 1]);
});

describe.each([
	'addressBook.get',
	'addressBook.getCost',
	'balance.get',
	'balance.getDetail',
	'campaign.get',
	'campaign.getRecipient',
	'contact.get',
	'contact.getStatistics',
	'crmPipeline.get',
	'email.get',
	'flow.get',
	'flow.getConversions',
	'flow.getStatistics',
	'phone.get',
	'push.countSubscribers',
	'push.countWebsites',
	'push.getStatistics',
	'push.getWebsite',
	'sms.getCost',
	'sms.getStatus',
	'template.get',
	'verifier.getProgress',
	'verifier.getResult',
	'viber.get',
])('%s gives no row of nothing', (name) => {
	test.each([{}, { data: {} }, { data: [] }, []])('for %j', async (body) => {
		const [done, failed] = await answered(name, body);

		expect(done).toEqual([]);
		expect(failed).toMatchObject([
			{ details: { kind: expect.stringMatching('notFound|unknown') } },
		]);
	});
});

test.each(['addressBook.create', 'campaign.create', 'crmContact.create', 'crmDeal.create'])(
	'%s does not say that something was made that the answer does not name',
	async (name) => {
		const [done, failed] = await answered(name, { data: {} });
		expect(done).toEqual([]);
		expect(failed).toMatchObject([{ details: { kind: 'outcomeUnknown' } }]);
	},
);

test.each(lists)('%s takes no list of nothing for rows or for an empty list', async (name) => {
	for (const body of [
		[null],
		[{}],
		[[{ id: 1 }]],
		{ success: true, data: [null, {}] },
		{ data: { 5: { id: 1 }, 7: { id: 2 } } },
		{ data: { page: [{ id: 1 }] } },
		{ price: 1, notes: [] },
		{ id: 0, notes: [] },
		{ success: true, data: { notes: [] } },
		{ success: true, data: { price: 1, notes: [] } },
		{ result: true, data: { price: 1, task_phones_info: [] } },
		{ errors: [], warnings: ['x'] },
	]) {
		await bench.gateway.faults.clear();
		const [done, failed] = await answered(name, body);
		expect([body, done, failed.length]).toEqual([body, [], 1]);
	}
});

test.each([
	'event.trigger',
	'phone.add',
	'sender.activate',
	'sender.requestCode',
	'smsBlacklist.add',
	'tag.assign',
	'verifier.verify',
	'webhook.delete',
])('%s takes no answer for done whose own word is no yes', async (name) => {
	for (const body of [
		{ result: 0, email: 'a@example.com' },
		{ result: 'error', email: 'a@example.com' },
		{ success: 0, data: [null] },
		{ success: true, failure: true, description: 'Нет доступа' },
	]) {
		await bench.gateway.faults.clear();
		const [done, failed] = await answered(name, body);
		expect([body, done, failed.length]).toEqual([body, [], 1]);
		if ('failure' in body) expect(failed[0]?.error).toContain('Нет доступа');
	}
});

test.each([
	['sender.getAll', [{ email: 'a@example.com' }], { status: null, active: null }],
	['webhook.getAll', [{ id: 1, url: {}, action: null }], { id: '1', url: '', action: '' }],
])('%s makes nothing up for %j', async (name, body, row) => {
	expect(await answered(name, body)).toMatchObject([[row], []]);
});

test.each(['sms.getCampaigns', 'smsBlacklist.getAll'])(
	'%s takes an object in an array of one for no empty list either',
	async (name) => {
		const [done, failed] = await answered(name, [{ data: { price: 1, phones: [] } }]);
		expect([done, failed.length]).toEqual([[], 1]);
	},
);

test('crmPipeline.getAll takes a deleted pipeline alone, in the place of the list, for an empty one', async () => {
	const deleted = { id: 3, name: 'A', status: 0, steps: [{ id: 12 }] };
	for (const data of [deleted, [deleted]]) {
		await bench.gateway.faults.clear();
		expect(await answered('crmPipeline.getAll', { data })).toEqual([[], []]);
	}
});

test.each(lists)('%s takes an empty list for one', async (name) => {
	const places: Record<string, object> = {
		'crmContact.getAll': { data: { list: [], total: 0 } },
		'email.getBounces': { total: 0, emails: [] },
		'tag.getAll': { tags: [] },
		'verifier.getBookResults': { email_addresses: [], email_addresses_total: 0 },
		'verifier.getBooks': { list: [], total: 0 },
		'viber.getRecipients': { task_id: 1, recipients: [] },
	};
	expect(await answered(name, places[name] ?? [])).toEqual([[], []]);
});

test.each(lists)('%s reads one row wherever it reads two', async (name) => {
	const row = (at: number) => ({
		...{ id: at, phone: 380501112230 + at, email: email(at), name: `n${at}`, url: `u${at}` },
		...{ status: 1, task_id: at, ip: `10.0.0.${at}`, steps: [{ id: at }] },
	});
	const [first, second] = [row(1), row(2)];
	const around: Array<(list: object[]) => object> = [
		(list) => list,
		(data) => ({ data }),
		(data) => ({ result: true, data }),
		(data) => ({ success: true, data }),
	];
	if (/^sms[.B]/.test(name)) around.push((data) => [{ result: true, data }]);
	for (const place of around) {
		await bench.gateway.faults.clear();
		const [two] = await answered(name, place([first, second]));
		await bench.gateway.faults.clear();
		const [one] = await answered(name, place([first]));
		expect([place([first]), one]).toEqual([place([first]), two.slice(0, two.length / 2)]);
	}
});
