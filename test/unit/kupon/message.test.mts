import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { charsets } from '../../../nodes/Kupon/fields.ts';
import { messageTypes } from '../../../nodes/Kupon/types.ts';
import { messageOf, parametersOf } from '../support/kuponMessage.mts';
import { problemOf } from '../support/problems.mts';

const url = 'https://n8n.test/webhook/x/kupon';

describe('a message of fields', () => {
	test('has what was given, by the names of the wire, and nothing else', () => {
		expect(messageOf()).toEqual({
			recipient: '79001112233',
			reference: null,
			type: 'sms',
			sender: 'MyShop',
			charset: 'UTF-8',
			requestParameters: [],
			parameters: { sent_to: '79001112233', sent_text: 'Order 42' },
		});
	});

	test('has everything that can be given', () => {
		const message = messageOf({
			type: 'viber',
			recipient: '8 900 111-22-33',
			htmlText: '<p>Order 42</p>',
			reference: 42,
			options: {
				charset: 'CP1251',
				defaultCountry: 'RU',
				sendAt: '2026-01-15T09:30:00',
				ttl: 60,
				button: 'View',
				action: 'https://x.test/42',
				image: 'https://x.test/42.png',
				findToken: true,
			},
			statusCallback: { url, kannelStatus: true },
			additionalParameters: { parameter: [{ name: ' vip ', value: 1 }] },
		});
		expect(message).toMatchObject({ type: 'viber', charset: 'CP1251', reference: '42' });
		expect(message.parameters).toEqual({
			sent_to: '79001112233',
			sent_text: 'Order 42',
			html_text: '<p>Order 42</p>',
			sent_date: '2026-01-15 09:30',
			ttl: 60,
			button: 'View',
			action: 'https://x.test/42',
			image: 'https://x.test/42.png',
			find_token: 1,
			callback: expect.stringContaining(`${url}?id={id}&status={status}&`),
			kannel_status: 1,
			vip: '1',
		});
	});

	test('takes a value that an expression leaves empty as not given', () => {
		for (const empty of ['', null, undefined]) {
			const options = Object.fromEntries(
				['charset', 'sendAt', 'gatewayTimeZone', 'ttl', 'button', 'action', 'image'].map((name) => [
					name,
					empty,
				]),
			) as IDataObject;
			const more = { options, reference: empty, htmlText: empty, statusCallback: { url: empty } };
			expect(messageOf(more as IDataObject)).toEqual(messageOf());
		}
	});

	test('lets an additional parameter replace the one of a field', () => {
		const additionalParameters = { parameter: [{ name: 'sent_text', value: 'other' }] };
		expect(parametersOf({ additionalParameters })).toMatchObject({ sent_text: 'other' });
	});

	test('keeps the text as it is, spaces and line breaks included', () => {
		const text = '  Line 1\r\nLine 2 😀 ';
		expect(parametersOf({ text })).toMatchObject({ sent_text: text });
		expect(parametersOf({ text: 0 })).toMatchObject({ sent_text: '0' });
	});
});

