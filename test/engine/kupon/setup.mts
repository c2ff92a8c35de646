import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysKuponApi } from '../../../credentials/MessageGatewaysKuponApi.credentials.ts';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { benchFor, storeOf } from '../harness/index.mts';

export { detailsOf, errorOutput, jsonOf } from '../harness/index.mts';

export type KuponSandbox = Sandbox<'kupon'>;
export type KuponGateway = KuponSandbox['kupon'];

export const token = 'kupon-sandbox-token';
/** With characters that percent-encoding, forms and JSON each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [token, callbackSecret];

/** The stored credential for a sandbox. */
export const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysKuponApi: {
		baseUrl: gateway.url,
		token,
		callbackSecret,
		concurrent: 5,
		perSecond: 0,
		...more,
	},
});

const plan = {
	gateway: 'kupon' as const,
	nodeType: Kupon,
	credential,
	credentialTypes: { messageGatewaysKuponApi: MessageGatewaysKuponApi },
	secrets,
};

export const store = storeOf(plan);

export type Bench = ReturnType<typeof useBench>;

export const useBench = (options: Pick<SandboxOptions<'kupon'>, 'clock'> = {}) =>
	benchFor<'kupon'>({ ...plan, preset: { items: rows(1) } }, options);

/** Parameters of Message: Send for an SMS to `$json.phone`. */
export const sendSms = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	...more,
});

/** The same through the list method. */
export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	sendSms({ operation: 'sendMany', ...more });

/** The virtual type of a cascade. */
export const startCascade = (more: INodeParameters = {}): INodeParameters =>
	sendSms({ resource: 'cascade', operation: 'start', sender: '1024', ...more });

/** The recipient of row `index` of `rows`. */
export const phone = (index: number, first = 79001110000): string => String(first + index);

/** Input items with distinct recipients. */
export const rows = (count: number, first?: number) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index, first), text: `Заказ ${index} готов`, orderId: `order-${index}` },
	}));

/** The details of the error that a stopped node ended with. */
export const errorDetails = ({ error }: { error: unknown }): IDataObject =>
	(error as { context: { details: IDataObject } }).context.details;
