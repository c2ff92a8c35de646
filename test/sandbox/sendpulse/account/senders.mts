import { randomInt } from 'node:crypto';

import { FAILURES, Refusal } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { serviceLetter } from '../core/serviceLetter.mts';
import { contactKey } from '../books/book.mts';
import { absent } from '../books/lookup.mts';
import type { Sender } from './model.mts';

/** Senders and their activation (docs/gateways/sendpulse.md 7). */
export const senderEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, settings, shape } = service;

	/** The older document has no name. */
	const show = ({ email, name, status }: Sender) =>
		shape.isOlder ? { email, status } : { email, name, status };

	/** Reasons to refuse an address; their order is inference. */
	const checkAddress = (email: string): void => {
		const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
		if (settings.freeMailDomains.includes(domain)) throw FAILURES.freeMail();
		if (settings.dmarcDomains.includes(domain)) throw FAILURES.dmarc();
		if (account.senders.has(contactKey(email))) throw FAILURES.emailInUse();
		if (account.blacklist.has(contactKey(email))) throw FAILURES.emailBlacklisted();
		if (settings.maxSenders !== null && account.senders.size >= settings.maxSenders) {
			throw FAILURES.senderQuota();
		}
	};

	const add = ({ body }: Call) => {
		const email = body.email('email');
		if (!body.has('name')) throw FAILURES.missing('name');
		const name = body.value('name');
		if (typeof name !== 'string') throw FAILURES.isInvalid('name');
		checkAddress(email);
		const fresh = { status: 'Requested activation', code: null, codeSentAt: null } as const;
		account.senders.set(contactKey(email), { email, name, ...fresh });
		return DONE;
	};

	const remove = ({ body }: Call) => {
		if (!account.senders.delete(contactKey(body.email('email')))) throw FAILURES.noSender();
		return DONE;
	};

	/** The sender of the path, if it waits for its activation; otherwise code 21. */
	const waiting = (call: Call): Sender => {
		const sender = account.senders.get(contactKey(call.path('email')));
		if (sender?.status !== 'Requested activation') {
			throw absent(service, 'No such email address awaiting activation', 21);
		}
		return sender;
	};

	const sendCode = (call: Call) => {
		const sender = waiting(call);
		const { codePauseMinutes: pause } = settings;
		const since = pause === null ? Infinity : clock.now() - pause * 60_000;
		if (sender.codeSentAt !== null && sender.codeSentAt > since) {
			throw FAILURES.codeAlreadySent();
		}
		sender.codeSentAt = clock.now();
		sender.code = String(randomInt(100_000, 1_000_000));
		serviceLetter(service, call, {
			kind: 'activation',
			recipient: sender.email,
			text: sender.code,
		});
		return { result: true, email: sender.email };
	};

	const activate = (call: Call) => {
		const sender = waiting(call);
		const code = call.body.value('code');
		if (!call.body.has('code')) throw FAILURES.codeMissing();
		// What a wrong code is answered with is not published (inference).
		if (sender.code === null || String(code) !== sender.code) {
			throw new Refusal(422, 'Argument code is invalid');
		}
		sender.status = 'Active';
		return { result: true, email: sender.email };
	};

	return [
		['GET', '/senders', () => [...account.senders.values()].map(show)],
		['POST', '/senders', add],
		['DELETE', '/senders', remove],
		['GET', '/senders/:email/code', sendCode],
		['POST', '/senders/:email/code', activate],
	];
};
