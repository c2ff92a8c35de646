import { sendJson } from '../../testing/http.mts';
import type { Receiver } from '../../testing/receiver.mts';
import { startReceiver } from '../../testing/receiver.mts';
import { base64, SENDER, useSendPulse } from '../testing.mts';
import { ACTIONS } from './row.mts';

const api = useSendPulse();

const MINUTE = 60_000;

let receiver: Receiver;
beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => await receiver.close());

type Event = Readonly<Record<string, unknown>>;

const batches = () => receiver.calls.map(({ body }) => JSON.parse(body) as Event[]);
const events = () => batches().flat();

const listen = async (...actions: string[]) =>
	await api.ok('POST', '/v2/email-service/webhook', { url: `${receiver.url}/hook`, actions });

const seconds = () => Math.floor(api.now() / 1000);

/** A campaign to one new address; its letter is sent, not yet delivered. */
const letter = async (email = 'ann@example.com') => {
	const bookId = await api.bookWith(email);
	api.settings.letterOutcome = [];
	const { id } = await api.ok<{ id: number }>('POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: SENDER,
		subject: 'Sale',
		body: base64('<a href="https://shop.example/sale">Sale</a>'),
		list_id: bookId,
	});
	await api.advance(3000);
	return { bookId, campaignId: id, messageId: `${id}-1` };
};

