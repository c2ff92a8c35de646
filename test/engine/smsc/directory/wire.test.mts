/** The formats of the operator's document, and what else is known of answers, read without a server. */
import type { IDataObject } from 'n8n-workflow';
import { dayText, isoDay, isoMoment } from '../../../../nodes/Smsc/times.ts';
import { parseAnswer, readRefusal } from '../../../../nodes/Smsc/errors.ts';
import { balanceRow, priceRows } from '../../../../nodes/Smsc/resources/account.ts';
import { blacklistRow } from '../../../../nodes/Smsc/resources/blacklist.ts';
import { addressList } from '../../../../nodes/Smsc/resources/contact/address.ts';
import { contactRow, groupIds } from '../../../../nodes/Smsc/resources/contact/getAll.ts';
import { groupRow } from '../../../../nodes/Smsc/resources/group.ts';
import { incomingRow, latestId, sentRow } from '../../../../nodes/Smsc/resources/history/index.ts';
import { operatorVerdicts } from '../../../../nodes/Smsc/resources/history/getOperator.ts';
import { templateRow } from '../../../../nodes/Smsc/resources/template.ts';

const list = (text: string) => parseAnswer(text, 'list') as IDataObject[];

describe('the document’s list of contacts', () => {
	const answer = `[{
"phone": "79001112233",
"name": "Анна",
"group": 321,
"first_name": "Анна",
"last_name": "Ёжикова",
"middle_name": "Ивановна",
"birthday": "17.05.1990",
"id": "client-42",
"comments": "заметка",
"tags": "вип",
"phone_other": "79001112244"
},
{
"mail": "a@example.com",
"name": "Почта",
"group": "12|15",
"first_name": "",
"last_name": "",
"middle_name": "",
"birthday": "",
"id": "",
"comments": "",
"tags": "",
"mail_other": "b@example.com"
}]`;

	test('phone contact', () => {
		expect(contactRow(list(answer)[0] ?? {}, false)).toEqual({
			contactId: null,
			address: '79001112233',
			name: 'Анна',
			firstName: 'Анна',
			middleName: 'Ивановна',
			lastName: 'Ёжикова',
			birthday: '1990-05-17',
			groupIds: ['321'],
			ownId: 'client-42',
			tags: 'вип',
			comments: 'заметка',
			otherAddresses: '79001112244',
		});
	});

	test('email contact', () => {
		expect(contactRow(list(answer)[1] ?? {}, false)).toMatchObject({
			address: 'a@example.com',
			groupIds: ['12', '15'],
			birthday: null,
			ownId: null,
			otherAddresses: 'b@example.com',
		});
	});

	test('a field that SMSC adds tomorrow is kept, unless the list is to be simple', () => {
		const entry = { ...list(answer)[0], int_id: 77, blocked: 1 };

		expect(contactRow(entry, false)).toMatchObject({ contactId: '77', blocked: 1 });
		expect(contactRow(entry, true)).not.toHaveProperty('blocked');
		expect(Object.keys(contactRow(entry, true))).toHaveLength(10);
	});
});

test.each([
	[321, ['321']],
	[0, []],
	['', []],
	['12|15', ['12', '15']],
	['12,15', ['12', '15']],
	[undefined, []],
])('groups %j', (group, ids) => expect(groupIds(group)).toEqual(ids));

test('the document’s list of groups', () => {
	const [group] = list('[{\n"id": 5,\n"name": "Клиенты",\n"number": 3,\n"cnt": "12"\n}]');

	expect(groupRow(group ?? {})).toEqual({ id: '5', name: 'Клиенты', number: '3', contacts: 12 });
});

test('the document’s blacklist', () => {
	const entries = list(
		'[{\n"id": 1,\n"phone": "79001112233",\n"type": 0,\n"comment": "спам"\n},\n{"id": 2,"email":"a@example.com","type":1,"comment":""},{"id":3,"phone":"7","type":2,"comment":""},{"id":4,"phone":"7","type":9,"comment":""}]',
	);

	expect(entries.map(blacklistRow)).toEqual([
		{ id: '1', address: '79001112233', blockType: 'all', comment: 'спам' },
		{ id: '2', address: 'a@example.com', blockType: 'mass', comment: '' },
		{ id: '3', address: '7', blockType: 'single', comment: '' },
		{ id: '4', address: '7', blockType: '9', comment: '' },
	]);
});

