import type { Message } from '../../framework/message.mts';
import { cut, pageOf } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import type { ViberSender, ViberTask } from './model.mts';

/** Reading Viber campaigns and sender names (docs/gateways/sendpulse.md 14). */
export const viberViews = (service: Service): Endpoint[] => {
	const { account, dates, messages, settings } = service;

	const taskOf = (call: Call): ViberTask => {
		const task = account.viberTasks.get(Number(call.path('id')));
		if (!task) throw absent(service, 'Campaign not found', 802);
		return task;
	};

	const sentOf = (task: ViberTask): Message[] =>
		task.messageIds.flatMap((id) => messages.find(id) ?? []);

	const show = (task: ViberTask) => ({
		id: task.id,
		name: task.name,
		message: task.message,
		button_text: task.buttonText,
		button_link: task.buttonLink,
		image_link: task.imageLink,
		address_book: task.bookId,
		sender_name: account.viberSenders.get(task.senderId)?.name ?? '',
		sender_id: task.senderId,
		message_live_time: task.liveTime,
		send_date: dates.print(task.sendAt),
		status: task.status,
		created: dates.print(task.createdAt),
	});

	const statistics = (call: Call) => {
		const task = taskOf(call);
		const sent = sentOf(task);
		const reached = (word: string) =>
			sent.filter(({ history }) => history.some(({ status }) => status === word)).length;
		const statistic = {
			sent: sent.length,
			delivered: reached('delivered'),
			read: reached('read'),
			redirected: reached('redirected'),
			undelivered: reached('undelivered'),
			errors: reached('errors'),
		};
		return { ...show(task), statistic };
	};

	const recipients = (call: Call) => {
		const task = taskOf(call);
		return {
			task_id: task.id,
			recipients: sentOf(task).map(({ recipient, status, history, receivedAt }) => ({
				phone: Number(recipient),
				address_book_id: task.bookId,
				status: status === 'sent' ? 'send' : status,
				send_date: dates.print(Date.parse(receivedAt)),
				price: 0.74,
				currency: settings.currency,
				last_update: dates.print(Date.parse(history.at(-1)?.at ?? receivedAt)),
			})),
		};
	};

	const showSender = ({ id, name, status }: ViberSender) => ({
		id,
		status,
		name,
		service_type: '',
		web_site: 'https://shop.example',
		description: '',
		country: 'UA',
		traffic_type: '',
		admin_comment: null,
	});

	const sender = (call: Call) => {
		const found = account.viberSenders.get(Number(call.path('id')));
		if (!found) throw absent(service, 'Sender not found', 1003);
		return showSender(found);
	};

	const list = ({ query }: Call) =>
		cut([...account.viberTasks.values()].map(show), pageOf(query, 'cut'));

	return [
		['GET', '/viber/task', list],
		['GET', '/viber/task/:id', statistics],
		['GET', '/viber/task/:id/recipients', recipients],
		['GET', '/viber/senders', () => [...account.viberSenders.values()].map(showSender)],
		['GET', '/viber/senders/:id', sender],
	];
};
