import type { IDataObject } from 'n8n-workflow';
import {
	locator,
	detailsOf,
	errorOutput,
	jsonBodyOf,
	jsonOf,
	methodsOf,
	phone,
	rows,
	sendMany,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();

interface Campaign {
	alphaname_id: string;
	name: string;
	message_type: 'bulk' | 'personal';
	text?: string;
	schedule_time?: string;
	delivery_list: Array<string | { phone: string; text: string }>;
}
interface Body {
	token: string;
	callback_url: string;
	messages: Campaign[];
}

const bodies = () => bench.gateway.requests.map((request) => jsonBodyOf<Body>(request));
const campaigns = () => bodies().flatMap(({ messages }) => messages);

test.each([false, 0, '', 'error', 'no', -1, {}, []])(
	'a request whose success is %j is open for all of its rows, though it has a uuid',
	async (success) => {
		const uuid = '4f0afdd7-c7c5-45a4-a588-a92663e0c330';
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: { uuid, success } });
		const { outputs } = await bench.run(sendMany(), { items: rows(3), ...errorOutput });

		expect(outputs[0]).toEqual([]);
		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).outcome)).toEqual(
			Array(3).fill('unknown'),
		);
	},
);

test.each([undefined, null, true, 1, 'ok', 'OK'])(
	'a request whose success is %j was taken where it has a uuid',
	async (success) => {
		const uuid = '4f0afdd7-c7c5-45a4-a588-a92663e0c330';
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: { uuid, success } });
		const { outputs } = await bench.run(sendMany(), { items: rows(3), ...errorOutput });

		expect(jsonOf(outputs[0]).map(({ groupId }) => groupId)).toEqual(Array(3).fill(uuid));
	},
);

test.each([
	['Latin', 'a'.repeat(1531), 1531],
	['other', 'я'.repeat(671), 671],
])('fails no row for the long %s text of another', async (_letters, text, characters) => {
	const items = rows(3, (index) => (index === 1 ? text : 'Скидка'));
	const { outputs } = await bench.run(sendMany(), { items, ...errorOutput });

	expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual([phone(0), phone(2)]);
	expect(jsonOf(outputs[1])[0]?.error).toContain(`Text has ${characters} characters`);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'notSent' });
});

test.each([
	['Latin', 'a€'.repeat(765)],
	['other', '😀'.repeat(670)],
])('sends the longest %s text that SMS.by takes', async (_letters, text) => {
	const output = await bench.rows(sendMany(), { items: rows(1, () => text) });

	expect(output).toHaveLength(1);
	expect(bench.gateway.messages.map((message) => message.text)).toEqual([text]);
});

test('puts equal texts into a bulk group and different ones into a personal list', async () => {
	const texts = ['Скидка', 'Код 1', 'Скидка', 'Код 2'];
	const output = await bench.rows(sendMany({ reference: '={{ $json.orderId }}' }), {
		items: rows(4, (index) => texts[index]!),
	});

	const [body] = bodies();
	expect(body).toEqual({
		token,
		callback_url: '',
		messages: [
			{
				alphaname_id: '0',
				name: 'n8n',
				message_type: 'bulk',
				text: 'Скидка',
				delivery_list: [phone(0), phone(2)],
			},
			{
				alphaname_id: '0',
				name: 'n8n',
				message_type: 'personal',
				delivery_list: [
					{ phone: phone(1), text: 'Код 1' },
					{ phone: phone(3), text: 'Код 2' },
				],
			},
		],
	});
	const uuid = bench.gateway.state.bulks[0]?.uuid;
	expect(output).toEqual(
		[0, 1, 2, 3].map((index) => ({
			gateway: 'smsby',
			status: 'queued',
			messageId: null,
			groupId: uuid,
			recipient: phone(index),
			reference: `order-${index}`,
			channel: 'sms',
		})),
	);
	expect(bench.gateway.state.calls[0]).toMatchObject({ warnings: [], ignored: [] });
});

test('makes two bulk groups of 10,000 items with two texts, cut at the list size', async () => {
	bench.gateway.settings.balance = 10_000;
	const output = await bench.rows(sendMany({ listSize: 1000 }), {
		items: rows(10_000, (index) => (index % 2 === 0 ? 'Чётным' : 'Нечётным')),
	});

	expect(output).toHaveLength(10_000);
	expect(bench.gateway.requests).toHaveLength(10);
	const made = campaigns().map((campaign) => [
		campaign.message_type,
		campaign.text,
		campaign.delivery_list.length,
	]);
	expect(made.filter(([, text]) => text === 'Чётным')).toEqual(
		Array.from({ length: 5 }, () => ['bulk', 'Чётным', 1000]),
	);
	expect(made.filter(([, text]) => text === 'Нечётным')).toHaveLength(5);
	expect(made).toHaveLength(10);
	// Each row has the uuid of the request that it went out with.
	const byUuid = new Map(bench.gateway.messages.map((one) => [one.recipient, one.details.uuid]));
	expect(byUuid.size).toBe(10_000);
	expect(output.every(({ recipient, groupId }) => byUuid.get(String(recipient)) === groupId)).toBe(
		true,
	);
});

test('makes personal lists of 10,000 items with different texts', async () => {
	bench.gateway.settings.balance = 10_000;
	await bench.rows(sendMany({ listSize: 1000 }), { items: rows(10_000) });

	expect(campaigns().map((one) => [one.message_type, one.delivery_list.length])).toEqual(
		Array.from({ length: 10 }, () => ['personal', 1000]),
	);
	expect(new Set(bench.gateway.messages.map(({ text }) => text)).size).toBe(10_000);
});