describe('the document’s errors', () => {
	// docs/gateways/smsc.md 1.7 has these numbers for contacts, groups and the blacklist.
	test.each([
		[1, 'invalidRequest'],
		[2, 'unauthorized'],
		[4, 'unauthorized'],
		[5, 'rejected'],
		[9, 'duplicate'],
	])('error %i', (code, kind) => {
		for (const text of [
			`{\n"error": "описание",\n"error_code": ${code}\n}`,
			`ERROR = ${code} (описание)`,
		]) {
			expect(readRefusal('phones', 200, parseAnswer(text, 'list'))).toMatchObject({
				kind,
				code: String(code),
				text: 'описание',
			});
		}
	});

	test.each(['open', 'value', 'done', 'list'] as const)(
		'a no in words of its own is no answer of the kind %s',
		(kind) => {
			for (const text of ['{"success":false}', '{"status":"error","message":"нет"}'])
				expect(() => parseAnswer(text, kind)).toThrow('The answer says nothing');
		},
	);

	test('an object in the place of a text is no text', () => {
		const [entry] = list('[{"id":1,"phone":{},"type":{},"comment":{"a":1}}]');
		expect(blacklistRow(entry!)).toEqual({ id: '1', address: '', blockType: '', comment: '' });
	});

	test('no records is an empty list where a list was asked for, and else a refusal', () => {
		for (const text of ['{"error":"Записи не найдены","error_code":3}', 'ERROR = 3 (нет)']) {
			expect(parseAnswer(text, 'list')).toEqual([]);
			expect(readRefusal('phones', 200, parseAnswer(text, 'done'))?.kind).toBe('notFound');
		}
	});
});

describe('days', () => {
	const inUtc = { read: () => '', timeZone: 'UTC' };

	test.each([
		['1990-05-17', '17.05.1990'],
		['1990-05-17T00:00:00', '17.05.1990'],
		['1990-05-17T23:30:00.000-10:00', '17.05.1990'],
		['1990-05-17T00:00:00.000Z', '17.05.1990'],
		['17.05.1990', '17.05.1990'],
		['', ''],
	])('%s goes out as %s', (value, wire) => expect(dayText(value, 'Birthday', inUtc)).toBe(wire));

	test.each(['1990-02-30', '1990-13-01', '31.02.1990', 'завтра', '17.05.90', '1990-05-17 и ещё'])(
		'%s is none',
		(value) => {
			expect(() => dayText(value, 'Birthday', inUtc)).toThrow('Birthday');
		},
	);

	test.each([
		['17.05.1990', '1990-05-17'],
		['', null],
		[undefined, null],
		['не указана', 'не указана'],
	])('%j comes in as %j', (value, day) => expect(isoDay(value)).toBe(day));
});

describe('moments', () => {
	test.each([
		// Recorded in 2016: the clock is Moscow's.
		['18.10.2016 15:34:12', 1476794052, '2016-10-18T15:34:12+03:00'],
		['18.10.2016 18:34:12', 1476794052, '2016-10-18T18:34:12+06:00'],
		['18.10.2016 12:34:12', 1476794052, '2016-10-18T12:34:12+00:00'],
		['18.10.2016 18:04:11', 1476794052, '2016-10-18T18:04:11+05:30'],
		['18.10.2016 07:34:12', 1476794052, '2016-10-18T07:34:12-05:00'],
		['18.10.2016 15:34:12', undefined, '2016-10-18T15:34:12+03:00'],
		['', 1476794052, '2016-10-18T12:34:12.000Z'],
		['01.01.2001 00:00:00', 1476794052, '2016-10-18T12:34:12.000Z'],
		['99.99.2016 15:34:12', 1476794052, '2016-10-18T12:34:12.000Z'],
		['', 0, null],
		['', undefined, null],
	])('%j with timestamp %j is %j', (clock, timestamp, moment) => {
		const read = isoMoment(clock, timestamp);
		expect(read).toBe(moment);
		if (typeof timestamp === 'number' && timestamp > 0) {
			expect(Math.abs(Date.parse(read ?? '') / 1000 - timestamp)).toBeLessThanOrEqual(1);
		}
	});
});

test('money is a number, and the rouble has its present code', () => {
	expect(balanceRow({ balance: '1871.62' })).toEqual({
		balance: 1871.62,
		currency: null,
		credit: 0,
	});
	expect(balanceRow({ balance: '100.01', currency: 'RUR', credit: '5.50' })).toEqual({
		balance: 100.01,
		currency: 'RUB',
		credit: 5.5,
	});
	expect(sentRow({ cost: '1.20' }, 'KZT', true)).toMatchObject({ cost: 1.2, currency: 'KZT' });
	expect(sentRow({}, 'KZT', true)).toMatchObject({ cost: null, currency: null });
});

