import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, locator, useBench } from './setup.mts';

const bench = useBench();

const sms = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'sms',
	operation,
	sender: locator('iQA'),
	text: 'Заказ готов',
	...more,
});

const viber = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'viber',
	operation,
	viberSender: locator('2222'),
	text: 'Заказ готов',
	...more,
});

const [ann, bob] = ['380501112233', '380671112233'];
const book = async (bookName = 'Phones'): Promise<string> => {
	const { id } = (await bench.ask('POST', '/addressbooks', { bookName })) as {
		id: number;
	};
	await bench.ask('POST', '/sms/numbers', { addressBookId: id, phones: [ann, bob] });
	return String(id);
};
const recipients = () => bench.sendpulse.messages.map(({ recipient }) => recipient).sort();

describe('SMS', () => {
	test('sends a text to phone numbers, and gives its status', async () => {
		const rows = await bench.rows(
			sms('send', { phones: `+380 50 111-22-33, ${bob}`, options: { trackLinks: true } }),
		);
		await bench.sandbox.clock.advance(5000);
		const [status] = await bench.rows(sms('getStatus', { campaignId: rows[0]?.groupId as string }));

		expect(rows).toMatchObject([
			{ recipient: `${ann}, ${bob}`, channel: 'sms', accepted: 2, excluded: 0 },
		]);
		expect(recipients()).toEqual([ann, bob]);
		expect(status).toMatchObject({
			id: rows[0]?.groupId,
			sender: 'iQA',
			price: 0.54,
			currency: 'USD',
		});
		expect(status?.phones).toContainEqual({
			phone: ann,
			status: expect.any(Number),
			statusText: expect.any(String),
			country: 'UA',
			price: 0.27,
		});
	});

	test('sends nothing in a dry run', async () => {
		await bench.rows(sms('send', { phones: ann, options: { emulate: true } }));
		await bench.sandbox.clock.advance(5000);

		expect(bench.calls()[0]?.body).toMatchObject({ emulate: true });
		expect(recipients()).toEqual([]);
	});

	test('says so when no number was taken', async () => {
		await bench.ask('POST', '/sms/black_list', { phones: [ann], description: 'no' });
		const { outputs } = await bench.run(sms('send', { phones: ann }), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'invalidRecipient',
			outcome: 'refused',
		});
	});

	test('sends to an address book, and tells the cost before', async () => {
		const id = await book();
		const cost = await bench.rows(sms('getCost', { to: 'book', smsBook: locator(id) }));
		const one = await bench.rows(sms('getCost', { phones: ann }));
		await bench.rows(sms('createCampaign', { smsBook: locator(id) }));
		await bench.sandbox.clock.advance(5000);

		expect(cost).toMatchObject([{ price: 0.54, currency: 'USD', parts: 1 }]);
		expect(one).toMatchObject([{ price: 0.27, currency: 'USD', parts: 1 }]);
		expect(recipients()).toEqual([ann, bob]);
	});

	test('lists senders', async () => {
		expect((await bench.rows(sms('getSenders')))[0]).toMatchObject({
			sender: 'iQA',
			countryCode: 'UA',
			status: 1,
			statusText: 'Active',
		});
	});

	test('refuses what is no phone number before anything is sent', async () => {
		const { outputs } = await bench.run(sms('send', { phones: `${ann}, 12` }), errorOutput);

		expect(jsonOf(outputs[1])[0]?.error).toContain('12');
		expect(bench.calls()).toEqual([]);
	});
});

describe('Viber', () => {
	test('sends a campaign to phone numbers, with everything that belongs to it', async () => {
		const rows = await bench.rows(
			viber('create', {
				phones: `${ann}, ${bob}`,
				options: {
					name: 'July',
					buttonText: 'Open',
					buttonLink: 'https://shop.example/',
					imageLink: 'https://shop.example/a.png',
					smsText: 'Order',
					smsSender: 'iQA',
				},
			}),
		);
		await bench.sandbox.clock.advance(5000);
		const get = await bench.rows(viber('get', { taskId: rows[0]?.groupId as string }));
		const list = await bench.rows(viber('getAll'));

		expect(recipients()).toEqual([ann, bob]);
		expect(bench.sendpulse.messages[0]).toMatchObject({
			button: 'Open',
			image: 'https://shop.example/a.png',
			details: { resendSms: { status: true, text: 'Order', sender: 'iQA' } },
		});
		expect(get).toMatchObject([
			{ id: rows[0]?.groupId, name: 'July', statistics: { sent: 2 }, lifetime: 86400 },
		]);
		expect(list).toMatchObject([{ id: rows[0]?.groupId, name: 'July', senderId: '2222' }]);
	});

	test('sends to an address book', async () => {
		await bench.rows(viber('create', { to: 'book', viberBook: locator(await book()) }));
		await bench.sandbox.clock.advance(5000);

		expect(recipients()).toEqual([ann, bob]);
	});

	test('refuses a text of more than 1000 characters before anything is sent', async () => {
		const { outputs } = await bench.run(
			viber('create', { phones: ann, text: 'ю'.repeat(1001) }),
			errorOutput,
		);

		expect(jsonOf(outputs[1])[0]?.error).toContain('1000');
		expect(bench.calls()).toEqual([]);
	});
});

test.each(['add', 'updateVariables'])(
	'rows about one number are carried out in their order by %s',
	async (operation) => {
		const id = await book();
		bench.sendpulse.faults.add({ kind: 'slow', delayMs: 2000, contains: 'Минск' });
		const parameters: INodeParameters = {
			...{ resource: 'phone', operation, phoneBook: locator(id), bookPhone: ann },
			...{ variablesMode: 'json', variablesJson: '={{ { city: $json.city } }}' },
		};
		await bench.rows(parameters, {
			items: [{ json: { city: 'Минск' } }, { json: { city: 'Гродно' } }],
		});
		const get = { resource: 'phone', operation: 'get', phoneBook: locator(id), bookPhone: ann };

		expect(await bench.rows(get)).toMatchObject([{ variables: { city: 'Гродно' } }]);
	},
);

test('a number of two books is two contacts, whose order is no matter', async () => {
	const [first, second] = [await book('First'), await book('Second')];
	const pairs = [first, second, second, first, first, second].map((id, at) => ({
		json: { id, phone: [ann, bob, '380931112233'][Math.floor(at / 2)] ?? '' },
	}));
	const before = bench.calls().filter(({ path }) => path.startsWith('/sms/numbers')).length;
	const parameters: INodeParameters = {
		...{ resource: 'phone', operation: 'add', phoneBook: locator('={{ $json.id }}') },
		bookPhone: '={{ $json.phone }}',
	};
	await bench.rows(parameters, { items: pairs });

	expect(bench.calls().filter(({ path }) => path.startsWith('/sms/numbers')).length - before).toBe(
		2,
	);
});
