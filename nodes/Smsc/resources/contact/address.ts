import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { countryIn, perRequest, perRequestOption } from '../../../shared/fields/common';
import type { Setting, ReadParameter } from '../../../shared/input/parameterReader';
import { takingList } from '../../../shared/input/fieldChecks';
import { InputProblem } from '../../../shared/model/inputProblem';
import {
	type Message,
	missingVerdict,
	type Route,
	type Verdict,
} from '../../../shared/delivery/route';
import { additionalParameters } from '../../../shared/fields/closing';
import type { WireParameter } from '../../../shared/fields/wire';
import type { Country } from '../../../shared/input/nationalNumbers';
import {
	emailAddress,
	phoneNumber,
	recipientIdentity,
	splitList,
	splitPhones,
} from '../../../shared/input/recipients';
import { givenId, recordOf } from '../../../shared/text/json';
import { type AnswerKind, isOk, type Script } from '../../errors';
import { fieldForm } from '../../call';
import { listMost, listPreset } from '../../fields';
import { answerOf } from '../../gateway';

/** Phone and e-mail contacts are apart everywhere. Source: docs/gateways/smsc.md A1.1. */
export type AddressKind = 'phone' | 'email';

export const addressTypeField: INodeProperties = {
	displayName: 'Contact Type',
	name: 'addressType',
	type: 'options',
	default: 'phone',
	options: [
		{ name: 'E-Mail', value: 'email' },
		{ name: 'Phone Number', value: 'phone' },
	],
	description: 'Phone and e-mail contacts are kept apart',
};

/** The number or address that an operation is about, one field a kind. */
export const addressFields: INodeProperties[] = [
	addressTypeField,
	takingList({
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 79001112233',
		description:
			'Phone numbers with country code, separated by commas; spaces, brackets and dashes are ignored',
		displayOptions: { show: { addressType: ['phone'] } },
	}),
	takingList({
		displayName: 'E-Mail',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ann@example.com',
		description: 'E-mail addresses, separated by commas',
		displayOptions: { show: { addressType: ['email'] } },
	}),
];

/**
 * The script of each kind, and its parameter: both take the same commands. Source: docs/gateways/smsc.md A1, phones.php and
 * mails.php.
 */
export const books: Readonly<Record<AddressKind, { script: Script; parameter: string }>> = {
	phone: { script: 'phones', parameter: 'phone' },
	email: { script: 'mails', parameter: 'mail' },
};

/** Reads `addressTypeField`. */
export const addressKind = (read: ReadParameter): AddressKind =>
	read(addressTypeField.name) === 'email' ? 'email' : 'phone';

/** The script of the chosen kind. */
export const bookScript = (read: ReadParameter): Script => books[addressKind(read)].script;

const split = (kind: AddressKind, input: unknown): unknown[] =>
	kind === 'phone' ? splitPhones(input) : splitList(input);

/**
 * One or several numbers or addresses, joined as SMSC takes them.
 *
 * @throws InputProblem when one of them cannot be one
 */
export function addressList(
	kind: AddressKind,
	input: unknown,
	country: Country,
	label = kind === 'phone' ? 'Phone Number' : 'E-Mail',
): string {
	const entries = split(kind, input);
	if (entries.length === 0) {
		throw new InputProblem(
			label,
			'is empty',
			kind === 'phone'
				? 'Enter a phone number in international notation, e.g. 79001112233.'
				: 'Enter an address, e.g. ann@example.com.',
			'invalidRecipient',
		);
	}
	return entries
		.map((entry) =>
			kind === 'phone' ? phoneNumber(entry, country, label) : emailAddress(entry, label),
		)
		.join(',');
}

/** Reads what `addressFields` offers. */
export function readAddress(read: ReadParameter): { kind: AddressKind; address: string } {
	const kind = addressKind(read);
	return { kind, address: addressList(kind, read(kind, ''), countryIn(read)) };
}

/** A phone number or e-mail address, and what is to be done with it. */
interface AddressEntry extends Message {
	kind: AddressKind;
	/** Parameters beside the address; entries with equal ones can share a request. */
	parameters: WireParameter[];
}

/** A command of phones.php and mails.php about addresses. */
interface AddressCommand {
	/** `value` of one that answers with an id. */
	answer: AnswerKind;
	/** The command must not be carried out twice. */
	once?: boolean;
	/** Several addresses of an item may be those of one contact. */
	namesOne?: true;
	parameters(read: ReadParameter, setting: Setting): WireParameter[];
	/** Fields of the row beside the address. */
	row(entry: AddressEntry, verdict: Verdict & { accepted: true }): IDataObject;
}

