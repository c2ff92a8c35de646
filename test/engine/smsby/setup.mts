import { smsByTable } from '../../contract/smsby.table.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { phoneBench } from '../harness/index.mts';

export { token } from '../../contract/smsby.table.mts';
export { callbackSecret } from '../../contract/table.mts';
export { detailsOf, errorOutput, jsonOf, locator, operation } from '../harness/index.mts';

export const { credential, phone, rows, secrets, send, sendMany, store, useBench } =
	phoneBench<'smsby'>(smsByTable);

type SmsByGateway = Sandbox<'smsby'>['smsby'];
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
