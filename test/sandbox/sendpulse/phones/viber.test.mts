import { accountDate, useSendPulse } from '../testing.mts';

const api = useSendPulse();

const PHONE = 380931111111;
const GOOD = {
	task_name: 'July',
	message_type: 2,
	sender_id: 2222,
	message_live_time: 1000,
	send_date: 'now',
	recipients: [PHONE],
	message: 'Привет',
};

type Created = { readonly data: { readonly task_id: number } };

const create = async (changes: object = {}) =>
	await api.ok<Created>('POST', '/viber', { ...GOOD, ...changes });

describe('Viber campaigns', () => {
	it('go to numbers with a button, a picture and an SMS instead', async () => {
		const additional = {
			button: { text: 'Open', link: 'https://shop.example/' },
			image: { link: 'https://shop.example/i.png' },
			resend_sms: { status: true, sms_text: 'SMS', sms_sender_name: 'iQA' },
		};
		const { data } = await create({ additional, task_name: 'Task' });
		expect(data).toEqual({
			address_book_id: null,
			button_link: 'https://shop.example/',
			button_text: 'Open',
			image_link: 'https://shop.example/i.png',
			message: 'Привет',
			message_live_time: '1000',
			message_type: 2,
			resend_sms: 1,
			send_date: accountDate(api.now()),
			sender_id: 2222,
			sms_sender_name: 'iQA',
			sms_text: 'SMS',
			task_id: expect.any(Number) as number,
			task_name: 'Task',
		});
		expect(await api.ok('GET', '/viber/task')).toMatchObject([
			{ id: data.task_id, status: 'moderation', sender_name: 'Foxkids', message_live_time: 1000 },
		]);
		await api.advance(2000);
		expect(api.sendpulse.messages).toMatchObject([
			{
				channel: 'viber',
				recipient: String(PHONE),
				sender: 'Foxkids',
				text: 'Привет',
				button: 'Open',
				action: 'https://shop.example/',
				image: 'https://shop.example/i.png',
				details: { resendSms: { status: true, text: 'SMS' } },
			},
		]);
		await api.sendpulse.pushStatus(`${data.task_id}-${PHONE}`, 'read');
		expect(await api.ok('GET', `/viber/task/${data.task_id}`)).toMatchObject({
			status: 'send',
			statistic: { sent: 1, delivered: 1, read: 1, redirected: 0, undelivered: 0, errors: 0 },
		});
		expect(await api.ok('GET', `/viber/task/${data.task_id}/recipients`)).toMatchObject({
			task_id: data.task_id,
			recipients: [{ phone: PHONE, address_book_id: null, status: 'read', price: 0.74 }],
		});
	});

	it('go to a book, without the blacklist', async () => {
		const address_book = await api.newBook();
		const phones = ['380931111111', '380931111112'];
		await api.ok('POST', '/sms/numbers', { addressBookId: address_book, phones });
		await api.ok('POST', '/v2/viber-service/phone-exception', { phones: ['380931111111'] });
		await create({ recipients: undefined, address_book });
		await api.advance(2000);
		expect(api.sendpulse.messages.map(({ recipient }) => recipient)).toEqual(['380931111112']);
	});

	it.each<[object, string]>([
		[{ message_type: undefined }, 'Argument message_type missing'],
		[{ message_type: 1 }, 'Argument message_type is invalid'],
		[{ sender_id: 2223 }, 'Argument sender_id is invalid'],
		[{ message_live_time: 59 }, 'Argument message_live_time must be at least 60'],
		[{ message_live_time: 86_401 }, 'Argument message_live_time may not be greater than 86400'],
		[{ send_date: undefined }, 'Argument send_date missing'],
		[{ stretch_time: 6 }, 'Argument stretch_time may not be greater than 5'],
		[{ recipients: undefined }, 'Argument recipients missing'],
		[{ recipients: [12] }, 'Argument recipients is invalid'],
		[{ address_book: 1 }, 'Argument recipients is invalid'],
		[{ recipients: undefined, address_book: 1 }, 'Argument address_book is invalid'],
		[{ message: 'я'.repeat(1001) }, 'Argument message may not be greater than 1000'],
		[{ additional: 'x' }, 'Argument additional is invalid'],
	])('are refused with %j', async (changes, message) => {
		const [status, , text] = await api.refusal('POST', '/viber', { ...GOOD, ...changes });
		expect([status, text]).toEqual([422, message]);
	});

	it('refuse a past date, have senders, and may be unknown', async () => {
		expect(
			await api.codes('POST', '/viber', { ...GOOD, send_date: '2020-01-01 00:00:00' }),
		).toEqual([422, 799]);
		expect(await api.ok('GET', '/viber/senders')).toMatchObject([
			{ id: 2222, status: 'verified', name: 'Foxkids' },
			{ id: 2223, status: 'pending' },
		]);
		expect(await api.ok('GET', '/viber/senders/2222')).toMatchObject({ name: 'Foxkids' });
		expect(await api.codes('GET', '/viber/senders/1')).toEqual([404, 1003]);
		expect(await api.codes('GET', '/viber/task/1')).toEqual([404, 802]);
	});
});
