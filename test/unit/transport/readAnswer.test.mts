import type { Effect } from '../../../nodes/shared/model/effect.ts';
import type { FailureKind } from '../../../nodes/shared/model/failure.ts';
import {
	bodyText,
	httpFailure,
	readAnswer,
	retryAfterMs,
} from '../../../nodes/shared/transport/readAnswer.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import { testGateway } from '../support/gateway.mts';

const secret = 'Tq7.Zx-pL0_vB3~mN9wR';
const redact = redactor([secret]);

const answer = (body: unknown, statusCode = 200, headers: Record<string, unknown> = {}) => ({
	body: typeof body === 'string' ? Buffer.from(body) : body,
	statusCode,
	headers,
});
const read = (
	body: unknown,
	statusCode = 200,
	{ effect = 'send', headers = {} }: { effect?: Effect; headers?: Record<string, unknown> } = {},
) => readAnswer(testGateway, answer(body, statusCode, headers) as never, effect, redact);

function failureOf(result: ReturnType<typeof read>) {
	if (result.ok) throw new Error(`No failure, but ${JSON.stringify(result.value)}`);
	return result.failure;
}

const html = `<!doctype html><html><head><title>502 Bad Gateway</title>
	<style>body { color: red }</style><script>alert("x < y")</script></head>
	<body><h1>502 Bad Gateway</h1><hr>nginx</body></html>`;

describe('an answer that can be read', () => {
	test('is its parsed body, whatever the header says about it', () => {
		expect(read('{"id":12345678901234567890,"text":"Привет"}')).toEqual({
			ok: true,
			value: { id: '12345678901234567890', text: 'Привет' },
		});
		expect(read('[1]', 201)).toEqual({ ok: true, value: [1] });
	});

	test.each([200, 201, 400, 402, 500])('is a refusal by its body, also with HTTP %d', (status) => {
		expect(failureOf(read('{"error":"bad sender"}', status))).toMatchObject({
			kind: 'rejected',
			text: 'bad sender',
			httpStatus: status,
		});
	});

	test('with an HTTP error and no refusal in it is a failure by its HTTP status', () => {
		expect(failureOf(read('{"message":"nothing here"}', 404))).toMatchObject({
			kind: 'notFound',
			text: '{"message":"nothing here"}',
		});
	});
});

describe('an answer of more than 32 MB', () => {
	const longest = 32 * 1024 * 1024;
	const long = (bytes: number) => Buffer.alloc(bytes, ' ').fill('{}', 0, 2);

	test('is not read, and leaves a change open', () => {
		expect(failureOf(read(long(longest + 1)))).toMatchObject({
			kind: 'outcomeUnknown',
			text: 'The answer is 32 MB in size and was not read',
		});
		expect(failureOf(read(long(longest + 1), 200, { effect: 'read' }))).toMatchObject({
			kind: 'unknown',
			httpStatus: 200,
		});
		expect(read(long(longest))).toEqual({ ok: true, value: {} });
	});

	test('is a failure by its HTTP status', () => {
		expect(failureOf(read(long(longest + 1), 404))).toMatchObject({ kind: 'notFound' });
	});
});

