/** A URL that is registered at a gateway has to be one that the gateway can call. */
import type { IHookFunctions } from 'n8n-workflow';
import { requireReachable } from '../../../nodes/shared/callbacks/lifecycle.ts';
import { fakeNode } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';

const target = (baseUrl: string) => ({
	gateway: { ...testGateway, baseUrl: () => baseUrl },
	path: 'test',
	paths: ['test', 'other'],
});

const publish = (url: string, gateway = 'https://api.example.com') => {
	const context = { getNode: () => fakeNode(), getNodeWebhookUrl: () => url };
	requireReachable(context as unknown as IHookFunctions, target(gateway), {});
};

test.each(['http://localhost:5678/webhook/x/test', 'http://[::1]/webhook/x/test'])(
	'%s is not registered at a gateway on the internet, and the message says what to do',
	(url) => {
		expect(() => publish(url)).toThrow(
			/The address of this n8n points to “.+”, which is this machine itself, so Test Gateway cannot call it\. Use the address .+ N8N_WEBHOOK_URL, in older versions as WEBHOOK_URL\.$/,
		);
	},
);

test.each([
	['a public address', 'https://n8n.example.com/webhook/x/test', undefined],
	['a private one, which a tunnel may lead to', 'http://10.0.0.5/webhook/x/test', undefined],
	[
		'this machine, when the gateway runs on it too',
		'http://localhost:5678/x',
		'http://127.0.0.1:90',
	],
])('%s is', (_what, url, gateway) => {
	expect(() => publish(url, gateway)).not.toThrow();
});
