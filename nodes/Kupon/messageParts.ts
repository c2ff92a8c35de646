import { optionsIn } from '../shared/input/read';
import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import { describeCharacter, firstUnencodable } from '../shared/text/charset';
import { InputProblem } from '../shared/model/inputProblem';
import { nameValuePairs } from '../shared/fields/common';
import { type Country, emailAddress, phoneNumber, splitList } from '../shared/input/recipients';
import { checkCallbackAddress, callbackSecretOf } from '../shared/callbacks/callbackAddress';
import { triggerPath, triggerPaths } from '../triggerPaths';
import { callbackUrl } from './callback';
import { kupon } from './gateway';
import { charsets } from './charsets';
import {
	callbackUrlField,
	charsetOption,
	correlationField,
	customTypeField,
	kannelField,
	recipientField,
	scenarioField,
	senderField,
	statusCallbackField,
	typeField,
} from './fields';
import { cascadeType, emailTypes, otherType, phoneTypes, tokenTypes } from './types';

/** What an expression leaves empty is an empty text. */
export const text = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** The type's wire name, typed by hand for a channel that this package does not know. */
export function wireType(read: ReadParameter): string {
	const chosen = text(read(typeField.name, typeField.default));
	if (chosen !== otherType) return chosen;
	const custom = text(read(customTypeField.name, '')).trim();
	if (custom === '') {
		throw new InputProblem(
			customTypeField.displayName,
			'is empty',
			'Enter the name of the channel, e.g. sms.',
		);
	}
	return custom;
}

/**
 * `sender`; of a cascade the scenario's code.
 *
 * @throws InputProblem when the code is no number
 */
export function senderOf(read: ReadParameter, type: string): string {
	const sender = text(read(senderField.name, '')).trim();
	if (type === cascadeType && !/^\d+$/.test(sender)) {
		throw new InputProblem(
			scenarioField.displayName,
			sender === '' ? 'is empty' : `“${sender}” is not a number`,
			'Enter the numeric code of a campaign of the type “scenario” in your account.',
		);
	}
	return sender;
}

/**
 * `sent_to`, by the kind of recipient that the type takes. Source: docs/gateways/kupon.md 2, `sent_to`.
 *
 * @throws InputProblem
 */
export function recipientOf(
	type: string,
	input: unknown,
	findToken: boolean,
	country: Country,
): string {
	const byContact = () =>
		text(input).includes('@') ? emailAddress(input) : phoneNumber(input, country);
	if (phoneTypes.includes(type)) return phoneNumber(input, country);
	if (emailTypes.includes(type)) return emailAddress(input);
	if (type === cascadeType || (tokenTypes.includes(type) && findToken)) return byContact();
	// Only push takes several recipients, as tokens joined by commas. Source: docs/gateways/kupon.md 2, `sent_to`.
	const recipient = type === 'push' ? splitList(input).join(',') : text(input).trim();
	if (recipient === '') {
		throw new InputProblem(
			recipientField().displayName,
			'is empty',
			'Give the token, or switch on Find Token and give a phone number or e-mail address.',
			'invalidRecipient',
		);
	}
	return recipient;
}

/** @throws InputProblem when the charset does not exist, or lacks a character of the value */
export function checkCharset(charset: string, label: string, value: string): void {
	const target = charsets[charset];
	if (!target) {
		throw new InputProblem(
			charsetOption.displayName,
			`“${charset}” is not one that the gateway takes`,
			`Choose one of ${Object.keys(charsets).join(', ')}.`,
		);
	}
	const character = firstUnencodable(value, target);
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
export function callbackParameters(
	read: ReadParameter,
	callback: Callback,
): Record<string, unknown> {
	const given = optionsIn(read, statusCallbackField.name);
	const address = text(given[callbackUrlField.name]).trim();
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

/** Leaves out what the user did not give. */
export function given(parameters: Record<string, unknown>): Record<string, unknown> {
	const kept: Record<string, unknown> = {};
	for (const name in parameters) {
		const value = parameters[name];
		if (value !== undefined && value !== '') kept[name] = value;
	}
	return kept;
}
