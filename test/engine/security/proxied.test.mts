/** Every call of a node goes through its proxy: those that n8n makes, and those that the package makes on its own. */
import type { INodeParameters } from 'n8n-workflow';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, openDropdown, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { answers, useProxy } from './proxy.mts';
import { useServer } from './server.mts';

const gateway = useServer();
const proxy = useProxy();

const caseOf = (name: string): CredentialCase =>
	credentialCases.find((one) => one.name === name && one.chosen.authentication !== 'oAuth2')!;
const smsc = caseOf('messageGatewaysSmscApi');
const smsBy = caseOf('messageGatewaysSmsByApi');
const sendPulse = caseOf('messageGatewaysSendPulseApi');

const store = (one: CredentialCase, url = gateway.url) =>
	new CredentialStore({ [one.name]: one.data(url) as never }, { [one.name]: one.type });

const run = async (
	one: CredentialCase,
	parameters: INodeParameters,
	{ url = gateway.url, requestOptions = { proxy: proxy.url } as INodeParameters } = {},
) =>
	await runNode({
		nodeType: one.table.node,
		credentials: store(one, url),
		parameters: {
			...parameters,
			...one.chosen,
			requestOptions,
		},
		items: inputRows(one.table, 1),
		node: { onError: 'continueErrorOutput' },
	});

/** A proxy is given the whole address, a server its path only. */
const direct = () => gateway.seen.filter(({ url }) => !url.startsWith('http://'));
const paths = () => gateway.seen.map(({ url }) => new URL(url).pathname);

describe('through the proxy', () => {
	beforeEach(() => {
		proxy.act = proxy.forwards(gateway);
	});

	test.each(
		credentialCases.flatMap((one) =>
			[
				...one.table.sending.map(({ parameters }) => parameters),
				...(one.read ? [one.read] : []),
			].map(
				(parameters) =>
					[
						`${one.name}: ${String(parameters.resource)} ${String(parameters.operation)}`,
						one,
						parameters,
					] as const,
			),
		),
	)('%s', async (_name, one, parameters) => {
		await run(one, parameters);
		expect(gateway.seen.length).toBeGreaterThan(0);
		expect(direct()).toEqual([]);
	});

	test.each(['p%40ss%3Aword', '50%25off', 'a%2541', 'пароль'])(
		'with the password %s as it is meant',
		async (password) => {
			const { parameters } = smsc.table.sending[0]!;
			const { host } = new URL(proxy.url);
			const login = { proxy: `http://user%25:${password}@${host}` };
			await run(smsc, parameters, { requestOptions: login });
			await run(smsc, smsc.read!, { requestOptions: login });
			const logins = proxy.told.map(
				(text) => /^proxy-authorization: Basic (\S+)/im.exec(text)?.[1] ?? '',
			);
			expect(logins.length).toBeGreaterThan(1);
			expect(new Set(logins.map((one) => Buffer.from(one, 'base64').toString()))).toEqual(
				new Set([`user%:${decodeURIComponent(password)}`]),
			);
		},
	);

	test('the look-up of recipients’ zones', async () => {
		const { parameters } = smsc.table.sending[0]!;
		await run(smsc, { ...parameters, options: { sendBetween: '9-21', recipientZone: true } });
		expect(paths()).toContain('/sys/info.php');
		expect(direct()).toEqual([]);
	});

	test('the currency of the account', async () => {
		const { parameters } = smsc.table.sending[0]!;
		await run(smsc, { ...parameters, operation: 'estimate' });
		expect(paths()).toContain('/sys/balance.php');
		expect(direct()).toEqual([]);
	});

	test('the looks at the moderation of a campaign', async () => {
		gateway.answer = () => ({ status: 200, body: '{"message_id":7,"status":"ok"}' });
		await run(smsBy, {
			resource: 'campaign',
			operation: 'create',
			text: 'Text',
			options: { waitForModeration: true, waitSeconds: 0.5, lookSeconds: 0.1 },
		});
		expect(gateway.seen.length).toBeGreaterThan(1);
		expect(direct()).toEqual([]);
	});
});