const listOf = (recipient: string): string[] => recipient.split(',');

/** Addresses of entries that share a request, each once. */
const addressesOf = (entries: AddressEntry[]): string[] => [
	...new Set(entries.flatMap(({ recipient }) => listOf(recipient))),
];

/** SMSC refuses the fourth identical request within a minute. Source: docs/gateways/smsc.md 1.8. */
const mostIdentical = 3;

const minuteMs = 60_000;

/** What all commands about addresses have in common. */
const common = ({ answer, once = false, parameters, row }: AddressCommand) =>
	({
		effect: once ? 'once' : 'again',
		// Both scripts have the same errors.
		answer: answerOf('phones', answer),
		message: (read, setting) => {
			const { kind, address } = readAddress(read);
			return {
				recipient: address,
				reference: null,
				kind,
				parameters: [...parameters(read, setting), ...additionalParameters(read)],
			};
		},
		contentKey: ({ kind, parameters: given }) => JSON.stringify([kind, given]),
		orderKeys: ({ kind, recipient, parameters: given }) =>
			[recipient, ...given.filter(([name]) => /^new_/.test(name)).map(([, value]) => value)]
				.flatMap(listOf)
				.map((one) => `${kind}:${recipientIdentity(one)}`),
		pace: (entries) => {
			const [entry] = entries;
			const asked = [entry.kind, entry.parameters, addressesOf(entries)];
			return { kind: JSON.stringify(asked), most: mostIdentical, withinMs: minuteMs };
		},
		request: (entries) => {
			const [{ kind, parameters: given }] = entries;
			const { script, parameter } = books[kind];
			return fieldForm(script, [...given, [parameter, addressesOf(entries).join(',')]]);
		},
		row: (entry, verdict) => ({ address: entry.recipient, ...row(entry, verdict) }),
	}) satisfies Partial<Route<AddressEntry>>;

/** What an answer says to its rows: `OK`, or the ID of what was added. Source: docs/gateways/smsc.md 5. */
function verdictsOf(entries: AddressEntry[], body: unknown): Verdict[] {
	const id = givenId(recordOf(body).id);
	if (id === null && !isOk(body)) return entries.map(() => missingVerdict);
	// Of a shared request the id would name only one of them.
	const messageId = addressesOf(entries).length === 1 ? id : null;
	return entries.map(() => ({ accepted: true, messageId, groupId: null }));
}

/** The same command about the same address: asked once for all its rows. */
const wholeKey = ({ kind, parameters, recipient }: AddressEntry): string =>
	JSON.stringify([kind, parameters, recipient]);

/** Said in the descriptions of operations that need a call for each address. */
export const oneACallNote =
	'One per request: a thousand take about a minute with the default Concurrent Requests';

/**
 * A command that takes one number or address a call. Rows that ask for the same share it. Source: docs/gateways/smsc.md A1;
 * of `del` and `del_black` nothing is documented, so one there too.
 */
export const oneByOneRoute = (command: AddressCommand): Route<AddressEntry> => ({
	...common(command),
	listSize: () => Infinity,
	oneACall: 'SMSC takes one number or address in each',
	...(command.once ? {} : { parts: ({ recipient }: AddressEntry) => listOf(recipient) }),
	...(command.namesOne ? { partsShareOne: true } : {}),
	groupKey: wholeKey,
	verdicts: verdictsOf,
});

/** Each contact has an ID of its own then, and none is refused for another. */
const addedPreset = 1;

/** How many contacts one `add` carries. */
export const sharedContactsOption = perRequestOption(
	addedPreset,
	listMost,
	'How many items at most, if all their other fields are equal. SMSC answers once for all of them: they get no contactId, and fail together. It does not say whether they become contacts of their own or one with many numbers.',
);

/**
 * A command that takes a list of numbers or addresses: items whose other fields are equal share a request. Source:
 * docs/gateways/smsc.md A1.
 */
export const listRoute = (command: AddressCommand): Route<AddressEntry> => ({
	...common(command),
	listSize: (read) => perRequest(read, addedPreset),
	many: { operation: 'Items per Request in the options', listSize: listPreset },
	groupKey: ({ kind, parameters }) => JSON.stringify([kind, parameters]),
	verdicts: verdictsOf,
});
