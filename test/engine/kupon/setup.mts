import { KuponApi } from '../../../credentials/KuponApi.credentials.ts';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import type { startSandbox } from '../../sandbox/index.mts';
import { runNode } from '../harness/index.mts';
import type { RunOptions } from '../harness/index.mts';

export type KuponSandbox = Awaited<ReturnType<typeof startSandbox<'kupon'>>>;

export const token = 'kupon-sandbox-token';
export const callbackSecret = 'callback secret +/=';

/** The stored credential for a sandbox. */
export const credential = (sandbox: KuponSandbox, more = {}) => ({
	kuponApi: {
		baseUrl: sandbox.kupon.url,
		token,
		callbackSecret,
		concurrent: 5,
		perSecond: 0,
		...more,
	},
});

/** Runs the Kupon.mobi node against a sandbox. */
export const runKupon = async (
	sandbox: KuponSandbox,
	{ credentialData = {}, ...options }: Partial<RunOptions> & { credentialData?: object } = {},
) =>
	await runNode({
		nodeType: Kupon,
		credentials: credential(sandbox, credentialData),
		credentialTypes: { kuponApi: KuponApi },
		...options,
	} as RunOptions);

/** Parameters of Message: Send for an SMS to `$json.phone`. */
export const sendSms = (more = {}) => ({
	resource: 'message',
	operation: 'send',
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	...more,
});

/** Input items with distinct recipients. */
export const rows = (count: number, first = 79001110000) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: String(first + index), text: `Заказ ${index} готов`, orderId: `order-${index}` },
	}));
