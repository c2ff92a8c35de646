import type { Message } from '../../framework/message.mts';
import type { Arguments } from '../core/arguments.mts';
import { cut, pageOf } from '../core/arguments.mts';
import { CAMPAIGN } from '../core/codes.mts';
import { DAY, isDay } from '../core/dates.mts';
import { rawOf } from '../core/raw.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import type { PushDraft } from './draft.mts';
import { readPush } from './draft.mts';
import type { PushTask, Subscriber, Website } from './model.mts';

/** Push campaigns (docs/gateways/sendpulse.md 12). A push goes sent, delivered; redirect when it is clicked. */
export const pushTaskEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, messages, progress, settings, shape } = service;

	/** The registry words 711 for push: one campaign in 15 minutes for a website. */
	const checkPause = (website: Website): void => {
		const { pushPauseMinutes } = settings;
		const since = clock.now() - (pushPauseMinutes ?? 0) * 60_000;
		if (pushPauseMinutes !== null && (website.lastTaskAt ?? -1) > since) {
			throw FAILURES.push.wait();
		}
	};

	const sendOne = (call: Call, task: PushTask, draft: PushDraft, subscriber: Subscriber) => {
		const at = clock.iso();
		const [button] = draft.buttons;
		const message = messages.add({
			gateway: 'sendpulse',
			id: `${task.id}-${subscriber.id}`,
			channel: 'push',
			recipient: String(subscriber.id),
			sender: draft.website.url,
			text: draft.body,
			html: null,
			button: button?.text ?? null,
			action: draft.link,
			image: draft.image?.name ?? null,
			scheduledAt: draft.sendAt === null ? null : new Date(draft.sendAt).toISOString(),
			status: 'sent',
			history: [{ status: 'sent', at }],
			raw: rawOf(call.exchange),
			receivedAt: at,
			requestId: call.exchange.id,
			details: {
				taskId: task.id,
				websiteId: task.websiteId,
				title: draft.title,
				ttl: draft.ttl,
				stretchTime: draft.stretchTime,
				buttons: draft.buttons,
				image: draft.image,
				icon: draft.icon,
			},
		});
		task.messageIds.push(message.id);
		progress.start(message, ['delivered'], () => undefined);
	};

	const create = (call: Call) => {
		const draft = readPush(service, call.body);
		checkPause(draft.website);
		draft.website.lastTaskAt = clock.now();
		const task: PushTask = {
			id: account.nextId(),
			websiteId: draft.website.id,
			title: draft.title,
			body: draft.body,
			link: draft.link,
			sendAt: draft.sendAt ?? clock.now(),
			status: CAMPAIGN.creating,
			messageIds: [],
		};
		account.pushTasks.set(task.id, task);
		const delay = Math.max(settings.campaignStepMs, task.sendAt - clock.now());
		clock.setTimeout(() => {
			task.status = CAMPAIGN.sent;
			for (const subscriber of account.subscribers.values()) {
				const isHere = subscriber.websiteId === task.websiteId && subscriber.status === 1;
				if (isHere && draft.fits(subscriber)) sendOne(call, task, draft, subscriber);
			}
		}, delay);
		return { result: true, id: shape.n(task.id) };
	};

	/** The older document has `send_date` where later pages have `from` and `to`. */
	const show = ({ id, title, body, websiteId, sendAt, status }: PushTask) => {
		const date = dates.print(sendAt);
		const when = shape.isOlder ? { send_date: date } : { from: date, to: date };
		return {
			id: shape.n(id),
			title,
			body,
			website_id: shape.n(websiteId),
			...when,
			status: shape.n(status),
		};
	};

	/** What form the two have is not published: a day or a full date; a day is meant whole (inference). */
	const bound = (query: Arguments, name: 'from' | 'to'): number | null => {
		const text = query.textOr(name);
		if (text === undefined) return null;
		const at = dates.parseDay(text);
		if (at === null) throw FAILURES.isInvalid(name);
		return name === 'to' && isDay(text) ? at + DAY - 1 : at;
	};

	const list = ({ query }: Call) => {
		const page = pageOf(query, 'cut');
		const from = bound(query, 'from') ?? -Infinity;
		const to = bound(query, 'to') ?? Infinity;
		const websiteId = query.integerOr('website_id');
		const found = [...account.pushTasks.values()].filter(
			(task) =>
				(websiteId === undefined || task.websiteId === websiteId) &&
				task.sendAt >= from &&
				task.sendAt <= to,
		);
		return cut(found, page).map(show);
	};

	/** Strings and numbers are mixed as in the fixture: `send` is a string even today. */
	const statistics = (call: Call) => {
		const task = account.pushTasks.get(Number(call.path('id')));
		// Code 8, "no data", is a choice: none is published.
		if (!task) throw absent(service, 'No data', 8);
		const sent = task.messageIds.flatMap((id): Message[] => {
			const message = messages.find(id);
			return message ? [message] : [];
		});
		const reached = (word: string) =>
			sent.filter(({ history }) => history.some(({ status }) => status === word)).length;
		return {
			id: shape.n(task.id),
			message: { title: task.title, text: task.body, link: task.link },
			website: account.websites.get(task.websiteId)?.url ?? '',
			website_id: task.websiteId,
			status: task.status,
			send: String(sent.length),
			delivered: shape.n(reached('delivered')),
			redirect: shape.n(reached('redirect')),
		};
	};

	return [
		['GET', '/push/tasks', list, { hasSlash: true }],
		['POST', '/push/tasks', create, { hasSlash: true }],
		['GET', '/push/tasks/:id', statistics],
	];
};