describe('bulk e-mail events', () => {
	it('leave after a minute, in an array', async () => {
		await listen('new_emails', 'delete');
		const id = await api.newBook();
		const emails = [{ email: 'ann@example.com', variables: { age: 21 } }];
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails });
		const at = String(seconds());
		await api.advance(30_000);
		await api.ok('DELETE', `/addressbooks/${id}/emails`, { emails: ['ann@example.com'] });
		await api.advance(29_999);
		expect(receiver.calls).toEqual([]);
		expect(api.state.waiting(`${receiver.url}/hook`)).toBe(2);
		await api.advance(1);
		expect(receiver.calls).toMatchObject([{ method: 'POST', url: '/hook' }]);
		expect(events()).toEqual([
			{
				event: 'new_emails',
				timestamp: at,
				email: 'ann@example.com',
				book_id: String(id),
				source: 'address book',
				variables: { age: 21 },
			},
			{
				event: 'delete',
				timestamp: String(Number(at) + 30),
				email: 'ann@example.com',
				book_id: String(id),
			},
		]);
	});

	it('leave at once when a hundred wait, the rest later', async () => {
		await listen('new_emails');
		const emails = Array.from({ length: 130 }, (_, at) => ({ email: `c${at}@example.com` }));
		const id = await api.newBook();
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails: emails.slice(0, 99) });
		await api.advance(0);
		expect(batches()).toEqual([]);
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails: emails.slice(99) });
		await api.advance(0);
		expect(batches().map(({ length }) => length)).toEqual([100, 30]);
	});

	it('are not told about silent additions and updates', async () => {
		await listen('new_emails');
		const id = await api.newBook();
		const emails = [{ email: 'ann@example.com' }];
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails, disable_webhook: true });
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails });
		await api.state.flush();
		expect(receiver.calls).toEqual([]);
	});

	it('of a double opt-in come with the confirmation', async () => {
		await listen('new_emails');
		const id = await api.newBook();
		const emails = [{ email: 'ann@example.com' }];
		const doi = { confirmation: 'force', sender_email: SENDER };
		await api.ok('POST', `/addressbooks/${id}/emails`, { emails, ...doi });
		await api.state.flush();
		expect(receiver.calls).toEqual([]);
		api.state.confirmContact(id, 'ann@example.com');
		await api.state.flush();
		expect(events()).toMatchObject([{ event: 'new_emails', email: 'ann@example.com' }]);
	});

	it('tell the life of a letter: strings for engagement, integers for bounces', async () => {
		await listen(...ACTIONS);
		const { bookId, campaignId, messageId } = await letter();
		await api.state.flush();
		for (const status of ['delivered', '3', 'redirect', '11', 'hard_bounces', '10', '5']) {
			await api.sendpulse.pushStatus(messageId, status);
		}
		const base = { email: 'ann@example.com', task_id: String(campaignId) };
		const reader = {
			open_device: 'Desktop',
			open_platform: 'Windows',
			browser_ver: '11.0',
			browser_name: 'Firefox',
		};
		const told = { ...base, timestamp: String(seconds()) };
		const bounce = { ...base, task_id: campaignId, timestamp: seconds() };
		expect(events().slice(-7)).toEqual([
			{ event: 'delivered', ...told },
			{ event: 'open', ...told, ...reader },
			{
				event: 'redirect',
				...told,
				...reader,
				link_url: 'https://shop.example/sale',
				link_id: '1',
			},
			{ event: 'spam', ...told },
			{
				event: 'hard_bounces',
				...bounce,
				smtp_server_response_code: 550,
				smtp_server_response_subcode: '5.1.1',
				smtp_server_response: 'Recipient address rejected',
			},
			{
				event: 'soft_bounces',
				...bounce,
				smtp_server_response_code: 452,
				smtp_server_response_subcode: '4.2.2',
				smtp_server_response: 'Mailbox is temporarily unavailable',
			},
			{
				event: 'unsubscribe',
				...told,
				from_all: '1',
				reason: null,
				book_id: String(bookId),
				categories: '',
			},
		]);
		expect(await api.ok('GET', `/addressbooks/${bookId}/emails`)).toMatchObject([{ status: 6 }]);
	});

	it('have all numbers of one kind in other modes', async () => {
		await listen('delivered', 'hard_bounces');
		const { campaignId, messageId } = await letter();
		for (const [mode, task] of [
			['int', campaignId],
			['string', String(campaignId)],
		] as const) {
			api.settings.eventNumbers = mode;
			await api.sendpulse.pushStatus(messageId, '2');
			await api.sendpulse.pushStatus(messageId, '6');
			expect(
				events()
					.slice(-2)
					.map((event) => event.task_id),
			).toEqual([task, task]);
		}
	});

	it('tell the states of a campaign', async () => {
		await listen('task_status_update');
		const { bookId, campaignId } = await letter();
		api.state.setCampaignStatus(campaignId, 27);
		await api.state.flush();
		expect(events().map(({ status }) => status)).toEqual(['approve', 'sending', 'need_edit']);
		expect(events()[1]).toEqual({
			event: 'task_status_update',
			timestamp: expect.stringMatching(/^\d{10}$/) as string,
			task_id: String(campaignId),
			book_id: String(bookId),
			status: 'sending',
			status_explain: 'Campaign is being sent',
		});
	});

	it('are told about an unsubscription through the API', async () => {
		await listen('unsubscribe');
		const id = await api.bookWith('ann@example.com');
		await api.ok('POST', `/addressbooks/${id}/emails/unsubscribe`, { emails: ['ann@example.com'] });
		await api.state.flush();
		expect(events()).toMatchObject([{ event: 'unsubscribe', from_all: '0', book_id: String(id) }]);
	});

	it('reach only the rows of their action, one of them twice', async () => {
		await listen('open');
		await listen('open', 'spam');
		const { messageId } = await letter();
		await api.sendpulse.pushStatus(messageId, 'open');
		expect(events().map(({ event }) => event)).toEqual(['open', 'open']);
		await api.sendpulse.pushStatus(messageId, 'delivered');
		expect(receiver.calls).toHaveLength(1);
	});

	it('are repeated until a 2xx, and delivered twice on demand', async () => {
		await receiver.close();
		receiver = await startReceiver(500, 204);
		await listen('open');
		api.state.emit('open', { email: 'ann@example.com', task_id: '1' });
		await api.advance(MINUTE);
		expect(receiver.calls).toHaveLength(1);
		await api.advance(MINUTE);
		expect(receiver.calls).toHaveLength(2);
		expect(receiver.calls[0]?.body).toBe(receiver.calls[1]?.body);
		expect(api.sendpulse.callbacks).toMatchObject([
			{ status: 'open', attempt: 1, httpStatus: 500, outcome: 'retry' },
			{ attempt: 2, httpStatus: 204, outcome: 'delivered' },
		]);
		api.settings.duplicateEvents = true;
		api.state.emit('open', { email: 'bob@example.com', task_id: '1' });
		await api.state.flush();
		expect(receiver.calls).toHaveLength(4);
		expect(receiver.calls[2]?.body).toBe(receiver.calls[3]?.body);
	});

	it('can be set off from the control port', async () => {
		await listen('open');
		const { messageId } = await letter();
		const url = `${api.controlUrl}/messages/sendpulse/${messageId}/status`;
		expect((await sendJson('POST', url, { status: 'open' })).status).toBe(200);
		expect(events()).toMatchObject([{ event: 'open', email: 'ann@example.com' }]);
		expect(api.sendpulse.callbacks).toMatchObject([{ messageIds: [messageId], status: 'open' }]);
	});
});

