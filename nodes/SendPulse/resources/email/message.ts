import type { IDataObject } from 'n8n-workflow';

import { optionsIn } from '../../../shared/input/read';
import type { Setting } from '../../../shared/input/setting';
import type { InputFile } from '../../../shared/input/files';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import type { Message } from '../../../shared/delivery/route';
import { nameValuePairs } from '../../../shared/fields/common';
import { locatorValue } from '../../../shared/fields/list';
import { emailAddress } from '../../../shared/input/recipients';
import { isRecord, readJson } from '../../../shared/text/json';
import { attachmentsOf } from '../../attachments';
import { additionalValues } from '../../call';
import { personsOf, someone } from '../../persons';
import { base64 } from '../../values';

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
		throw new InputProblem('Reply To', 'holds several addresses', 'SendPulse takes one.');
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
export function emailMessage(read: ReadParameter, setting: Setting): EmailMessage {
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
