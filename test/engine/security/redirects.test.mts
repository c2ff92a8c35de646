/** A redirect takes no credential to another host, whoever asks and whatever it says. */
import { credentialCases, usesOf } from './calls.mts';
import { useServer } from './server.mts';

const gateway = useServer();
const thief = useServer();

const redirects = [301, 302, 303, 307, 308];

const redirectAll = (status: number) => {
	gateway.answer = ({ url }) => ({ status, headers: { location: `${thief.url}${url}` } });
};

describe.each(
	credentialCases.map((one) => ({ ...one, kind: Object.keys(one.data('')).join(' ') })),
)('$name ($kind)', (one) => {
	test.each(usesOf(one))('$what', async ({ run }) => {
		for (const status of redirects) {
			redirectAll(status);
			await run(gateway.url);
		}

		expect(gateway.seen.length).toBeGreaterThanOrEqual(redirects.length);
		expect(thief.seen).toEqual([]);
	});
});

describe('SMSC, at a backup address', () => {
	const smsc = credentialCases.filter(({ name }) => name === 'messageGatewaysSmscApi');

	test.each(smsc)('$secrets.0', async (one) => {
		for (const status of redirects) {
			redirectAll(status);
			// Nobody listens at the first address.
			const [use] = usesOf(one, { backupUrls: gateway.url });
			await use!.run('http://127.0.0.1:9');
		}

		expect(gateway.seen.length).toBeGreaterThanOrEqual(redirects.length);
		expect(thief.seen).toEqual([]);
	});
});

/** n8n makes this call itself, with a client that no node can set. What it does is in SECURITY.md. */
describe('the request for an OAuth2 token', () => {
	const grant = credentialCases.find(({ name }) => name === 'messageGatewaysSendPulseOAuth2Api')!;
	const stolen = async (status: number) => {
		redirectAll(status);
		const [use] = usesOf(grant, { oauthTokenData: {} });
		await use!.run(gateway.url);
		expect(gateway.seen.map(({ url }) => url)).toContain('/oauth/access_token');
		return thief.seen.filter(({ body }) => new URLSearchParams(body).has('client_secret'));
	};

	test.each([301, 302, 303])('keeps the client secret when redirected with %i', async (status) => {
		expect(await stolen(status)).toEqual([]);
	});

	test.each([307, 308])(
		'is repeated by n8n, client secret included, when redirected with %i',
		async (status) => {
			expect((await stolen(status)).length).toBeGreaterThan(0);
		},
	);
});