describe('the recipient is what its channel takes', () => {
	const phones = messageTypes.filter(({ recipient }) => recipient === 'phone');

	test.each(phones.map(({ value }) => value))('%s: a phone number', (type) => {
		expect(parametersOf({ type, recipient: '+7 (900) 111-22-33' }).sent_to).toBe('79001112233');
		expect(problemOf(() => messageOf({ type, recipient: 'ann@x.test' })).label).toBe('Recipient');
	});

	test('email: an address', () => {
		expect(parametersOf({ type: 'email', recipient: ' ann@x.test ' }).sent_to).toBe('ann@x.test');
		expect(problemOf(() => messageOf({ type: 'email' })).label).toBe('Recipient');
	});

	test.each(['push', 'bot'])('%s: a token, or with Find Token a phone or an address', (type) => {
		const options = { findToken: true };
		expect(parametersOf({ type, recipient: ' token:1 ' })).toMatchObject({ sent_to: 'token:1' });
		expect(parametersOf({ type, options, recipient: '+7 900 1112233' })).toMatchObject({
			sent_to: '79001112233',
			find_token: 1,
		});
		expect(parametersOf({ type, options, recipient: 'ann@x.test' }).sent_to).toBe('ann@x.test');
		expect(problemOf(() => messageOf({ type, recipient: ' ' })).label).toBe('Recipient');
		expect(problemOf(() => messageOf({ type, options, recipient: 'token' })).label).toBe(
			'Recipient',
		);
	});

	test('push: several tokens joined by commas, which no other channel takes', () => {
		expect(parametersOf({ type: 'push', recipient: 'a, b;c\nd' }).sent_to).toBe('a,b,c,d');
		expect(parametersOf({ type: 'bot', recipient: 'a,b' }).sent_to).toBe('a,b');
		problemOf(() => messageOf({ recipient: '79001112233,79004445566' }));
	});

	test('another channel: whatever was given', () => {
		const given = { type: 'other', customType: ' rcs ', recipient: ' anything ' };
		expect(messageOf(given)).toMatchObject({ type: 'rcs', recipient: 'anything' });
	});

	test('a cascade: a phone or an address', () => {
		const cascade = { sender: '1024' };
		expect(messageOf(cascade, 'bulk')).toMatchObject({ type: 'bulk', sender: '1024' });
		expect(parametersOf({ ...cascade, recipient: 'ann@x.test' }, 'bulk').sent_to).toBe(
			'ann@x.test',
		);
		expect(problemOf(() => messageOf({ ...cascade, recipient: 'x' }, 'bulk')).label).toBe(
			'Recipient',
		);
	});
});

describe('a text is there', () => {
	test.each(['sms', 'viber', 'push', 'email'])('for %s', (type) => {
		const recipient = type === 'email' ? 'ann@x.test' : '79001112233';
		expect(problemOf(() => messageOf({ type, recipient, text: '' })).label).toBe('Text');
		expect(parametersOf({ type, recipient, text: '', htmlText: '<p>x</p>' })).not.toHaveProperty(
			'sent_text',
		);
	});

	test('unless nobody reads it: a lookup, and a cascade, which has its own', () => {
		expect(parametersOf({ type: 'hlr', text: '' })).toEqual({ sent_to: '79001112233' });
		expect(parametersOf({ sender: '7', text: '' }, 'bulk')).toEqual({ sent_to: '79001112233' });
	});
});

describe('the time of sending', () => {
	const at = (sendAt: unknown, gatewayTimeZone = '') =>
		parametersOf({ options: { sendAt: sendAt as string, gatewayTimeZone } }).sent_date;

	test.each<[unknown, string, string]>([
		['2026-01-15T09:30:00', '', '2026-01-15 09:30'],
		['2026-01-15T09:30:59', '', '2026-01-15 09:30'],
		['2026-01-05T09:05', 'Asia/Almaty', '2026-01-05 11:05'],
		['2026-01-15T00:30:00Z', '', '2026-01-15 03:30'],
		['2026-01-15T00:30:00+07:00', 'Europe/Kyiv', '2026-01-14 19:30'],
		[DateTime.fromISO('2026-01-15T09:30:00', { zone: 'Asia/Tokyo' }), '', '2026-01-15 03:30'],
	])('%s in the zone “%s” is %s on the wire', (sendAt, zone, expected) => {
		expect(at(sendAt, zone)).toBe(expected);
	});

	test('names its field when it is none', () => {
		expect(problemOf(() => at('tomorrow')).label).toBe('Send At');
		expect(problemOf(() => at('2026-13-01T09:30:00')).label).toBe('Send At');
		expect(problemOf(() => at('2026-01-15T09:30:00', 'Europe/Moskow')).message).toContain('Moskow');
	});
});

test('every charset of the gateway’s document is understood, and no other one', () => {
	// docs/gateways/kupon.md 2, `charset`.
	const documented = 'UTF16BE UTF16LE CP1251 UTF-8 UTF-16BE UTF-16LE UCS-2BE UCS-2LE UCS2BE UCS2LE';
	expect(Object.keys(charsets).sort()).toEqual(documented.split(' ').sort());
	for (const [name, charset] of Object.entries(charsets)) {
		const order = /[BL]E$/.exec(name)?.[0].toLowerCase();
		if (order) expect(charset.endsWith(order)).toBe(true);
	}
});