describe('a list of the editor', () => {
	const lists = [
		['SMS.by', smsBy, new SmsBy().methods.listSearch.alphanames, SmsBy],
		['SendPulse', sendPulse, Object.values(new SendPulse().methods.listSearch)[0]!, SendPulse],
	] as const;

	test.each(lists)('%s', async (_name, one, search, nodeType) => {
		proxy.act = answers(502);
		const opened = openDropdown(
			{
				nodeType,
				credentials: store(one),
				parameters: { ...one.chosen, requestOptions: { proxy: proxy.url } },
			},
			search,
		);
		await expect(opened).rejects.toThrow();
		expect(proxy.told).not.toEqual([]);
		expect(gateway.seen).toEqual([]);
	});

	test.each(lists)('%s: a proxy that cannot be read here', async (_name, one, search, nodeType) => {
		const opened = openDropdown(
			{
				nodeType,
				credentials: store(one),
				parameters: {
					...one.chosen,
					requestOptions: { proxy: '={{ $("Start").item.json.proxy }}' },
				},
			},
			search,
		);
		await expect(opened).rejects.toThrow(/Proxy/);
		expect(gateway.seen).toEqual([]);
	});
});

describe('the proxy of n8n’s surroundings', () => {
	const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY'] as const;
	const before = new Map<string, string | undefined>();
	beforeEach(() => {
		for (const name of names) before.set(name, process.env[name]);
	});
	afterEach(() => {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	});

	const operations = [
		['a send', smsc.table.sending[0]!.parameters],
		['a read, one call an item', smsc.read!],
	] as const;

	test.each(operations)('%s goes through HTTP_PROXY', async (_what, parameters) => {
		proxy.act = proxy.forwards(gateway);
		process.env.HTTP_PROXY = proxy.url;
		process.env.http_proxy = proxy.url;
		await run(smsc, parameters, { url: 'http://gateway.test', requestOptions: {} });
		expect(proxy.lines[0]).toMatch(/gateway\.test/);
		expect(gateway.seen.length).toBeGreaterThan(0);
	});

	test.each(
		operations.flatMap(([what, of]) => [403, 500].map((status) => [what, status, of] as const)),
	)('%s: HTTPS_PROXY refuses with %d', async (_what, status, parameters) => {
		proxy.act = answers(status);
		process.env.HTTPS_PROXY = proxy.url;
		process.env.https_proxy = proxy.url;
		const { outputs } = await run(smsc, parameters, {
			url: 'https://gateway.test',
			requestOptions: {},
		});
		expect(String(outputs[1]?.[0]?.json.error)).toMatch(/proxy did not connect/);
		expect(outputs[1]?.[0]?.json.details).not.toMatchObject({ outcome: 'unknown' });
		expect(proxy.lines[0]).toMatch(/^CONNECT gateway\.test:443/);
	});
});

test('a row with a Send Once Key that never left is sent by the next execution', async () => {
	const { parameters } = smsc.table.sending[0]!;
	const keyed = {
		...parameters,
		options: { sendOnceKey: '={{ $json.reference }}' },
	};
	for (const status of [403, 500, 407]) {
		proxy.act = answers(status);
		const { outputs } = await run(smsc, keyed, { url: 'https://gateway.test' });
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ outcome: 'notSent' });
	}
	proxy.act = proxy.forwards(gateway);
	gateway.answer = () => ({ status: 200, body: '{"id":1,"cnt":1,"error_code":0}' });
	const { outputs } = await run(smsc, keyed);
	expect(outputs[1] ?? []).toEqual([]);
	expect(gateway.seen).toHaveLength(1);
	await run(smsc, keyed);
	expect(gateway.seen).toHaveLength(1);
});
