import { kupon } from '../../../nodes/Kupon/gateway.ts';
import { readVerdicts } from '../../../nodes/Kupon/call.ts';

const recipients = (count: number) => Array.from({ length: count }, (_, row) => `7900111220${row}`);

/** Short for what becomes of a message: its id, `group` and the id, `no` and the words, or `?` for unknown. */
function summary(count: number, body: unknown): string[] {
	return readVerdicts(recipients(count), body).map((verdict) => {
		if (!verdict.accepted) {
			const { kind, text } = verdict.failure;
			return kind === 'outcomeUnknown' ? '?' : `${kind}: ${text}`;
		}
		return (
			verdict.messageId ?? (verdict.groupId === null ? 'accepted' : `group ${verdict.groupId}`)
		);
	});
}

const ok = (id: unknown) => ({ type: 'success', id });
const no = (msg: unknown) => ({ type: 'error', msg });

describe('the answer to one message', () => {
	test.each<[string, unknown, string]>([
		['its id as a text', ok('905117'), '905117'],
		['its id as a number', ok(905117), '905117'],
		['the id 0, which is none', ok(0), 'accepted'],
		[
			'an id that no number can hold',
			kupon.parse('{"type":"success","id":12345678901234567890}'),
			'12345678901234567890',
		],
		['success without an id', { type: 'success' }, 'accepted'],
		['success with an empty id', ok(''), 'accepted'],
		['an id without a type', { id: '5' }, '5'],
		['a list of one id', ok(['905117']), '905117'],
		['a list of one result', [ok('905117')], '905117'],
		['a list of one refusal', [no('bad number')], 'rejected: bad number'],
		['an id beside a result', { ...ok('x'), data: { 0: { type: 'sms', id: '7' } } }, 'x'],
		['an id beside a word', { ...ok('x'), data: [{ type: 'queued', id: '7' }] }, 'x'],
		['an id beside results of more', { ...ok('x'), data: [{ id: 7 }, { id: 8 }] }, 'x'],
		['an id beside its success', { ...ok('g'), data: [ok('7')] }, '7'],
		['an id beside a refusal', { ...ok('x'), data: [no('bad number')] }, 'rejected: bad number'],
		['success beside a word', { type: 'success', data: [{ type: 'queued' }] }, 'accepted'],
		['success beside an id', { type: 'success', data: [{ type: 'sms', id: 7 }] }, '7'],
		['an id and its channel', [{ type: 'sms', id: 1 }], '1'],
		['an empty object', {}, '?'],
		['another type', { type: 'queued' }, '?'],
		['an object of something else', { status: 'ok' }, '?'],
	])('%s', (_, body, expected) => {
		expect(summary(1, body)).toEqual([expected]);
	});
});

