import { randomUUID } from 'node:crypto';

import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { contactKey, phoneDigits } from '../books/book.mts';

const VERSION = '2.7.3';

type Tagged = { readonly tags: Set<number> };

/** Tags (docs/gateways/sendpulse.md 10): every change waits in a queue, and the new id is not told. */
export const tagEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, settings, shape } = service;

	/** Does the work later and hands out the receipt now. */
	const queue = (work: () => void) => {
		clock.setTimeout(work, settings.queueDelayMs);
		return {
			code: 'request_sended_to_queue',
			description: 'Request sended to queue',
			failure: false,
			http_code: 200,
			queue_id: randomUUID(),
			success: true,
			user_id: shape.n(settings.userId),
			version: VERSION,
		};
	};

	const list = () => ({
		tags: [...account.tags.values()].map(({ id, name, color }) => ({
			id: shape.n(id),
			name,
			color,
		})),
		user_id: shape.n(settings.userId),
		version: VERSION,
	});

	const read = ({ body }: Call) => ({ name: body.text('name'), color: body.text('color') });

	const create = (call: Call) => {
		const fields = read(call);
		return queue(() => {
			const id = account.nextId();
			account.tags.set(id, { id, ...fields });
		});
	};

	const update = (call: Call) => {
		const fields = read(call);
		const id = Number(call.path('id'));
		return queue(() => {
			const tag = account.tags.get(id);
			if (tag) Object.assign(tag, fields);
		});
	};

	const everyone = (): Tagged[] =>
		[...account.books.values()].flatMap(({ contacts, phones }): Tagged[] => [
			...contacts.values(),
			...phones.values(),
		]);

	const remove = (call: Call) => {
		const id = Number(call.path('id'));
		return queue(() => {
			account.tags.delete(id);
			for (const { tags } of everyone()) tags.delete(id);
		});
	};

	const withEmail = ({ body }: Call): Tagged[] => {
		const key = contactKey(body.email('email'));
		return [...account.books.values()].flatMap(({ contacts }) => contacts.get(key) ?? []);
	};

	const withPhone = ({ body }: Call): Tagged[] => {
		const phone = phoneDigits(body.text('phone'));
		if (phone === null) throw FAILURES.isInvalid('phone');
		return [...account.books.values()].flatMap(({ contacts, phones }): Tagged[] => [
			...[...contacts.values()].filter((one) => one.phone === phone),
			...[...phones.values()].filter((one) => one.phone === phone),
		]);
	};

	const pin = (call: Call, find: (call: Call) => Tagged[], isPinned: boolean) => {
		const owners = find(call);
		const ids = call.body.integers('tags');
		return queue(() => {
			for (const { tags } of owners) {
				for (const id of ids) {
					if (!isPinned) tags.delete(id);
					else if (account.tags.has(id)) tags.add(id);
				}
			}
		});
	};

	return [
		['GET', '/tags', list],
		['POST', '/tags', create],
		['PUT', '/tags/:id', update],
		['DELETE', '/tags/:id', remove],
		['POST', '/tags/pin/email', (call) => pin(call, withEmail, true)],
		['POST', '/tags/unpin/email', (call) => pin(call, withEmail, false)],
		['POST', '/tags/pin/phone', (call) => pin(call, withPhone, true)],
		['POST', '/tags/unpin/phone', (call) => pin(call, withPhone, false)],
	];
};
