import { MessageGatewaysSmsByApi } from '../../../credentials/MessageGatewaysSmsByApi.credentials.ts';
import { accountZone } from '../../../nodes/SmsBy/hosts.ts';
import { smsBy } from '../../../nodes/SmsBy/gateway.ts';
import { expectNoSecrets, testCredential } from '../harness/index.mts';
import { credential, queryOf, secrets, send, token, useBench } from './setup.mts';

const bench = useBench();

describe('the credential test', () => {
	const check = async (more = {}) => {
		const verdict = await testCredential(
			MessageGatewaysSmsByApi,
			credential(bench.gateway, more).messageGatewaysSmsByApi ?? {},
		);
		expectNoSecrets(verdict, secrets);
		return verdict;
	};

	test.each(['A', 'B', 'C'] as const)('reads the balance in era %s', async (era) => {
		bench.gateway.settings.era = era;

		expect(await check()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(bench.gateway.requests[0]?.path).toBe('/api/v1/getBalance');
		expect(queryOf(bench.gateway.requests[0])).toEqual({ token });
		expect(bench.gateway.requests[0]?.query).toMatch(/token=[^=]*%3D$/);
	});

	test.each(['byKind', 200, 400, 403] as const)(
		'tells a wrong token that is refused with %s',
		async (errorStatus) => {
			for (const errorShape of ['error', 'object', 'status'] as const) {
				Object.assign(bench.gateway.settings, { errorStatus, errorShape });

				expect(await check({ token: 'wrong-token' })).toEqual({
					status: 'Error',
					message: expect.stringContaining('does not accept the token') as string,
				});
			}
		},
	);

	test('fails on a web site that is no gateway, and on one that is down', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 200, times: 1 });
		expect(await check()).toMatchObject({ status: 'Error' });
		await bench.gateway.faults.add({ kind: 'status', status: 503, times: 1 });
		expect(await check()).toMatchObject({ status: 'Error' });
	});

	test('takes a token with spaces around it', async () => {
		expect(await check({ token: ` ${token}\n` })).toMatchObject({ status: 'OK' });
	});
});

describe('the host', () => {
	test.each([
		['app.sms.by', 'https://app.sms.by', 'Europe/Minsk'],
		['app.startsend.ru', 'https://app.startsend.ru', 'Europe/Moscow'],
		['app.dataedge.md', 'https://app.dataedge.md', 'Europe/Chisinau'],
		['', 'https://app.sms.by', 'Europe/Minsk'],
	])('“%s” has its address and zone', (host, address, zone) => {
		expect(smsBy.baseUrl({ host })).toBe(address);
		expect(accountZone({ host })).toBe(zone);
		expect(accountZone({ host, timeZone: 'Asia/Almaty' })).toBe('Asia/Almaty');
	});

	test('of one’s own may end with slashes and have spaces around', async () => {
		const credentialData = { baseUrl: ` ${bench.gateway.url}// ` };
		await bench.rows(send(), { credentialData });
		await bench.rows({ resource: 'account', operation: 'getBalance' }, { credentialData });

		expect(bench.gateway.state.calls.map(({ method, error }) => [method, error])).toEqual([
			['sendQuickSMS', null],
			['getBalance', null],
		]);
	});
});