test('prices are zones, whatever frame they have', () => {
	expect(priceRows({ zones: [{ name: 'Россия' }], currency: 'RUR' })).toEqual([
		{ currency: 'RUR', name: 'Россия' },
	]);
	expect(priceRows([{ name: 'Россия' }])).toEqual([{ name: 'Россия' }]);
	expect(priceRows({ price: '1' })).toEqual([{ price: '1' }]);
});

test('a sent message as clients saw it', () => {
	// Source: docs/gateways/smsc.md 3.1, the sample.
	const entry = {
		status: 1,
		last_date: '18.10.2016 15:34:12',
		last_timestamp: 1476794052,
		send_date: '18.10.2016 15:34:00',
		send_timestamp: 1476794040,
		phone: '79001112233',
		cost: '1.20',
		sender_id: 'SMSC.RU',
		status_name: 'Доставлено',
		message: 'Привет',
		mccmnc: '25001',
		operator: 'МТС',
		sms_cnt: 1,
		id: 33,
		int_id: '9007199254740993',
		err: 0,
	};

	expect(sentRow(entry, 'RUB', true)).toEqual({
		messageId: '33',
		internalId: '9007199254740993',
		recipient: '79001112233',
		status: 'delivered',
		text: null,
		sentAt: '2016-10-18T15:34:00+03:00',
		message: 'Привет',
		sender: 'SMSC.RU',
		cost: 1.2,
		currency: 'RUB',
	});
	expect(sentRow({ status: 99 }, null, true).status).toBe('unknown');
});

test('an incoming message whose clock has no zone', () => {
	expect(
		incomingRow({
			id: 5,
			phone: '79001112233',
			message: 'Да',
			to_phone: '7903',
			sent: '18.10.2016 15:34:12',
		}),
	).toEqual({
		messageId: '5',
		phone: '79001112233',
		toPhone: '7903',
		message: 'Да',
		sentAt: '2016-10-18T15:34:12+03:00',
		receivedAt: null,
	});
});

test('the latest of incoming messages, in whatever order they come', () => {
	const rows = ['9', '10', '2'].map((messageId) => ({ json: { messageId } }));

	expect(latestId(rows)).toBe('10');
	expect(latestId([{ json: { messageId: '9007199254740993' } }])).toBe('9007199254740993');
	expect(latestId([])).toBeNull();
	expect(latestId([{ json: { error: 'нет' } }])).toBeNull();
});

describe('the operator of many numbers', () => {
	const mts = { country: 'Россия', operator: 'МТС' };
	const tele2 = { country: 'Россия', operator: 'Tele2' };
	const read = (body: unknown) =>
		operatorVerdicts(['79001110000', '79161110000'], body).map((verdict) =>
			verdict.accepted ? verdict.extra?.operator : verdict.failure.kind,
		);

	test.each<[string, unknown, unknown[]]>([
		[
			'a list with numbers',
			[
				{ phone: '79161110000', ...mts },
				{ phone: '+79001110000', ...tele2 },
			],
			['Tele2', 'МТС'],
		],
		['a list with some of the numbers', [{ phone: '79161110000', ...mts }], ['notFound', 'МТС']],
		['a list in their order', [tele2, mts], ['Tele2', 'МТС']],
		['a list that is too short', [tele2], ['notFound', 'notFound']],
		['an object by number', { '79001110000': tele2, '79161110000': mts }, ['Tele2', 'МТС']],
		['one object for two', tele2, ['notFound', 'notFound']],
	])('as %s', (_what, body, expected) => expect(read(body)).toEqual(expected));
});

test('addresses of people', () => {
	expect(addressList('phone', '+7 (900) 111-22-33; 79001112244\n8 900 111 22 55', 'RU')).toBe(
		'79001112233,79001112244,79001112255',
	);
	expect(addressList('phone', ['79001112233', '79001112244'], 'none')).toBe(
		'79001112233,79001112244',
	);
	expect(addressList('phone', 79001112233, 'none')).toBe('79001112233');
	expect(addressList('email', 'a@example.com b@example.com', 'none')).toBe(
		'a@example.com,b@example.com',
	);
	expect(() => addressList('phone', '79001112233, Анна', 'none')).toThrow('Анна');
	expect(() => addressList('email', '', 'none')).toThrow('E-Mail is empty');
});

test('a template as clients saw it', () => {
	expect(
		templateRow({ id: 7, name: 'А', message: 'Б', format: 'sms', sender: 'S', flag: 0 }),
	).toEqual({ id: '7', name: 'А', text: 'Б', format: 'sms', sender: 'S', flag: 0 });
});
