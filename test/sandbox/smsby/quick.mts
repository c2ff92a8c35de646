import type { Message } from '../framework/message.mts';
import { accept } from './accept.mts';
import { wireId } from './answers.mts';
import { phoneOf, senderOf, sized, viberSenderOf, wholeOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { BOTH } from './desk.mts';
import { Refusal } from './refusal.mts';
import { FORWARDING, STATUS, WARNINGS } from './wire.mts';

const MINUTE = 60_000;

type Forwarding = { readonly minutes: number; readonly vibernameId: string | null };

/** The three parameters of forwarding to Viber; null when it is not switched on. */
const forwardingOf = (desk: Desk, call: Call): Forwarding | null => {
	const isOn = wholeOf(call, 'forwarding_message', { max: 1 }) === 1;
	const minutes = wholeOf(call, 'forwarding_time', FORWARDING) ?? FORWARDING.initial;
	const vibernameId = call.params.text('vibername_id') ?? null;
	if (vibernameId !== null) viberSenderOf(vibernameId, desk.context.settings);
	if (!isOn) return null;
	if (vibernameId === null) call.record.warnings.push(WARNINGS.noViberName);
	return { minutes, vibernameId };
};

/** The Viber message that takes over; without a vibername_id it comes from the first name (a guess). */
const forwardToViber = (
	desk: Desk,
	call: Call,
	sms: Message,
	{ vibernameId }: Forwarding,
): void => {
	const { vibernames } = desk.context.settings;
	const id = vibernameId ?? Object.keys(vibernames)[0];
	try {
		const sender = viberSenderOf(id, desk.context.settings);
		desk.account.charge('viber', 1);
		const viber = accept(desk, call, {
			channel: 'viber',
			recipient: sms.recipient,
			sender: sender.name,
			senderId: sender.id,
			text: sms.text,
			details: { forwardedFrom: sms.id },
		});
		sms.details.forwardedTo = viber.id;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		sms.details.forwardError = error.message;
	}
};

/** sendQuickSMS (docs/gateways/smsby.md 3.1). */
const sendQuickSms = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const { text, length } = sized(call.params.need('message'));
	const phone = phoneOf(call, desk);
	const sender = senderOf(call.params.text('alphaname_id'), settings);
	const forwarding = forwardingOf(desk, call);
	desk.account.charge('sms', length.parts);
	const message: Message = accept(
		desk,
		call,
		{
			channel: 'sms',
			recipient: phone,
			sender: sender.name,
			senderId: sender.id,
			text,
			parts: length.parts,
			details: { forwarding },
		},
		{
			forward: forwarding && {
				afterMs: forwarding.minutes * MINUTE,
				send: () => forwardToViber(desk, call, message, forwarding),
			},
		},
	);
	return {
		sms_id: wireId(message.id, settings),
		status: STATUS.new,
		// Older answers lack `parts` (docs/gateways/smsby.md 3.1).
		...(settings.era === 'C' ? { parts: length.parts } : {}),
	};
};

export const quickMethods: readonly Method[] = [
	{
		name: 'sendQuickSMS',
		version: 'v1',
		verbs: BOTH,
		parameters: [
			'message',
			'phone',
			'alphaname_id',
			'forwarding_message',
			'forwarding_time',
			'vibername_id',
		],
		run: sendQuickSms,
	},
];
