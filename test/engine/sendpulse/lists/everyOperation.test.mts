/** What holds for every operation around lists, so that none is forgotten. */
import type { INodeParameters } from 'n8n-workflow';
import { addressBook } from '../../../../nodes/SendPulse/resources/addressBook/index.ts';
import { balance } from '../../../../nodes/SendPulse/resources/balance/index.ts';
import { blacklist } from '../../../../nodes/SendPulse/resources/blacklist/index.ts';
import { campaign } from '../../../../nodes/SendPulse/resources/campaign/index.ts';
import { contact } from '../../../../nodes/SendPulse/resources/contact/index.ts';
import { sender as senders } from '../../../../nodes/SendPulse/resources/sender/index.ts';
import { tag } from '../../../../nodes/SendPulse/resources/tag/index.ts';
import { template } from '../../../../nodes/SendPulse/resources/template/index.ts';
import { byId, email, errorOutput, items, jsonOf, sender, useBench } from './setup.mts';

const bench = useBench();

const book = byId('1');
const one = { email: '={{ $json.email }}' };
const member = { book, ...one };
const variables = { variable: [{ name: 'a', type: 'text', value: 'б' }] };
const ofCampaign = { campaign: byId('1') };
const ofTag = { tag: byId('1'), name: 'A', color: '#fff' };
const pin = { contactBy: 'email', ...one, tags: '1' };
const ofTemplate = { template: byId('1'), name: 'A', html: '<p>ё</p>' };
const ofSender = { sender: byId(sender), code: '1' };

/** Parameters that are complete, by resource and operation. */
const complete: Record<string, INodeParameters> = {
	'addressBook.create': { name: 'A' },
	'addressBook.delete': { book },
	'addressBook.get': { book },
	'addressBook.getAll': {},
	'addressBook.getCampaigns': { book },
	'addressBook.getCost': { book },
	'addressBook.getVariables': { book },
	'addressBook.update': { book, name: 'A' },
	'balance.get': {},
	'balance.getDetail': {},
	'blacklist.add': one,
	'blacklist.getAll': {},
	'blacklist.remove': one,
	'campaign.cancel': ofCampaign,
	'campaign.create': {
		sender: byId(sender),
		senderName: 'A',
		subject: 'A',
		html: '<p>ё</p>',
		book,
	},
	'campaign.get': ofCampaign,
	'campaign.getAll': {},
	'campaign.getCountries': ofCampaign,
	'campaign.getLinks': ofCampaign,
	'campaign.getRecipient': { ...ofCampaign, ...one },
	'campaign.update': { ...ofCampaign, updateFields: { name: 'A' } },
	'contact.add': member,
	'contact.findByVariable': { book, variableName: 'a', variableValue: 'б' },
	'contact.findEverywhere': one,
	'contact.get': member,
	'contact.getAll': { book },
	'contact.getStatistics': one,
	'contact.getStatisticsMany': one,
	'contact.remove': member,
	'contact.removeEverywhere': one,
	'contact.unsubscribe': member,
	'contact.updatePhone': { ...member, phone: '79001112233' },
	'contact.updateVariables': { ...member, variables },
	'sender.activate': ofSender,
	'sender.create': { ...one, name: 'A' },
	'sender.delete': ofSender,
	'sender.getAll': {},
	'sender.requestCode': ofSender,
	'tag.assign': pin,
	'tag.create': ofTag,
	'tag.delete': ofTag,
	'tag.getAll': {},
	'tag.remove': pin,
	'tag.update': ofTag,
	'template.create': ofTemplate,
	'template.get': ofTemplate,
	'template.getAll': {},
	'template.update': ofTemplate,
};

const names = Object.keys(complete);

const parametersOf = (name: string): INodeParameters => {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, ...complete[name] };
};

/** Operations that only read, which are therefore asked again after a break. */
const reads = names.filter((name) => /\.(get|find)/.test(name));

/** Adding and removing leaves the same however often it is done. */
const repeatable = [
	'contact.add',
	'contact.remove',
	'contact.unsubscribe',
	'blacklist.add',
	'blacklist.remove',
];

test('the table has every operation', () => {
	const resources = [addressBook, balance, blacklist, campaign, contact, senders, tag, template];
	expect(
		resources
			.flatMap(({ value, operations }) =>
				operations.map((operation) => `${value}.${operation.value}`),
			)
			.sort(),
	).toEqual([...names].sort());
});

const input = items({ email: email(0) }, { email: email(1) });

describe.each(names)('%s', (name) => {
	test('puts a refusal on the error output, a row an item, with code, words and a hint', async () => {
		const refusal = { message: 'Нельзя', error_code: 800 };
		bench.sendpulse.faults.add({ kind: 'status', status: 422, body: refusal });
		const { outputs, error } = await bench.run(parametersOf(name), {
			items: input,
			...errorOutput,
		});

		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(jsonOf(outputs[1]).map((row) => [row.email, row.error])).toEqual([
			[email(0), 'SendPulse refused this: Нельзя'],
			[email(1), 'SendPulse refused this: Нельзя'],
		]);
		expect(jsonOf(outputs[1])[0]?.details).toMatchObject({
			gateway: 'sendpulse',
			kind: 'rejected',
			code: '800',
			text: 'Нельзя',
			hint: expect.stringContaining('tariff'),
		});
	});

	test('waits out “too many requests”, where nothing was done', async () => {
		const refusal = { message: 'More than 10', error_code: 2020202020 };
		bench.sendpulse.faults.add({
			kind: 'status',
			status: 429,
			body: refusal,
			retryAfter: 0,
			times: 1,
		});
		await bench.run(parametersOf(name), { ...errorOutput, items: items({ email: email(0) }) });

		const [first, second] = bench.calls();
		expect(second).toEqual(first);
	});

	test(`${reads.includes(name) || repeatable.includes(name) ? 'is' : 'is not'} repeated when the answer gets lost`, async () => {
		bench.sendpulse.faults.add({ kind: 'reset', when: 'after', times: 1 });
		await bench.run(parametersOf(name), { ...errorOutput, items: items({ email: email(0) }) });

		const again = reads.includes(name) || repeatable.includes(name);
		const [{ method, path } = { method: '', path: '' }] = bench.calls();
		const same = bench.calls().filter((call) => call.method === method && call.path === path);
		expect(same).toHaveLength(again ? 2 : 1);
	});

	test('gives the raw answer where it is asked for', async () => {
		const body = { result: true, id: 5, answer: 'как есть' };
		bench.sendpulse.faults.add({ kind: 'status', status: 200, body });
		const { outputs, error } = await bench.run(
			{ ...parametersOf(name), options: { rawAnswer: true } },
			{ items: items({ email: email(0) }) },
		);

		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0])[0]).toMatchObject({ raw: body });
	});
});
