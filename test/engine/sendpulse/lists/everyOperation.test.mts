/** What holds for every operation, so that none is forgotten. */
import { noteAskedPauses } from '../../harness/withoutPauses.mts';
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../../nodes/SendPulse/resources/index.ts';
import { sendPulseSamples } from '../../../contract/samples/sendpulse.mts';
import { complete, lists } from './operations.mts';
import { email, errorOutput, itemsOf, jsonOf, useBench } from './setup.mts';

const bench = useBench();
const askedPauses = noteAskedPauses();

const names = Object.keys(complete);

const parametersOf = (name: string): INodeParameters => {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, ...complete[name] };
};

/** Operations whose calls are made again after a break. */
const isRepeated = (name: string): boolean =>
	['read', 'again'].includes(sendPulseSamples.operations[name]?.effect ?? '');

/** Operations that read before they write, so that what is written can be whole. */
const readFirst = ['crmContact.update', 'crmDeal.move', 'crmDeal.update'];

/** What these read. */
function putIntoCrm(): void {
	const { crmContacts, deals } = bench.gateway.state.account;
	const times = { createdAt: 0, updatedAt: 0 };
	crmContacts.set(1, {
		id: 1,
		responsibleId: 5,
		firstName: 'A',
		lastName: '',
		externalContactId: null,
		phones: [],
		emails: [],
		tags: new Set(),
		...times,
	});
	deals.set(1, {
		id: 1,
		pipelineId: 3,
		stepId: 13,
		status: 1,
		responsibleId: 5,
		number: 1,
		name: 'A',
		price: 1,
		currency: 'EUR',
		sourceId: null,
		order: 0,
		contacts: new Set(),
		attributes: [],
		...times,
	});
}

test('the table has every operation', () => {
	expect(
		resources
			.flatMap(({ value, operations }) =>
				operations.map((operation) => `${value}.${operation.value}`),
			)
			// An execution that waits takes one item; test/engine/approval.test.mts has its rules.
			.filter((name) => !name.endsWith('.sendAndWait'))
			.sort(),
	).toEqual([...names].sort());
});

const input = itemsOf({ email: email(0) }, { email: email(1) });

describe.each(names)('%s', (name) => {
	test('puts a refusal on the error output, a row an item, with code, words and a hint', async () => {
		const refusal = { message: 'Нельзя', error_code: 800 };
		bench.gateway.faults.add({ kind: 'status', status: 422, body: refusal });
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
			hint: expect.stringContaining('plan'),
		});
	});

	test('waits out “too many requests”, where nothing was done', async () => {
		const refusal = { message: 'More than 10', error_code: 2020202020 };
		bench.gateway.faults.add({
			kind: 'status',
			status: 429,
			body: refusal,
			retryAfter: 0,
			times: 1,
		});
		await bench.run(parametersOf(name), { ...errorOutput, items: itemsOf({ email: email(0) }) });

		const [first, second] = bench.wire();
		expect(second).toEqual(first);
		expect(askedPauses).toEqual([1000]);
	});

	test(`${isRepeated(name) ? 'is' : 'is not'} repeated when the answer gets lost`, async () => {
		putIntoCrm();
		const own = ({ method }: { method: string }) => !readFirst.includes(name) || method !== 'GET';
		bench.gateway.faults.add({ kind: 'reset', when: 'after', times: 1, match: own });
		await bench.run(parametersOf(name), { ...errorOutput, items: itemsOf({ email: email(0) }) });

		const [{ method, path } = { method: '', path: '' }] = bench.wire().filter(own);
		const same = bench.wire().filter((call) => call.method === method && call.path === path);
		expect(same).toHaveLength(isRepeated(name) ? 2 : 1);
	});

	test('gives the raw answer where it is asked for', async () => {
		// What is asked for by its ID has to come back with it, and each answer has what it is asked for.
		const { emailId = 5 } = parametersOf(name) as { emailId?: string };
		const told = { id: emailId, email: email(0), status: 1, total: 1, price: 1 };
		const answer = {
			...told,
			result: true,
			answer: 'как есть',
			balance: { main: 1 },
			balance_currency: 1,
			blacklist: false,
			detail_status: 1,
			autoresponder: told,
			data: told,
		};
		const body = lists.includes(name) ? [] : answer;
		bench.gateway.faults.add({ kind: 'status', status: 200, body });
		const { outputs, error } = await bench.run(
			{ ...parametersOf(name), options: { rawAnswer: true } },
			{ items: itemsOf({ email: email(0) }) },
		);

		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0])[0]).toMatchObject({ raw: body });
	});
});

describe('two rows that change one thing', () => {
	/** What one row says otherwise than the other, under the name of the field that says it. */
	const said: Array<[name: string, other: INodeParameters]> = [
		['addressBook.update', { name: '={{ $json.word }}' }],
		['blacklist.add', { blockedEmail: 'ann@example.com', comment: '={{ $json.word }}' }],
		['campaign.update', { updateFields: { name: '={{ $json.word }}' } }],
		['email.unsubscribe', { address: 'ann@example.com', comment: '={{ $json.word }}' }],
		['smsBlacklist.add', { blockedReason: '={{ $json.word }}' }],
		['tag.update', { tagName: '={{ $json.word }}' }],
		['template.update', { html: '={{ $json.word }}' }],
	];

	test.each(said)('%s: go one after the other, in their order', async (name, other) => {
		bench.gateway.faults.add({ kind: 'slow', delayMs: 20 });
		await bench.run(
			{ ...parametersOf(name), ...other },
			{
				items: itemsOf({ word: 'A' }, { word: 'B' }),
				...errorOutput,
			},
		);

		expect(bench.gateway.counters).toMatchObject({ requests: 2, maxInFlight: 1 });
	});
});
