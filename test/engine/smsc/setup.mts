import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSmscApi } from '../../../credentials/MessageGatewaysSmscApi.credentials.ts';
import { Smsc } from '../../../nodes/Smsc/Smsc.node.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { ACCESS, run as runScript } from '../../sandbox/smsc/testing/smsc.mts';
import { itemsOf, locator, benchFor, storeOf } from '../harness/index.mts';

export {
	detailsOf,
	errorOutput,
	itemsOf as items,
	jsonOf,
	locator as typed,
	operation,
} from '../harness/index.mts';

export type SmscSandbox = Sandbox<'smsc'>;

export const password = 'smsc-sandbox-password';
export const apiKey = 'smsc-sandbox-key';
/** With characters that percent-encoding, forms and charsets each write differently. */
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [password, apiKey, callbackSecret];

/** The stored credential for a sandbox. */
const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysSmscApi: {
		host: 'own',
		baseUrl: gateway.url,
		authentication: 'password',
		login: 'smsc-sandbox',
		password,
		callbackSecret,
		concurrent: 10,
		perSecond: 0,
		...more,
	},
});

const plan = {
	gateway: 'smsc' as const,
	nodeType: Smsc,
	credential,
	credentialTypes: { messageGatewaysSmscApi: MessageGatewaysSmscApi },
	secrets,
	clock: { speed: 0 },
	prepare: ({ smsc }: SmscSandbox) => {
		smsc.settings.latencyMs = 0;
		smsc.settings.balance = 100_000;
	},
};

export const store = storeOf(plan);

const common = ['login', 'psw', 'fmt', 'charset'];

export function useBench(options: Pick<SandboxOptions<'smsc'>, 'clock'> = {}) {
	const bench = benchFor<'smsc'>({ ...plan, preset: { items: rows(1) } }, options);
	return Object.assign(bench, {
		/** Parameters of each request to a script, but for those that every one has. */
		calls: (script: string): Array<Record<string, string>> =>
			bench.gateway.requests
				.filter(({ path }) => path === `/sys/${script}.php`)
				.map(({ body }) => {
					const fields = [...new URLSearchParams(body.toString('utf8'))];
					return Object.fromEntries(fields.filter(([name]) => !common.includes(name)));
				}),
	});
}

/** Sets up the account by a call of its own. */
export const ask = async (
	gateway: { url: string },
	script: string,
	values: Record<string, string>,
): Promise<IDataObject> => {
	const { bytes } = await runScript(gateway, script, { ...ACCESS, charset: 'utf-8', ...values });
	return JSON.parse(bytes.toString('utf8')) as IDataObject;
};

/** Parameters of Message: Send for an SMS to `$json.phone`. */
export const send = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	type: 'sms',
	sender: locator('MyShop'),
	recipient: '={{ $json.phone }}',
	text: '={{ $json.text }}',
	...more,
});

export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	send({ operation: 'sendMany', ...more });

export const phone = (index: number): string => String(79161110000 + index);

/** Input items with distinct recipients. */
export const rows = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), text: `Заказ ${index} готов`, orderId: `order-${index}` },
	}));

/** Input items with distinct phone numbers. */
export const phones = (count: number): INodeExecutionData[] =>
	itemsOf(...Array.from({ length: count }, (_, index) => ({ phone: phone(index) })));

/** A phone contact of the item. */
export const toPhone = { addressType: 'phone', phone: '={{ $json.phone }}' };
