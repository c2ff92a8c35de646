import { limits } from '../../../nodes/SendPulse/gateway.ts';
import { addresses, detailsOf, errorOutput, jsonOf, sendEmail, store, useBench } from './setup.mts';

const bench = useBench();

const oAuth2 = { authentication: 'oAuth2' };
const tokens = () => bench.sendpulse.requests.filter(({ path }) => path === '/oauth/access_token');
const getDomains = { resource: 'email', operation: 'getDomains', ...oAuth2 };

describe('client ID and secret', () => {
	test('asks for a token and sends with it', async () => {
		const [row] = await bench.rows(sendEmail(oAuth2), { items: addresses(1) });

		expect(row?.messageId).toEqual(expect.any(String));
		expect(tokens()).toHaveLength(1);
		expect(new URLSearchParams(tokens()[0]?.body.toString()).get('grant_type')).toBe(
			'client_credentials',
		);
	});

	test('asks for one first token, however many items start at once', async () => {
		const rows = await bench.rows(getDomains, { items: addresses(50) });

		expect(rows).toHaveLength(50);
		expect(bench.calls()).toHaveLength(50);
		expect(tokens()).toHaveLength(1);
	});

	test('asks for one first token for a route as well', async () => {
		await bench.rows(sendEmail(oAuth2), { items: addresses(30) });

		expect(tokens()).toHaveLength(1);
		expect(bench.sendpulse.messages).toHaveLength(30);
	});

	test('keeps the token for the next execution', async () => {
		const credentials = store(bench.sendpulse);
		await bench.rows(getDomains, { credentials });
		await bench.rows(getDomains, { credentials });

		expect(tokens()).toHaveLength(1);
	});

	/** Sends mails, of which the token ends in the middle. @returns the rows */
	const sendBeyondToken = async (count: number) => {
		let sent = 0;
		bench.sendpulse.settings.smtpOutcome = () => {
			sent += 1;
			if (sent === count / 2) bench.sendpulse.state.revokeTokens();
			return [];
		};
		return await bench.rows(sendEmail(oAuth2), { items: addresses(count) });
	};

	test('renews a token that ends in the middle of 1,000 items, and sends nothing twice', async () => {
		const rows = await sendBeyondToken(1000);

		expect(rows).toHaveLength(1000);
		expect(tokens().length).toBeGreaterThan(1);
		const recipients = bench.sendpulse.messages.map(({ recipient }) => recipient);
		expect(recipients).toHaveLength(1000);
		expect(new Set(recipients).size).toBe(1000);
	});

	test('asks once for all calls in flight when a token ends', async () => {
		await sendBeyondToken(100);

		expect(tokens()).toHaveLength(2);
	});

	test('says what to check when ID or secret is wrong', async () => {
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'getIps', ...oAuth2 },
			{ credentialData: { clientId: 'other' }, ...errorOutput },
		);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'unauthorized',
			httpStatus: 401,
		});
	});

	test('lets the others go on when the first call is refused for another reason', async () => {
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'get', emailId: '={{ $json.email }}', ...oAuth2 },
			{ items: addresses(10), ...errorOutput },
		);

		expect(jsonOf(outputs[1]).map((row) => detailsOf(row).code)).toEqual(
			Array.from({ length: 10 }, () => '14'),
		);
		expect(tokens()).toHaveLength(1);
	});
});

describe('API key', () => {
	test('is the bearer token itself', async () => {
		await bench.rows({ resource: 'email', operation: 'getIps' });

		expect(tokens()).toEqual([]);
		expect(bench.sendpulse.requests[0]?.headers.authorization).toBe('Bearer sp_sandbox_api_key');
	});

	test('says what to check when it is wrong', async () => {
		const { outputs } = await bench.run(
			{ resource: 'email', operation: 'getIps' },
			{ credentialData: { apiKey: 'other' }, ...errorOutput },
		);

		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'unauthorized', code: '401' });
	});
});

describe('limits', () => {
	const running = useBench({ clock: { speed: 1 } });

	test('let every mail out once where SendPulse takes ten requests a second', async () => {
		running.sendpulse.settings.requestsPerSecond = 10;
		const rows = await running.rows(sendEmail(), {
			items: addresses(20),
			credentialData: { ...limits },
		});

		const ids = running.sendpulse.messages.map(({ id }) => id);
		expect(rows.map(({ messageId }) => messageId).sort()).toEqual(ids.sort());
		expect(new Set(running.sendpulse.messages.map(({ recipient }) => recipient)).size).toBe(20);
	});

	test('waits out more than ten requests a second', async () => {
		await bench.sendpulse.faults.add({ kind: 'status', status: 429, times: 1 });
		const rows = await bench.rows({ resource: 'email', operation: 'getIps' });

		expect(rows).toHaveLength(1);
		expect(bench.calls()).toHaveLength(2);
	});
});
