import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { callApi } from '../../sandbox/sendpulse/testing.mts';
import { expectNoSecrets, openDropdown } from '../harness/index.mts';
import { secrets, sender, store, locator, useBench } from './setup.mts';

const bench = useBench();

const { description, methods } = new SendPulse();

type Search = keyof typeof methods.listSearch;

/** With a credential of its own, so that no list is kept from before. */
const open = async (
	search: Search,
	filter = '',
	credentialData: IDataObject = {},
	more: INodeParameters = {},
) => {
	const credentials = store(bench.sendpulse, credentialData);
	const parameters = { authentication: 'apiKey', ...more };
	const found = await openDropdown(
		{ nodeType: SendPulse, credentials, parameters },
		methods.listSearch[search],
		filter,
	);
	expectNoSecrets(found, secrets);
	return found;
};

const newBook = async (bookName: string, ...emails: string[]): Promise<string> => {
	const { id } = (await bench.ask('POST', '/addressbooks', { bookName })) as { id: number };
	if (emails.length > 0) {
		const contacts = emails.map((email) => ({ email }));
		await bench.ask('POST', `/addressbooks/${id}/emails`, { emails: contacts });
	}
	return String(id);
};

test('every dropdown has its method, and “By ID” beside the list', () => {
	const used = new Set<string>();
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		const { type, modes } = value as IDataObject;
		if (type === 'resourceLocator') {
			expect((modes as IDataObject[]).map(({ name }) => name)).toEqual(['list', 'id']);
		}
		const { searchListMethod } = value as IDataObject;
		if (typeof searchListMethod === 'string') used.add(searchListMethod);
		Object.values(value).forEach(visit);
	};
	visit(description.properties);

	expect(Object.keys(methods.listSearch).sort()).toEqual([...used].sort());
});

test('a list of several pages is shown whole', async () => {
	const books = [];
	for (let book = 0; book < 103; book++) books.push(await newBook(`Книга ${book}`));

	const found = await open('addressBooks');
	expect(new Set(found.map(({ value }) => value))).toEqual(new Set(books));
	const pages = () =>
		bench.sendpulse.requests.filter(
			({ path, method }) => method === 'GET' && path === '/addressbooks',
		);
	expect(pages()).toHaveLength(2);

	// What has come is of use where the rest cannot be had.
	const isSecond = ({ query }: { query: string }) => query.includes('offset=100');
	bench.sendpulse.faults.add({ kind: 'status', status: 403, match: isSecond });
	expect(await open('addressBooks')).toHaveLength(100);
	expect(pages()).toHaveLength(4);
});

test.each(['int', 'string'] as const)(
	'books have the number of their active contacts, with numbers as %s',
	async (numbers) => {
		const second = await newBook('Клиенты «Ё»', 'ann@example.com', 'bob@example.com');
		const first = await newBook('Архив');
		bench.sendpulse.settings.numbers = numbers;

		expect(await open('addressBooks')).toEqual([
			{ name: 'Архив (0)', value: first },
			{ name: 'Клиенты «Ё» (2)', value: second },
		]);
		expect(await open('addressBooks', 'клиент')).toEqual([
			{ name: 'Клиенты «Ё» (2)', value: second },
		]);
	},
);

test('campaigns have their time, and the newest of many are there', async () => {
	Object.assign(bench.sendpulse.settings, { campaignsPerHour: null, bookPauseMinutes: null });
	const book = await newBook('Клиенты', 'ann@example.com');
	const ids: string[] = [];
	for (let count = 0; count <= 100; count++) {
		const { id } = (await bench.ask('POST', '/campaigns', {
			sender_name: 'Shop',
			sender_email: sender,
			subject: 'Sale',
			name: `Письмо ${count}`,
			body: Buffer.from('<p>x</p>').toString('base64'),
			list_id: Number(book),
			type: 'draft',
		})) as { id: number };
		ids.push(String(id));
	}

	expect(await open('campaigns', 'Письмо 100')).toEqual([
		{ name: expect.stringMatching(/^Письмо 100/) as string, value: ids[100] },
	]);
	expect(bench.calls().at(-1)).toMatchObject({ path: '/campaigns', query: { order: 'desc' } });
});

test('senders have their status', async () => {
	await bench.ask('POST', '/senders', { email: 'new@shop.example', name: 'New' });

	expect(await open('senders')).toEqual([
		{ name: 'new@shop.example (Requested activation)', value: 'new@shop.example' },
		{ name: `${sender} (Active)`, value: sender },
		{ name: 'sale@shop.example (Active)', value: 'sale@shop.example' },
	]);
});

test('templates are one’s own, not those of the gallery', async () => {
	const { real_id: id } = (await bench.ask('POST', '/template', {
		name: 'Счёт',
		body: Buffer.from('<p>x</p>').toString('base64'),
	})) as { real_id: number };

	expect(await open('templates')).toEqual([{ name: 'Счёт', value: String(id) }]);
});

test('websites and tags have their names', async () => {
	bench.sendpulse.state.account.tags.set(7, { id: 7, name: 'Важные', color: '#fff' });

	expect(await open('websites')).toEqual([{ name: 'www.test-site.com', value: '53' }]);
	expect(await open('tags')).toEqual([{ name: 'Важные', value: '7' }]);
});

