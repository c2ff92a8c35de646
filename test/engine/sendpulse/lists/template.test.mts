import { locator, errorOutput, itemsOf, jsonOf, useBench } from './setup.mts';

const bench = useBench();

const template = (operation: string, more = {}) => ({ resource: 'template', operation, ...more });
const html = '<p>Здравствуйте, {{имя}} 😀</p>';

const newTemplate = async (name: string): Promise<string> => {
	const body = Buffer.from(html).toString('base64');
	const { real_id: id } = await bench.ask<{ real_id: number }>('POST', '/template', { name, body });
	return String(id);
};

test('Create encodes plain HTML, once, from UTF-8', async () => {
	const { outputs } = await bench.run(
		template('create', { templateName: '={{ $json.name }}', html, language: 'ru' }),
		{ items: itemsOf({ name: 'Счёт' }, { name: 'Заказ' }) },
	);

	const own = [...bench.gateway.state.account.templates.values()].filter(
		({ owner }) => owner === 'me',
	);
	expect(own.map((one) => [one.html, one.lang])).toEqual([
		[html, 'ru'],
		[html, 'ru'],
	]);
	const idOf = (name: string) => String(own.find((one) => one.name === name)?.realId);
	expect(outputs[0]).toEqual([
		{ json: { id: idOf('Счёт'), name: 'Счёт', created: true }, pairedItem: { item: 0 } },
		{ json: { id: idOf('Заказ'), name: 'Заказ', created: true }, pairedItem: { item: 1 } },
	]);
});

test('Create explains a name in use on the error output', async () => {
	await newTemplate('Счёт');
	const { outputs } = await bench.run(
		template('create', { templateName: '={{ $json.name }}', html }),
		{
			items: itemsOf({ name: 'Счёт' }, { name: 'Другой' }),
			...errorOutput,
		},
	);
	expect(jsonOf(outputs[0])).toEqual([expect.objectContaining({ name: 'Другой' })]);
	expect(jsonOf(outputs[1])).toEqual([
		expect.objectContaining({ details: expect.objectContaining({ code: '573' }) }),
	]);
});

test('Update replaces the HTML; the block editor’s is refused', async () => {
	const id = await newTemplate('Счёт');
	const update = (target: string) =>
		template('update', { template: locator(target), html: '<b>Ё</b>' });
	expect(await bench.rows(update(id))).toEqual([{ id, updated: true }]);
	const stored = bench.gateway.state.account.templates.get(Number(id));
	expect(stored?.html).toBe('<b>Ё</b>');
	if (stored) stored.isStructure = true;
	expect((await bench.failures(update(id)))[0]).toMatchObject({ code: '2900', kind: 'rejected' });
	expect((await bench.failures(update('9')))[0]).toMatchObject({ code: '31', kind: 'notFound' });
	expect(
		(await bench.failures(template('update', { template: locator(id), html: '={{ " " }}' })))[0],
	).toMatchObject({ text: 'HTML is empty' });
});

test.each(['int', 'string'] as const)('Get decodes the HTML: numbers %s', async (numbers) => {
	const id = await newTemplate('Счёт');
	bench.gateway.settings.numbers = numbers;
	const row = {
		id,
		hash: bench.gateway.state.account.templates.get(Number(id))?.id,
		name: 'Счёт',
		slug: 'счёт',
		language: 'en',
		owner: 'me',
		createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		blockEditor: false,
		html,
	};
	expect(await bench.rows(template('get', { template: locator(id) }))).toEqual([row]);
	const [full] = await bench.rows(template('get', { template: locator(id), simplify: false }));
	expect(full).toMatchObject({ ...row, categoryInfo: {}, tags: [], marks: 0 });
	expect(bench.wire().at(-1)?.path).toBe(`/template/${id}?owner=me`);
});

test('Get explains a template that is not there', async () => {
	const [details] = await bench.failures(template('get', { template: locator('77') }));
	expect(details).toMatchObject({ code: '290', kind: 'notFound' });
});

test('Get Many lists one’s own by default, all of an exact multiple of a page', async () => {
	expect(await bench.rows(template('getAll'))).toEqual([]);
	for (let count = 0; count < 100; count++) await newTemplate(`Шаблон ${count}`);
	const before = bench.wire().length;
	const rows = await bench.rows(template('getAll', { returnAll: true }));
	expect(rows.map(({ name }) => name)).toEqual(
		Array.from({ length: 100 }, (_, count) => `Шаблон ${count}`),
	);
	expect(
		bench
			.wire()
			.slice(before)
			.map(({ path }) => path),
	).toEqual(['/templates?owner=me&limit=100&offset=0', '/templates?owner=me&limit=100&offset=100']);
	const gallery = await bench.rows(
		template('getAll', { owner: 'sendpulse', filters: { onlyActive: true } }),
	);
	expect(gallery).toEqual([expect.objectContaining({ id: '775667', owner: 'sendpulse' })]);
});
