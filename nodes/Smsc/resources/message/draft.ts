import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import type { InputFile } from '../../../shared/input/files';
import { InputProblem } from '../../../shared/model/inputProblem';
import { type FormField, showFor } from '../../../shared/model/operation';
import { locatorValue, optionsIn, textIn } from '../../../shared/input/read';
import { asTyped, exactTextField, textField } from '../../../shared/fields/parts';
import {
	collectionParameters,
	fieldParameters,
	parameter,
	readText,
	type WireField,
	type WireParameter,
} from '../../../shared/fields/wire';
import {
	attachmentsField,
	type Content,
	contentOf,
	fileChannels,
	nicknameChannels,
	textOfMessage,
} from './content';
import { senderChoice } from '../../fields';
import { commonOptions, mailOptions, textOptions } from './options';
import type { RecipientKind } from './recipient';

/** Source: docs/gateways/smsc.md 2.1 `sender`. */
export const senderField = senderChoice({
	description:
		'A registered name. If empty, the default of your account, which a dot switches off.',
});

/** What a message is, beside the fields that all of them have. */
export interface Draft {
	channel: string;
	content: Content;
	/** `senderField`, if missing. */
	sender?: WireField;
	/** Drafts with the same options have the same sender. */
	options: readonly WireField[];
	files?: InputFile[];
}

const filesIn = (
	{ name, displayName }: INodeProperties,
	read: ReadParameter,
	setting: Setting,
): InputFile[] => setting.findFiles(read(name, ''), displayName);

export const fromField: WireField = {
	...textField('Sender', senderField.field.name, senderField.wire, {
		required: true,
		placeholder: 'e.g. shop@example.com',
		description: 'As registered in your account',
	}),
	encode(value, label) {
		const address = locatorValue(value).trim();
		if (address !== '') return address;
		throw new InputProblem(label, 'is empty', 'Enter the sender’s e-mail address.');
	},
};

const subjectField = textField('Subject', 'subject', 'subj', {
	required: true,
});

const letterField = exactTextField('Message', textOfMessage.name, 'mes', {
	typeOptions: { rows: 6 },
	required: true,
	description: 'Plain text or HTML',
});

/** What an e-mail says. */
export const letterFields: FormField[] = [subjectField, letterField];

/** Subject, text and sender are mandatory. Source: docs/gateways/smsc.md 2.1 `mail`. */
export const mailFields: FormField[] = [...letterFields, attachmentsField, fromField];

const mail = (read: ReadParameter, setting: Setting): Draft => ({
	channel: 'email',
	content: {
		parameters: [['mail', '1'], ...fieldParameters([subjectField], read)],
		text: readText(letterField, read),
	},
	sender: fromField,
	options: mailOptions,
	files: filesIn(attachmentsField, read, setting),
});

const sourceField: INodeProperties = {
	displayName: 'Say',
	name: 'source',
	type: 'options',
	default: 'text',
	options: [
		{ name: 'Sound File', value: 'file', description: 'From a binary field of the input item' },
		{ name: 'Sound From a URL', value: 'url', description: 'SMSC fetches the file' },
		{ name: 'Text', value: 'text' },
	],
};

const soundField: INodeProperties = {
	...attachmentsField,
	displayName: 'Sound File',
	description: undefined,
	hint: 'The name of the input binary field that holds the sound',
};

const spokenText: WireField = {
	field: textOfMessage,
	wire: 'mes',
	encode: asTyped,
	needed: true,
};

const soundUrlField = textField('Sound URL', 'soundUrl', 'fileurl', {
	required: true,
	description: 'Address of the sound, 101 bytes or more',
});

const saying = (source: string, field: FormField): FormField[] =>
	showFor({ [sourceField.name]: [source] }, [field]);

/** What is said in a call. Source: docs/gateways/smsc.md 2.1 `call`, `fileurl` and files. */
export const speechFields: FormField[] = [
	sourceField,
	...saying('text', spokenText),
	...saying('file', soundField),
	...saying('url', soundUrlField),
];

