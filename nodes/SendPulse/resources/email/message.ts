import type { IDataObject } from 'n8n-workflow';

import {
	type Message,
	missingVerdict,
	type Route,
	type StatusInquiry,
	type Verdict,
} from '../../../shared/delivery/route';
import { nameValuePairs } from '../../../shared/fields/common';
import { locatorValue } from '../../../shared/fields/list';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { optionsIn } from '../../../shared/input/read';
import {
	emailAddress,
	recipientIdentity,
	withoutInvisible,
} from '../../../shared/input/recipients';
import type { Setting } from '../../../shared/input/setting';
import { type DeliveryStatus, outcomeOf } from '../../../shared/model/deliveryStatus';
import { InputProblem } from '../../../shared/model/inputProblem';
import { idOf, isRecord, readJson, recordOf } from '../../../shared/text/json';
import { additionalValues } from '../../../shared/fields/additional';
import { attachmentsBinary, attachmentsOf } from '../../attachments';
import { base64, jsonRequest } from '../../call';
import { acknowledgement, sendPulse } from '../../gateway';
import { numberOrNull, rowsOf } from '../../values';

/** A name and an address, as SMTP messages carry them. */
interface Person {
	name?: string;
	email: string;
}

const separators = /[,;\n"]/g;

/** Splits at commas, semicolons and line breaks outside quotes; a quote that is alone opens none. */
function entriesOf(text: string): string[] {
	const entries: string[] = [];
	let quotesLeft = text.split('"').length - 1;
	let start = 0;
	for (const { 0: character, index } of text.matchAll(separators)) {
		if (character === '"') quotesLeft--;
		else if (quotesLeft % 2 === 0) {
			entries.push(text.slice(start, index));
			start = index + 1;
		}
	}
	entries.push(text.slice(start));
	return entries;
}

/** @throws InputProblem when it is neither an address nor `Name <address>` */
function personOf(entry: string, label: string): Person {
	const open = entry.lastIndexOf('<');
	const email = open < 0 ? undefined : /^<([^<>]+)>$/.exec(entry.slice(open))?.[1];
	const before = entry.slice(0, Math.max(0, open)).trim();
	const [, quoted, plain] = /^(?:"([^"]*)"|([^<>"]*))$/.exec(before) ?? [];
	if (email === undefined || (quoted ?? plain) === undefined) {
		return { email: emailAddress(entry, label) };
	}
	const name = (quoted ?? plain ?? '').trim();
	return { ...(name === '' ? {} : { name }), email: emailAddress(email, label) };
}

/**
 * Reads addresses that a person has typed: `ann@example.com, Bob <bob@example.com>`, or a list of them.
 *
 * @param label the field's label
 * @throws InputProblem when an entry is no address
 */
export function personsOf(input: unknown, label: string): Person[] {
	const entries = Array.isArray(input) ? input.map(String) : entriesOf(String(input ?? ''));
	return entries
		.map((entry) => withoutInvisible(entry).trim())
		.filter((entry) => entry !== '')
		.map((entry) => personOf(entry, label));
}

/** The same, where there must be one at least. */
function someone(input: unknown, label: string): [Person, ...Person[]] {
	const [first, ...others] = personsOf(input, label);
	if (first) return [first, ...others];
	throw new InputProblem(
		label,
		'is empty',
		'Give an address, e.g. ann@example.com or Ann <ann@example.com>.',
		'invalidRecipient',
	);
}

/** An SMTP message on its way to the wire. */
export interface EmailMessage extends Message {
	/** The object `email` of the request, without the files. */
	email: IDataObject;
	files: InputFile[];
}

const text = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** @throws InputProblem when the field is empty */
function filled(value: unknown, label: string): string {
	const given = text(value);
	if (given.trim() !== '') return given;
	throw new InputProblem(label, 'is empty', 'Enter a value, or check its expression.');
}

/** @throws InputProblem when it is no JSON object */
function variablesFromJson(value: unknown): IDataObject {
	if (isRecord(value)) return value;
	const given = text(value).trim();
	const parsed = given === '' ? { value: {} } : readJson(given);
	if (parsed && isRecord(parsed.value)) return parsed.value;
	throw new InputProblem('Variables (JSON)', 'is not a JSON object', 'Write e.g. {"name":"Ann"}.');
}

/** Both keys are required once `template` is there. Source: docs/gateways/sendpulse.md 11.1. */
const templateOf = (read: ReadParameter): IDataObject => ({
	id: filled(locatorValue(read('templateId', '')), 'Template'),
	variables:
		read('specifyVariables', 'pairs') === 'json'
			? variablesFromJson(read('variablesJson', '{}'))
			: Object.fromEntries(nameValuePairs(read('templateVariables', {}), 'variable')),
});

/**
 * What the message says: keys that are not used are absent, above all an empty `template`, which SendPulse refuses. The HTML goes as
 * base64 of its UTF-8 bytes. Source: docs/gateways/sendpulse.md 11.1.
 */