test('carries many small groups in one request', async () => {
	await bench.rows(sendMany(), { items: rows(300, (index) => `Группа ${index % 100}`) });

	expect(bench.gateway.requests).toHaveLength(1);
	expect(campaigns()).toHaveLength(100);
	expect(campaigns().every(({ message_type: type }) => type === 'bulk')).toBe(true);
});

test('keeps alpha-names, schedules and names apart', async () => {
	const items = [
		['1363', '2030-01-15T09:30:00', 'A'],
		['0', '2030-01-15T09:30:00', 'A'],
		['1363', '2030-01-15T09:30:00', 'A'],
		['1363', '', 'A'],
		['1363', '', 'B'],
	].map(([sender, time, name], index) => ({
		json: { phone: phone(index), text: 'Да', sender, time, name } as IDataObject,
	}));
	await bench.rows(
		sendMany({
			alphaname: { __rl: true, mode: 'id', value: '={{ $json.sender }}' },
			options: { sendAt: '={{ $json.time }}', campaignName: '={{ $json.name }}' },
		}),
		{ items, timezone: 'Asia/Almaty' },
	);

	expect(bench.gateway.requests).toHaveLength(1);
	expect(
		campaigns().map((one) => [
			one.alphaname_id,
			one.schedule_time,
			one.name,
			one.delivery_list.length,
		]),
	).toEqual([
		// 09:30 in Almaty (+5) is 07:30 in Minsk (+3).
		['1363', '2030-01-15T07:30:00', 'A', 2],
		['0', '2030-01-15T07:30:00', 'A', 1],
		['1363', undefined, 'A', 1],
		['1363', undefined, 'B', 1],
	]);
	expect(bench.gateway.messages[0]?.scheduledAt).toBe('2030-01-15T04:30:00.000Z');
});

test('takes the zone of the account from the credential', async () => {
	const parameters = sendMany({ options: { sendAt: '2030-01-15T09:30:00Z' } });
	await bench.rows(parameters, { credentialData: { timeZone: 'Europe/Chisinau' } });

	expect(campaigns()[0]?.schedule_time).toBe('2030-01-15T11:30:00');
});

test('adds the secret and a key of its own to the callback URL of each request', async () => {
	const callbackUrl = 'https://n8n.example/webhook/1/smsby?a=b#c';
	await bench.rows(sendMany({ callbackUrl, listSize: 1 }), { items: rows(2) });

	const urls = bodies().map((body) => new URL(body.callback_url));
	expect(urls.map(({ searchParams }) => searchParams.get('secret'))).toEqual([
		'callback "secret" +/=&ё',
		'callback "secret" +/=&ё',
	]);
	expect(urls[0]?.searchParams.get('a')).toBe('b');
	const keys = urls.map(({ searchParams }) => searchParams.get('key'));
	expect(new Set(keys).size).toBe(2);
});

test.each([
	['nowhere', {}, 'is not an https:// or http:// address'],
	['https://n8n.example/?secret=1', {}, 'already has the parameter “secret”'],
	['https://n8n.example/', { callbackSecret: '' }, 'needs a Callback Secret'],
])('refuses the callback URL %s', async (callbackUrl, credentialData, problem) => {
	const { error } = await bench.run(sendMany({ callbackUrl }), { credentialData });

	expect(error?.message).toContain(`Callback URL`);
	expect(error?.message).toContain(problem);
	expect(bench.gateway.requests).toEqual([]);
});

test('finds the recipients that spoil a request, and sends to all the others', async () => {
	for (const index of [17, 60]) {
		bench.gateway.settings.refusals[phone(index)] = 'incorrect phone number';
	}
	const { outputs } = await bench.run(sendMany(), { items: rows(100), ...errorOutput });

	expect(jsonOf(outputs[1]).map((row) => detailsOf(row).recipient)).toEqual([phone(17), phone(60)]);
	expect(jsonOf(outputs[0])).toHaveLength(98);
	const sent = bench.gateway.messages.map(({ recipient }) => recipient);
	expect(sent).toHaveLength(98);
	expect(new Set(sent).size).toBe(98);
	expect(bench.gateway.requests.length).toBeLessThan(30);
});

test('does not split a request that is refused for another reason', async () => {
	const parameters = sendMany({ alphaname: locator('99', 'list') });
	const { outputs } = await bench.run(parameters, { items: rows(100), ...errorOutput });

	expect(bench.gateway.requests).toHaveLength(1);
	expect(jsonOf(outputs[1])).toHaveLength(100);
	expect(detailsOf(jsonOf(outputs[1])[0]).hint).toContain('alpha-name');
});

test('splits nothing when the node stops at a failure', async () => {
	bench.gateway.settings.refusals[phone(3)] = 'incorrect phone number';
	const { error } = await bench.run(sendMany(), { items: rows(10) });

	expect(error?.description).toContain('10 items failed');
	expect(bench.gateway.requests).toHaveLength(1);
	expect(bench.gateway.messages).toEqual([]);
});

test('lets additional parameters into the request and into its campaigns', async () => {
	const parameter = (name: string, value: string) => ({ parameter: [{ name, value }] });
	await bench.rows(
		sendMany({
			additionalParameters: parameter('test', '1'),
			additionalCampaignParameters: parameter('alphaname_id', '1363'),
		}),
	);

	expect(bodies()[0]).toMatchObject({ test: '1', messages: [{ alphaname_id: '1363' }] });
	expect(methodsOf(bench.gateway)).toEqual(['sendBulkSms']);
});
