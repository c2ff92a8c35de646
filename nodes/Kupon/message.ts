import type { IDataObject } from 'n8n-workflow';

import { countryIn, referenceField, smsTextField } from '../shared/fields/common';
import { optionsIn } from '../shared/input/read';
import { onceForAll, type ReadParameter, type Setting } from '../shared/input/parameterReader';
import { oneValue } from '../shared/input/fieldChecks';
import { InputProblem } from '../shared/model/inputProblem';
import type { Message } from '../shared/delivery/route';
import { additionalParameters, additionalParametersOption } from '../shared/fields/closing';
import { isRecord, readJson } from '../shared/text/json';
import { jsonValues, optionsField } from '../shared/fields/wire';
import { defaultCharset } from './charsets';
import {
	charsetOption,
	findTokenOption,
	htmlTextField,
	messageJsonField,
	recipientField,
	richOptions,
	senderOfType,
	travellingOptions,
} from './fields';
import {
	text,
	wireType,
	recipientOf,
	checkCharset,
	callbackParameters,
	given,
	senderOf,
} from './messageParts';
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

const recipientName = recipientField().name;

const travellingFields = [optionsField(travellingOptions)];

/** What the options of a row say. */
interface FromOptions {
	charset: string;
	findToken: boolean;
	/** Parameters of the options that have a field. */
	options: IDataObject;
	/** Those that take the place of any other. */
	additional: Record<string, string>;
}

/** @throws InputProblem naming the field */
function fromOptions(read: ReadParameter, setting: Setting): FromOptions {
	const options = optionsIn(read);
	const findToken = options[findTokenOption.name] === true;
	const additional = additionalParameters(read);
	for (const { field } of richOptions) {
		checkCharset(defaultCharset, field.displayName, text(options[field.name]));
	}
	const { displayName } = additionalParametersOption();
	checkCharset(defaultCharset, displayName, additional.flat().join(' '));
	return {
		charset: text(options[charsetOption.name]) || defaultCharset,
		findToken,
		options: {
			...jsonValues(travellingFields, read, setting),
			...(findToken ? { find_token: 1 } : {}),
		},
		additional: Object.fromEntries(additional),
	};
}

/**
 * Makes a message of one row's fields.
 *
 * @param type the wire type; a cascade is `bulk` with the scenario's code as its sender
 * @param callback the parameters that ask for reports
 * @throws InputProblem naming the field
 */
export function messageFromFields(
	read: ReadParameter,
	setting: Setting,
	type = wireType(read),
	callback = callbackParameters,
): KuponMessage {
	const { charset, findToken, options, additional } = onceForAll(read, messageFromFields, () =>
		fromOptions(read, setting),
	);
	const recipient = recipientOf(type, read(recipientName), findToken, countryIn(read));
	const reference = text(read(referenceField.name, '')) || null;
	const sender = senderOf(read, type);
	const sentText = text(read(smsTextField.name, ''));
	const htmlText = text(read(htmlTextField.name, ''));
	if (sentText === '' && htmlText === '' && !['hlr', cascadeType].includes(type)) {
		throw new InputProblem(smsTextField.displayName, 'is empty', 'Enter the text of the message.');
	}
	checkCharset(charset, smsTextField.displayName, sentText);
	checkCharset(charset, htmlTextField.displayName, htmlText);
	checkCharset(defaultCharset, senderOfType(type).displayName, sender);
	checkCharset(defaultCharset, referenceField.displayName, reference ?? '');

	const parameters = given({
		sent_to: recipient,
		sent_text: sentText,
		html_text: htmlText,
		...options,
		...callback(read, { channel: type, recipient, reference, setting }),
		...additional,
	});
	return { recipient, reference, type, sender, charset, requestParameters: [], parameters };
}

/**
 * Makes a message of a JSON object whose shape is the user's own.
 *
 * @param type as for `messageFromFields`
 * @throws InputProblem naming the field
 */
export function messageFromJson(
	read: ReadParameter,
	setting: Setting,
	type = wireType(read),
): KuponMessage {
	const label = messageJsonField.displayName;
	const input = read(messageJsonField.name, {});
	const parsed = typeof input === 'string' ? readJson(input) : { value: input };
	if (!parsed) throw new InputProblem(label, 'is not JSON', 'Check quotes, commas and brackets.');
	const parameters = parsed.value;
	if (!isRecord(parameters) || Object.keys(parameters).length === 0) {
		throw new InputProblem(
			label,
			'has to be an object with at least one key',
			'Put one message in each item, e.g. {"sent_to": "79001112233", "sent_text": "Hello"}.',
		);
	}
	for (const name of ['sent_to', 'sent_text', 'html_text']) {
		oneValue(parameters[name], `${label}: ${name}`);
	}
	const recipient = text(parameters.sent_to);
	const reference = text(read(referenceField.name, '')) || null;
	const charset = text(optionsIn(read)[charsetOption.name]) || defaultCharset;
	checkCharset(charset, label, `${text(parameters.sent_text)}${text(parameters.html_text)}`);
	return {
		recipient,
		reference,
		type,
		sender: senderOf(read, type),
		charset,
		requestParameters: [],
		parameters: {
			...callbackParameters(read, { channel: type, recipient, reference, setting }),
			...parameters,
		},
	};
}
