import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, locator, useBench } from './setup.mts';

const bench = useBench();

const create = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'push',
	operation: 'create',
	website: locator('53'),
	title: 'Скидки',
	body: 'Сегодня',
	ttl: 3600,
	...more,
});

const read = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'push',
	operation,
	...more,
});

const recipients = () => bench.sendpulse.messages.map(({ recipient }) => recipient);
const [anna, boris] = ['311003743', '311008277'];

describe('Push: Create', () => {
	test('regression: reaches the subscribers of a website', async () => {
		const rows = await bench.rows(create());
		await bench.sandbox.clock.advance(2000);

		expect(recipients()).toEqual([anna, boris]);
		expect(rows).toMatchObject([
			{ status: 'queued', groupId: expect.any(String), channel: 'push' },
		]);
		expect(bench.calls()).toMatchObject([
			{
				method: 'POST',
				path: '/push/tasks',
				body: { title: 'Скидки', body: 'Сегодня', website_id: 53, ttl: 3600 },
			},
		]);
		expect(bench.sendpulse.state.account.ignored).toEqual([]);
	});

	test('sends every option in the form that the service takes', async () => {
		const picture = {
			data: Buffer.from('png').toString('base64'),
			mimeType: 'image/png',
			fileName: 'a.png',
		};
		await bench.rows(
			create({
				options: {
					browsers: ['Chrome', 'Safari'],
					buttons: { button: [{ text: 'Open', link: 'https://shop.example/1' }] },
					image: 'data',
					language: 'en',
					link: 'https://shop.example/',
					regions: 'ua, ru',
					stretchTime: 60,
				},
			}),
			{ items: [{ json: {}, binary: { data: picture } }] },
		);

		expect(bench.calls()[0]?.body).toEqual({
			title: 'Скидки',
			body: 'Сегодня',
			website_id: 53,
			ttl: 3600,
			filter_browser: 'Chrome,Safari',
			filter_lang: 'en',
			filter_region: '["UA","RU"]',
			link: 'https://shop.example/',
			stretch_time: 60,
			buttons: '[{"text":"Open","link":"https://shop.example/1"}]',
			image: JSON.stringify({ name: 'a.png', data: picture.data }),
		});
	});

	test('filters by a variable', async () => {
		const condition = [
			{ condition: 'startwith', value: 'B' },
			{ condition: 'endwith', value: 's' },
		];
		await bench.rows(
			create({
				filter: { filter: { variable: 'uname', operator: 'and', conditions: { condition } } },
			}),
		);
		await bench.sandbox.clock.advance(2000);

		expect(recipients()).toEqual([boris]);
	});

	test('explains the wait of 15 minutes instead of waiting', async () => {
		await bench.rows(create());
		const { outputs } = await bench.run(create(), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			code: '711',
			kind: 'rejected',
			hint: expect.stringContaining('15 minutes'),
		});
		expect(bench.calls()).toHaveLength(2);
	});

	test.each([
		['a website that is no ID', { website: locator('shop.example') }, 'Website'],
		['a time beyond a day', { ttl: '={{ 86401 }}' }, 'Time to Live (Seconds)'],
		[
			'a filter without a condition',
			{ filter: { filter: { variable: 'uname' } } },
			'Filter by Variable',
		],
	])('refuses %s before anything is sent', async (_what, parameters, label) => {
		const { outputs } = await bench.run(create(parameters as never), errorOutput);

		expect(jsonOf(outputs[1])[0]?.error).toContain(label);
		expect(bench.calls()).toEqual([]);
	});
});

describe.each(['int', 'string'] as const)('Push: reading, numbers as %s', (numbers) => {
	beforeEach(() => {
		bench.sendpulse.settings.numbers = numbers;
	});

	test('lists campaigns and gives their statistics', async () => {
		const [created] = await bench.rows(create());
		await bench.sandbox.clock.advance(2000);
		const list = await bench.rows(read('getAll', { filters: { website: locator('53') } }));
		const statistics = await bench.rows(
			read('getStatistics', { pushId: created?.groupId as string }),
		);

		expect(list).toMatchObject([
			{ id: created?.groupId, websiteId: '53', title: 'Скидки', status: 3 },
		]);
		expect(statistics).toMatchObject([
			{ id: created?.groupId, title: 'Скидки', text: 'Сегодня', sent: 2, delivered: 2, clicked: 0 },
		]);
	});

	test('reads websites and their variables', async () => {
		expect(await bench.rows(read('getWebsites'))).toMatchObject([
			{ id: '53', url: 'www.test-site.com', status: 1, addedAt: expect.stringMatching(/Z$/) },
		]);
		expect(await bench.rows(read('countWebsites'))).toEqual([{ total: 1 }]);
		expect(await bench.rows(read('getVariables', { website: locator('53') }))).toMatchObject([
			{ id: expect.any(String), name: 'uname', type: 'string' },
		]);
	});

	test('reads, deactivates and activates subscribers', async () => {
		const website = locator('53');
		const before = await bench.rows(read('getSubscribers', { website }));
		const off = await bench.rows(read('deactivateSubscriber', { subscriberId: anna }));
		const between = bench.sendpulse.state.account.subscribers.get(Number(anna))?.status;
		const on = await bench.rows(read('activateSubscriber', { subscriberId: anna }));

		expect(before[0]).toMatchObject({ id: anna, variables: { uname: 'Anna' }, status: 1 });
		expect([off, on]).toEqual([[{ id: anna, active: false }], [{ id: anna, active: true }]]);
		expect(between).toBe(0);
		expect(await bench.rows(read('countSubscribers', { website }))).toEqual([
			{ total: expect.any(Number) },
		]);
	});
});