function contentOf(read: ReadParameter): IDataObject {
	const format = text(read('emailFormat', 'html'));
	if (format === 'template') return { template: templateOf(read) };
	return {
		...(format === 'text' ? {} : { html: base64(filled(read('html', ''), 'HTML')) }),
		...(format === 'html' ? {} : { text: filled(read('text', ''), 'Text') }),
	};
}

/** Copies and the address for answers; those that are not given are absent. */
function othersOf({ cc, bcc, replyTo }: IDataObject): IDataObject {
	const persons = { cc: personsOf(cc, 'CC'), bcc: personsOf(bcc, 'BCC') };
	const [answersTo, ...more] = personsOf(replyTo, 'Reply To');
	if (more.length > 0) {
		throw new InputProblem('Reply To', 'contains several addresses', 'SendPulse takes one.');
	}
	return {
		...Object.fromEntries(Object.entries(persons).filter(([, list]) => list.length > 0)),
		...(answersTo ? { reply_to: answersTo } : {}),
	};
}

/** Whether SendPulse is to make the text version: of HTML alone, unless the user says no. */
const generatesText = (read: ReadParameter, { autoPlainText }: IDataObject): boolean =>
	autoPlainText === true ||
	(autoPlainText !== false && text(read('emailFormat', 'html')) === 'html');

/**
 * Makes a message of one row's fields.
 *
 * @throws InputProblem naming the field
 */
function emailMessage(read: ReadParameter, setting: Setting): EmailMessage {
	const options = optionsIn(read);
	const to = someone(read('toEmail', ''), 'Recipient');
	return {
		recipient: to.map(({ email }) => email).join(', '),
		reference: text(read('reference', '')) || null,
		email: {
			subject: filled(read('subject', ''), 'Subject'),
			from: {
				name: filled(read('fromName', ''), 'Sender Name'),
				email: emailAddress(locatorValue(read('fromEmail', '')), 'Sender'),
			},
			to: to.map((person) => ({ ...person })),
			...othersOf(options),
			...contentOf(read),
			...(generatesText(read, options) ? { auto_plain_text: true } : {}),
			...additionalValues(read),
		},
		files: attachmentsOf(setting, options.attachments, 'Attachments'),
	};
}

/** Ids in one call. Source: docs/gateways/sendpulse.md 1.4. */
const listSize = 500;

/**
 * What the recipient's mail server said, by the classes of SMTP: 2 took the letter, 4 will be asked again, 5 refused it; 0 was
 * not asked yet. Source: docs/gateways/sendpulse.md 11.2, "Record"; RFC 5321 section 4.2.1 for the classes.
 */
function statusOf(code: number | null): DeliveryStatus {
	if (code === null || code < 200) return 'queued';
	if (code < 300) return 'delivered';
	return code < 500 ? 'sent' : 'undelivered';
}

function stateOf(record: IDataObject): IDataObject {
	const code = numberOrNull(record.smtp_answer_code);
	const status = statusOf(code);
	return {
		status,
		...outcomeOf(status),
		code: code === null ? null : String(code),
		text: record.smtp_answer_data ?? record.smtp_answer_code_explain ?? null,
	};
}

/** `POST /smtp/emails/info`. Source: docs/gateways/sendpulse.md 11.2. */
const emailStatus: StatusInquiry = {
	gateway: sendPulse,
	listSize,
	key: ({ messageId }) => idOf(messageId),
	request: (rows) =>
		jsonRequest('POST', '/smtp/emails/info', { emails: rows.map(({ messageId }) => messageId) }),
	states(rows, body) {
		const records = new Map(rowsOf(body).map((record) => [idOf(recordOf(record).id), record]));
		return rows.map(({ messageId }) => {
			const record = records.get(idOf(messageId));
			return record && stateOf(recordOf(record));
		});
	},
};

/** `{"result":true,"id":"…"}`; the operator's document knew `result` only. Source: docs/gateways/sendpulse.md 11.1. */
function verdictOf(body: unknown): Verdict {
	if (!isRecord(body)) return missingVerdict;
	const messageId = idOf(body.id);
	return messageId !== null || body.result === true
		? { accepted: true, messageId, groupId: null }
		: missingVerdict;
}

/** E-Mail: Send, one message a request: SendPulse has no list of different messages. */
export const sendRoute: Route<EmailMessage> = {
	effect: 'send',
	answer: acknowledgement,
	listSize: () => 1,
	message: emailMessage,
	groupKey: () => '',
	contentKey: ({ recipient, email, files }) =>
		JSON.stringify([
			{ ...email, to: recipientIdentity(recipient) },
			files.map(({ fingerprint }) => fingerprint),
		]),
	request: async ([message]) => {
		if (!message) throw new RangeError('A request needs a message');
		const { email, files } = message;
		return jsonRequest('POST', '/smtp/emails', {
			email:
				files.length === 0
					? email
					: { ...email, attachments_binary: await attachmentsBinary(files) },
		});
	},
	verdicts: (_messages, body) => [verdictOf(body)],
	describe: () => ({ channel: 'email' }),
	finalStatus: emailStatus,
};
