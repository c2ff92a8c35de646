import type { INodeParameters } from 'n8n-workflow';
import { operatorRoute } from '../../../../nodes/Smsc/resources/history/getOperator.ts';
import {
	detailsOf,
	errorOutput,
	itemsOf,
	jsonOf,
	operation,
	phone,
	rows,
	useBench,
} from '../setup.mts';

const bench = useBench();

const history = (name: string, more: INodeParameters = {}) => operation('history', name, more);

const iso = (at: number) => `${new Date(at + 3 * 3_600_000).toISOString().slice(0, 19)}+03:00`;

describe('Get Sent Messages', () => {
	const sent = (more: INodeParameters = {}) => history('getSent', { returnAll: true, ...more });

	/** Sends one message to each of these, in their order. */
	const send = async (count: number, text = 'Ваш заказ готов') => {
		for (let row = 0; row < count; row++) {
			await bench.rows(
				operation('mailing', 'create', { name: `№ ${row}`, recipients: phone(row), text }),
			);
		}
	};

	test('gives messages in the words of the node', async () => {
		const at = bench.sandbox.clock.now();
		await send(1);
		await bench.sandbox.clock.advance(10_000);
		const [simple] = await bench.rows(sent());

		expect(simple).toEqual({
			messageId: expect.any(String) as string,
			internalId: expect.any(String) as string,
			recipient: phone(0),
			status: 'delivered',
			text: null,
			sentAt: iso(at),
			message: 'Ваш заказ готов',
			sender: '',
			cost: 1.5,
			currency: 'RUB',
		});
		expect(await bench.rows(sent({ simplify: false }))).toEqual([
			{
				...simple,
				code: '1',
				errorCode: '0',
				statusName: 'Доставлено',
				occurredAt: expect.stringMatching(/\+03:00$/) as string,
				parts: 1,
				operator: 'МТС',
				operatorCode: '25001',
			},
		]);
	});

	test('tells why a message was not delivered', async () => {
		bench.gateway.settings.outcome = [0, { status: 20, err: 1 }];
		await send(1);
		await bench.sandbox.clock.advance(10_000);

		expect(await bench.rows(sent())).toEqual([
			expect.objectContaining({ status: 'undelivered', text: 'The subscriber does not exist' }),
		]);
	});

	test('reads page after page, the newest first', async () => {
		await send(5);
		const rows = await bench.rows(sent({ returnAll: false, limit: 3 }));

		expect(rows.map(({ recipient }) => recipient)).toEqual([phone(4), phone(3), phone(2)]);
		const [next] = await bench.rows(sent({ filters: { beforeId: String(rows[2]?.internalId) } }));
		expect(next?.recipient).toBe(phone(1));
		expect(bench.calls('get').map((call) => call.cnt)).toEqual(['3', '1000']);
	});

	test('filters by recipients, whichever way they are written', async () => {
		await send(3);
		const rows = await bench.rows(sent({ filters: { recipients: `+${phone(0)}, ${phone(2)}` } }));

		expect(rows.map(({ recipient }) => recipient)).toEqual([phone(2), phone(0)]);
	});

	test('asks for emails apart', async () => {
		await bench.rows(sent({ messageType: 'email', filters: { recipients: 'a@example.com' } }));

		expect(bench.calls('get')).toEqual([
			{ get_messages: '1', format: '8', email: 'a@example.com', cnt: '1000' },
		]);
	});

	test('gives nothing where there is nothing, and asks for the currency once', async () => {
		const { outputs } = await bench.run(sent({ filters: { recipients: '={{ $json.phone }}' } }), {
			items: rows(3),
		});

		expect(outputs[0]).toEqual([]);
		expect(bench.calls('balance')).toHaveLength(1);
	});

	test('gives the cost without currency when SMSC does not tell it', async () => {
		await send(1);
		await bench.gateway.faults.add({ kind: 'garbage', path: '/sys/balance.php' });

		expect(await bench.rows(sent())).toEqual([
			expect.objectContaining({ cost: 1.5, currency: null }),
		]);
	});
});

