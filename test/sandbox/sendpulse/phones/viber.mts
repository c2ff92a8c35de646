import type { Arguments } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { isPhone } from './arguments.mts';
import type { ViberTask } from './model.mts';
import { sendText } from './texting.mts';
import { viberViews } from './viberViews.mts';

const LONGEST_TEXT = 1000;
const MOST_RECIPIENTS = 1000;
const LIVE_TIME = { min: 60, max: 86_400 } as const;
const STRETCH = { min: 0, max: 5 } as const;

/** Viber campaigns (docs/gateways/sendpulse.md 14). */
export const viberEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, settings } = service;

	const readType = (body: Arguments): number => {
		const type = body.integer('message_type');
		if (type !== 2 && type !== 3) throw FAILURES.isInvalid('message_type');
		return type;
	};

	/** "Only names with verified status can be used" (OpenAPI). */
	const readSender = (body: Arguments): number => {
		const id = body.integer('sender_id');
		if (account.viberSenders.get(id)?.status !== 'verified') throw FAILURES.isInvalid('sender_id');
		return id;
	};

	/** `now`, or a date of the account. */
	const readDate = (body: Arguments): number => {
		const text = body.text('send_date');
		const at = text === 'now' ? clock.now() : dates.parse(text);
		if (at === null || (text !== 'now' && dates.isPast(at))) throw FAILURES.campaign.badDate();
		return at;
	};

	/** `address_book` or `recipients`, one of them. */
	const readRecipients = (body: Arguments) => {
		if (body.has('address_book') === body.has('recipients')) {
			throw body.has('recipients')
				? FAILURES.isInvalid('recipients')
				: FAILURES.missing('recipients');
		}
		if (body.has('recipients')) {
			const phones = body.integers('recipients').map(String);
			if (!phones.every(isPhone)) throw FAILURES.isInvalid('recipients');
			if (phones.length > MOST_RECIPIENTS) {
				throw FAILURES.tooManyItems('recipients', MOST_RECIPIENTS);
			}
			return { bookId: null, recipients: phones };
		}
		const book = account.books.get(body.integer('address_book'));
		if (!book) throw FAILURES.isInvalid('address_book');
		return { bookId: book.id, recipients: [...book.phones.keys()] };
	};

	const readText = (body: Arguments): string => {
		const text = body.textOr('message') ?? '';
		if ([...text].length > LONGEST_TEXT) throw FAILURES.notGreater('message', LONGEST_TEXT);
		return text;
	};

	/** The part of an object, itself an object. */
	const part = (outer: Arguments, name: string): Arguments => outer.within(outer.mapOr(name) ?? {});

	const readExtras = (body: Arguments) => {
		const additional = part(body, 'additional');
		const button = part(additional, 'button');
		const sms = part(additional, 'resend_sms');
		return {
			buttonText: button.textOr('text') ?? null,
			buttonLink: button.textOr('link') ?? null,
			imageLink: part(additional, 'image').textOr('link') ?? null,
			resend: {
				status: sms.flagOr('status') === true,
				text: sms.textOr('sms_text') ?? null,
				sender: sms.textOr('sms_sender_name') ?? null,
			},
		};
	};

	const show = (task: ViberTask) => ({
		address_book_id: task.bookId,
		button_link: task.buttonLink,
		button_text: task.buttonText,
		image_link: task.imageLink,
		message: task.message,
		// A string in the fixture.
		message_live_time: String(task.liveTime),
		message_type: task.messageType,
		send_date: dates.print(task.sendAt),
		sender_id: task.senderId,
		task_id: task.id,
		task_name: task.name,
	});

	const send = (call: Call, task: ViberTask, resend: object): void => {
		task.status = 'send';
		for (const phone of task.recipients) {
			if (account.viberBlacklist.has(phone)) continue;
			const message = sendText(service, {
				channel: 'viber',
				taskId: task.id,
				phone,
				sender: account.viberSenders.get(task.senderId)?.name ?? '',
				text: task.message,
				exchange: call.exchange,
				scheduledAt: new Date(task.sendAt).toISOString(),
				button: task.buttonText,
				action: task.buttonLink,
				image: task.imageLink,
				details: { messageType: task.messageType, liveTime: task.liveTime, resendSms: resend },
				outcome: 'delivered',
			});
			task.messageIds.push(message.id);
		}
	};

	const create = (call: Call) => {
		const { body } = call;
		const messageType = readType(body);
		const senderId = readSender(body);
		const liveTime = body.integer('message_live_time', LIVE_TIME);
		const sendAt = readDate(body);
		const { resend, ...extras } = readExtras(body);
		body.integerOr('stretch_time', STRETCH);
		const task: ViberTask = {
			id: account.nextId(),
			// Required on older pages.
			name: body.text('task_name'),
			message: readText(body),
			messageType,
			senderId,
			liveTime,
			sendAt,
			...readRecipients(body),
			...extras,
			createdAt: clock.now(),
			status: 'moderation',
			messageIds: [],
		};
		account.viberTasks.set(task.id, task);
		const delay = Math.max(settings.campaignStepMs, sendAt - clock.now());
		clock.setTimeout(() => send(call, task, resend), delay);
		const sms = {
			resend_sms: resend.status ? 1 : 0,
			sms_sender_name: resend.sender,
			sms_text: resend.text,
		};
		return { result: true, data: { ...show(task), ...sms } };
	};

	return [['POST', '/viber', create], ...viberViews(service)];
};
