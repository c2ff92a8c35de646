import type { Exchange } from '../../framework/exchange.mts';
import type { Message } from '../../framework/message.mts';
import { rawOf } from '../core/raw.mts';
import type { Service } from '../core/service.mts';

/** A text to one phone, by SMS or Viber. */
type Text = {
	readonly channel: 'sms' | 'viber';
	readonly taskId: number;
	readonly phone: string;
	readonly sender: string;
	readonly text: string;
	/** The request it came with. */
	readonly exchange: Exchange;
	readonly scheduledAt: string | null;
	readonly button?: string | null;
	readonly action?: string | null;
	readonly image?: string | null;
	readonly details: Readonly<Record<string, unknown>>;
	/** The status it gets a second later. */
	readonly outcome: string;
};

/** Puts a text among the messages and starts its way. */
export const sendText = ({ clock, messages, progress }: Service, text: Text): Message => {
	const at = clock.iso();
	const { channel, taskId, phone, sender, details, outcome, exchange } = text;
	const message = messages.add({
		gateway: 'sendpulse',
		id: `${taskId}-${phone}`,
		channel,
		recipient: phone,
		sender,
		text: text.text,
		html: null,
		button: text.button ?? null,
		action: text.action ?? null,
		image: text.image ?? null,
		scheduledAt: text.scheduledAt,
		status: 'sent',
		history: [{ status: 'sent', at }],
		raw: rawOf(exchange),
		receivedAt: at,
		requestId: exchange.id,
		details: { taskId, ...details },
	});
	progress.start(message, [outcome], () => undefined);
	return message;
};
