import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSendPulseApi } from '../../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { MessageGatewaysSendPulseOAuth2Api } from '../../../credentials/MessageGatewaysSendPulseOAuth2Api.credentials.ts';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { callApi } from '../../sandbox/sendpulse/testing.mts';
import type { Method } from '../../sandbox/sendpulse/testing.mts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { benchFor, locator, storeOf } from '../harness/index.mts';
import type { RunResult } from '../harness/index.mts';

export { detailsOf, errorOutput, jsonOf, locator as typed } from '../harness/index.mts';

type SendPulseSandbox = Sandbox<'sendpulse'>;

export const apiKey = 'sp_sandbox_api_key';
const clientSecret = 'sendpulse-sandbox-secret';
/** With characters that percent-encoding and JSON each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [apiKey, clientSecret, callbackSecret];

/** The sender that is active from the start. */
export const sender = 'news@shop.example';

/** Both stored credentials for a sandbox. */
export const credential = (gateway: { url: string }, more: IDataObject = {}) => {
	const common = { baseUrl: gateway.url, callbackSecret, concurrent: 10, perSecond: 0, ...more };
	return {
		messageGatewaysSendPulseApi: { apiKey, ...common },
		messageGatewaysSendPulseOAuth2Api: {
			clientId: 'sendpulse-sandbox-id',
			clientSecret,
			...common,
		},
	};
};

export const plan = {
	gateway: 'sendpulse' as const,
	nodeType: SendPulse,
	credential,
	credentialTypes: {
		messageGatewaysSendPulseApi: MessageGatewaysSendPulseApi,
		messageGatewaysSendPulseOAuth2Api: MessageGatewaysSendPulseOAuth2Api,
	},
	secrets,
	/** The API key, unless a run says otherwise. */
	parameters: { authentication: 'apiKey' },
	clock: { speed: 0 },
	prepare: ({ sendpulse }: SendPulseSandbox) => {
		sendpulse.settings.requestsPerSecond = null;
	},
	mayHold: ['credentials', 'saved'] satisfies Array<keyof RunResult>,
};

export const store = storeOf(plan);

/** A request as it arrived. */
interface Call {
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
}

export function useBench(options: Pick<SandboxOptions<'sendpulse'>, 'clock'> = {}) {
	const bench = benchFor<'sendpulse'>(plan, options);
	const extended = Object.assign(bench, {
		/** Every request but those for a token. */
		calls: (): Call[] =>
			bench.gateway.requests
				.filter(({ path }) => path !== '/oauth/access_token')
				.map(({ method, path, query, body }) => ({
					method,
					path,
					query: Object.fromEntries(new URLSearchParams(query)),
					body: body.length === 0 ? undefined : (JSON.parse(body.toString('utf8')) as unknown),
				})),
		/** A call of the account's own, to set something up. */
		async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
			const seen = await callApi(bench.gateway.url, method, path, body);
			if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
			return seen.json;
		},
	});
	Object.defineProperty(extended, 'sendpulse', { get: () => bench.gateway });
	return extended as typeof extended & { readonly sendpulse: SendPulseSandbox['sendpulse'] };
}

/** Input items with distinct addresses. */
export const addresses = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { email: `ann+${index}@example.com` } }));

/** Parameters of Email: Send to `$json.email`. */
export const sendEmail = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'email',
	operation: 'send',
	fromEmail: locator(sender),
	fromName: 'Лавка',
	toEmail: '={{ $json.email }}',
	subject: 'Заказ № 7',
	emailFormat: 'html',
	html: '<p>Привет, мир 🎁</p>',
	...more,
});
