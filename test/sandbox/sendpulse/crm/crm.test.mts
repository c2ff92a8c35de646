import { useSendPulse } from '../testing.mts';

const api = useSendPulse();

const CRM = '/crm/v1';

type Made = { readonly data: { readonly id: number } };

const newContact = async (more: object = {}): Promise<number> =>
	(
		await api.ok<Made>('POST', `${CRM}/contacts/create`, {
			responsibleId: 5,
			firstName: 'Ann',
			...more,
		})
	).data.id;

const newDeal = async (more: object = {}): Promise<number> =>
	(
		await api.ok<Made>('POST', `${CRM}/deals`, {
			pipelineId: 3,
			stepId: 12,
			name: 'Order',
			price: 150.5,
			...more,
		})
	).data.id;

describe('contacts of the CRM', () => {
	it('are made, filled in steps, found, changed and deleted', async () => {
		const id = await newContact({ externalContactId: 'x-7' });
		const path = `${CRM}/contacts/${id}`;
		await api.ok('POST', `${path}/phones`, { phone: '+380501112233' });
		await api.ok('POST', `${path}/emails`, { emails: [{ email: 'a@example.com', isMain: true }] });
		expect((await api.answer('POST', `${CRM}/contact-tags/31/contact/${id}`)).status).toBe(201);
		expect(await api.ok('GET', path)).toMatchObject({
			data: {
				id,
				firstName: 'Ann',
				lastName: '',
				phones: [{ phone: '+380501112233', isMain: true }],
				emails: [{ email: 'a@example.com' }],
				tags: [{ id: 31, name: 'VIP' }],
			},
		});
		for (const search of [{ phone: '380501112233' }, { email: 'a@ex' }, { tagIds: [31] }]) {
			expect(await api.ok('POST', `${CRM}/contacts/get-list`, search)).toMatchObject({
				data: { list: [{ id }], total: 1 },
			});
		}
		expect(await api.ok('GET', `${CRM}/contacts/external/x-7`)).toMatchObject({
			data: { data: { id } },
		});
		// A name that is not sent is gone.
		await api.ok('PUT', path, { responsibleId: 6, lastName: 'Lee' });
		expect(await api.ok('GET', path)).toMatchObject({
			data: { firstName: '', lastName: 'Lee', responsibleId: 6 },
		});
		const gone = await api.answer('DELETE', path);
		expect([gone.status, gone.text]).toEqual([204, '']);
		const missing = await api.answer('GET', path);
		expect([missing.status, missing.json]).toEqual([
			404,
			{ data: { code: 404, message: 'Contact not found' } },
		]);
	});

	it('are refused in the form of the CRM', async () => {
		const { status, json } = await api.answer('POST', `${CRM}/contacts/create`, {
			responsibleId: '5',
		});
		expect([status, json]).toEqual([
			422,
			{
				message: 'The given data was invalid.',
				errors: { responsibleId: ['Argument responsibleId must be integer'] },
			},
		]);
	});

	it('come in parts of ten, and of a hundred at most', async () => {
		for (let count = 0; count < 11; count++) await newContact();
		const list = async (body: object) =>
			await api.ok<{ data: { list: object[]; total: number } }>(
				'POST',
				`${CRM}/contacts/get-list`,
				body,
			);
		expect((await list({})).data.list).toHaveLength(10);
		expect((await list({ limit: 100, offset: 9 })).data).toMatchObject({ total: 11 });
		expect((await api.answer('POST', `${CRM}/contacts/get-list`, { limit: 101 })).status).toBe(422);
	});
});

describe('deals', () => {
	it('are made, moved, overwritten and deleted', async () => {
		const contact = await newContact();
		const id = await newDeal({ responsibleId: 5, currency: 'EUR', contact: [contact] });
		const path = `${CRM}/deals/${id}`;
		expect(await api.ok('GET', path)).toMatchObject({
			data: { pipelineId: 3, stepId: 12, status: 1, price: 150.5, currency: 'EUR' },
		});
		// Everything that is not sent loses its value.
		const body = { pipelineId: 3, stepId: 13, status: 3, name: 'Won', price: 1 };
		await api.ok('PUT', path, body);
		expect(await api.ok('GET', path)).toMatchObject({
			data: { stepId: 13, status: 3, currency: 'USD', responsibleId: null },
		});
		expect((await api.answer('PUT', path, { ...body, price: undefined })).status).toBe(422);
		const moved = await api.answer('POST', `${path}/change-pipeline`, {
			pipelineId: 4,
			stepId: 14,
		});
		expect([moved.status, moved.text]).toEqual([200, '']);
		expect((await api.answer('DELETE', path)).status).toBe(204);
		expect((await api.answer('GET', path)).status).toBe(404);
	});

	it('are found by filters that hold together', async () => {
		const id = await newDeal();
		await newDeal({ price: 5 });
		const list = async (body: object) => await api.ok('POST', `${CRM}/deals/get-list`, body);
		const condition = (name: string, expression: string, value: unknown) => ({
			filter: [{ name, expression, value }],
		});
		for (const filter of [
			{ ...condition('price', 'gt', '100'), pipelineIds: [3] },
			condition('id', 'in', [String(id)]),
		]) {
			expect(await list(filter)).toMatchObject({ data: [{ id }], meta: { total: 1 } });
		}
	});
});

describe('people and pipelines', () => {
	it('are lists, or the one entry itself', async () => {
		expect(await api.ok('GET', `${CRM}/users`)).toMatchObject({ data: [{ id: 5 }, { id: 6 }] });
		expect(await api.ok('GET', `${CRM}/pipelines`)).toMatchObject({
			data: [{ id: 3, steps: [{ id: 12 }, { id: 13 }] }, { id: 4 }, { id: 9, status: 0 }],
		});
		api.state.account.pipelines.delete(4);
		api.state.account.pipelines.delete(9);
		api.settings.crmLists = 'object';
		expect(await api.ok('GET', `${CRM}/pipelines`)).toMatchObject({ data: { id: 3 } });
		expect(await api.ok('GET', `${CRM}/pipelines/3/steps`)).toMatchObject({
			data: [{ name: 'New' }, { name: 'In work' }],
		});
	});
});
