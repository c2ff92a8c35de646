import type { IDataObject } from 'n8n-workflow';

import { checkCallbackAddress, callbackSecretOf } from '../shared/callbacks/callbackAddress';
import { additionalParameters, additionalParametersOption } from '../shared/fields/closing';
import { missingText, nameValuePairs, referenceField, referenceIn } from '../shared/fields/common';
import { jsonIn, optionsField } from '../shared/fields/parts';
import { type TableField, jsonValues, type FieldTable } from '../shared/fields/wire';
import type { Message } from '../shared/delivery/route';
import { checkOneValue } from '../shared/input/valueChecks';
import { optionsIn } from '../shared/input/read';
import { onceForAll, type ReadParameter, type Setting } from '../shared/input/parameterReader';
import { InputProblem } from '../shared/model/inputProblem';
import { describeCharacter, firstUnencodable } from '../shared/text/charset';
import { isRecord } from '../shared/text/json';
import { triggerPath, triggerPaths } from '../triggerPaths';
import { callbackUrl } from './callback';
import {
	cascadeContent,
	htmlOfMessage,
	recipientFields,
	scenarioField,
	senderField,
	textOfMessage,
	typeFields,
} from './content';
import {
	callbackUrlField,
	charsetNamed,
	charsetOption,
	correlationField,
	defaultCharset,
	findTokenOption,
	kannelField,
	messageJsonField,
	richOptions,
	statusCallbackField,
	travellingOptions,
} from './fields';
import { kupon } from './gateway';
import { cascadeType } from './types';

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

const options = optionsField([charsetOption, ...travellingOptions, findTokenOption]);

/** What is sent: how its form is read. */
export interface Kind {
	/** Fields that all messages of a list share. */
	shared: readonly TableField[];
	/** These and the options, in one list for all rows: which of them the form shows is found out once. */
	besideContent: FieldTable;
	content: FieldTable;
	/** The type, where it is no choice. */
	type?: string;
}

const messageKind: Kind = {
	shared: [...typeFields, senderField],
	besideContent: [...typeFields, senderField, options],
	// What a type has no field for is read all the same: an expression may choose the type.
	content: [...recipientFields, textOfMessage, htmlOfMessage],
};

/** The virtual type `bulk` with the scenario's code as its sender. Source: docs/gateways/kupon.md 2. */
export const cascadeKind: Kind = {
	shared: [scenarioField],
	besideContent: [scenarioField, options],
	content: cascadeContent,
	type: cascadeType,
};

/** What messages of a list share, of what was read. */
function sharedOf(values: IDataObject, kind: Kind) {
	const { type = kind.type, sender = '', charset, ...parameters } = values;
	return { type: String(type), sender: String(sender), charset: String(charset), parameters };
}

/** Without those that are empty; nearly always none is. */
function filled(parameters: Record<string, unknown>): Record<string, unknown> {
	for (const name in parameters) {
		if (parameters[name] === '')
			return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
	}
	return parameters;
}

const additionalLabel = additionalParametersOption().displayName;

/** What a row's fields say beside its content, mostly the same for all. @throws InputProblem naming the field */
const readShared = (read: ReadParameter, setting: Setting, kind: Kind) =>
	onceForAll(read, kind, () => {
		const values = jsonValues(kind.besideContent, read, setting);
		const { parameters: fromOptions, ...forAll } = sharedOf(values, kind);
		const additional = Object.fromEntries(additionalParameters(read));
		for (const { field, wire } of [...kind.shared, ...richOptions]) {
			checkCharset(defaultCharset, field.displayName, String(values[wire] ?? ''));
		}
		checkCharset(defaultCharset, additionalLabel, Object.entries(additional).flat().join(' '));
		return { forAll, fromOptions, additional };
	});

/** It asks about a number, and sends no text. Source: docs/gateways/kupon.md 2, `sent_text`. */
const lookupType = 'hlr';

/** A scenario may have texts of its own. */
const needsText = (type: string): boolean => ![lookupType, cascadeType].includes(type);

const textFields = [textOfMessage, htmlOfMessage];

const textOf = (parameters: Record<string, unknown>, { wire }: TableField): string =>
	String(parameters[wire] ?? '');

/** Whether a message says something, by its parameters on the wire. */
export const hasText = (parameters: Record<string, unknown>): boolean =>
	(textOf(parameters, textOfMessage) + textOf(parameters, htmlOfMessage)).trim() !== '';

/**
 * Makes a message of one row's fields.
 *
 * @param callback the parameters that ask for reports
 * @throws InputProblem naming the field
 */
