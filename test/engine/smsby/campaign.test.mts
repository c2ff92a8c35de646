import {
	locator,
	detailsOf,
	errorOutput,
	jsonOf,
	methodsOf,
	operation,
	phone,
	queryOf,
	rows,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();

const create = (options = {}, more = {}) =>
	operation('campaign', 'create', {
		text: '={{ $json.text }}',
		options: { waitSeconds: 20, lookSeconds: 0.1, ...options },
		...more,
	});
const looks = () =>
	methodsOf(bench.gateway).filter((name) => name === 'checkSMSMessageStatus').length;

describe('Create', () => {
	test.each(['A', 'B', 'C'] as const)('waits for moderation in era %s', async (era) => {
		Object.assign(bench.gateway.settings, { era, moderationLooks: 2 });
		const parameters = create({ campaignName: 'Май' }, { alphaname: locator('1363', 'list') });
		const [row] = await bench.rows(parameters);

		const [campaign] = bench.gateway.state.campaigns;
		expect(row).toEqual({
			gateway: 'smsby',
			campaignId: campaign?.id,
			reused: false,
			parts: 1,
			length: 13,
			alphaname: 'MyName',
			status: 'moderated',
			moderated: true,
		});
		expect(queryOf(bench.gateway.requests[0])).toEqual({
			token,
			message: 'Заказ 0 готов',
			alphaname_id: '1363',
			name: 'Май',
		});
		expect(looks()).toBe(3);
	});

	test('shows no secret that a look brings back', async () => {
		const { faults } = bench.gateway;
		await faults.add({ kind: 'status', status: 200, body: { message_id: '5' }, times: 1 });
		const body = { status: 'moderated', alphaname: token };
		await faults.add({ kind: 'status', status: 200, body });

		expect(await bench.rows(create())).toMatchObject([{ moderated: true, alphaname: '***' }]);
	});

	test('looks no further where pages in a row end the calls', async () => {
		const ofLooks = ({ path }: { path: string }) => path.endsWith('checkSMSMessageStatus');
		await bench.gateway.faults.add({ kind: 'status', status: 403, match: ofLooks });
		const output = await bench.rows(create({ waitSeconds: 600 }), {
			items: rows(7),
			credentialData: { concurrent: 1 },
			...errorOutput,
		});
		expect(output.every(({ campaignId }) => typeof campaignId === 'string')).toBe(true);
		expect(looks()).toBe(5);
	});

	test('gives up waiting at the limit, and says that it is not moderated', async () => {
		bench.gateway.settings.moderationLooks = null;
		const [row] = await bench.rows(create({ waitSeconds: 0.4 }));

		expect(row).toMatchObject({ status: 'new', moderated: false });
		expect(row?.campaignId).toBe(bench.gateway.state.campaigns[0]?.id);
	});

	test.each(['{}', '[]', '{"x":1}', '{"status":null}', '{"status":""}', '{"status":{}}'])(
		'waits to the limit where a look brings %s, and says why nothing is known',
		async (body) => {
			await bench.gateway.faults.add({
				...{ kind: 'status', status: 200, body, path: '/api/v1/checkSMSMessageStatus' },
			});
			const [row] = await bench.rows(create({ waitSeconds: 0.3 }));

			expect(row).toMatchObject({
				status: 'new',
				moderated: false,
				statusProblem: 'The answer does not have what was asked for',
			});
			await bench.gateway.faults.clear();
			const [next] = await bench.rows(create({}, { text: 'Ещё' }));
			expect(next).toMatchObject({ moderated: true });
			expect(next).not.toHaveProperty('statusProblem');
		},
	);

	test.each([{ status: 'error' }, { error: true }, { error: {}, status: 'ERROR' }])(
		'takes no refusal without words (%j) for a text that exists',
		async (refusal) => {
			const body = { message_id: 700123, ...refusal };
			await bench.gateway.faults.add({ kind: 'status', status: 200, body });
			const { outputs } = await bench.run(create(), errorOutput);

			expect(jsonOf(outputs[0])).toEqual([]);
			expect(jsonOf(outputs[1])).toMatchObject([{ details: { kind: 'rejected' } }]);
		},
	);

	test('does not look when it is told not to wait', async () => {
		bench.gateway.settings.moderationLooks = 1;
		const [row] = await bench.rows(create({ waitForModeration: false }));

		expect(row).toMatchObject({ status: 'new', moderated: false });
		expect(methodsOf(bench.gateway)).toEqual(['createSmsMessage']);
	});

	test.each(['text', 'messageId'] as const)(
		'uses the campaign that has the text already (%s)',
		async (duplicates) => {
			bench.gateway.settings.duplicates = duplicates;
			const [first] = await bench.rows(create());
			const [second] = await bench.rows(create());

			expect(second).toMatchObject({
				campaignId: first?.campaignId,
				reused: true,
				moderated: true,
				parts: 1,
			});
			expect(bench.gateway.state.campaigns).toHaveLength(1);
		},
	);

	test.each([
		[400, 'Wrong alphaname with ID=1363. Check it is correct and approved.'],
		[400, 'ошибка в буквенном имени (id = 1363)'],
		[403, 'access denied, client ID=1363'],
		[429, 'Too many requests, request ID=1363'],
		[500, 'billing error, payment ID=1363'],
	])('takes no ID of another refusal for a campaign: %s %s', async (status, error) => {
		await bench.gateway.faults.add({ kind: 'status', status, body: { error } });
		const { outputs } = await bench.run(create({ waitForModeration: false }), errorOutput);

		expect(jsonOf(outputs[0])).toEqual([]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ text: error });
	});

	test('fails where the answer names no campaign', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: { status: 'ok' } });
		const { outputs } = await bench.run(create({ waitForModeration: false }), errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'outcomeUnknown' });
	});

	test('still fails for every other refusal', async () => {
		const parameters = create({}, { alphaname: locator('77', 'list') });
		const { outputs } = await bench.run(parameters, errorOutput);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'rejected', httpStatus: 400 });
		expect(looks()).toBe(0);
	});

	test('schedules in the clock of the account', async () => {
		await bench.rows(create({ waitForModeration: false, sendAt: '2030-01-15T09:30:00Z' }));

		expect(bench.gateway.state.campaigns[0]?.schedule).toEqual({
			wire: '2030-01-15 12:30:00',
			at: Date.parse('2030-01-15T09:30:00Z'),
		});
	});
});

