import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { clientSecret, sendPulseTable } from '../../contract/sendpulse.table.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { callApi } from '../../sandbox/sendpulse/testing.mts';
import type { Method } from '../../sandbox/sendpulse/testing.mts';
import { benchFor, credentialOf, locator, operation, storeOf } from '../harness/index.mts';
import type { BenchOptions } from '../harness/index.mts';

export { apiKey } from '../../contract/sendpulse.table.mts';
export { callbackSecret } from '../../contract/table.mts';
export { detailsOf, errorOutput, itemsOf, jsonOf, locator } from '../harness/index.mts';

const table = { ...sendPulseTable, secrets: [...sendPulseTable.secrets, clientSecret] };
export const { secrets } = table;

/** The sender that is active from the start. */
export const sender = 'news@shop.example';

type Url = { url: string };

export const credential = (gateway: Url, more?: object) =>
	credentialOf(table, gateway, { ...more });
export const store = (gateway: Url, more?: object) => storeOf(table, gateway, { ...more });

/** A request as it arrived. */
interface Call {
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
}

export function useBench(options: BenchOptions<'sendpulse'> = {}) {
	const bench = benchFor<'sendpulse'>(table, {
		credentialData: { concurrent: 10 },
		/** The API key, unless a run says otherwise. */
		parameters: { authentication: 'apiKey' },
		clock: { speed: 0 },
		mayHold: ['credentials', 'saved'],
		...options,
	});
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
		async ask<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
			const seen = await callApi(bench.gateway.url, method, path, body);
			if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
			return seen.json as T;
		},
	});
	Object.defineProperty(extended, 'sendpulse', { get: () => bench.gateway });
	return extended as typeof extended & { readonly sendpulse: Sandbox<'sendpulse'>['sendpulse'] };
}

/** Input items with distinct addresses. */
export const addresses = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { email: `ann+${index}@example.com` } }));

/** Parameters of Email: Send to `$json.email`. */
export const sendEmail = (more: INodeParameters = {}): INodeParameters =>
	operation('email', 'send', {
		fromEmail: locator(sender),
		fromName: 'Лавка',
		toEmail: '={{ $json.email }}',
		subject: 'Заказ № 7',
		emailFormat: 'html',
		html: '<p>Привет, мир 🎁</p>',
		...more,
	});
