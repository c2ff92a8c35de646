import type { IDataObject } from 'n8n-workflow';
import { MessageGatewaysSendPulseApi } from '../../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { MessageGatewaysSendPulseOAuth2Api } from '../../../credentials/MessageGatewaysSendPulseOAuth2Api.credentials.ts';
import { sendPulse } from '../../../nodes/SendPulse/gateway.ts';
import { expectNoSecrets, testCredential } from '../harness/index.mts';
import { apiKey, credential, secrets, useBench } from './setup.mts';

const bench = useBench();

const types = {
	messageGatewaysSendPulseApi: MessageGatewaysSendPulseApi,
	messageGatewaysSendPulseOAuth2Api: MessageGatewaysSendPulseOAuth2Api,
};

type TypeName = keyof typeof types;

const names = Object.keys(types) as TypeName[];

/** @returns what the editor shows */
const check = async (type: TypeName, more: IDataObject = {}) => {
	const data = credential(bench.sendpulse, more)[type] ?? {};
	const verdict = await testCredential(types[type], data);
	expectNoSecrets(verdict, secrets);
	return verdict;
};

const paths = () => bench.sendpulse.requests.map(({ method, path }) => `${method} ${path}`);

const success = { status: 'OK', message: 'Connection successful!' };

const failure = (words: string) => ({
	status: 'Error',
	message: expect.stringContaining(words) as string,
});

describe('the test of the API key', () => {
	test('reads the balance with the key as it is', async () => {
		expect(await check('messageGatewaysSendPulseApi')).toEqual(success);
		expect(paths()).toEqual(['GET /balance']);
		expect(bench.sendpulse.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
	});

	test('says where the right key stands when this one is wrong', async () => {
		expect(await check('messageGatewaysSendPulseApi', { apiKey: 'wrong-key' })).toEqual(
			failure('does not accept the API key. Compare it with those under Account Settings'),
		);
	});

	test('takes a key with spaces around it', async () => {
		expect(await check('messageGatewaysSendPulseApi', { apiKey: ` ${apiKey}\n` })).toEqual(success);
	});
});

describe('the test of ID and secret', () => {
	test('gets a token and reads the balance with it', async () => {
		expect(await check('messageGatewaysSendPulseOAuth2Api')).toEqual(success);
		expect(paths()).toEqual(['POST /oauth/access_token', 'GET /balance']);
		expect(
			Object.fromEntries(new URLSearchParams(bench.sendpulse.requests[0]?.body.toString())),
		).toMatchObject({
			grant_type: 'client_credentials',
			client_id: 'sendpulse-sandbox-id',
			client_secret: 'sendpulse-sandbox-secret',
		});
	});

	test.each([{ clientId: 'other' }, { clientSecret: 'other' }])(
		'is red with %j, and asks for nothing but a token',
		async (more) => {
			expect(await check('messageGatewaysSendPulseOAuth2Api', more)).toEqual(
				failure('Client authentication failed'),
			);
			expect(new Set(paths())).toEqual(new Set(['POST /oauth/access_token']));
		},
	);

	test('is red when SendPulse does not accept its own token', async () => {
		await bench.sendpulse.faults.add({ kind: 'status', status: 401, path: '/balance' });

		expect(await check('messageGatewaysSendPulseOAuth2Api')).toEqual(
			failure('does not accept the token that it has given'),
		);
		// The token is renewed once, not for ever.
		expect(paths().filter((path) => path.startsWith('GET'))).toHaveLength(2);
	});

	test('is red when the token comes from no SendPulse', async () => {
		await bench.sendpulse.faults.add({ kind: 'status', status: 200, body: '<html>Hello</html>' });

		expect(await check('messageGatewaysSendPulseOAuth2Api')).toEqual(failure('Expected JSON'));
	});
});

describe.each(names)('the test of %s', (name) => {
	test.each([
		[403, { message: 'Account expired', error_code: 403 }, 'expired'],
		[404, '<html>Not here</html>', 'Check the Base URL'],
		[429, { message: 'Too many requests' }, 'Wait a minute'],
		[500, '<html>Oops</html>', 'Internal Server Error'],
		[200, '<html>Hello</html>', 'Check the Base URL'],
		[200, { hello: 'world' }, 'Check the Base URL'],
	])('is red after HTTP %i with %j', async (status, body, words) => {
		await bench.sendpulse.faults.add({ kind: 'status', status, body, path: '/balance' });

		expect(await check(name)).toEqual(failure(words));
	});

	test('is red when nobody is there', async () => {
		expect(await check(name, { baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/ECONNREFUSED|refused the connection/) as string,
		});
	});

	test.each(['/', '// ', ' '])('takes a Base URL that ends with “%s”', async (end) => {
		expect(await check(name, { baseUrl: ` ${bench.sendpulse.url}${end}` })).toEqual(success);
	});
});

test('without a Base URL SendPulse itself is asked', () => {
	expect(sendPulse.baseUrl({})).toBe('https://api.sendpulse.com');
	for (const name of names) {
		const base = new types[name]().properties.find((field) => field.name === 'baseUrl');
		expect(base?.default).toBe('https://api.sendpulse.com');
	}
});

test.each(names)('%s has the limits of SendPulse with something to spare', (name) => {
	const limits = new types[name]().properties.flatMap((field) =>
		['concurrent', 'perSecond'].includes(field.name) ? [[field.name, field.default]] : [],
	);

	expect(Object.fromEntries(limits)).toEqual({ concurrent: 5, perSecond: 8 });
});
