import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { charsets } from '../../../nodes/Kupon/fields.ts';
import type { KuponMessage } from '../../../nodes/Kupon/message.ts';
import { cascadeRoute, listRoute, oneByOneRoute, sendRoute } from '../../../nodes/Kupon/call.ts';
import { canEncode, type Charset } from '../../../nodes/shared/text/charset.ts';
import type { Messages, Route } from '../../../nodes/shared/delivery/route.ts';
import { fields, setting } from '../support/kuponMessage.mts';
import { formPairs } from '../support/percent.mts';
import { holds } from '../../properties.mts';
import { readerOf } from '../support/route.mts';

const messageOf = (route: Route<KuponMessage>, more: IDataObject = {}): KuponMessage =>
	route.message(readerOf([fields(more)])(0), setting);

/** The name that iconv-lite has for a charset of the wire. */
const decoder = (wireName: string): string =>
	(charsets[wireName] ?? '').replace('ucs-2', 'utf-16').replace('utf-8', 'utf8');

/** The form as the gateway reads it: these parameters in the named charset, the others in UTF-8. */
async function formOf(
	made: IHttpRequestOptions | Promise<IHttpRequestOptions>,
	inCharset: string[],
): Promise<Record<string, string>> {
	const { body, method } = await made;
	expect([method, typeof body]).toEqual(['POST', 'string']);
	const pairs = formPairs(String(body));
	const wireName = pairs.find(([name]) => name === 'charset')?.[1].toString() ?? '';
	return Object.fromEntries(
		pairs.map(([name, bytes]) => {
			const charset = inCharset.includes(name) ? decoder(wireName) : 'utf8';
			return [name, iconv.decode(bytes, charset, { stripBOM: false })];
		}),
	);
}
const single = async (route: Route<KuponMessage>, more: IDataObject = {}) =>
	await formOf(route.request([messageOf(route, more)]), ['sent_text', 'html_text']);
const messagesFor = (rows: IDataObject[]) =>
	rows.map((row) => messageOf(listRoute, row)) as Messages<KuponMessage>;
const list = async (...rows: IDataObject[]) =>
	await formOf(listRoute.request(messagesFor(rows)), ['messages']);

describe('one message a request', () => {
	test('is a form for the single method, without the token, which the credential adds', async () => {
		const { url } = await sendRoute.request([messageOf(sendRoute)]);
		expect(url).toBe('/api/v1/bulk/send-message');
		expect(await single(sendRoute)).toEqual({
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			sent_to: '79001112233',
			sent_text: 'Order 42',
		});
	});

	test('leaves out a sender that was not given', async () => {
		expect(await single(sendRoute, { sender: ' ' })).not.toHaveProperty('sender');
	});

	test('of a cascade has the type bulk and the scenario’s code', async () => {
		expect(await single(cascadeRoute, { sender: '1024', text: '' })).toEqual({
			type: 'bulk',
			sender: '1024',
			charset: 'UTF-8',
			sent_to: '79001112233',
		});
	});

	test.each(Object.keys(charsets))('has its texts in %s, and nothing else', async (charset) => {
		const form = await single(sendRoute, {
			type: 'viber',
			text: 'Заказ №42 — готов',
			htmlText: '<b>Заказ</b>',
			sender: 'Магазин',
			options: { charset, button: 'Открыть' },
		});
		expect(form).toMatchObject({
			charset,
			sent_text: 'Заказ №42 — готов',
			html_text: '<b>Заказ</b>',
			sender: 'Магазин',
			button: 'Открыть',
		});
	});

	test('has a callback that is encoded once: the gateway reads {id} and {status} in it', async () => {
		const statusCallback = { url: 'https://n8n.test/x' };
		const { callback } = await single(sendRoute, { statusCallback, reference: 'a b' });
		expect(callback).toContain('https://n8n.test/x?id={id}&status={status}&');
		expect(callback).toContain('&ref=a%20b&');
	});

	test('keeps what a user puts into JSON as JSON', async () => {
		const messageJson = { sent_to: '1', nested: { a: [1] }, flag: true, none: null };
		expect(await single(oneByOneRoute, { inputMode: 'json', messageJson })).toMatchObject({
			sent_to: '1',
			nested: '{"a":[1]}',
			flag: 'true',
		});
	});

	test.each<[string, IDataObject]>([
		['Sender', { sender: 'cut off \ud83d' }],
		['Button Caption', { type: 'viber', options: { button: 'cut off \ud83d' } }],
		['Reference', { reference: 'cut off \ud83d', statusCallback: { url: 'https://n8n.test/x' } }],
		[
			'Additional Parameters',
			{ additionalParameters: { parameter: [{ name: 'x', value: '\ud83d' }] } },
		],
	])('with half a character in %s names the field, or can be sent', async (label, more) => {
		try {
			expect(await single(sendRoute, more)).toMatchObject({ sent_to: '79001112233' });
		} catch (error) {
			expect((error as Error).message).toContain(label);
		}
	});
});