describe('Send', () => {
	const send = operation('campaign', 'send', {
		campaignId: '={{ $json.campaignId }}',
		recipient: '={{ $json.phone }}',
		reference: '={{ $json.orderId }}',
	});

	test('sends a moderated campaign to each recipient', async () => {
		const [{ campaignId } = {}] = await bench.rows(create());
		const items = rows(3).map(({ json }) => ({ json: { ...json, campaignId } as never }));
		const output = await bench.rows(send, { items });

		expect(output).toMatchObject(
			[0, 1, 2].map((index) => ({
				status: 'queued',
				messageId: bench.gateway.messages[index]?.id,
				recipient: phone(index),
				reference: `order-${index}`,
				channel: 'sms',
			})),
		);
		expect(queryOf(bench.gateway.requests.at(-1))).toMatchObject({ message_id: campaignId });
	});

	test('says what to do when it is not moderated', async () => {
		bench.gateway.settings.moderationLooks = null;
		const [{ campaignId } = {}] = await bench.rows(create({ waitForModeration: false }));
		const items = [{ json: { phone: phone(0), campaignId } as never }];
		const { outputs } = await bench.run(send, { items, ...errorOutput });

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			outcome: 'refused',
			hint: expect.stringContaining('moderation') as string,
		});
	});
});

describe('Get Many', () => {
	const getAll = (more = {}) => operation('campaign', 'getAll', more);
	beforeEach(() => {
		bench.gateway.settings.moderationLooks = 1;
	});

	test.each([100, 101])('reads all of %i campaigns', async (count) => {
		await bench.rows(create({ waitForModeration: false }), { items: rows(count) });
		const before = bench.gateway.requests.length;
		const output = await bench.rows(getAll({ returnAll: true }));

		expect(output).toHaveLength(count);
		expect(bench.gateway.requests).toHaveLength(before + 2);
		expect(output[0]).toEqual({
			campaignId: bench.gateway.state.campaigns[0]?.id,
			text: bench.gateway.state.campaigns[0]?.text,
			status: 'new',
			moderated: false,
			parts: 1,
			createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
		});
	});

	test('asks for no more than the limit', async () => {
		await bench.rows(create({ waitForModeration: false }), { items: rows(5) });
		const output = await bench.rows(getAll({ limit: 2 }));

		expect(output).toHaveLength(2);
		expect(queryOf(bench.gateway.requests.at(-1))).toMatchObject({
			limit_rows: '2',
			limit_offset: '0',
		});
	});
});

test('Get Status tells whether it is moderated', async () => {
	bench.gateway.settings.moderationLooks = 1;
	const [{ campaignId } = {}] = await bench.rows(create({ waitForModeration: false }));
	const parameters = operation('campaign', 'getStatus', { campaignId: String(campaignId) });

	expect(await bench.rows(parameters)).toMatchObject([{ status: 'new', moderated: false }]);
	expect(await bench.rows(parameters)).toEqual([
		{
			gateway: 'smsby',
			campaignId,
			status: 'moderated',
			moderated: true,
			parts: 1,
			alphaname: 'SYSTEM',
		},
	]);
});
