import type { Message } from '../framework/message.mts';
import type { Sandbox } from '../index.mts';
import type { Seen } from '../testing/http.mts';
import { call, formBody } from '../testing/http.mts';

type SmsBy = Sandbox<'smsby'>['smsby'];

/** The key the sandbox accepts, written out again on purpose. */
export const TOKEN = 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=';

export const PHONE = '375291112233';
export const OTHER_PHONE = '375331112244';

type Values = Readonly<Record<string, unknown>>;

export type How = {
	/** Where the parameters go. */
	readonly as?: 'query' | 'form' | 'json' | 'multipart';
	readonly verb?: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly version?: 'v1' | 'v2';
	readonly headers?: Readonly<Record<string, string>>;
};

const BOUNDARY = 'sandbox-boundary';

/** A file of a multipart body. */
type File = { readonly filename: string; readonly content: string };

const isFile = (value: unknown): value is File =>
	typeof value === 'object' && value !== null && 'filename' in value;

const part = (name: string, value: unknown): string =>
	isFile(value)
		? `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${value.filename}"\r\n` +
			`Content-Type: application/octet-stream\r\n\r\n${value.content}\r\n`
		: `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`;

const asText = (values: Values): Record<string, string> =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

const bodies: Readonly<Record<string, (values: Values) => [type: string, body: string]>> = {
	form: (values) => ['application/x-www-form-urlencoded', formBody(asText(values))],
	json: (values) => ['application/json', JSON.stringify(values)],
	multipart: (values) => [
		`multipart/form-data; boundary=${BOUNDARY}`,
		Object.entries(values)
			.map(([name, value]) => part(name, value))
			.join('') + `--${BOUNDARY}--\r\n`,
	],
};

/** Calls a method with the token and the values that are not undefined; a form by POST unless told. */
export const send = async (
	{ url }: { readonly url: string },
	method: string,
	values: Values = {},
	{ as = 'form', verb = as === 'query' ? 'GET' : 'POST', version = 'v1', headers }: How = {},
): Promise<Seen> => {
	const given = Object.entries({ token: TOKEN, ...values }).filter(([, one]) => one !== undefined);
	const present = Object.fromEntries(given);
	const address = `${url}/api/${version}/${method}`;
	if (as === 'query') {
		const query = formBody(asText(present));
		return await call(`${address}?${query}`, { method: verb, headers: { ...headers } });
	}
	const [type, body] = bodies[as]?.(present) ?? ['', ''];
	return await call(address, { method: verb, headers: { 'content-type': type, ...headers }, body });
};

/** A GET with a query. */
export const get = async (smsby: SmsBy, method: string, values: Values = {}): Promise<Seen> =>
	await send(smsby, method, values, { as: 'query' });

/** sendQuickSMS with good values, changed as given; undefined removes one. */
export const quick = async (smsby: SmsBy, changes: Values = {}, how: How = {}): Promise<Seen> =>
	await send(smsby, 'sendQuickSMS', { message: 'Готово', phone: PHONE, ...changes }, how);

/** The only message of the gateway. */
export const onlyMessage = ({ messages }: SmsBy): Message => {
	const [message] = messages;
	if (!message || messages.length !== 1) throw new Error(`${messages.length} messages, not one`);
	return message;
};

/** A member of a JSON answer. */
export const pick = (answer: Seen, name: string): unknown =>
	(answer.json as Record<string, unknown>)[name];

/** A member of `result` of a JSON answer. */
export const result = (answer: Seen): Record<string, unknown> =>
	pick(answer, 'result') as Record<string, unknown>;