describe('many messages a request', () => {
	const rows = [
		{ text: 'Один', recipient: '79001112233' },
		{ text: 'Два', recipient: '79004445566', options: { ttl: 5 } },
	];

	test('are a form for the list method: shared parameters once, the rest in each entry', async () => {
		const { url } = await listRoute.request(messagesFor(rows));
		const { messages, ...shared } = await list(...rows);
		expect(url).toBe('/api/v1/bulk/send-list-messages');
		expect(shared).toEqual({ type: 'sms', sender: 'MyShop', charset: 'UTF-8' });
		expect(JSON.parse(messages ?? '')).toEqual([
			{ sent_to: '79001112233', sent_text: 'Один' },
			{ sent_to: '79004445566', sent_text: 'Два', ttl: 5 },
		]);
	});

	test('carry the additional parameters of the request beside them', async () => {
		const additionalRequestParameters = { parameter: [{ name: 'campaign', value: '7' }] };
		expect(await list({ additionalRequestParameters })).toMatchObject({ campaign: '7' });
	});

	test('are JSON that reads the same in every charset, whatever the texts are', async () => {
		const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((value) => value.toWellFormed());
		const wireName = fc.constantFrom(...Object.keys(charsets));
		const cases = fc.sample(fc.tuple(text, text, wireName), { numRuns: 100, seed: 20260115 });
		for (const [given, reference, charset] of cases) {
			const of = charsets[charset] as Charset;
			const sent = Array.from(given, (one) => (canEncode(one, of) ? one : 'x')).join('');
			const form = await list({
				text: sent,
				options: { charset, button: reference },
				additionalParameters: { parameter: [{ name: 'note', value: reference }] },
			});
			expect(JSON.parse(form.messages ?? '')).toMatchObject([
				{ sent_text: sent, button: reference, note: reference },
			]);
		}
	});

	test('have an emoji in a field outside the charset as an escape', async () => {
		const { body } = await listRoute.request([
			messageOf(listRoute, { options: { charset: 'CP1251', button: 'ok 👍' } }),
		]);
		expect(String(body)).toContain('%5Cud83d%5Cudc4d');
	});
});

describe('messages share a request', () => {
	const key = (more: IDataObject) => listRoute.groupKey(messageOf(listRoute, more));

	test('when type, sender, charset and the request’s own parameters are the same', () => {
		expect(key({ text: 'a', recipient: '79001112233' })).toBe(
			key({ text: 'b', recipient: '79004445566', reference: '5', options: { ttl: 7 } }),
		);
	});

	test.each<[string, IDataObject]>([
		['type', { type: 'viber' }],
		['sender', { sender: 'Other' }],
		['charset', { options: { charset: 'CP1251' } }],
		[
			'request parameter',
			{ additionalRequestParameters: { parameter: [{ name: 'a', value: 1 }] } },
		],
	])('not when the %s differs', (_, more) => {
		expect(key(more)).not.toBe(key({}));
	});
});

describe('messages say the same', () => {
	const statusCallback = { url: 'https://n8n.test/x' };
	const key = (more: IDataObject) => sendRoute.contentKey(messageOf(sendRoute, more));

	test('whatever their reference and so their callback is', () => {
		holds(
			fc.property(fc.string(), fc.string(), (one, other) => {
				expect(key({ reference: one, statusCallback })).toBe(
					key({ reference: other, statusCallback }),
				);
			}),
			20,
		);
	});

	test.each<[string, IDataObject]>([
		['text', { text: 'Other' }],
		['type', { type: 'viber' }],
		['sender', { sender: 'Other' }],
		['time', { options: { sendAt: '2026-01-15T09:30:00' } }],
		['time to live', { options: { ttl: 5 } }],
	])('not when the %s differs', (_, more) => {
		expect(key(more)).not.toBe(key({}));
	});
});

test('every route sends, so that none of its calls is repeated without need', () => {
	const routes = [sendRoute, cascadeRoute, oneByOneRoute, listRoute];
	expect(routes.map(({ effect }) => effect)).toEqual(['send', 'send', 'send', 'send']);
});

test('a list is as long as the user says, and one message where there is no list', () => {
	const read = readerOf([{ listSize: 250 }])(0);
	expect(listRoute.listSize(read)).toBe(250);
	expect(listRoute.listSize(readerOf([{}])(0))).toBe(100);
	for (const route of [sendRoute, cascadeRoute, oneByOneRoute])
		expect(route.listSize(read)).toBe(1);
});
