import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { withParameter } from '../../../nodes/shared/transport/form.ts';
import { formPairs } from '../support/percent.mts';
import { holds } from '../../properties.mts';

const url = 'https://gateway.test/send';
const secret = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });

/** The values of a form body by name, all of them. */
const formOf = (options: IHttpRequestOptions): Array<[string, string]> =>
	formPairs(String(options.body)).map(([name, bytes]) => [name, bytes.toString()]);

describe('an account parameter', () => {
	test('goes into a form body once, whatever the secret is, beside everything that is there', () => {
		holds(
			fc.property(secret, (value) => {
				const options = { url, method: 'POST' as const, body: 'type=sms&sent_text=a+b%26c&type=x' };
				const result = withParameter(options, 'token', value.toWellFormed());
				expect(formOf(result)).toEqual([
					['token', value.toWellFormed()],
					['type', 'sms'],
					['sent_text', 'a b&c'],
					['type', 'x'],
				]);
			}),
		);
	});

	test.each<[string, IHttpRequestOptions, Partial<IHttpRequestOptions>]>([
		['an empty form body', { url, method: 'POST', body: '' }, { body: 'token=new' }],
		['an object body', { url, method: 'POST', body: { a: 1 } }, { body: { a: 1, token: 'new' } }],
		['a POST without body', { url, method: 'POST' }, { body: { token: 'new' } }],
		['a POST with an empty body', { url, method: 'POST', body: {} }, { body: { token: 'new' } }],
		['a GET', { url, method: 'GET' }, { qs: { token: 'new' } }],
		['a GET with a query', { url, method: 'GET', qs: { a: 1 } }, { qs: { a: 1, token: 'new' } }],
		[
			'a GET with the empty body of n8n',
			{ url, method: 'GET', body: {} },
			{ qs: { token: 'new' } },
		],
		['a call without a method', { url }, { qs: { token: 'new' } }],
		['a GET with a body', { url, method: 'GET', body: { a: 1 } }, { body: { a: 1, token: 'new' } }],
	])('goes where the others are: %s', (_, options, expected) => {
		expect(withParameter(options, 'token', 'new')).toEqual({ ...options, ...expected });
	});

	test.each<[string, IHttpRequestOptions]>([
		['a form body', { url, method: 'POST', body: 'a=1&b=2' }],
		['an object body', { url, method: 'POST', body: { a: 1 } }],
		['a query', { url, method: 'GET', qs: { a: 1 } }],
		['nothing', { url, method: 'POST' }],
	])(
		'is the same after a second time, and a renewed value replaces the first: %s',
		(_, options) => {
			const once = withParameter(options, 'token', 'first');
			expect(withParameter(once, 'token', 'first')).toEqual(once);
			expect(withParameter(once, 'token', 'new')).toEqual(withParameter(options, 'token', 'new'));
		},
	);

	test.each<[string, IHttpRequestOptions]>([
		['a form body', { url, method: 'POST', body: 'a=1' }],
		['an object body', { url, method: 'POST', body: { a: 1 } }],
		['a query', { url, method: 'GET', qs: { a: 1 } }],
	])('leaves the options it was given as they are: %s', (_, options) => {
		const before = structuredClone(options);
		withParameter(options, 'token', 'new');
		expect(options).toEqual(before);
	});

	test('replaces no parameter whose name only begins like it', () => {
		const { body } = withParameter({ url, method: 'POST', body: 'token2=a&to=b' }, 'token', 'c');
		expect(body).toBe('token=c&token2=a&to=b');
	});

	test('cannot be given by the user: the one of the account counts', () => {
		const { body } = withParameter(
			{ url, method: 'POST', body: 'a=1&token=mine&token=too' },
			'token',
			'real',
		);
		expect(body).toBe('token=real&a=1');
	});
});
