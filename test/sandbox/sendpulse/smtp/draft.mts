import type { Arguments, Values } from '../core/arguments.mts';
import { isEmail, isMap, isObject } from '../core/arguments.mts';
import type { Attachment } from '../core/encoding.mts';
import { fromBase64, plainText, substitute, textFromBase64 } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';
import { findTemplate } from '../account/templates.mts';
import { contactKey } from '../books/book.mts';
import { readFiles } from '../campaigns/content.mts';

export type Person = { readonly email: string; readonly name?: string };

/** A mail as the client described it, decoded and found right. */
export type MailDraft = {
	readonly from: Person;
	readonly to: readonly Person[];
	readonly cc: readonly Person[];
	readonly bcc: readonly Person[];
	readonly replyTo: Person | null;
	readonly subject: string;
	readonly html: string | null;
	readonly text: string;
	readonly templateId: string | null;
	readonly attachments: readonly Attachment[];
	readonly problems: readonly string[];
};

/** Reads the object `email` (docs/gateways/sendpulse.md 11.1); the order of the checks is that of its failures. */
export const readMail = (service: Service, outer: Arguments): MailDraft => {
	if (!outer.has('email')) throw FAILURES.missing('email');
	const given = outer.mapOr('email', FAILURES.malformed()) ?? {};
	const mail = outer.within(given);
	const from = readFrom(mail);
	const to = readPeople(mail, 'to');
	if (to.length === 0) throw FAILURES.isInvalid('email.to', 11);
	const subject = mail.text('subject', FAILURES.missing('subject', 12));
	const people = { from, to, cc: readPeople(mail, 'cc'), bcc: readPeople(mail, 'bcc') };
	return {
		...people,
		replyTo: mail.has('reply_to') ? readPerson(mail.value('reply_to'), 'reply_to') : null,
		subject,
		...readBody(service, mail),
		attachments: [
			...readFiles(mail.mapOr('attachments') ?? {}, 'attachments', (text) => Buffer.from(text)),
			...readFiles(mail.mapOr('attachments_binary') ?? {}, 'attachments_binary', fromBase64),
		],
	};
};

/** Who may send: an active sender of the account. */
export const checkSender = ({ account }: Service, { from }: MailDraft): void => {
	const sender = account.senders.get(contactKey(from.email));
	if (sender?.status !== 'Active') throw FAILURES.senderNotValid();
};

const readFrom = (mail: Arguments): Person => {
	const value = mail.value('from') ?? {};
	if (!isMap(value)) throw FAILURES.isInvalid('from');
	const { email, name } = value as Values;
	if (email === undefined || email === null || email === '') {
		throw FAILURES.missing('from.email', 10);
	}
	if (!isEmail(email)) throw FAILURES.isInvalid('from.email', 10);
	if (typeof name !== 'string' || name === '') throw FAILURES.missing('from.name');
	return { email, name };
};

const readPerson = (value: unknown, where: string): Person => {
	if (!isObject(value)) throw FAILURES.isInvalid(`email.${where}`);
	const { email, name } = value;
	if (!isEmail(email)) throw FAILURES.smtp.badRecipient();
	if (name !== undefined && name !== null && typeof name !== 'string') {
		throw FAILURES.isInvalid(`email.${where}`);
	}
	return typeof name === 'string' ? { email, name } : { email };
};

const readPeople = (mail: Arguments, where: 'to' | 'cc' | 'bcc'): Person[] => {
	if (!mail.has(where)) return [];
	const code = where === 'to' ? 11 : 422;
	const list = mail.list(where, FAILURES.isInvalid(`email.${where}`, code));
	if (!list.every(isObject)) throw FAILURES.isInvalid(`email.${where}`, code);
	return list.map((one) => readPerson(one, where));
};

type Body = Pick<MailDraft, 'html' | 'text' | 'templateId' | 'problems'>;

/** html, text or a template; html is base64 of UTF-8 bytes, text is plain. */
const readBody = (service: Service, mail: Arguments): Body => {
	const text = mail.textOr('text') ?? '';
	const isAuto = mail.flagOr('auto_plain_text') === true;
	const template = readTemplate(service, mail);
	const html = mail.has('html') ? textFromBase64('html', mail.text('html')) : undefined;
	// The code for an html that is not base64 is not published; 999 is the nearest (inference).
	if (html === null) throw FAILURES.malformed();
	if (html === undefined && text === '' && template === null) throw FAILURES.smtp.noBody();
	const letter = template?.html ?? html?.text ?? null;
	return {
		html: letter,
		text: text === '' && isAuto && letter !== null ? plainText(letter) : text,
		templateId: template?.id ?? null,
		problems: html?.problems ?? [],
	};
};

/** Once `template` is present both its keys are required, so `template: {}` fails with code 10. */
const readTemplate = (
	service: Service,
	mail: Arguments,
): { readonly id: string; readonly html: string } | null => {
	const value = mail.value('template');
	if (value === undefined) return null;
	if (!isMap(value)) throw FAILURES.isInvalid('template');
	const { id, variables } = value as Values;
	if (id === undefined || id === null || id === '') throw FAILURES.missing('template.id', 10);
	if (typeof id !== 'string' && typeof id !== 'number') throw FAILURES.isInvalid('template');
	if (!isMap(variables)) throw FAILURES.smtp.badVariables();
	const template = findTemplate(service, String(id));
	if (!template) throw FAILURES.smtp.noTemplate();
	if (template.html.trim() === '') throw FAILURES.smtp.emptyTemplate();
	const values = new Map<string, unknown>(Object.entries(variables));
	return { id: String(id), html: substitute(template.html, values) };
};