const voices = ['m', 'm2', 'm3', 'm4', 'w', 'w2', 'w3', 'w4'];

const voiceOption: WireField = {
	field: {
		displayName: 'Voice',
		name: 'voice',
		type: 'options',
		default: 'm',
		description: 'Not all are available everywhere; the default depends on the account',
		options: voices
			.map((value) => ({
				name: `${value.startsWith('m') ? 'Male' : 'Female'} ${value.slice(1) || '1'} (${value})`,
				value,
			}))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
	},
	wire: 'voice',
};

/** Seconds to wait, seconds between tries, tries; all three go together. Source: docs/gateways/smsc.md 2.1 `param`. */
const tryOptions: INodeProperties[] = [
	{
		displayName: 'Wait for Answer (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 99, numberPrecision: 0 },
		default: 22,
		description: 'How long the phone rings; 10 to 35 are reasonable',
	},
	{
		displayName: 'Retry Interval (Seconds)',
		name: 'retrySeconds',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 3600, numberPrecision: 0 },
		default: 20,
		description: 'Between the calls, 10 to 3600',
	},
	{
		displayName: 'Attempts',
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
		default: 5,
		description: 'How many calls if nobody answers, 1 to 9',
	},
];

/** How a call is made. Source: docs/gateways/smsc.md 2.1 and 18. */
export const callOptions: FormField[] = [voiceOption, ...tryOptions];

function callParameters(read: ReadParameter): WireParameter[] {
	const options = optionsIn(read);
	const isChosen = tryOptions.some(({ name }) => options[name] !== undefined);
	const tries = tryOptions.map(({ name, default: preset }) => String(options[name] ?? preset));
	return [
		['call', '1'],
		...collectionParameters([voiceOption], read),
		...parameter('param', isChosen ? tries.join(',') : undefined),
	];
}

/** A text that is read out, or a sound. Source: docs/gateways/smsc.md 2.1 `call`, `voice`, `fileurl` and files. */
function call(read: ReadParameter, setting: Setting): Draft {
	const source = textIn(read, sourceField.name) || 'text';
	const sound = source === 'file' ? filesIn(soundField, read, setting) : [];
	if (source === 'file' && sound.length === 0) {
		throw new InputProblem(soundField.displayName, 'is empty', 'Enter the name of a binary field.');
	}
	return {
		channel: 'call',
		content: {
			text: source === 'text' ? readText(spokenText, read) : '',
			parameters: [
				...callParameters(read),
				...(source === 'url' ? fieldParameters([soundUrlField], read) : []),
			],
		},
		options: commonOptions,
		files: sound,
	};
}

/** A call that speaks a code which SMSC makes up and tells. Source: docs/gateways/smsc.md 2.3. */
const code = (read: ReadParameter): Draft => ({
	channel: 'call',
	content: { text: 'code', parameters: callParameters(read) },
	options: commonOptions,
});

/** What carries no text. Source: docs/gateways/smsc.md 2.1 `hlr` and `ping`. */
const silent = (channel: 'hlr' | 'ping') => (): Draft => ({
	channel,
	content: { text: '', parameters: [[channel, '1']] },
	options: commonOptions,
});

const particular: Readonly<Record<string, (read: ReadParameter, setting: Setting) => Draft>> = {
	email: mail,
	call,
	code,
	hlr: silent('hlr'),
	ping: silent('ping'),
};

/** What a message of a kind can go to. */
export function recipientKindOf(kind: string): RecipientKind {
	if (kind === 'email') return 'email';
	return nicknameChannels.includes(kind) ? 'nickname' : 'phone';
}

/**
 * Reads what a row wants to send.
 *
 * @throws InputProblem naming the field
 */
export function draftOf(kind: string, read: ReadParameter, setting: Setting): Draft {
	const draft = particular[kind];
	if (draft) return draft(read, setting);
	return {
		channel: kind,
		content: contentOf(kind, read),
		options: textOptions,
		files: fileChannels.includes(kind) ? filesIn(attachmentsField, read, setting) : [],
	};
}
