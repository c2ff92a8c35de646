import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysSmsByApi } from '../../../credentials/MessageGatewaysSmsByApi.credentials.ts';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/index.mts';
import { locator, benchFor, operation, storeOf } from '../harness/index.mts';

export { detailsOf, errorOutput, jsonOf, operation } from '../harness/index.mts';

type SmsBySandbox = Sandbox<'smsby'>;
type SmsByGateway = SmsBySandbox['smsby'];

/** The key that the sandbox accepts; its `+`, `/` and `=` have to be percent-encoded. */
export const token = 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=';
export const callbackSecret = 'callback "secret" +/=&ё';
export const secrets = [token, callbackSecret];

export const credential = (gateway: { url: string }, more: IDataObject = {}) => ({
	messageGatewaysSmsByApi: {
		host: 'own',
		baseUrl: gateway.url,
		token,
		timeZone: '',
		callbackSecret,
		concurrent: 5,
		perSecond: 0,
		...more,
	},
});

const plan = {
	gateway: 'smsby' as const,
	nodeType: SmsBy,
	credential,
	credentialTypes: { messageGatewaysSmsByApi: MessageGatewaysSmsByApi },
	secrets,
};

export const store = storeOf(plan);

export const useBench = (options: Pick<SandboxOptions<'smsby'>, 'clock'> = {}) =>
	benchFor<'smsby'>({ ...plan, preset: { items: rows(1) } }, options);

/** Parameters of Message: Send to `$json.phone`. */
export const send = (more: INodeParameters = {}): INodeParameters =>
	operation('message', 'send', {
		recipient: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		...more,
	});

export const sendMany = (more: INodeParameters = {}): INodeParameters =>
	send({ operation: 'sendMany', ...more });

/** A chosen entry of a dropdown. */
export const chosen = (value: string) => locator(value, 'list');

/** The recipient of row `index` of `rows`. */
export const phone = (index: number): string => String(375291110000 + index);

/** Input items with distinct recipients. */
export const rows = (count: number, text = (index: number) => `Заказ ${index} готов`) =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: phone(index), text: text(index), orderId: `order-${index}` },
	}));

type Request = SmsByGateway['requests'][number];

/** The methods that were called, in order. */
export const methodsOf = ({ requests }: SmsByGateway): string[] =>
	requests.map(({ path }) => path.split('/').at(-1) ?? '');

/** The form of a request, read off the wire. */
export function formOf(request: Request | undefined): Record<string, string> {
	expect(request?.method).toBe('POST');
	expect(request?.query).toBe('');
	expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
	return Object.fromEntries(new URLSearchParams(request?.body.toString('utf8')));
}

/** The query of a GET without body. */
export function queryOf(request: Request | undefined): Record<string, string> {
	expect(request?.method).toBe('GET');
	expect(request?.body).toHaveLength(0);
	return Object.fromEntries(new URLSearchParams(request?.query));
}

/** The JSON of a request. */
export function jsonBodyOf<T>(request: Request | undefined): T {
	expect(request?.query).toBe('');
	expect(request?.headers['content-type']).toBe('application/json');
	return JSON.parse(request?.body.toString('utf8') ?? '') as T;
}