test('senders of SMS and Viber have their status', async () => {
	expect(await open('smsSenders', 'iQA')).toEqual([{ name: 'iQA (UA) (Active)', value: 'iQA' }]);
	expect(await open('viberSenders', '')).toContainEqual({
		name: expect.stringContaining('(') as string,
		value: '2222',
	});
});

test('flows say which are off; pipelines that were deleted are not there', async () => {
	expect(await open('flows')).toEqual([
		{ name: 'Order', value: '281013' },
		{ name: 'Добро пожаловать (off)', value: '281014' },
	]);
	expect(await open('pipelines')).toEqual([
		{ name: 'Sales', value: '3' },
		{ name: 'Возвраты', value: '4' },
	]);
	expect(await open('crmUsers')).toEqual([
		{ name: 'Anna Lee (anna@shop.example)', value: '5' },
		{ name: 'Борис (boris@shop.example)', value: '6' },
	]);
});

test('steps are those of the pipeline that is chosen', async () => {
	const steps = async (pipeline: string) =>
		await open(
			'steps',
			'',
			{},
			{
				resource: 'crmDeal',
				operation: 'create',
				pipeline: locator(pipeline),
			},
		);
	expect(await steps('3')).toEqual([
		{ name: 'In work', value: '13' },
		{ name: 'New', value: '12' },
	]);
	expect(await steps('4')).toEqual([{ name: 'Заявка', value: '14' }]);
	await expect(steps('')).rejects.toThrow('Choose a pipeline first');
});

test('steps of a filter are those of the pipeline beside it', async () => {
	const filters = { pipeline: locator('4') };
	expect(
		await open('steps', '', {}, { resource: 'crmDeal', operation: 'getAll', filters }),
	).toEqual([{ name: 'Заявка', value: '14' }]);
});

describe('several tags', () => {
	const assign = async (more: INodeParameters) =>
		await bench.rows({
			resource: 'tag',
			operation: 'assign',
			contactBy: 'email',
			taggedEmail: 'ann@example.com',
			...more,
		});
	const pinned = () => bench.calls().find(({ path }) => path === '/tags/pin/email')?.body;

	test.each([
		['chosen', { chosenTags: ['7', '8'] }],
		['typed', { tags: '7, 8' }],
		['chosen and typed, each once', { chosenTags: ['7'], tags: '8, 7' }],
	])('%s', async (_how, tags) => {
		await newBook('Книга', 'ann@example.com');
		for (const id of [7, 8])
			bench.sendpulse.state.account.tags.set(id, { id, name: `Тег ${id}`, color: '#fff' });
		expect(await assign(tags)).toMatchObject([{ email: 'ann@example.com', assigned: true }]);
		expect(pinned()).toMatchObject({ tags: [7, 8] });
	});

	test('none is told before the call', async () => {
		const { error } = await bench.run({
			resource: 'tag',
			operation: 'assign',
			contactBy: 'email',
			taggedEmail: 'ann@example.com',
		});
		expect(error?.message).toContain('Tag IDs is empty');
		expect(pinned()).toBeUndefined();
	});
});

test('a deal is about contacts that are chosen and typed', async () => {
	const contacts = [];
	for (const firstName of ['Анна', 'Олег']) {
		const made = (await bench.ask('POST', '/crm/v1/contacts/create', {
			responsibleId: 5,
			firstName,
		})) as { data: { id: number } };
		contacts.push(made.data.id);
	}
	const [chosen, other] = contacts.map(String);
	await bench.rows({
		resource: 'crmDeal',
		operation: 'create',
		pipeline: locator('3'),
		step: locator('12'),
		dealName: 'Заказ',
		additionalFields: { chosenContacts: [chosen], contacts: `${other}, ${chosen}` } as never,
	});
	const call = bench.calls().find(({ path }) => path === '/crm/v1/deals');
	expect(call?.body).toMatchObject({ contact: contacts });
});

test('an empty list is no error', async () => {
	expect(await open('addressBooks')).toEqual([]);
	expect(await open('tags')).toEqual([]);
});

test('a refusal is told in the words of SendPulse', async () => {
	const { json } = await callApi(bench.sendpulse.url, 'GET', '/tags');
	expect(json).toMatchObject({ tags: [] });
	await expect(open('tags', '', { apiKey: 'wrong-key' })).rejects.toThrow('Unauthorized!');
});

test.each<[Search, unknown]>([
	['pipelines', { data: { id: 3, name: 'A', status: 0, steps: [{ id: 12 }] } }],
	['pipelines', { data: [{ id: 3, name: 'A', status: 0 }] }],
	['chatFlows', { success: true, data: { id: '5f0000000000000000000f01', name: 'A', status: 2 } }],
	['chatFlows', [{ id: '5f0000000000000000000f01', name: 'A', status: 2 }]],
	['chatTemplates', { success: true, data: [{ id: '5f', name: 'a', status: 'REJECTED' }] }],
])('%s: a list of which nothing can be chosen (%j) is an empty one', async (search, body) => {
	bench.sendpulse.faults.add({ kind: 'status', status: 200, body: body as object });
	expect(
		await open(search, '', {}, { channel: 'telegram', bot: locator('5f00000000000001') }),
	).toEqual([]);
});
