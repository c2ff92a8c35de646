import { accountDate, base64, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const MINUTE = 60_000;

const GOOD = { title: 'Скидки', body: 'Сегодня', website_id: 53, ttl: 3600 };

const create = async (changes: object = {}) =>
	(await api.ok<{ id: number }>('POST', '/push/tasks', { ...GOOD, ...changes })).id;

const recipients = () => api.sendpulse.messages.map(({ recipient }) => Number(recipient));

const [ANNA, BORIS, ASLEEP] = [311003743, 311008277, 311009001];

describe('push campaigns', () => {
	it('reach the active subscribers of a website', async () => {
		const image = JSON.stringify({ name: 'a.png', data: base64('png') });
		const buttons = JSON.stringify([{ text: 'Open', link: 'https://shop.example/1' }]);
		const answer = await api.ok('POST', '/push/tasks', {
			...GOOD,
			link: 'https://shop.example/',
			image,
			buttons,
		});
		expect(answer).toEqual({ result: true, id: expect.any(Number) as number });
		expect(api.sendpulse.messages).toEqual([]);
		await api.advance(2000);
		expect(recipients()).toEqual([ANNA, BORIS]);
		expect(api.sendpulse.messages[0]).toMatchObject({
			channel: 'push',
			raw: { title: 'Скидки', ttl: '3600', buttons },
			text: 'Сегодня',
			sender: 'www.test-site.com',
			action: 'https://shop.example/',
			button: 'Open',
			image: 'a.png',
			status: 'delivered',
			details: {
				title: 'Скидки',
				ttl: 3600,
				stretchTime: 18_000,
				image: { name: 'a.png', bytes: 3, base64: base64('png') },
			},
		});
	});

	const filter = (operator: string, ...conditions: (readonly [string, string | number])[]) => ({
		variable_name: 'uname',
		operator,
		conditions: conditions.map(([condition, value]) => ({ condition, value })),
	});

	it.each<[string, object, number[]]>([
		['a language', { filter_lang: 'ru' }, [BORIS]],
		['browsers', { filter_browser: 'Chrome,Firefox' }, [ANNA]],
		['regions', { filter_region: '["RU","KZ"]' }, [BORIS]],
		['a subscription date', { filter_subscription_date_from: '2099-01-01' }, []],
		['equal', { filter: filter('and', ['equal', 'Anna']) }, [ANNA]],
		['notequal', { filter: filter('and', ['notequal', 'Anna']) }, [BORIS]],
		[
			'startwith and endwith',
			{ filter: filter('and', ['startwith', 'B'], ['endwith', 's']) },
			[BORIS],
		],
		[
			'likewith or likewith',
			{ filter: filter('or', ['likewith', 'nn'], ['likewith', 'ori']) },
			[ANNA, BORIS],
		],
		['notlikewith', { filter: filter('and', ['notlikewith', 'nn']) }, [BORIS]],
	])('are filtered by %s', async (_, changes, expected) => {
		await create(changes);
		await api.advance(2000);
		expect(recipients()).toEqual(expected);
	});

	it('need every condition of an "and"', async () => {
		await create({ filter: filter('and', ['equal', 'Anna'], ['likewith', 'ori']) });
		await api.advance(2000);
		expect(recipients()).toEqual([]);
	});

	it('compare numbers in filters', async () => {
		const { account } = api.state;
		const anna = account.subscribers.get(ANNA);
		if (anna) account.subscribers.set(ANNA, { ...anna, variables: new Map([['uname', 10]]) });
		await create({ filter: filter('and', ['greaterthan', 9], ['lessthan', 11]) });
		await api.advance(2000);
		expect(recipients()).toEqual([ANNA]);
	});

	it.each<[object, string]>([
		[{ title: undefined }, 'Argument title missing'],
		[{ body: 5 }, 'Argument body must be string'],
		[{ website_id: undefined }, 'Argument website_id missing'],
		[{ website_id: 1 }, 'Argument website_id is invalid'],
		[{ ttl: undefined }, 'Argument ttl missing'],
		[{ ttl: 86_401 }, 'Argument ttl may not be greater than 86400'],
		[{ buttons: [{ text: 'a', link: 'b' }] }, 'Argument buttons must be string'],
		[{ buttons: 'x' }, 'Argument buttons is invalid'],
		[
			{ buttons: '[{"text":"a","link":"b"},{"text":"a","link":"b"},{"text":"a","link":"b"}]' },
			'Argument buttons may not have more than 2 items',
		],
		[{ image: '{"name":"a.png","data":"?"}' }, 'Argument image is invalid'],
		[{ filter_region: '"RU"' }, 'Argument filter_region is invalid'],
		[{ filter: '{}' }, 'Argument filter is invalid'],
		[{ filter: filter('xor', ['equal', 'a']) }, 'Argument filter is invalid'],
		[{ filter: filter('or', ['like', 'a']) }, 'Argument filter is invalid'],
		[{ filter: filter('or') }, 'Argument filter is invalid'],
		[
			{ send_date: 'tomorrow' },
			'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
		],
	])('are refused with %j', async (changes, message) => {
		const [status, , text] = await api.refusal('POST', '/push/tasks', { ...GOOD, ...changes });
		expect([status, text]).toEqual([422, message]);
	});

	it('take objects in that mode', async () => {
		api.settings.pushFields = 'any';
		await create({ buttons: [{ text: 'a', link: 'b' }], filter_region: ['RU'] });
		await api.advance(2000);
		expect(recipients()).toEqual([BORIS]);
	});

	it('wait 15 minutes for the same website', async () => {
		await create();
		await api.advance(15 * MINUTE - 1);
		expect(await api.refusal('POST', '/push/tasks', GOOD)).toEqual([
			422,
			711,
			'Wait before create new push campaign by this website',
		]);
		await api.advance(1);
		await create();
	});

	it('are listed and counted', async () => {
		const id = await create();
		const date = accountDate(api.now());
		const row = { id, title: 'Скидки', body: 'Сегодня', website_id: 53 };
		expect(await api.ok('GET', '/push/tasks')).toEqual([
			{ ...row, from: date, to: date, status: 13 },
		]);
		await api.advance(2000);
		await api.sendpulse.pushStatus(`${id}-${ANNA}`, 'redirect');
		expect(await api.ok('GET', `/push/tasks/${id}`)).toEqual({
			id,
			message: { title: 'Скидки', text: 'Сегодня', link: 'www.test-site.com' },
			website: 'www.test-site.com',
			website_id: 53,
			status: 3,
			send: '2',
			delivered: 2,
			redirect: 1,
		});
		api.settings.numbers = 'string';
		expect(await api.ok('GET', '/push/tasks/?website_id=53&limit=1')).toEqual([
			{ ...row, id: String(id), website_id: '53', send_date: date, status: '3' },
		]);
		expect(await api.ok('GET', '/push/tasks?website_id=1')).toEqual([]);
		const later = encodeURIComponent(accountDate(api.now()));
		expect(await api.ok('GET', `/push/tasks?from=${later}`)).toEqual([]);
		expect(await api.ok('GET', `/push/tasks?to=${later}`)).toHaveLength(1);
		const today = accountDate(api.now()).slice(0, 10);
		const tomorrow = accountDate(api.now() + 24 * 60 * MINUTE).slice(0, 10);
		expect(await api.ok('GET', `/push/tasks?from=${today}&to=${today}`)).toHaveLength(1);
		expect(await api.ok('GET', `/push/tasks?from=${tomorrow}`)).toEqual([]);
		expect(await api.codes('GET', '/push/tasks?from=soon')).toEqual([422, 422]);
		expect(await api.codes('GET', '/push/tasks/1')).toEqual([404, 8]);
	});

	it('can be scheduled', async () => {
		await create({ send_date: accountDate(api.now() + 60 * MINUTE) });
		await api.advance(59 * MINUTE);
		expect(recipients()).toEqual([]);
		await api.advance(MINUTE);
		expect(recipients()).toEqual([ANNA, BORIS]);
	});
});

describe('push websites', () => {
	it('are listed, counted and described', async () => {
		expect(await api.ok('GET', '/push/websites/total')).toEqual({ total: 1 });
		const [row] = await api.ok<object[]>('GET', '/push/websites/');
		expect(row).toEqual({
			id: 53,
			url: 'www.test-site.com',
			add_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
			status: 1,
		});
		expect(await api.ok('GET', '/push/websites/info/53')).toMatchObject({
			status: 'active',
			total_subscribers: 3,
			active_subscribers: 2,
		});
		expect(await api.ok('GET', '/push/websites/53/variables')).toEqual([
			{ id: 97, name: 'uname', type: 'string' },
		]);
		expect(await api.ok('GET', '/push/websites/53/code')).toMatchObject({
			script_code: expect.stringContaining('<script') as string,
		});
		expect(await api.codes('GET', '/push/websites/1/variables')).toEqual([404, 8]);
	});

	it('have subscribers who can be switched on and off', async () => {
		const all = await api.ok<object[]>('GET', '/push/websites/53/subscriptions');
		expect(all).toMatchObject([
			{ id: ANNA, browser: 'Firefox', lang: 'en', os: 'Linux', country_code: 'UA', status: 1 },
			{ id: BORIS, variables: [{ name: 'uname', value: 'Boris' }] },
			{ id: ASLEEP, status: 0, variables: [] },
		]);
		expect(await api.ok('GET', '/push/websites/53/subscriptions/?limit=1&offset=2')).toEqual([
			all[2],
		]);
		expect(await api.ok('GET', '/push/websites/53/subscriptions/total')).toEqual({ total: 3 });
		const none = 'subscription_date_to=2015-01-01';
		expect(await api.ok('GET', `/push/websites/53/subscriptions?${none}`)).toEqual([]);
		for (const [id, state] of [
			[ASLEEP, 1],
			[ANNA, 0],
		]) {
			expect(await api.ok('POST', '/push/subscriptions/state', { id, state })).toEqual({
				result: true,
			});
		}
		await create();
		await api.advance(2000);
		expect(recipients()).toEqual([BORIS, ASLEEP]);
		expect(await api.codes('POST', '/push/subscriptions/state', { id: ANNA, state: 2 })).toEqual([
			422, 422,
		]);
		expect(await api.codes('POST', '/push/subscriptions/state', { id: 1, state: 1 })).toEqual([
			422, 422,
		]);
	});
});
