import type { IDataObject } from 'n8n-workflow';

import { describeCharacter, firstUnencodable } from '../shared/charset';
import { pad, wallClock } from '../shared/dateTime';
import { InputProblem } from '../shared/delivery/inputProblem';
import type { ReadParameter } from '../shared/delivery/parameterReader';
import type { Message, Setting } from '../shared/delivery/route';
import { additionalParameters, nameValuePairs } from '../shared/fields/common';
import { type Country, emailAddress, phoneNumber, splitList } from '../shared/recipients';
import { isRecord, readJson } from '../shared/transport/json';
import { callbackUrl } from './callback';
import { charsets, defaultCharset } from './charsets';
import { cascadeType, emailTypes, otherType, phoneTypes, tokenTypes } from './types';

/** A message on its way to the wire. */
export interface KuponMessage extends Message {
	/** Parameters that all messages of a list share. */
	type: string;
	sender: string;
	charset: string;
	/** Further parameters of the list request itself. */
	requestParameters: Array<[string, string]>;
	/** Parameters of this message, by their wire names. */
	parameters: Record<string, unknown>;
}

/** Reads the options collection of a row. */
const optionsOf = (read: ReadParameter): IDataObject => read('options', {}) as IDataObject;

const text = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** The type's wire name, typed by hand for a channel that this package does not know. */
function wireType(read: ReadParameter): string {
	const chosen = text(read('type', 'sms'));
	if (chosen !== otherType) return chosen;
	const custom = text(read('customType', '')).trim();
	if (custom === '') {
		throw new InputProblem('Type Name', 'is empty', 'Enter the name of the channel, e.g. sms.');
	}
	return custom;
}

function recipientOf(type: string, input: unknown, findToken: boolean, country: Country): string {
	const byContact = () =>
		text(input).includes('@') ? emailAddress(input) : phoneNumber(input, country);
	if (phoneTypes.includes(type)) return phoneNumber(input, country);
	if (emailTypes.includes(type)) return emailAddress(input);
	if (type === cascadeType || (tokenTypes.includes(type) && findToken)) return byContact();
	// Only push takes several recipients, as tokens joined by commas. Source: seed 000, parameter "sent_to".
	const recipient = type === 'push' ? splitList(input).join(',') : text(input).trim();
	if (recipient === '') {
		throw new InputProblem(
			'Recipient',
			'is empty',
			'Give the token, or switch on Find Token and give a phone number or e-mail address.',
			'invalidRecipient',
		);
	}
	return recipient;
}

/** A whole number of minutes. Source: seed 000, parameter "ttl". */
function minutes(value: unknown): number | undefined {
	if (text(value) === '' || value === 0) return undefined;
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) {
		throw new InputProblem(
			'Time to Live',
			`“${text(value)}” is not a whole number of minutes`,
			'Enter 1 or more.',
		);
	}
	return number;
}

/** `YYYY-MM-DD HH:MM`, no seconds and no zone. Source: seed 000, parameter "sent_date". */
function sentDate(options: IDataObject, timeZone: string): string | undefined {
	if (text(options.sendAt) === '') return undefined;
	const clock = wallClock(
		options.sendAt,
		timeZone,
		text(options.gatewayTimeZone) || timeZone,
		'Send At',
	);
	return `${clock.year}-${pad(clock.month)}-${pad(clock.day)} ${pad(clock.hour)}:${pad(clock.minute)}`;
}

function checkCharset(charset: string, label: string, value: string): void {
	const target = charsets[charset];
	if (!target) {
		throw new InputProblem(
			'Charset',
			`“${charset}” is not one that the gateway takes`,
			`Choose one of ${Object.keys(charsets).join(', ')}.`,
		);
	}
	const character = firstUnencodable(value, target);
	if (character !== null) {
		throw new InputProblem(
			label,
			`holds the character ${describeCharacter(character)}, which ${charset} does not have`,
			'Replace the character, or choose the charset UTF-8.',
		);
	}
}

interface Callback {
	channel: string;
	recipient: string;
	reference: string | null;
	setting: Setting;
}

