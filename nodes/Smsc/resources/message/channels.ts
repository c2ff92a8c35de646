import { textIn } from '../../../shared/input/read';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { WireParameter } from '../../../shared/fields/wire';
import { phoneNumber } from '../../../shared/input/recipients';

/** A way in which send.php delivers. Source: docs/gateways/smsc.md 2.1. */
export interface Channel {
	value: string;
	name: string;
	description?: string;
	/** Telegram takes a nickname or an ID beside phone numbers. */
	nickname?: boolean;
	/** Takes files beside the text. */
	files?: boolean;
}

/** What `Send` and `Send Many` offer. */
export const textChannels: readonly Channel[] = [
	{
		value: 'binary',
		name: 'Binary SMS',
		description: 'Data for a device, behind a header whose first byte is its length',
	},
	{ value: 'flash', name: 'Flash SMS', description: 'Shown at once and not kept by the phone' },
	{
		value: 'mms',
		name: 'MMS',
		files: true,
	},
	{ value: 'sms', name: 'SMS' },
	{
		value: 'telegram',
		name: 'Telegram',
		nickname: true,
		files: true,
	},
	{
		value: 'telegramBot',
		name: 'Telegram Bot',
		nickname: true,
		files: true,
		description: 'From a bot of your own',
	},
	{ value: 'viber', name: 'Viber', files: true },
	{ value: 'wapPush', name: 'WAP Push', description: 'A link with a title' },
	{ value: 'whatsapp', name: 'WhatsApp', files: true },
];

const values = (matches: (channel: Channel) => boolean): string[] =>
	textChannels.filter(matches).map(({ value }) => value);

export const nicknameChannels = values(({ nickname = false }) => nickname);
export const phoneChannels = values(({ nickname = false }) => !nickname);
export const fileChannels = values(({ files = false }) => files);
/** Those whose content is one text. */
export const plainChannels = values(({ value }) => value !== 'wapPush');
/** A list gives each recipient a text; an MMS is its files. */
export const listChannels = values(({ value }) => value !== 'mms');

/** What a message says. */
export interface Content {
	text: string;
	parameters: WireParameter[];
}

export const required = (read: ReadParameter, name: string, label: string): string => {
	const value = textIn(read, name).trim();
	if (value === '') throw new InputProblem(label, 'is empty', `Fill in ${label}.`);
	return value;
};

/** Longer ones are refused without a reason. Source: docs/gateways/smsc.md 2.1 and 18. */
const longestSms = 1000;

function messageText(read: ReadParameter): string {
	const text = textIn(read, 'text');
	if (text === '') throw new InputProblem('Text', 'is empty', 'Enter the text of the message.');
	return text;
}

function smsText(read: ReadParameter): string {
	const text = messageText(read);
	if (text.length > longestSms) {
		throw new InputProblem(
			'Text',
			`has ${text.length} characters`,
			`SMSC takes ${longestSms} at most. Shorten it, or send it in several messages.`,
		);
	}
	return text;
}

/** Data always go as hexadecimal digits, which no charset can change. */
function binaryText(read: ReadParameter): string {
	const text = messageText(read);
	if (read('binaryFormat', 'hex') === 'hex') {
		const digits = text.replace(/\s/g, '');
		if (/^([0-9a-f]{2})+$/i.test(digits)) return digits;
		throw new InputProblem(
			'Text',
			'does not consist of pairs of hexadecimal digits',
			'Write each byte as two digits, e.g. 0B0504158A00.',
		);
	}
	if (/^[\0-\xff]*$/.test(text)) return Buffer.from(text, 'latin1').toString('hex');
	throw new InputProblem(
		'Text',
		'contains characters that are not bytes',
		'Use characters up to U+00FF, or the format Hex.',
	);
}

const optionalText = (read: ReadParameter): string => textIn(read, 'text');

/** How each channel says what it carries. Source: docs/gateways/smsc.md 2.1. */
const contents: Readonly<Record<string, (read: ReadParameter) => Content>> = {
	sms: (read) => ({ text: smsText(read), parameters: [] }),
	flash: (read) => ({ text: smsText(read), parameters: [['flash', '1']] }),
	binary: (read) => ({ text: binaryText(read), parameters: [['bin', '2']] }),
	wapPush: (read) => ({
		text: `${required(read, 'url', 'URL')}\n${required(read, 'title', 'Title')}`,
		parameters: [['push', '1']],
	}),
	viber: (read) => ({ text: messageText(read), parameters: [['viber', '1']] }),
	telegram: (read) => ({ text: messageText(read), parameters: [['tg', '1']] }),
	telegramBot: (read) => ({
		text: messageText(read),
		parameters: [['bot', `@${required(read, 'bot', 'Bot').replace(/^@/, '')}`]],
	}),
	whatsapp: (read) => ({
		text: messageText(read),
		parameters: [['bot', `wa:${phoneNumber(required(read, 'botNumber', 'WhatsApp Number'))}`]],
	}),
	mms: (read) => ({
		text: optionalText(read),
		parameters: [
			['mms', '1'],
			['subj', textIn(read, 'subject')],
		],
	}),
};

/**
 * Reads what a message says.
 *
 * @throws InputProblem when something is missing
 */
export function contentOf(channel: string, read: ReadParameter): Content {
	const content = contents[channel];
	if (!content) {
		throw new InputProblem(
			'Type',
			`“${channel}” is not a channel of this node`,
			`Choose one of ${Object.keys(contents).sort().join(', ')}.`,
		);
	}
	return content(read);
}
