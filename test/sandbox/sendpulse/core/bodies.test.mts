import fc from 'fast-check';

import { holds } from '../../../properties.mts';
import { call, formBody } from '../../testing/http.mts';
import { API_KEY, base64, SENDER, useSendPulse } from '../testing.mts';
import { phpValue } from './phpSerialized.mts';

const api = useSendPulse();

const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, type: string, body: string) =>
	await call(api.sendpulse.url + path, {
		method,
		headers: { authorization: `Bearer ${API_KEY}`, 'content-type': type },
		body,
	});

const FORM = 'application/x-www-form-urlencoded';

/** What PHP's serialize would write. */
const serialize = (value: unknown): string => {
	if (value === null) return 'N;';
	if (typeof value === 'boolean') return `b:${value ? 1 : 0};`;
	if (typeof value === 'number') {
		return Number.isInteger(value) ? `i:${value};` : `d:${value};`;
	}
	if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`;
	const entries = Object.entries(value as object).map(
		([key, member]) => (Array.isArray(value) ? `i:${key};` : serialize(key)) + serialize(member),
	);
	return `a:${entries.length}:{${entries.join('')}}`;
};

describe('bodies', () => {
	it('are JSON or forms; anything else carries no arguments', async () => {
		const json = JSON.stringify({ bookName: 'A' });
		const missing = { message: 'Argument bookName missing', error_code: 422 };
		expect((await send('POST', '/addressbooks', 'text/plain', json)).json).toEqual(missing);
		const form = await send('POST', '/addressbooks', FORM, formBody({ bookName: 'Форма' }));
		expect([form.status, form.json]).toEqual([200, { id: expect.any(Number) as number }]);
		expect(
			(await send('POST', '/addressbooks', 'application/json; charset=utf-8', json)).status,
		).toBe(200);
	});

	it.each(['{"bookName":', '"text"', '12', 'null'])('cannot be %s', async (body) => {
		const answer = await send('POST', '/addressbooks', 'application/json', body);
		expect(answer.json).toEqual({ message: 'Badly formed incoming data', error_code: 999 });
	});

	it('may hold digits where an id is wanted, as the older document shows ids', async () => {
		const website_id = String([...api.state.account.websites.keys()][0]);
		await api.ok('POST', '/push/tasks', { title: 'a', body: 'b', website_id, ttl: '60' });
		expect(await api.refusal('POST', '/push/tasks', { title: 'a', website_id: 'x' })).toEqual([
			422,
			422,
			'Argument website_id must be integer',
		]);
	});

	it('with unknown arguments work, and the sandbox notes them', async () => {
		await api.ok('POST', '/addressbooks?why=1', { bookName: 'A', colour: 'red' });
		expect(api.state.account.ignored).toEqual([
			{ requestId: expect.any(Number) as number, path: '/addressbooks', name: 'why' },
			{ requestId: expect.any(Number) as number, path: '/addressbooks', name: 'colour' },
		]);
	});
});

describe('older encodings', () => {
	beforeEach(() => {
		api.settings.legacyBodies = true;
	});

	const contacts = async (id: number) =>
		await api.ok<{ email: string; variables: unknown }[]>('GET', `/addressbooks/${id}/emails`);

	const EMAILS = [{ email: 'a@b.example', variables: { имя: 'Евгения' } }];
	const FOUND = [{ email: 'a@b.example', variables: { имя: 'Евгения' } }];

	it.each([
		[
			'JSON in a JSON string (python)',
			'application/json',
			JSON.stringify({ emails: JSON.stringify(EMAILS) }),
		],
		['JSON in a form (ruby)', FORM, formBody({ emails: JSON.stringify(EMAILS) })],
		[
			'brackets in a form',
			FORM,
			`emails[0][email]=a%40b.example&emails[0][variables][${encodeURIComponent('имя')}]=${encodeURIComponent('Евгения')}`,
		],
	])('%s is accepted', async (_, type, body) => {
		api.settings.legacyBodies = false;
		const id = await api.newBook();
		expect((await send('POST', `/addressbooks/${id}/emails`, type, body)).status).toBe(200);
		expect(await contacts(id)).toMatchObject(FOUND);
		const gone = formBody({ emails: JSON.stringify(['a@b.example']) });
		expect((await send('DELETE', `/addressbooks/${id}/emails`, FORM, gone)).status).toBe(200);
		expect(await contacts(id)).toEqual([]);
	});

	it('a whole mail as JSON text (python, ruby) is accepted', async () => {
		api.settings.legacyBodies = false;
		const html = base64('<p>Hi</p>');
		const from = { name: 'Shop', email: SENDER };
		const email = JSON.stringify({ html, subject: 'a', from, to: [{ email: 'a@b.example' }] });
		await api.ok('POST', '/smtp/emails', { email });
		expect((await send('POST', '/smtp/emails', FORM, formBody({ email }))).status).toBe(200);
		expect(api.sendpulse.messages.map((one) => one.html)).toEqual(['<p>Hi</p>', '<p>Hi</p>']);
	});

	it.each([
		[
			'PHP serialize in JSON (node)',
			'application/json',
			JSON.stringify({ emails: serialize(EMAILS) }),
		],
		['PHP serialize in a form (php v1)', FORM, formBody({ emails: serialize(EMAILS) })],
	])('%s is accepted behind the switch', async (_, type, body) => {
		const id = await api.newBook();
		api.settings.legacyBodies = false;
		expect((await send('POST', `/addressbooks/${id}/emails`, type, body)).status).toBe(422);
		api.settings.legacyBodies = true;
		expect((await send('POST', `/addressbooks/${id}/emails`, type, body)).status).toBe(200);
		expect(await contacts(id)).toMatchObject(FOUND);
	});

	it('GET parameters in a body (node) are read', async () => {
		await api.newBook('A');
		await api.newBook('B');
		const body = JSON.stringify({ limit: 1 });
		const answer = await send('GET', '/addressbooks', 'application/json', body);
		expect(answer.json).toHaveLength(1);
	});

	it('PHP serialize is read back, whatever it holds', () => {
		const value = fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 3 },
				fc.string({ unit: 'grapheme' }),
				fc.integer(),
				fc.boolean(),
				fc.constant(null),
				fc.array(tie('value'), { maxLength: 3 }),
				fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), {
					minKeys: 1,
					maxKeys: 3,
					noNullPrototype: true,
				}),
			),
		})).value;
		holds(
			fc.property(value, (one) => {
				expect(phpValue(serialize(one)) ?? null).toEqual(one);
			}),
		);
	});

	it.each(['', 'a:1:{', 's:5:"a";', 'i:1', 'a:1:{i:0;s:1:"a";}x', '{"a":1}'])(
		'%j is no PHP value',
		(text) => {
			expect(phpValue(text)).toBeUndefined();
		},
	);

	it('a length counted in characters is read too, as the node client writes it', () => {
		expect(phpValue('s:7:"Евгения";')).toBe('Евгения');
	});
});