describe('an answer of lists and objects inside each other', () => {
	const shapes: Array<(levels: number) => string> = [
		(levels) => `${'['.repeat(levels)}${']'.repeat(levels)}`,
		(levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
		(levels) => `${'[{"a":'.repeat(levels / 2)}1${'}]'.repeat(levels / 2)}`,
		(levels) => `{"id":7,"rows":[1,${'['.repeat(levels)}${']'.repeat(levels)}]}`,
	];

	test.each([1002, 2000, 20_000, 200_000])('%i levels deep is not read', (levels) => {
		for (const make of shapes) {
			const failure = failureOf(read(make(levels)));
			expect(failure.kind).toBe('outcomeUnknown');
			expect(failure.text).toMatch(/^The answer could not be read: [[{]/);
			expect(failureOf(read(make(levels), 404)).kind).toBe('notFound');
		}
	});

	test('900 levels deep is read', () => {
		for (const make of shapes) expect(read(make(900))).toMatchObject({ ok: true });
	});
});

describe('an answer that cannot be read', () => {
	test('is quoted without control characters', () => {
		expect(failureOf(read('\u0000Fatal\u0007 \u001b[31merror\r\n')).text).toBe(
			'The answer could not be read: Fatal [31merror',
		);
	});

	test.each([
		['nothing', ''],
		['white space', ' \r\n'],
		['a truncated document', '{"type":"success","id":"9051'],
		['a page', html],
		['bytes of no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])],
		['no body at all', undefined],
	])('leaves a sent message open, and a read one unread: %s', (_, body) => {
		const sent = failureOf(read(body));
		expect(sent).toMatchObject({ kind: 'outcomeUnknown', httpStatus: 200 });
		expect(sent.hint).toContain('before you send it again');
		expect(failureOf(read(body, 200, { effect: 'read' }))).toMatchObject({ kind: 'unavailable' });
		for (const { text } of [sent]) {
			const page = /^\s*<html|^\s*<!doctype/i.test(String(body));
			expect(text).toMatch(
				page ? /^A web page came instead of an answer: \S/ : /^The answer could not be read: \S/,
			);
			expect(text).not.toMatch(/<|color|alert/);
		}
	});

	test('is told by its HTTP status when that says more', () => {
		expect(failureOf(read(html, 401))).toMatchObject({ kind: 'unauthorized', httpStatus: 401 });
		expect(failureOf(read('', 404))).toMatchObject({ kind: 'notFound', text: 'HTTP 404' });
	});

	test('gives the words of a page, without its markup', () => {
		expect(failureOf(read(html, 502)).text).toBe('502 Bad Gateway 502 Bad Gateway nginx');
	});

	test('of a page with 403 names what stands in front of the gateway, and does not blame the account', () => {
		const page = '<html><head><title>Access denied</title></head><body>Error 1020</body></html>';
		const failure = failureOf(read(page, 403));
		expect(failure).toMatchObject({ kind: 'rejected', httpStatus: 403 });
		expect(failure.text).toContain('Access denied');
		expect(failure.hint).toContain('firewall');
	});

	test('gives no more than the start of a long one, cut between characters', () => {
		const { text } = failureOf(read(`x${'😀'.repeat(5000)}`, 502));
		expect(text.length).toBeLessThan(210);
		expect(text).toMatch(/…$/);
		expect(text.isWellFormed()).toBe(true);
	});
});

describe('an HTTP status means', () => {
	test.each<[number, FailureKind, FailureKind]>([
		[301, 'invalidRequest', 'invalidRequest'],
		[302, 'invalidRequest', 'invalidRequest'],
		[307, 'invalidRequest', 'invalidRequest'],
		[308, 'invalidRequest', 'invalidRequest'],
		[400, 'invalidRequest', 'invalidRequest'],
		[401, 'unauthorized', 'unauthorized'],
		[403, 'unauthorized', 'unauthorized'],
		[404, 'notFound', 'notFound'],
		[408, 'outcomeUnknown', 'unavailable'],
		[413, 'invalidRequest', 'invalidRequest'],
		[422, 'invalidRequest', 'invalidRequest'],
		[429, 'rateLimited', 'rateLimited'],
		[500, 'outcomeUnknown', 'unavailable'],
		[502, 'outcomeUnknown', 'unavailable'],
		[503, 'outcomeUnknown', 'unavailable'],
		[504, 'outcomeUnknown', 'unavailable'],
		[520, 'outcomeUnknown', 'unavailable'],
	])('%d: %s for a call that sends, %s for one that reads', (status, sending, reading) => {
		for (const [effect, kind] of [
			['send', sending],
			['once', sending],
			['again', sending],
			['read', reading],
		] as const) {
			const failure = httpFailure(status, 'the words', effect);
			expect(failure).toMatchObject({ kind, text: 'the words', code: null, httpStatus: status });
			expect(failure.hint).toMatch(/^[A-Z].*\.$/);
			expect(failureOf(read('', status, { effect }))).toMatchObject({ kind, httpStatus: status });
		}
	});

	test('a redirect that it is the address that has to be changed', () => {
		expect(httpFailure(301, '', 'send').hint).toContain('redirects');
	});
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 0, 15, 9, 30);

	test.each([
		['120', 120_000],
		[' 5 ', 5000],
		['1.5', 1500],
		['Thu, 15 Jan 2026 09:31:00 GMT', 60_000],
	])('%j is %d ms', (header, expected) => {
		expect(retryAfterMs(header, now)).toBe(expected);
	});

	test.each([
		[undefined],
		[null],
		[''],
		['  '],
		['0'],
		['-5'],
		['Thu, 15 Jan 2026 09:00:00 GMT'],
		['soon'],
		['in 5 minutes'],
		['5s'],
		['Infinity'],
		['1e999'],
		['NaN'],
		[['5', '6']],
		[{}],
		[true],
		['5, 6'],
		['5;'],
		['try 1'],
	])('%j asks for nothing', (header) => {
		expect(retryAfterMs(header, now)).toBeUndefined();
	});

	test('comes with the failure, whether its body or its status tells it', () => {
		const headers = { 'retry-after': '7' };
		expect(failureOf(read('', 429, { headers }))).toMatchObject({
			kind: 'rateLimited',
			retryAfterMs: 7000,
		});
		expect(
			failureOf(read('{"error":"slow down","kind":"rateLimited"}', 200, { headers })),
		).toMatchObject({ text: 'slow down', retryAfterMs: 7000 });
		expect(failureOf(read('', 429, { headers: { 'retry-after': 'soon' } }))).not.toHaveProperty(
			'retryAfterMs',
		);
		expect(
			failureOf(readAnswer(testGateway, { body: '', statusCode: 429 } as never, 'send', redact)),
		).toEqual(httpFailure(429, '', 'send'));
	});
});

test.each([
	['text', 'text'],
	[Buffer.from('Привет'), 'Привет'],
	[new TextEncoder().encode('Привет').buffer, 'Привет'],
	[Buffer.from('\ufeff{}'), '{}'],
	[Buffer.from([0xcf, 0xf0]), '��'],
	[undefined, ''],
	[null, ''],
	[{ a: 1 }, '{"a":1}'],
])('the text of the body %p is %j', (body, text) => {
	expect(bodyText(body)).toBe(text);
});

test('an error page is cut behind its secrets, wherever they stand', () => {
	const around = [...Array(80).keys()].flatMap((step) => [150 + step, 4950 + step]);
	for (const before of around) {
		for (const filler of ['x', ' ', '<i>']) {
			const page = `${filler.repeat(before / filler.length)}${secret}${'y'.repeat(300)}`;
			for (const status of [200, 400, 502]) {
				expect(failureOf(read(page, status)).text).not.toContain(secret.slice(0, 4));
			}
		}
	}
});
