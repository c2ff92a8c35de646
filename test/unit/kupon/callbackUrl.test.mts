import fc from 'fast-check';
import { callbacks, callbackUrl, reservedNames } from '../../../nodes/Kupon/callback.ts';
import { called, parts } from '../support/kuponCallback.mts';
import { problemOf } from '../support/problems.mts';
import { holds } from '../../properties.mts';

const build = (more: Parameters<typeof parts>[0] = {}) => callbackUrl(parts(more));

describe('the callback URL', () => {
	test('keeps {id} and {status} literally, each exactly once, whatever the values are', () => {
		const value = fc.oneof(
			fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed()),
			fc.constantFrom('{id}', '{status}', 'a{id}b', '%7Bid%7D', '&id={id}'),
		);
		holds(
			fc.property(value, value, value, (reference, recipient, correlated) => {
				const url = build({ reference, recipient, correlation: [['order', correlated]] });
				expect(url.split('{id}')).toHaveLength(2);
				expect(url.split('{status}')).toHaveLength(2);
				expect(url).toContain('?id={id}&status={status}&');
				expect(url).toMatch(/^[\x21-\x7e]+$/);
			}),
		);
	});

	test('brings every value back through the gateway as it was', () => {
		const value = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.toWellFormed());
		const name = value.filter((text) => !reservedNames.includes(text));
		const correlation = fc.uniqueArray(fc.tuple(name, value), {
			maxLength: 5,
			selector: ([key]) => key,
		});
		holds(
			fc.property(value, value, value, correlation, (reference, recipient, secret, pairs) => {
				// A decoder drops a byte order mark at the start of a text.
				fc.pre(!JSON.stringify([reference, recipient, secret, pairs]).includes('\ufeff'));
				const call = called(build({ reference, recipient, secret, correlation: pairs }));
				expect(callbacks.authenticate(call, secret)).toEqual({ accepted: true, verified: false });
				expect(callbacks.parse(call)).toMatchObject([
					{ reference, recipient, messageId: '905117' },
				]);
				expect(Object.entries(callbacks.parse(call)[0]?.correlation ?? {})).toEqual(
					expect.arrayContaining(pairs),
				);
			}),
		);
	});

	test.each([
		['https://n8n.test/webhook/x', 'https://n8n.test/webhook/x?id='],
		['https://n8n.test/webhook/x?', 'https://n8n.test/webhook/x?id='],
		['https://n8n.test/webhook/x?a=1&b=2', 'https://n8n.test/webhook/x?a=1&b=2&id='],
		['https://n8n.test/webhook/x#part', 'https://n8n.test/webhook/x?id='],
		['http://localhost:5678/webhook-test/x', 'http://localhost:5678/webhook-test/x?id='],
		['https://пример.рф/веб', 'https://xn--e1afmkfd.xn--p1ai/%D0%B2%D0%B5%D0%B1?id='],
	])('goes on from %s', (url, beginning) => {
		expect(build({ url }).startsWith(beginning)).toBe(true);
	});

	test('keeps the query that the user’s URL has, as it is', () => {
		const call = called(build({ url: 'https://n8n.test/x?tag=a%20b&tag=c&braces={x}' }));
		expect(Object.fromEntries(call.query)).toMatchObject({ tag: ['a b', 'c'], braces: ['{x}'] });
	});

	test('keeps user and password of a protected address, or refuses it', () => {
		try {
			expect(build({ url: 'https://user:pass@n8n.test/x' })).toContain('user:pass@n8n.test');
		} catch (error) {
			expect(error).toMatchObject({ label: 'Callback URL' });
		}
	});

	test('says only what there is to say', () => {
		const url = build({ reference: null, kannel: false, secret: '', recipient: '' });
		const { query } = called(url);
		for (const name of ['ref', 'kannel', 'secret', 'to']) expect(query.has(name)).toBe(false);
		expect(called(build({ kannel: true })).query.get('kannel')).toEqual(['1']);
	});

	test('tells two messages of one list apart, which may get one id', () => {
		const urls = Array.from({ length: 50 }, () => build());
		const keys = urls.map((url) => callbacks.parse(called(url))[0]?.dedupeKey);
		expect(new Set(keys).size).toBe(50);
		expect(callbacks.parse(called(urls[0] ?? ''))[0]?.dedupeKey).toBe(keys[0]);
	});
});

describe('what cannot be a callback URL names its field', () => {
	test.each(['', 'n8n.test/webhook', '/webhook/x', 'ftp://n8n.test/x', 'javascript:alert(1)'])(
		'%j',
		(url) => {
			const problem = problemOf(() => build({ url }));
			expect(problem.label).toBe('Callback URL');
			expect(problem.message).toContain(`“${url}”`);
			expect(problem.hint).toContain('production URL');
		},
	);

	test.each(reservedNames)(
		'the correlation value “%s”, whose name the node uses itself',
		(name) => {
			const problem = problemOf(() =>
				build({
					correlation: [
						['fine', '1'],
						[name, '1'],
					],
				}),
			);
			expect(problem.label).toBe('Correlation Values');
			expect(problem.message).toContain(`“${name}”`);
		},
	);

	test.each(reservedNames)('a URL whose query has “%s” already', (name) => {
		const problem = problemOf(() => build({ url: `https://n8n.test/x?a=1&${name}=5` }));
		expect(problem.label).toBe('Callback URL');
		expect(problem.message).toContain(`“${name}”`);
	});

	test.each(['reference', 'recipient'] as const)(
		'a lone surrogate in the %s is no crash',
		(field) => {
			const url = build({ [field]: 'cut off \ud83d' });
			expect(called(url).query.size).toBeGreaterThan(3);
		},
	);

	test('a lone surrogate in a correlation value is no crash', () => {
		const url = build({ correlation: [['name', 'cut off \ud83d']] });
		expect(called(url).query.get('name')).toEqual(['cut off �']);
	});
});