/** `callback` and `kannel_status`, when the user asked for reports. */
function callbackParameters(read: ReadParameter, callback: Callback): Record<string, unknown> {
	const { url, kannelStatus, correlation } = read('statusCallback', {}) as IDataObject;
	if (!text(url).trim()) return {};
	const secret = text(callback.setting.credentials.callbackSecret);
	if (secret === '') {
		throw new InputProblem(
			'Callback URL',
			'needs a Callback Secret',
			'Enter one in the credential; the trigger refuses callbacks without it.',
		);
	}
	const template = callbackUrl({
		url: text(url).trim(),
		secret,
		kannel: kannelStatus === true,
		channel: callback.channel,
		recipient: callback.recipient.length <= 100 ? callback.recipient : '',
		reference: callback.reference,
		correlation: nameValuePairs(correlation),
	});
	return { callback: template, ...(kannelStatus === true ? { kannel_status: 1 } : {}) };
}

/** Leaves out what the user did not give. */
const given = (parameters: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''),
	);

/**
 * Makes a message of one row's fields.
 *
 * @param type the wire type; a cascade is `bulk` with the scenario's code as its sender
 * @throws InputProblem naming the field
 */
export function messageFromFields(
	read: ReadParameter,
	setting: Setting,
	type = wireType(read),
): KuponMessage {
	const options = optionsOf(read);
	const charset = text(options.charset) || defaultCharset;
	const findToken = options.findToken === true;
	const recipient = recipientOf(
		type,
		read('recipient'),
		findToken,
		(options.defaultCountry ?? 'none') as Country,
	);
	const reference = text(read('reference', '')) || null;
	const sender = text(read('sender', '')).trim();
	if (type === cascadeType && !/^\d+$/.test(sender)) {
		throw new InputProblem(
			'Scenario Code',
			`“${sender}” is not a number`,
			'Enter the numeric code of the campaign of the kind “scenario” from your account.',
		);
	}
	const sentText = text(read('text', ''));
	const htmlText = text(read('htmlText', ''));
	if (sentText === '' && htmlText === '' && !['hlr', cascadeType].includes(type)) {
		throw new InputProblem('Text', 'is empty', 'Enter the text of the message.');
	}
	checkCharset(charset, 'Text', sentText);
	checkCharset(charset, 'HTML Text', htmlText);
	for (const [label, value] of [
		['Sender', sender],
		['Button Caption', text(options.button)],
		['Button Action', text(options.action)],
		['Image URL', text(options.image)],
		['Reference', reference ?? ''],
		['Additional Parameters', additionalParameters(read).flat().join(' ')],
	] as const) {
		checkCharset(defaultCharset, label, value);
	}

	const parameters = given({
		sent_to: recipient,
		sent_text: sentText,
		html_text: htmlText,
		sent_date: sentDate(options, setting.timeZone),
		ttl: minutes(options.ttl),
		button: text(options.button),
		action: text(options.action),
		image: text(options.image),
		...(findToken ? { find_token: 1 } : {}),
		...callbackParameters(read, { channel: type, recipient, reference, setting }),
		...Object.fromEntries(additionalParameters(read)),
	});
	return { recipient, reference, type, sender, charset, requestParameters: [], parameters };
}

/** Makes a message of a JSON object whose shape is the user's own. */
export function messageFromJson(read: ReadParameter, setting: Setting): KuponMessage {
	const label = 'Message (JSON)';
	const input = read('messageJson', {});
	const parsed = typeof input === 'string' ? readJson(input) : { value: input };
	if (!parsed) throw new InputProblem(label, 'is not JSON', 'Check quotes, commas and brackets.');
	const parameters = parsed.value;
	if (!isRecord(parameters) || Object.keys(parameters).length === 0) {
		throw new InputProblem(
			label,
			'has to be an object with at least one key',
			'Give one message an item, e.g. {"sent_to": "79001112233", "sent_text": "Hello"}.',
		);
	}
	const type = wireType(read);
	const recipient = text(parameters.sent_to);
	const reference = text(read('reference', '')) || null;
	const charset = text(optionsOf(read).charset) || defaultCharset;
	checkCharset(charset, label, `${text(parameters.sent_text)}${text(parameters.html_text)}`);
	return {
		recipient,
		reference,
		type,
		sender: text(read('sender', '')).trim(),
		charset,
		requestParameters: [],
		parameters: {
			...callbackParameters(read, { channel: type, recipient, reference, setting }),
			...parameters,
		},
	};
}