describe('the answer to a list', () => {
	test.each<[string, unknown, string[]]>([
		['one id for all', ok('g1'), ['group g1', 'group g1', 'group g1']],
		['success without an id', { type: 'success' }, ['accepted', 'accepted', 'accepted']],
		['a list of ids as id', ok(['a', 'b', 'c']), ['a', 'b', 'c']],
		['a list of numbers', ok([1, 2, 3]), ['1', '2', '3']],
		['ids', { type: 'success', ids: ['a', 'b', 'c'] }, ['a', 'b', 'c']],
		['messages', { type: 'success', messages: [ok(1), ok(2), ok(3)] }, ['1', '2', '3']],
		['data', { type: 'success', data: [ok(1), ok(2), ok(3)] }, ['1', '2', '3']],
		['a bare list of results', [ok(1), ok(2), ok(3)], ['1', '2', '3']],
		['a bare list of ids', ['a', 'b', 'c'], ['a', 'b', 'c']],
		['ids of any kind', ['7:1', 'a/b=', '{5e}'], ['7:1', 'a/b=', '{5e}']],
		['words in the place of ids', ['a', 'wrong number', 'error'], ['a', '?', '?']],
		[
			'results with message_id',
			[{ type: 'success', message_id: 7 }, ok(8), ok(9)],
			['7', '8', '9'],
		],
		[
			'a group’s id beside the list',
			{ type: 'success', id: 'g', data: [ok(1), ok(2), ok(3)] },
			['1', '2', '3'],
		],
		['some refused', [ok(1), no('bad number'), ok(3)], ['1', 'rejected: bad number', '3']],
		[
			'some refused, in data',
			{ type: 'success', data: [no('a'), ok(2), no('c')] },
			['rejected: a', '2', 'rejected: c'],
		],
		[
			'results that name their channel',
			{
				type: 'success',
				data: [
					{ type: 'sms', id: 1 },
					{ type: 'bulk', id: 2 },
					{ type: 'whatsapp', id: 3 },
				],
			},
			['1', '2', '3'],
		],
		[
			'a channel without an id, and another word',
			[{ type: 'viber' }, { type: 'queued', id: 2 }, { type: 'sms', id: 3 }],
			['?', '?', '3'],
		],
		['all refused', [no('a'), no('b'), no('c')], ['rejected: a', 'rejected: b', 'rejected: c']],
		[
			'a refusal without words',
			[ok(1), { type: 'error' }, ok(3)],
			['1', 'rejected: no reason given', '3'],
		],
		['an empty object', {}, ['?', '?', '?']],
		['another type', { type: 'partial' }, ['?', '?', '?']],
	])('%s', (_, body, expected) => {
		expect(summary(3, body)).toEqual(expected);
	});

	test.each<[string, unknown]>([
		['too short and with a refusal', [ok(1), no('bad number')]],
		['too long and with a refusal', [ok(1), ok(2), no('x'), ok(4)]],
		['of refusals only, too short', { type: 'success', data: [no('x')] }],
		['too long and says nothing of the whole', [ok(1), ok(2), ok(3), ok(4)]],
		['too short beside the success', ok(['a', 'b'])],
	])('is unknown for every message when its list is %s', (_, body) => {
		expect(summary(3, body)).toEqual(['?', '?', '?']);
	});

	test.each<[string, unknown]>([
		['too long', { type: 'success', data: [ok(1), ok(2), ok(3), ok(4)] }],
		['empty', { type: 'success', ids: [] }],
	])('is accepted without ids when its list is %s and refuses nothing', (_, body) => {
		expect(summary(3, body)).toEqual(['accepted', 'accepted', 'accepted']);
	});

	test.each<[string, unknown]>([
		['null', null],
		['an empty object', {}],
		['an empty text', ''],
		['false', false],
		['an unknown type', { type: 'queued' }],
		['something else', { status: 'ok' }],
	])('accepts no message for which it has nothing but %s', (_, entry) => {
		expect(summary(3, [ok(1), entry, ok(3)])).toEqual(['1', '?', '3']);
	});

	test('has as many verdicts as there were messages, whatever it is', () => {
		for (const body of [null, 'OK', 5, true, [], {}, [[]], ok({}), ok([[]]), { data: {} }]) {
			for (const count of [1, 2, 5]) {
				const verdicts = readVerdicts(recipients(count), body);
				expect(verdicts).toHaveLength(count);
				for (const verdict of verdicts) expect(typeof verdict.accepted).toBe('boolean');
			}
		}
	});
});

describe('a refusal of the whole request', () => {
	test.each([
		[200, 'rejected'],
		[400, 'rejected'],
		[401, 'unauthorized'],
		[403, 'unauthorized'],
		[429, 'rateLimited'],
		[500, 'rejected'],
	])('with HTTP %d is %s, in the words of the gateway', (status, kind) => {
		expect(kupon.readFailure(status, no(' Неверный токен '))).toMatchObject({
			kind,
			text: 'Неверный токен',
			httpStatus: status,
			code: null,
		});
	});

	test.each([[no('')], [no(null)], [no({})], [{ type: 'error' }]])(
		'without words says so: %j',
		(body) => {
			expect(kupon.readFailure(200, body)).toMatchObject({ text: 'no reason given' });
		},
	);

	test('whose words are an object shows them as text', () => {
		expect(kupon.readFailure(200, no({ a: 1 }))).toMatchObject({ text: '{"a":1}' });
	});

	test.each([[ok(1)], [[no('x')]], [{}], [{ msg: 'x' }], [[]], [null], ['error']])(
		'is not in %j',
		(body) => {
			expect(kupon.readFailure(200, body)).toBeNull();
		},
	);
});

describe('the gateway', () => {
	test.each(['"OK"', '5', 'true', 'null', '', 'OK', '{"type":"succ', '<html>'])(
		'never answers %j',
		(text) => {
			expect(() => kupon.parse(text)).toThrow(SyntaxError);
		},
	);

	test.each([
		['https://2-pulse.kupon.mobi', 'https://2-pulse.kupon.mobi'],
		[' https://1-pulse.kupon.mobi// ', 'https://1-pulse.kupon.mobi'],
		['', 'https://1-pulse.kupon.mobi'],
		[undefined, 'https://1-pulse.kupon.mobi'],
	])('with the base URL %j lives at %s', (baseUrl, expected) => {
		expect(kupon.baseUrl({ baseUrl: baseUrl as string })).toBe(expected);
	});

	test('names everything in the credential that must not be printed', () => {
		expect(kupon.secrets({ token: 'tkn', callbackSecret: 'cbs', baseUrl: 'x' })).toEqual([
			'tkn',
			'cbs',
		]);
	});
});
