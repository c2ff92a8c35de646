/** The accounts of the proofs, one a gateway. */
import type { LiveId } from '../gateways.mts';
import { ACCESS, run } from '../../sandbox/smsc/testing/smsc.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { base64, callApi, SENDER } from '../../sandbox/sendpulse/testing.mts';
import type { Method } from '../../sandbox/sendpulse/testing.mts';
import { accountOf } from './account.mts';
import type { ProofPlan } from './proof.mts';

const phone = '380501112244';
const reader = 'reader@example.com';

/** An account of SendPulse that has one of everything that can be listed. */
async function furnish(sandbox: Sandbox): Promise<void> {
	const { sendpulse, clock } = sandbox;
	Object.assign(sendpulse.settings, { requestsPerSecond: null, requestsPerMinute: null });
	const ask = async (method: Method, path: string, body?: object) => {
		const seen = await callApi(sendpulse.url, method, path, body);
		if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
		return seen.json as Record<string, unknown>;
	};
	const { id: book } = await ask('POST', '/addressbooks', { bookName: 'Клиенты' });
	await ask('POST', `/addressbooks/${String(book)}/emails`, { emails: [{ email: reader }] });
	await ask('POST', '/campaigns', {
		sender_name: 'Shop',
		sender_email: SENDER,
		subject: 'Sale',
		name: 'Лето',
		body: base64('<a href="https://shop.example/a">x</a>'),
		list_id: Number(book),
	});
	await clock.advance(60_000);
	const read = sendpulse.messages.find(({ recipient }) => recipient === reader);
	for (const event of ['open', 'redirect']) await sendpulse.pushStatus(read?.id ?? '', event);
	await ask('POST', '/smtp/emails', {
		email: {
			text: 'ё',
			subject: 'Заказ',
			from: { name: 'Shop', email: SENDER },
			to: [{ email: reader }],
		},
	});
	await ask('POST', '/push/tasks', { title: 'Скидки', body: 'Сегодня', website_id: 53, ttl: 3600 });
	await ask('POST', '/sms/send', { sender: 'iQA', phones: [phone], body: 'Готов' });
	await ask('POST', '/viber', {
		task_name: 'Весна',
		message_type: 3,
		sender_id: 2222,
		message_live_time: 60,
		send_date: 'now',
		recipients: [phone],
		message: 'Скидки',
	});
	await ask('POST', '/sms/black_list', { phones: ['380501112255'], description: 'asked' });
	await ask('POST', '/verifier-service/send-list-to-verify', { id: Number(book) });
	await ask('POST', '/tags', { name: 'Важные', color: '#ff0000' });
	await ask('POST', '/v2/email-service/webhook', {
		url: 'https://shop.example/',
		actions: ['open'],
	});
	await clock.advance(60_000);
}

export const plans: Readonly<Record<LiveId, ProofPlan>> = {
	kupon: {
		id: 'kupon',
		access: { ...accountOf('kupon'), sender: 'MyShop' },
		phones: ['79001112233'],
		emails: [],
		prepare: () => {},
	},
	smsby: {
		id: 'smsby',
		access: accountOf('smsby'),
		phones: ['375291112233'],
		emails: [],
		prepare({ smsby }) {
			smsby.state.bills.push({
				id: '1',
				amount: '10.5',
				amountType: 'sms',
				type: null,
				createdAt: Date.parse('2026-01-15T09:30:00Z'),
			});
		},
	},
	smsc: {
		id: 'smsc',
		// The sandbox signs with a secret of its own.
		access: {
			...accountOf('smsc'),
			apiKey: 'smsc-sandbox-key',
			callbackSecret: 'smsc-sandbox-secret',
		},
		phones: ['+7 916 123-45-67', '79261234567'],
		emails: ['me@shop.example'],
		async prepare({ smsc, clock }, callbackAddress) {
			smsc.settings.latencyMs = 0;
			const sent = { ...ACCESS, phones: '79161234568', mes: 'Да', charset: 'utf-8' };
			await run(smsc, 'send', sent);
			// Until it is delivered, and nothing goes on by itself.
			await clock.advance(60_000);
			await smsc.state.receive({ phone: '79161234568', message: 'Нет' });
			smsc.state.subClients.add({ user: 'shop-1', fields: {}, balance: 0 });
			smsc.settings.callbackUrl = `${callbackAddress}?charset=utf-8&sha1`;
		},
	},
	smsru: {
		id: 'smsru',
		access: accountOf('smsru'),
		phones: ['79001112233'],
		emails: [],
		prepare: () => {},
	},
	sendpulse: {
		id: 'sendpulse',
		access: accountOf('sendpulse'),
		phones: ['380501112233'],
		emails: ['reader@example.com'],
		prepare: furnish,
	},
};