describe('Get Incoming Messages', () => {
	const incoming = (more: INodeParameters = {}) =>
		history('getIncoming', { returnAll: true, ...more });
	const receive = async (message: string, to?: string) =>
		await bench.gateway.state.receive({ phone: phone(0), message, ...(to ? { to } : {}) });

	test('gives messages in the words of the node', async () => {
		const at = bench.sandbox.clock.now();
		await receive('Да, приду');

		expect(await bench.rows(incoming())).toEqual([
			{
				messageId: '1',
				phone: phone(0),
				toPhone: '79037672219',
				message: 'Да, приду',
				sentAt: iso(at),
				receivedAt: iso(at),
			},
		]);
	});

	test('gives nothing where there is nothing', async () => {
		expect(await bench.rows(incoming())).toEqual([]);
	});

	test('filters', async () => {
		await receive('первое');
		await bench.sandbox.clock.advance(30 * 3_600_000);
		await receive('второе', '79000000001');
		const texts = async (filters: INodeParameters) =>
			(await bench.rows(incoming({ filters }))).map(({ message }) => message);

		expect(await texts({ hours: 2 })).toEqual(['второе']);
		expect(await texts({ hours: 168 })).toEqual(['второе', 'первое']);
		expect(await texts({ afterId: '1' })).toEqual(['второе']);
		expect(await texts({ hours: 168, toPhone: '+7 903 767-22-19' })).toEqual(['первое']);
	});

	test('reads page after page behind an ID', async () => {
		for (let row = 1; row <= 5; row++) await receive(String(row));
		const rows = await bench.rows(
			incoming({ returnAll: false, limit: 2, filters: { afterId: '1' } }),
		);

		expect(rows.map(({ message }) => message).sort()).toEqual(['2', '3']);
	});
});

describe('Get Operator', () => {
	const lookup = history('getOperator', { phone: '={{ $json.phone }}' });

	test('looks many numbers up in few requests, each paired with its item', async () => {
		const input = Array.from({ length: 250 }, (_, row) => ({
			phone: row % 2 === 0 ? phone(row) : String(79031110000 + row),
		}));
		const { outputs } = await bench.run(lookup, { items: itemsOf(...input) });

		expect(bench.calls('info').map((call) => call.phone?.split(',').length)).toEqual([
			100, 100, 50,
		]);
		expect(outputs[0]).toHaveLength(250);
		for (const [row, { json, pairedItem }] of (outputs[0] ?? []).entries()) {
			expect(json).toMatchObject({
				phone: input[row]?.phone,
				operator: row % 2 === 0 ? 'МТС' : 'Билайн',
				country: 'Россия',
			});
			expect(pairedItem).toEqual({ item: row });
		}
	});

	test('reads the documented answer for one number', async () => {
		expect(await bench.rows(lookup, { items: itemsOf({ phone: '+7 903 111-22-33' }) })).toEqual([
			{
				phone: '79031112233',
				country: 'Россия',
				operator: 'Билайн',
				region: 'Москва и Московская обл.',
				mcc: '250',
				mnc: '99',
				tz: '3',
			},
		]);
	});

	test('sends numbers that the answer does not have to the error output', async () => {
		const { outputs } = await bench.run(lookup, {
			items: itemsOf({ phone: phone(0) }, { phone: '15551234567' }, { phone: 'нет' }),
			...errorOutput,
		});

		expect(jsonOf(outputs[0]).map((row) => row.phone)).toEqual([phone(0)]);
		expect(jsonOf(outputs[1]).map((row) => [row.phone, detailsOf(row).kind])).toEqual([
			['15551234567', 'notFound'],
			['нет', 'invalidRecipient'],
		]);
	});

	test('keeps to the hundred look-ups that SMSC takes in a minute', () => {
		expect(operatorRoute.pace?.([{} as never])).toEqual({
			kind: 'info',
			most: 100,
			withinMs: 60_000,
		});
	});

	test('asks one by one where the user says so', async () => {
		await bench.rows(
			history('getOperator', { phone: '={{ $json.phone }}', options: { perRequest: 1 } }),
			{ items: rows(3) },
		);

		expect(bench.calls('info')).toHaveLength(3);
	});
});

describe('Get Short Link Statistics', () => {
	const shorten = async () => {
		await bench.rows(
			operation('mailing', 'create', {
				name: 'А',
				recipients: phone(0),
				text: 'Скидки: https://example.com/sale',
				options: { shortenLinks: true },
			}),
		);
		const [link] = bench.gateway.state.tinyUrls.list;
		return link?.id ?? '';
	};

	test('counts clicks of a link, by its address and by its ID', async () => {
		const id = await shorten();
		bench.gateway.state.click(id);
		bench.gateway.state.click(id);
		const counted = {
			id,
			clicks: 2,
			clicksThisMonth: 2,
			clicksToday: 2,
			clicksYesterday: 0,
		};

		expect(
			await bench.rows(
				history('getLinkStatistics', { linkBy: 'link', link: 'https://example.com/sale' }),
			),
		).toEqual([counted]);
		expect(await bench.rows(history('getLinkStatistics', { linkBy: 'id', linkId: id }))).toEqual([
			counted,
		]);
	});

	test('reports a link that is not there', async () => {
		const { outputs } = await bench.run(
			history('getLinkStatistics', { linkBy: 'link', link: '={{ $json.link }}' }),
			{ items: itemsOf({ link: 'https://example.com/none' }), ...errorOutput },
		);

		expect(jsonOf(outputs[1])[0]).toMatchObject({ link: 'https://example.com/none' });
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'notFound', code: '3' });
	});
});
