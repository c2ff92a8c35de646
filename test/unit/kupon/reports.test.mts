import { callbacks, callbackUrl } from '../../../nodes/Kupon/callback.ts';
import { kannelStatuses, nativeStatuses } from '../../../nodes/Kupon/statuses.ts';
import { decodeCallback } from '../../../nodes/shared/callbacks/decode.ts';
import { called, parts, report } from '../support/kuponCallback.mts';

const get = (query: string) =>
	decodeCallback({ method: 'GET', url: `/x?${query}`, headers: {}, body: Buffer.alloc(0) });
const post = (body: string) =>
	decodeCallback({
		method: 'POST',
		url: '/x',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: Buffer.from(body),
	});

describe('a status callback', () => {
	test('is one report with everything that is known', () => {
		const given = { reference: 'order 42', correlation: [['shop', 'Minsk']] as const };
		expect(report(given, '23')).toMatchObject({
			status: 'rejected',
			final: true,
			success: false,
			messageId: '905117',
			groupId: null,
			recipient: '79001112233',
			reference: 'order 42',
			channel: 'sms',
			occurredAt: null,
			code: '23',
			text: null,
			correlation: { shop: 'Minsk' },
		});
	});

	test.each(Object.entries(nativeStatuses))('with %s is %s', (code, status) => {
		expect(report({}, code)).toMatchObject({ status, code });
	});

	test.each(Object.entries(kannelStatuses))('with %s by Kannel is %s', (code, status) => {
		expect(report({ kannel: true }, code)).toMatchObject({ status, code });
	});

	test('tells the numbers that both use apart by the mark in its URL', () => {
		expect(report({}, '2').status).toBe('read');
		expect(report({ kannel: true }, '2').status).toBe('undelivered');
		expect(report({}, '4').status).toBe('clicked');
		expect(report({ kannel: true }, '4').status).toBe('queued');
	});

	test.each(['5', '19', '21', '26', '-2', '-5', '66', '999999999', '01', '-0'])(
		'with a number that nobody documents (%s) is unknown, with the number kept',
		(code) => {
			for (const kannel of [false, true]) {
				expect(report({ kannel }, code)).toMatchObject({
					status: 'unknown',
					final: false,
					success: null,
					code,
				});
			}
		},
	);

	test('of an unreachable recipient ends a message, and not a cascade', () => {
		expect(report({}, '25')).toMatchObject({ status: 'unreachable', final: true });
		expect(report({ channel: 'bulk' }, '25')).toMatchObject({
			status: 'unreachable',
			final: false,
			success: null,
		});
	});

	test('has no value where none was given', () => {
		expect(report({ recipient: '', reference: null })).toMatchObject({
			recipient: null,
			reference: null,
			correlation: {},
		});
		expect(callbacks.parse(get('id=1&status=1'))).toMatchObject([
			{ recipient: null, reference: null, channel: null, correlation: {} },
		]);
	});

	test('may come as a form', () => {
		expect(callbacks.parse(post('id=905117&status=1'))).toMatchObject([
			{ messageId: '905117', status: 'delivered' },
		]);
	});

	test.each([
		['nothing', ''],
		['no id', 'status=1'],
		['an empty id', 'id=&status=1'],
		['no status', 'id=1'],
		['an empty status', 'id=1&status='],
		['a placeholder that nobody filled in', 'id=1&status={status}'],
		['two ids', 'id=1&id=2&status=1'],
		['two statuses', 'id=1&status=1&status=2'],
	])('with %s is no report', (_, query) => {
		expect(callbacks.parse(get(query))).toEqual([]);
	});

	test('shows the secret nowhere', () => {
		const shown = JSON.stringify(report({ secret: 'callback-secret', reference: 'r' }));
		expect(shown).not.toContain('callback-secret');
		expect(shown).toContain('"raw"');
	});
});

describe('the key of a report', () => {
	const url = callbackUrl(parts({ reference: 'r' }));
	const keyOf = (call: ReturnType<typeof called>) => callbacks.parse(call)[0]?.dedupeKey;

	test('is the same for a repetition', () => {
		expect(keyOf(called(url, '1', '1'))).toBe(keyOf(called(url, '1', '1')));
	});

	test.each([
		['another id', called(url, '2', '1')],
		['another status', called(url, '1', '2')],
		['another message', called(callbackUrl(parts({ reference: 'r' })), '1', '1')],
		['Kannel’s numbers', called(`${url}&kannel=1`, '1', '1')],
		['another reference', called(url.replace('ref=r', 'ref=s'), '1', '1')],
		['another recipient', called(url.replace('to=7900', 'to=7901'), '1', '1')],
	])('is another one for %s', (_, call) => {
		expect(keyOf(call)).not.toBe(keyOf(called(url, '1', '1')));
	});
});

describe('the secret in the URL', () => {
	const url = callbackUrl(parts({ secret: 'p@ss wörd&=+%' }));

	test('lets its own callbacks in, without vouching for their fields', () => {
		expect(callbacks.authenticate(called(url), 'p@ss wörd&=+%')).toEqual({
			accepted: true,
			verified: false,
		});
		expect(callbacks.authenticate(post('secret=abcd&id=1'), 'abcd')).toMatchObject({
			accepted: true,
		});
	});

	test.each([
		['another secret', called(url), 'other'],
		['no secret in the credential', called(url), ''],
		['no secret in the call', get('id=1&status=1'), 'abcd'],
		['an empty secret in both', get('id=1&status=1&secret='), ''],
		['the right secret beside a wrong one', get('secret=abcd&secret=x'), 'abcd'],
		[
			'the right secret in the body beside a wrong one in the query',
			{ ...post('secret=abcd'), query: new Map([['secret', ['x']]]) },
			'abcd',
		],
	])('keeps out %s', (_, call, expected) => {
		expect(callbacks.authenticate(call, expected)).toMatchObject({ accepted: false });
	});
});