export function messageFromFields(
	read: ReadParameter,
	setting: Setting,
	kind: Kind = messageKind,
	callback = callbackParameters,
): KuponMessage {
	// What is wrong is named in the order of the form, where a scenario stands before the recipient, a sender behind it.
	if (kind.type === cascadeType) readShared(read, setting, kind);
	const content = jsonValues(kind.content, read, setting);
	const { forAll, fromOptions, additional } = readShared(read, setting, kind);
	const { type, sender, charset } = forAll;
	const recipient = String(content.sent_to);
	const reference = referenceIn(read);
	if (!hasText(content) && needsText(type)) throw missingText();
	// What is read is well-formed, so that UTF-8 has it.
	if (charset !== defaultCharset) {
		for (const one of textFields)
			checkCharset(charset, one.field.displayName, textOf(content, one));
	}
	if (reference !== null) checkCharset(defaultCharset, referenceField.displayName, reference);
	return {
		recipient,
		reference,
		type,
		sender,
		charset,
		requestParameters: [],
		parameters: filled(
			Object.assign(
				content,
				fromOptions,
				callback(read, { channel: type, recipient, reference, setting }),
				additional,
			),
		),
	};
}

/**
 * Makes a message of a JSON object whose shape is the user's own.
 *
 * @throws InputProblem naming the field
 */
export function messageFromJson(
	read: ReadParameter,
	setting: Setting,
	kind: Kind = messageKind,
): KuponMessage {
	const label = messageJsonField.displayName;
	const input = read(messageJsonField.name, {});
	const message = jsonIn(input, label);
	if (message === undefined)
		throw new InputProblem(label, 'is not JSON', 'Check quotes, commas and brackets.');
	if (!isRecord(message) || Object.keys(message).length === 0) {
		throw new InputProblem(
			label,
			'must be an object with at least one key',
			'Put one message in each item, e.g. {"sent_to": "79001112233", "sent_text": "Hello"}.',
		);
	}
	for (const name of ['sent_to', 'sent_text', 'html_text']) {
		checkOneValue(message[name], `${label}: ${name}`);
	}
	const { type, sender, charset } = onceForAll(read, messageFromJson, () =>
		sharedOf(jsonValues([...kind.shared, optionsField([charsetOption])], read, setting), kind),
	);
	const recipient = String(message.sent_to ?? '');
	const reference = referenceIn(read);
	checkNotEmpty(message, type);
	checkCharset(charset, label, textFields.map((one) => textOf(message, one)).join(''));
	return {
		recipient,
		reference,
		type,
		sender,
		charset,
		requestParameters: [],
		parameters: {
			...callbackParameters(read, { channel: type, recipient, reference, setting }),
			...message,
		},
	};
}

/**
 * An object may have any shape; but what it names and leaves empty, the gateway refuses together with all messages of the list.
 *
 * @throws InputProblem naming the key
 */
function checkNotEmpty(message: Record<string, unknown>, type: string): void {
	const label = (key: string) => `${messageJsonField.displayName}: ${key}`;
	if ('sent_to' in message && String(message.sent_to ?? '').trim() === '')
		throw new InputProblem(
			label('sent_to'),
			'is empty',
			'Enter a recipient, or check its expression.',
		);
	if ('sent_text' in message && !hasText(message) && needsText(type))
		throw missingText(label('sent_text'));
}

/** @throws InputProblem when the charset lacks a character of the value */
function checkCharset(charset: string, label: string, value: string): void {
	const character = firstUnencodable(value, charsetNamed(charset));
	if (character !== null) {
		throw new InputProblem(
			label,
			`contains the character ${describeCharacter(character)}, which ${charset} does not have`,
			'Replace the character, or choose the charset UTF-8.',
		);
	}
}

/** What the callback URL of a message says about it. */
interface Callback {
	channel: string;
	recipient: string;
	reference: string | null;
	setting: Setting;
}

const target = { gateway: kupon, path: triggerPath.kupon, paths: triggerPaths };

/** `callback` and `kannel_status`, when the user asked for reports. */
function callbackParameters(read: ReadParameter, callback: Callback): Record<string, unknown> {
	const given = optionsIn(read, statusCallbackField.name);
	const address = String(given[callbackUrlField.name] ?? '').trim();
	if (address === '') return {};
	const kannel = given[kannelField.name] === true;
	const secret = callbackSecretOf(callback.setting.credentials);
	checkCallbackAddress(address, target, callback.setting);
	const template = callbackUrl({
		...named(callback),
		url: address,
		secret,
		kannel,
		correlation: nameValuePairs(given[correlationField.name]),
	});
	return { callback: template, ...(kannel ? { kannel_status: 1 } : {}) };
}

/** What the URL says of the message; a long list of tokens would make it too long. */
const named = ({ channel, recipient, reference }: Callback) => ({
	channel,
	recipient: recipient.length <= 100 ? recipient : '',
	reference,
});

/**
 * `callback` of a message whose reports wake an execution.
 *
 * @param url n8n's resume URL, whose token vouches for the caller, so that it carries no secret
 */
export const resumeParameters =
	(url: string) =>
	(_read: ReadParameter, callback: Callback): Record<string, unknown> => {
		checkCallbackAddress(url, { ...target, label: 'The address of this n8n' }, callback.setting);
		return {
			callback: callbackUrl({
				...named(callback),
				url,
				secret: '',
				kannel: false,
				correlation: [],
			}),
		};
	};
