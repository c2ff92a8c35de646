import type { Message } from '../../framework/message.mts';
import type { Call, Service } from './service.mts';

type ServiceLetter = {
	readonly kind: 'confirmation' | 'activation' | 'resubscription' | 'verification';
	readonly recipient: string;
	readonly sender?: string;
	/** The code it carries, where there is one. */
	readonly text?: string;
	readonly details?: Readonly<Record<string, unknown>>;
};

/**
 * A letter SendPulse itself writes: a code, a request for a confirmation. Its wording is unknown; it
 * stands among the messages in the channel "service", so that a test can read the code.
 */
export const serviceLetter = (
	{ messages, account, clock }: Service,
	{ exchange }: Call,
	{ kind, recipient, sender = '', text = '', details = {} }: ServiceLetter,
): Message => {
	const at = clock.iso();
	return messages.add({
		gateway: 'sendpulse',
		id: `service-${account.nextId()}`,
		channel: 'service',
		recipient,
		sender,
		text,
		html: null,
		button: null,
		action: null,
		image: null,
		scheduledAt: null,
		status: 'sent',
		history: [{ status: 'sent', at }],
		raw: {},
		receivedAt: at,
		requestId: exchange.id,
		details: { kind, ...details },
	});
};
