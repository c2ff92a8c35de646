import { accept } from './accept.mts';
import { wireId } from './answers.mts';
import { checkAllowed, isEmail, timeOf, wholeOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { POST } from './desk.mts';
import { listOf, recipientsOf } from './lists.mts';
import { invalid } from './refusal.mts';
import { ERRORS } from './wire.mts';

const needEmail = ({ params }: Call, name: string): string => {
	const email = params.need(name);
	if (!isEmail(email)) throw invalid(ERRORS.email(name));
	return email;
};

/** What both methods say about the letter (docs/gateways/smsby.md 7). */
const letterOf = (desk: Desk, call: Call) => {
	const { params } = call;
	const { settings } = desk.context;
	const senderEmail = needEmail(call, 'sender_email');
	const subject = params.need('subject');
	const message = params.need('message');
	const wire = params.text('d_schedule') ?? null;
	const at = timeOf(wire ?? undefined, 'd_schedule', 'YYYY-MM-DD HH:MM', settings);
	const file = params.files.attachment;
	if (!file && params.value('attachment') !== undefined) throw invalid(ERRORS.noFile('attachment'));
	return {
		channel: 'email' as const,
		sender: senderEmail,
		senderId: null,
		text: message,
		...(/<[a-z!][^>]*>/i.test(message) ? { html: message } : {}),
		schedule: { wire, at },
		details: {
			subject,
			senderName: params.text('sender_name') ?? null,
			// "If not specified, will be set to 1" (published copy of the e-mail section).
			trackOpen: (wholeOf(call, 'track_open', { max: 1 }) ?? 1) === 1,
			trackClick: (wholeOf(call, 'track_click', { max: 1 }) ?? 1) === 1,
			attachment: file ? { filename: file.filename, bytes: file.bytes.length } : null,
		},
	};
};

/** sendEmail; what a letter costs is in no source, so here it is free. */
const sendEmail = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const letter = letterOf(desk, call);
	const recipient = needEmail(call, 'email');
	checkAllowed(recipient, settings);
	const message = accept(desk, call, { ...letter, recipient });
	return { status: 'OK', result: { email_id: wireId(message.id, settings) } };
};

/** sendEmailByList; its answer is cut off in every source, so it is like sendEmail's (a guess). */
const sendEmailByList = (desk: Desk, call: Call): unknown => {
	const { context, state } = desk;
	const letter = letterOf(desk, call);
	const list = listOf(desk, call);
	const id = state.nextId();
	const name = call.params.text('name') ?? list.name;
	for (const recipient of recipientsOf(list, 'email')) {
		const details = { ...letter.details, mailing: { id, name, listId: list.id } };
		accept(desk, call, { ...letter, recipient, details });
	}
	return { status: 'OK', result: { email_id: wireId(id, context.settings) } };
};

const LETTER = [
	'sender_email',
	'sender_name',
	'subject',
	'message',
	'attachment',
	'd_schedule',
	'track_open',
	'track_click',
];

export const emailMethods: readonly Method[] = [
	{
		name: 'sendEmail',
		version: 'v2',
		verbs: POST,
		parameters: [...LETTER, 'email'],
		isLimited: false,
		run: sendEmail,
	},
	{
		name: 'sendEmailByList',
		version: 'v2',
		verbs: POST,
		parameters: [...LETTER, 'list_id', 'name'],
		isLimited: false,
		run: sendEmailByList,
	},
];
