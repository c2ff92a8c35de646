import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { MessageGatewaysSmscApi } from '../../../credentials/MessageGatewaysSmscApi.credentials.ts';
import { smsc } from '../../../nodes/Smsc/gateway.ts';
import { hosts } from '../../../nodes/Smsc/hosts.ts';
import { runNode } from '../harness/index.mts';
import { apiKey, jsonOf, password, store, useBench } from './setup.mts';

describe('the address of an account', () => {
	test.each([...hosts])('is %s with its backup servers', (host) => {
		expect(smsc.baseUrl({ host })).toBe(`https://${host}`);
		expect(smsc.backupUrls?.({ host })).toEqual(
			['www2', 'www3', 'www4', 'www5'].map((prefix) => `https://${prefix}.${host}`),
		);
	});

	test('is smsc.ru unless another one was chosen', () => {
		expect(smsc.baseUrl({})).toBe('https://smsc.ru');
	});

	test('can be the user’s own, with backups or without', () => {
		const own = { host: 'own', baseUrl: ' https://my.example/// ' };

		expect(smsc.baseUrl(own)).toBe('https://my.example');
		expect(smsc.backupUrls?.(own)).toEqual([]);
		expect(
			smsc.backupUrls?.({ ...own, backupUrls: 'https://a.example/, https://b.example' }),
		).toEqual(['https://a.example', 'https://b.example']);
	});
});

describe('the credential', () => {
	const authenticate = new MessageGatewaysSmscApi().authenticate as unknown as (
		data: object,
		options: object,
	) => Promise<{ body?: unknown; qs?: unknown }>;

	test('adds login and password, or the API key, to any body', async () => {
		const data = { authentication: 'password', login: 'Ваня', password: 'a&b=c %' };
		const form = await authenticate(data, { method: 'POST', body: 'mes=1' });
		const object = await authenticate(data, { method: 'POST', body: { get: 1 } });
		const key = await authenticate(
			{ authentication: 'apiKey', apiKey: 'k', login: 'Ваня', password: 'p' },
			{ method: 'POST', body: 'mes=1' },
		);

		expect(Object.fromEntries(new URLSearchParams(String(form.body)))).toEqual({
			login: 'Ваня',
			psw: 'a&b=c %',
			mes: '1',
		});
		expect(object.body).toEqual({ login: 'Ваня', psw: 'a&b=c %', get: 1 });
		expect(key.body).toBe('apikey=k&mes=1');
	});
});

describe('the test of the credential', () => {
	const bench = useBench();

	/** A node that makes the request of the test, as n8n's own temporary one does. */
	class Probe implements INodeType {
		description: INodeTypeDescription = {
			displayName: 'Probe',
			name: 'probe',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'messageGatewaysSmscApi', required: true }],
			properties: [
				{
					displayName: 'Probe',
					name: 'probe',
					type: 'string',
					default: '',
					routing: { request: new MessageGatewaysSmscApi().test.request as never },
				},
			],
		};
	}

	/** @returns what the editor shows */
	const check = async (more = {}): Promise<string> => {
		const { outputs, error } = await runNode({
			nodeType: Probe,
			credentials: store(bench.gateway, more),
		});
		if (error) return error.message;
		const [answer = {}] = jsonOf(outputs[0]);
		const broken = new MessageGatewaysSmscApi().test.rules?.find(
			({ type, properties }) =>
				type === 'responseSuccessBody' && answer[properties.key] === properties.value,
		);
		return broken?.properties.message ?? 'OK';
	};

	test('asks for the balance', async () => {
		expect(await check()).toBe('OK');
		expect(await check({ authentication: 'apiKey', apiKey })).toBe('OK');
		expect(bench.gateway.requests.map(({ path }) => path)).toEqual(
			Array.from({ length: 2 }, () => '/sys/balance.php'),
		);
	});

	test.each([
		['a wrong password', { password: 'wrong' }],
		['a wrong login', { login: 'nobody' }],
		['a password as API key', { authentication: 'apiKey', apiKey: password }],
	])('finds %s', async (_what, more) => {
		expect(await check(more)).toContain('refuses login, password or API key');
	});

	test('finds a blocked address', async () => {
		bench.gateway.settings.address = 'blocked';

		expect(await check()).toContain('blocked');
	});

	test('says so when it was asked too often', async () => {
		for (let time = 0; time < 10; time++) await check();

		expect(await check()).toContain('Wait a minute');
	});

	test.each([
		['a page', { kind: 'status', status: 200, body: '<html>Hello</html>' }],
		['a plain error', { kind: 'status', status: 200, body: 'ERROR = 2 (authorise error)' }],
		['nothing', { kind: 'empty' }],
	] as const)('takes no other server for SMSC: %s', async (_what, fault) => {
		await bench.gateway.faults.add(fault as never);

		expect(await check()).not.toBe('OK');
	});
});
