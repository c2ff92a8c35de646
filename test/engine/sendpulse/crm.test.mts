/** The CRM, the verifier and Automation 360: several calls for one row, lists in pages, and what a row says when one fails. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, locator, useBench } from './setup.mts';

const bench = useBench();

const account = () => bench.sendpulse.state.account;

const contact = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'crmContact',
	operation,
	...more,
});

const deal = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'crmDeal',
	operation,
	...more,
});

const ann = (more: INodeParameters = {}): INodeParameters =>
	contact('create', { responsible: locator('5'), firstName: 'Анна', lastName: 'Ли', ...more });

const full = {
	additionalFields: {
		emails: 'ann@example.com, a@example.com',
		phones: ['+380 50 111-22-33', '380671112233'],
		tags: '31',
		externalId: 'customer-7',
	},
};

const place = { pipeline: locator('3'), step: locator('12') };

const ofPhones = ({ path }: { path: string }): boolean => path.endsWith('/phones');

const paths = (): string[] =>
	bench.calls().map(({ method, path }) => `${method} ${path.replace(/\d{5,}/g, 'N')}`);

describe('contacts of the CRM', () => {
	test('are made with phones, addresses and tags, found by them, changed and deleted', async () => {
		const [made] = await bench.rows(ann(full));
		const id = made?.id as string;
		expect(paths()).toEqual([
			'POST /crm/v1/contacts/create',
			'POST /crm/v1/contacts/N/emails',
			'POST /crm/v1/contacts/N/phones',
			'POST /crm/v1/contacts/N/phones',
			'POST /crm/v1/contact-tags/31/contact/N',
		]);
		expect(made).toMatchObject({ firstName: 'Анна', email: 'ann@example.com' });

		const [got] = await bench.rows(contact('get', { crmContactId: id }));
		expect(got).toMatchObject({
			id,
			firstName: 'Анна',
			lastName: 'Ли',
			email: 'ann@example.com',
			emails: ['ann@example.com', 'a@example.com'],
			phone: '+380501112233',
			phones: ['+380501112233', '+380671112233'],
			tags: [{ id: '31', name: 'VIP' }],
			responsibleId: '5',
			externalId: 'customer-7',
		});
		const [external] = await bench.rows(
			contact('get', { crmContactBy: 'externalId', crmExternalId: 'customer-7' }),
		);
		expect(external?.id).toBe(id);
		for (const filters of [
			{ phone: '+380 50 111-22-33' },
			{ email: 'ann@example.com' },
			{ tags: '31' },
			{ responsible: locator('5'), firstName: 'Анна' },
		]) {
			expect(await bench.rows(contact('getAll', { filters }))).toMatchObject([{ id }]);
		}
		expect(await bench.rows(contact('getAll', { filters: { lastName: 'Другая' } }))).toEqual([]);

		// One name is changed; the other and the responsible person stay.
		const fields = { updateFields: { lastName: 'Петрова', phones: '+380931112233' } };
		await bench.rows(contact('update', { crmContactId: id, ...fields }));
		expect(account().crmContacts.get(Number(id))).toMatchObject({
			firstName: 'Анна',
			lastName: 'Петрова',
			responsibleId: 5,
			phones: [{}, {}, { phone: '+380931112233' }],
		});
		expect(await bench.rows(contact('delete', { crmContactId: id }))).toEqual([
			{ id, deleted: true },
		]);
		const { outputs } = await bench.run(contact('get', { crmContactId: id }), errorOutput);
		expect(jsonOf(outputs[1])).toMatchObject([
			{ error: 'SendPulse refused this: Contact not found', details: { kind: 'notFound' } },
		]);
	});

	test('are there although a phone was refused, and the row says which they are', async () => {
		bench.sendpulse.faults.add({ kind: 'status', status: 422, match: ofPhones });
		const { outputs } = await bench.run(ann(full), errorOutput);
		const [failed] = jsonOf(outputs[1]);
		const [id] = account().crmContacts.keys();

		expect(failed?.error).toContain(`the phone +380501112233 of contact ${id}, which has been`);
		expect(detailsOf(failed)).toMatchObject({
			contactId: String(id),
			outcome: 'refused',
			hint: expect.stringContaining('CRM Contact: Update') as string,
		});
		// No further call is made for it.
		expect(paths().at(-1)).toBe('POST /crm/v1/contacts/N/phones');
	});

	test('are there where pages in a row end the calls, and no row tells to make them again', async () => {
		bench.sendpulse.faults.add({ kind: 'status', status: 403, match: ofPhones });
		const { outputs } = await bench.run(ann({ additionalFields: { phones: '380501112233' } }), {
			items: Array.from({ length: 7 }, (_, at) => ({ json: { at } })),
			credentialData: { concurrent: 1 },
			...errorOutput,
		});
		const rows = jsonOf(outputs[1]);
		expect(rows).toHaveLength(7);
		expect(account().crmContacts.size).toBe(7);
		const last = rows.at(-1);
		expect(last?.error).toMatch(/^Not done, .* of contact \d+, which has been created/);
		expect(detailsOf(last).hint).toContain('CRM Contact: Update');
		expect(detailsOf(last).hint).not.toContain('run these rows again');
	});

	test.each([
		['contacts', contact],
		['deals', deal],
	] as const)(
		'all %s are not listed in the place of those with a number that is none',
		async (_kind, of) => {
			const getAll = of('getAll', { filters: { phone: '={{ $json.phone }}' } });
			const { outputs } = await bench.run(getAll, {
				items: ['нет', '7.9123456789E+10', '+380 (50) 111'].map((phone) => ({ json: { phone } })),
				...errorOutput,
			});

			expect(jsonOf(outputs[1])).toMatchObject([
				{ phone: 'нет', error: expect.stringMatching(/^Phone Number “нет” /) as string },
			]);
			expect(bench.calls().map(({ body }) => (body as IDataObject).phone)).toEqual([
				'79123456789',
				'38050111',
			]);
		},
	);

	test('are made once when the node is tried again, which goes on where it had stopped', async () => {
		bench.sendpulse.faults.add({ kind: 'status', status: 422, match: ofPhones, times: 1 });
		const { outputs, tries } = await bench.run(ann(full), {
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(tries).toBe(2);
		expect(outputs[0]).toHaveLength(1);
		expect(account().crmContacts.size).toBe(1);
		expect([...account().crmContacts.values()][0]).toMatchObject({
			emails: [{}, {}],
			phones: [{ phone: '+380501112233' }, { phone: '+380671112233' }],
		});
	});

	test('are not made when one of their details cannot be used', async () => {
		const { outputs } = await bench.run(ann({ additionalFields: { phones: '12' } }), errorOutput);
		expect(jsonOf(outputs[1])[0]?.error).toMatch(/^Phone Numbers .*12/);
		expect(bench.calls()).toEqual([]);
	});

	test('come in pages of a hundred, or as many as are wanted', async () => {
		for (let count = 0; count < 120; count++) {
			await bench.ask('POST', '/crm/v1/contacts/create', { responsibleId: 5, firstName: 'A' });
		}
		const before = bench.calls().length;
		expect(await bench.rows(contact('getAll', { returnAll: true }))).toHaveLength(120);
		expect(await bench.rows(contact('getAll', { returnAll: false, limit: 7 }))).toHaveLength(7);
		expect(
			bench
				.calls()
				.slice(before)
				.map(({ body }) => body),
		).toEqual([
			{ limit: 100, offset: 0 },
			{ limit: 100, offset: 100 },
			{ limit: 7, offset: 0 },
		]);
	});

	test('are refused in the words of the CRM', async () => {
		const { outputs } = await bench.run(ann({ responsible: locator('77') }), errorOutput);
		expect(jsonOf(outputs[1])[0]?.error).toBe(
			'SendPulse refused this: The given data was invalid. responsibleId: Argument responsibleId is invalid',
		);
	});
});

describe('deals', () => {
	const newDeal = async (more: INodeParameters = {}): Promise<IDataObject> => {
		const fields = { price: 150.5, currency: 'eur', responsible: locator('6'), ...more };
		const [row] = await bench.rows(
			deal('create', { ...place, dealName: 'Заказ 7', additionalFields: fields }),
		);
		return row ?? {};
	};

	test('are made for contacts, with the values of attributes', async () => {
		const [person] = await bench.rows(ann());
		const attributes = { attribute: [{ id: '4', value: 'Да' }] };
		const made = await newDeal({ contacts: person?.id as string, attributes });

		expect(made).toMatchObject({
			name: 'Заказ 7',
			price: 150.5,
			currency: 'EUR',
			status: 'active',
			pipelineId: '3',
			stepId: '12',
			responsibleId: '6',
		});
		expect(bench.calls().at(-1)?.body).toEqual({
			pipelineId: 3,
			stepId: 12,
			name: 'Заказ 7',
			price: 150.5,
			currency: 'EUR',
			responsibleId: 6,
			contact: [Number(person?.id)],
			attributes: [{ attributeId: 4, value: 'Да' }],
		});
	});

	test('are changed without losing what is not named, nor their place', async () => {
		const { id: dealId } = await newDeal();
		await newDeal();
		const kept = account().deals.get(Number(dealId));
		expect(kept?.order).toBe(1);
		const won = { dealId: String(dealId), updateFields: { status: 3 } };
		const [row] = await bench.rows(deal('update', won));

		expect(row).toMatchObject({ id: dealId, status: 'won', price: 150.5, currency: 'EUR' });
		expect(account().deals.get(Number(dealId))).toMatchObject({
			status: 3,
			name: 'Заказ 7',
			responsibleId: 6,
			order: 1,
		});
	});

	test('are moved inside their pipeline and to another one, and deleted', async () => {
		const { id } = await newDeal();
		const dealId = String(id);
		const before = bench.calls().length;
		const moved = await bench.rows(deal('move', { dealId, ...place, step: locator('13') }));
		await bench.rows(deal('move', { dealId, pipeline: locator('4'), step: locator('14') }));

		expect(moved).toEqual([{ id: dealId, pipelineId: '3', stepId: '13', moved: true }]);
		expect(paths().slice(before)).toEqual([
			'GET /crm/v1/deals/N',
			'PUT /crm/v1/deals/N',
			'GET /crm/v1/deals/N',
			'POST /crm/v1/deals/N/change-pipeline',
		]);
		expect(account().deals.get(Number(dealId))).toMatchObject({
			pipelineId: 4,
			stepId: 14,
			name: 'Заказ 7',
			price: 150.5,
			responsibleId: 6,
		});
		expect(await bench.rows(deal('delete', { dealId }))).toEqual([{ id: dealId, deleted: true }]);
		expect(account().deals.size).toBe(0);
	});

	test('that are not there fail by the question about them, and nothing is written', async () => {
		const { outputs } = await bench.run(
			deal('update', { dealId: '1', updateFields: { price: 5 } }),
			errorOutput,
		);
		expect(jsonOf(outputs[1])).toMatchObject([
			{ error: 'SendPulse refused this: Deal not found', details: { kind: 'notFound' } },
		]);
		expect(paths()).toEqual(['GET /crm/v1/deals/1']);
	});

	test('are searched by conditions that hold together', async () => {
		const { id } = await newDeal();
		await newDeal({ price: 5 });
		const filters = {
			pipeline: locator('3'),
			responsible: locator('6'),
			status: 1,
			stepId: '12',
			priceFrom: 100,
			name: 'Заказ',
		};
		expect(await bench.rows(deal('getAll', { filters, returnAll: true }))).toMatchObject([{ id }]);
		expect(await bench.rows(deal('getAll', { filters: { ...filters, status: 2 } }))).toEqual([]);
		expect(await bench.rows(deal('getAll', { returnAll: false, limit: 1 }))).toHaveLength(1);
	});
});

test.each(['array', 'object'] as const)(
	'pipelines have their steps; a list as %s',
	async (shape) => {
		bench.sendpulse.settings.crmLists = shape;
		account().pipelines.delete(4);
		account().pipelines.delete(shape === 'object' ? 9 : 4);
		const pipeline = { resource: 'crmPipeline' };
		const all = await bench.rows({ ...pipeline, operation: 'getAll' });
		const [one] = await bench.rows({ ...pipeline, operation: 'get', pipeline: locator('3') });

		expect(all).toEqual([one]);
		expect(one).toMatchObject({
			id: '3',
			name: 'Sales',
			steps: [
				{ id: '12', name: 'New' },
				{ id: '13', name: 'In work' },
			],
		});
	},
);

describe('the verifier', () => {
	const verifier = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'verifier',
		operation,
		...more,
	});

	test('takes the result of another address for none', async () => {
		const body = { result: true, data: { email: 'bob@example.com', checks: { status: 1 } } };
		await bench.sendpulse.faults.add({ kind: 'status', status: 200, body });
		const rows = await bench.rows(verifier('getResult', { verifiedEmail: 'Ann@example.com' }));

		expect(rows).toEqual([{ email: 'Ann@example.com', status: 'unverified', statusCode: 0 }]);
	});

	test.each(['status', 'result'] as const)(
		'waits for a result; none yet as %s',
		async (unready) => {
			bench.sendpulse.settings.verifierUnready = unready;
			const early = await bench.run(
				verifier('getResult', { verifiedEmail: 'ann@example.com' }),
				errorOutput,
			);
			expect(detailsOf(jsonOf(early.outputs[1])[0])).toMatchObject({ kind: 'notFound' });

			await bench.rows(verifier('verify', { verifiedEmail: 'unsure@example.com' }));
			const asked = () => bench.calls().filter(({ path }) => /get-single/.test(path)).length;
			const before = asked();
			const waiting = bench.rows(
				verifier('verify', {
					verifiedEmail: 'ann@example.com',
					options: { waitForFinal: true, lookSeconds: 0.1 },
				}),
			);
			while (asked() === before) await new Promise((resolve) => setTimeout(resolve, 5));
			await bench.sandbox.clock.advance(10_000);

			expect(await waiting).toMatchObject([
				{
					email: 'ann@example.com',
					requested: true,
					status: 'valid',
					final: true,
					success: true,
					disposable: false,
				},
			]);
			const [unsure] = await bench.rows(
				verifier('getResult', { verifiedEmail: 'unsure@example.com' }),
			);
			expect(unsure).toMatchObject({ status: 'unconfirmed', statusCode: 2, validFormat: true });
		},
	);

	test('lists what became of a book, also in pages that are smaller than wanted', async () => {
		const { id } = (await bench.ask('POST', '/addressbooks', { bookName: 'Книга' })) as {
			id: number;
		};
		const emails = Array.from({ length: 130 }, (_, at) => ({
			email: `${at % 10 === 0 ? 'invalid' : 'ann'}+${at}@example.com`,
		}));
		await bench.ask('POST', `/addressbooks/${id}/emails`, { emails });
		const book = { verifiedBook: locator(String(id)) };
		const started = await bench.rows(verifier('verifyBook', book));
		const [early] = await bench.rows(verifier('getProgress', book));
		await bench.sandbox.clock.advance(10_000);
		bench.sendpulse.settings.verifierPage = 50;
		const [progress] = await bench.rows(verifier('getProgress', book));
		const rows = await bench.rows(verifier('getBookResults', { ...book, returnAll: true }));
		const some = await bench.rows(
			verifier('getBookResults', { ...book, returnAll: false, limit: 3 }),
		);
		const books = await bench.rows(verifier('getBooks', { returnAll: true }));

		expect(started).toEqual([{ bookId: String(id), requested: true }]);
		expect(early).toMatchObject({ total: 130, done: false });
		expect(progress).toEqual({ bookId: String(id), total: 130, processed: 130, done: true });
		expect(rows).toHaveLength(130);
		expect(rows.filter(({ status }) => status === 'invalid')).toHaveLength(13);
		expect(some).toHaveLength(3);
		expect(books).toMatchObject([
			{ bookId: String(id), name: 'Книга', emails: 130, valid: 117, invalid: 13, status: 'green' },
		]);
	});
});

describe('Automation 360', () => {
	const flow = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'flow',
		operation,
		...more,
	});

	test('flows have elements, and these have counters', async () => {
		const all = await bench.rows(flow('getAll', { returnAll: true }));
		const [one] = await bench.rows(flow('get', { flow: locator(String(all[0]?.id)) }));
		const elements = one?.elements as IDataObject[];
		const counts = await Promise.all(
			elements.map(async ({ id, kind }) => {
				const [row] = await bench.rows(
					flow('getStatistics', { elementKind: kind as string, elementId: id as string }),
				);
				return row;
			}),
		);
		const [conversions] = await bench.rows(
			flow('getConversions', { flow: locator(String(all[0]?.id)) }),
		);

		expect(all).toMatchObject([
			{ id: '281013', name: 'Order', active: true, type: 'event' },
			{ id: '281014', active: false },
		]);
		expect(elements.map(({ kind }) => kind)).toEqual(['main-trigger', 'email', 'sms']);
		expect(counts).toMatchObject([
			{ executed: 2, deleted: 2, lastSentAt: null },
			{ sent: 2, markedAsSpam: 2, lastSentAt: expect.stringContaining('T') as string },
			{ executed: 2, opened: null },
		]);
		expect(conversions).toMatchObject({ flowId: '281013', totalConversions: 0 });
	});

	test.each([
		['a flow of the list', locator('281013'), 281_013],
		['the number of an older workflow', 281_013, 281_013],
		['its zero for every flow', 0, undefined],
		['nothing', locator(''), undefined],
	])('an event starts %s', async (_name, automationId, id) => {
		await bench.rows({
			resource: 'event',
			operation: 'trigger',
			eventName: 'order',
			eventEmail: 'ann@example.com',
			options: { automationId },
		});
		expect((bench.calls().at(-1)?.body as IDataObject).automation_id).toBe(id);
	});
});

describe('two rows about one thing', () => {
	test('of which each changes another part of a deal, both stay', async () => {
		await bench.rows(deal('create', { ...place, dealName: 'Заказ 7' }));
		const [id] = [...account().deals.keys()];
		const parameters = deal('update', {
			dealId: String(id),
			updateFields: { price: '={{ $json.price }}', dealName: '={{ $json.name }}' },
		});
		const { outputs } = await bench.run(parameters, {
			...errorOutput,
			items: [{ json: { price: 5 } }, { json: { name: 'Заказ 8' } }],
		});

		expect(jsonOf(outputs[1])).toEqual([]);
		expect(account().deals.get(Number(id))).toMatchObject({ price: 5, name: 'Заказ 8' });
	});

	test('of which each changes another name of a contact, both stay', async () => {
		const [made] = await bench.rows(ann());
		const parameters = contact('update', {
			crmContactId: made?.id as string,
			updateFields: { firstName: '={{ $json.first }}', lastName: '={{ $json.last }}' },
		});
		await bench.run(parameters, {
			...errorOutput,
			items: [{ json: { first: 'Мария' } }, { json: { last: 'Петрова' } }],
		});

		expect(account().crmContacts.get(Number(made?.id))).toMatchObject({
			firstName: 'Мария',
			lastName: 'Петрова',
		});
	});
});

test('an ID that cannot be read stops the node with the words of any other field', async () => {
	const dealId = "={{ $('Nowhere').item.json.id }}";
	const errors = await Promise.all(
		[{ dealId }, { dealId: '7', updateFields: { dealName: dealId } }].map(
			async (more) =>
				(await bench.run(deal('update', { updateFields: { price: 5 }, ...more }))).error,
		),
	);

	for (const error of errors)
		expect(error).toMatchObject({
			context: { itemIndex: 0, details: { kind: 'invalidRequest' } },
			description: expect.stringContaining('Check the expressions') as string,
		});
	expect(bench.calls()).toEqual([]);
});

describe('a question before a change', () => {
	test.each([{}, [], { data: null }, { data: [] }, { success: false }])(
		'that %j answers, leaves everything as it is',
		async (body) => {
			const [made] = await bench.rows(ann());
			await bench.rows(deal('create', { ...place, dealName: 'Заказ 7' }));
			const [id] = [...account().deals.keys()];
			bench.sendpulse.faults.add({ kind: 'status', status: 200, body, method: 'GET' });
			const dealId = String(id);
			for (const parameters of [
				contact('update', {
					crmContactId: made?.id as string,
					updateFields: { firstName: 'Мария', responsible: locator('5') },
				}),
				deal('update', { dealId, updateFields: { price: 5 } }),
				deal('move', { dealId, ...place, step: locator('13') }),
			]) {
				const before = bench.calls().length;
				const { outputs } = await bench.run(parameters, errorOutput);
				expect(jsonOf(outputs[0])).toEqual([]);
				expect(jsonOf(outputs[1])).toHaveLength(1);
				expect(
					bench
						.calls()
						.slice(before)
						.filter(({ method }) => method !== 'GET'),
				).toEqual([]);
			}
			expect(account().crmContacts.get(Number(made?.id))).toMatchObject({ lastName: 'Ли' });
		},
	);
});

test('a contact without an ID in the answer is not said to have its phones', async () => {
	const path = '/crm/v1/contacts/create';
	bench.sendpulse.faults.add({
		kind: 'status',
		status: 200,
		body: { data: {} },
		path,
		when: 'after',
	});
	const { outputs } = await bench.run(ann(full), errorOutput);

	expect(jsonOf(outputs[0])).toEqual([]);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'outcomeUnknown' });
});

test('an e-mail that is added leaves the main one as it is', async () => {
	const [made] = await bench.rows(ann(full));
	const fields = { updateFields: { emails: 'new@example.com' } };
	const [row] = await bench.rows(
		contact('update', { crmContactId: made?.id as string, ...fields }),
	);
	const [got] = await bench.rows(contact('get', { crmContactId: made?.id as string }));

	expect([row?.email, got?.email]).toEqual(['ann@example.com', 'ann@example.com']);
});

test.each([
	[7, '7'],
	[' Мария ', 'Мария'],
	[null, 'Анна'],
])('a name that is %j travels as text', async (given, firstName) => {
	const [made] = await bench.rows(ann());
	const { outputs } = await bench.run(
		contact('update', {
			crmContactId: made?.id as string,
			updateFields: { firstName: '={{ $json.given }}', lastName: 'Ли' },
		}),
		{ ...errorOutput, items: [{ json: { given } }] },
	);
	expect(jsonOf(outputs[1])).toEqual([]);
	expect(bench.calls().at(-1)?.body).toMatchObject({ firstName });
});
