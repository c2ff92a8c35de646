import type { GatewayContext } from '../framework/gateway.mts';
import type { Message } from '../framework/message.mts';
import type { Delivery } from './delivery.mts';
import type { Draft } from './draft.mts';
import { parseSentDate } from './sentDate.mts';
import type { KuponSettings } from './settings.mts';
import type { KuponType } from './wire.mts';
import { STATUS } from './wire.mts';

/** Everything about a message that does not stand in its draft. */
export type Envelope = {
	readonly requestId: number;
	readonly id: string;
	readonly type: KuponType;
	readonly sender: string;
	/** As named by the client; null when it named none and UTF-8 was assumed. */
	readonly charset: string | null;
	/** Set for the rows of a list. */
	readonly groupId?: string;
	/** The id callbacks carry. */
	readonly reportedId: string;
	readonly decodeProblems: readonly string[];
};

/** Stores an accepted message and starts its delivery. */
export const accept = (
	draft: Draft,
	envelope: Envelope,
	context: GatewayContext<KuponSettings>,
	delivery: Delivery,
): Message => {
	const { values } = draft;
	const { clock, settings, messages } = context;
	const now = clock.now();
	const wanted =
		values.sent_date === undefined
			? null
			: parseSentDate(values.sent_date, settings.utcOffsetMinutes);
	const status = String(STATUS.queued);
	const message = messages.add({
		gateway: 'kupon',
		id: envelope.id,
		channel: envelope.type,
		recipient: values.sent_to ?? '',
		sender: envelope.sender,
		text: values.sent_text ?? '',
		html: values.html_text ?? null,
		button: values.button ?? null,
		action: values.action ?? null,
		image: values.image ?? null,
		scheduledAt: wanted === null ? null : new Date(wanted).toISOString(),
		status,
		history: [{ status, at: clock.iso() }],
		raw: draft.raw,
		receivedAt: clock.iso(),
		requestId: envelope.requestId,
		details: {
			charset: envelope.charset,
			decodeProblems: envelope.decodeProblems,
			callback: values.callback ?? null,
			callbackProblems: callbackProblems(values.callback),
			sentDate: values.sent_date ?? null,
			ttl: values.ttl === undefined ? null : Number(values.ttl),
			findToken: values.find_token === '1',
			kannelStatus: values.kannel_status === '1',
			...(envelope.groupId === undefined ? {} : { groupId: envelope.groupId }),
			...(envelope.type === 'bulk' ? { scenario: envelope.sender } : {}),
			...(envelope.type === 'push' ? { pushTokens: (values.sent_to ?? '').split(',') } : {}),
		},
	});
	const ttl = Number(values.ttl);
	delivery.start({
		message,
		callback: values.callback ?? null,
		kannel: values.kannel_status === '1',
		reportedId: envelope.reportedId,
		ttlMs: ttl > 0 ? ttl * 60_000 : null,
		dueAt: Math.max(now, wanted ?? now),
	});
	return message;
};

/** What an extra layer of encoding does to a template: it is no address, or nothing is substituted. */
const callbackProblems = (callback: string | undefined): string[] => {
	if (callback === undefined) return [];
	const problems: string[] = [];
	if (!URL.canParse(callback)) problems.push('not an address');
	if (/%(25)*7b(id|status)%(25)*7d/i.test(callback)) {
		problems.push('a modifier is still percent-encoded and will not be substituted');
	}
	return problems;
};