describe('SMTP events', () => {
	const send = async () => {
		const { id } = await api.ok<{ id: string }>('POST', '/smtp/emails', {
			email: {
				text: 'Hi',
				subject: 'Тема',
				from: { name: 'Shop', email: SENDER },
				to: [{ email: 'ann@example.com' }],
			},
		});
		return id;
	};

	beforeEach(() => {
		api.settings.smtpWebhookUrl = `${receiver.url}/smtp`;
	});

	it('leave half a minute after the first', async () => {
		await send();
		await api.advance(30_999);
		expect(receiver.calls).toEqual([]);
		await api.advance(1);
		const [delivered] = events();
		expect(delivered).toEqual({
			event: 'delivered',
			timestamp: seconds() - 30,
			message_id: expect.any(Number) as number,
			recipient: 'ann@example.com',
			sender: SENDER,
			subject: 'Тема',
			smtp_server_response_code: '250',
			smtp_server_response_subcode: '',
			smtp_server_response: '250 OK',
		});
	});

	it('come in batches of up to 500', async () => {
		for (let at = 0; at < 501; at++) api.state.emitSmtp('opened', { recipient: `r${at}` });
		await api.advance(0);
		expect(batches().map(({ length }) => length)).toEqual([500, 1]);
	});

	it('name bounces and complaints in one way or the other', async () => {
		const id = await send();
		const statuses = ['opened', 'clicked', 'spam_by_user', 'soft_bounces', 'hard_bounces'];
		for (const status of statuses) await api.sendpulse.pushStatus(id, status);
		expect(events().map(({ event }) => event)).toEqual(statuses);
		expect(events()[0]).not.toHaveProperty('smtp_server_response');
		const [hard] = events().slice(-1);
		expect(hard).toMatchObject({ email: 'ann@example.com', smtp_server_response_code: 550 });
		expect(hard).toHaveProperty('task_id');
		expect(hard).not.toHaveProperty('message_id');
		expect(hard).not.toHaveProperty('recipient');
		api.settings.smtpEventNames = 'skills';
		for (const status of statuses) await api.sendpulse.pushStatus(id, status);
		expect(
			events()
				.slice(5)
				.map(({ event }) => event),
		).toEqual(['opened', 'clicked', 'spam', 'soft_bounced', 'hard_bounced']);
	});

	it('are only those the dashboard has ticked', async () => {
		api.settings.smtpWebhookEvents = ['clicked'];
		const id = await send();
		await api.sendpulse.pushStatus(id, 'opened');
		await api.sendpulse.pushStatus(id, 'clicked');
		expect(events().map(({ event }) => event)).toEqual(['clicked']);
		api.settings.smtpWebhookUrl = '';
		await api.sendpulse.pushStatus(id, 'clicked');
		expect(events()).toHaveLength(1);
	});
});
