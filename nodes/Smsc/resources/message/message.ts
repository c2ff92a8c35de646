import type { IDataObject } from 'n8n-workflow';

import {
	onceForAll,
	type ReadParameter,
	type Setting,
} from '../../../shared/input/parameterReader';
import { wallClock } from '../../../shared/input/dateTime';
import type { InputFile } from '../../../shared/input/files';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Message } from '../../../shared/delivery/route';
import { additionalParameters } from '../../../shared/fields/closing';
import { optionsIn, textIn, locatorValue } from '../../../shared/input/read';
import {
	collectionParameters,
	type WireField,
	type WireParameter,
	parameter,
} from '../../../shared/fields/wire';
import { ownId } from '../../clientId';
import { type Content, contentOf, fileChannels, nicknameChannels, required } from './channels';
import { commonOptions, mailOptions, textOptions } from './options';
import { type RecipientKind, recipientOf } from './recipient';

const given = (value: unknown): boolean =>
	value !== undefined && value !== null && String(value).trim() !== '';

/** An instant, so that no zone can be misunderstood. */
function instant(value: unknown, timeZone: string): string {
	const { year, month, day, hour, minute, second } = wallClock(value, timeZone, 'UTC', 'Send At');
	return `0${Date.UTC(year, month - 1, day, hour, minute, second) / 1000}`;
}

function hours(value: unknown): string {
	const text = String(value).replace(/\s/g, '');
	const [, from, to] = /^(\d{1,2})[-–](\d{1,2})$/.exec(text) ?? [];
	if (from === undefined || Number(from) > 24 || Number(to) > 24 || Number(from) === Number(to)) {
		throw new InputProblem(
			'Send Between (Hours)',
			`“${String(value)}” is not a span of hours`,
			'Enter two hours of the day, e.g. 9-21.',
		);
	}
	return `${Number(from)}-${Number(to)}`;
}

function minutes(value: unknown): string {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return `+${number}`;
	throw new InputProblem(
		'Send In (Minutes)',
		`“${String(value)}” is not a whole number of minutes`,
		'Enter 1 or more.',
	);
}

/**
 * `time`: `0<unix seconds>`, `h1-h2` or `+<minutes>`. Source: docs/gateways/smsc.md 2.1.
 *
 * @param timeZone in which a date without offset is meant
 * @throws InputProblem when a time cannot be read, or when there are two
 */
export function sendTime(options: IDataObject, timeZone: string): WireParameter[] {
	const { sendAt, sendBetween, sendIn } = options;
	if ([sendAt, sendBetween, sendIn].filter(given).length > 1) {
		throw new InputProblem(
			'Send At',
			'conflicts with another time of sending',
			'Keep one of Send At, Send Between and Send In.',
		);
	}
	if (given(sendAt)) return [['time', instant(sendAt, timeZone)]];
	if (given(sendBetween)) return [['time', hours(sendBetween)]];
	return given(sendIn) ? [['time', minutes(sendIn)]] : [];
}

/** What a message is, beside the fields that all of them have. */
interface Draft {
	channel: string;
	recipientKind: RecipientKind;
	content: Content;
	options: readonly WireField[];
	files?: InputFile[];
}

const attachments = (read: ReadParameter, setting: Setting): InputFile[] =>
	setting.findFiles(read('attachments', ''), 'Attachments');

/** Subject, text and sender are mandatory. Source: docs/gateways/smsc.md 2.1 `mail`. */
function mail(read: ReadParameter, setting: Setting): Draft {
	if (locatorValue(read('sender', '')).trim() === '') {
		throw new InputProblem(
			'Sender',
			'is empty',
			'Enter the e-mail address that the letter comes from.',
		);
	}
	return {
		channel: 'email',
		recipientKind: 'email',
		content: {
			text: required(read, 'text', 'Message'),
			parameters: [
				['mail', '1'],
				['subj', required(read, 'subject', 'Subject')],
			],
		},
		options: mailOptions,
		files: attachments(read, setting),
	};
}

/** Seconds to wait, seconds between tries, tries; all three go together. Source: docs/gateways/smsc.md 2.1 `param`. */
function callParameters({ waitSeconds, retrySeconds, attempts }: IDataObject): WireParameter[] {
	const values = [waitSeconds ?? 22, retrySeconds ?? 20, attempts ?? 5].map(String);
	const chosen = [waitSeconds, retrySeconds, attempts].some((value) => value !== undefined);
	return chosen ? [['param', values.join(',')]] : [];
}

/** A text that is read out, or a sound. Source: docs/gateways/smsc.md 2.1 `call`, `voice`, `fileurl` and files. */
function call(read: ReadParameter, setting: Setting): Draft {
	const options = optionsIn(read);
	const source = read('source', 'text');
	const sound = source === 'file' ? attachments(read, setting) : [];
	if (source === 'file' && sound.length === 0) {
		throw new InputProblem('Sound File', 'is empty', 'Enter the name of a binary field.');
	}
	return {
		channel: 'call',
		recipientKind: 'phone',
		content: {
			text: source === 'text' ? required(read, 'text', 'Text') : '',
			parameters: [
				['call', '1'],
				...parameter(
					'fileurl',
					source === 'url' ? required(read, 'soundUrl', 'Sound URL') : undefined,
				),
				['voice', String(options.voice ?? '')],
				...callParameters(options),
			],
		},
		options: commonOptions,
		files: sound,
	};
}

/** A call that speaks a code which SMSC makes up and tells. Source: docs/gateways/smsc.md 2.3. */
const code = (read: ReadParameter): Draft => ({
	channel: 'call',
	recipientKind: 'phone',
	content: {
		text: 'code',
		parameters: [
			['call', '1'],
			['voice', String(optionsIn(read).voice ?? '')],
			...callParameters(optionsIn(read)),
		],
	},
	options: commonOptions,
});

/** What carries no text. Source: docs/gateways/smsc.md 2.1 `hlr` and `ping`. */
const silent = (channel: 'hlr' | 'ping') => (): Draft => ({
	channel,
	recipientKind: 'phone',
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

/**
 * Reads what a row wants to send.
 *
 * @throws InputProblem naming the field
 */
function draftOf(kind: string, read: ReadParameter, setting: Setting): Draft {
	const draft = particular[kind];
	if (draft) return draft(read, setting);
	return {
		channel: kind,
		recipientKind: nicknameChannels.includes(kind) ? 'nickname' : 'phone',
		content: contentOf(kind, read),
		options: textOptions,
		files: fileChannels.includes(kind) ? attachments(read, setting) : [],
	};
}

/** A message on its way to send.php. */
export interface SmscMessage extends Message {
	channel: string;
	/** `id` of its request, once that is made. One that the user chose is there before: only equal ones can share a request. */
	id: string;
	text: string;
	/** Everything but recipient, text and id. */
	parameters: WireParameter[];
	files: InputFile[];
}

/** Stands between a text and a comment for the sender's own eyes. Source: docs/gateways/smsc.md 2.4. */
export const commentMark = '\n~~~\n';

/** What the user wrote, with what SMSC reads out of a text. Source: docs/gateways/smsc.md 2.4. */
function wrapped(text: string, { prefix, comment }: IDataObject): string {
	const note = String(comment ?? '').trim();
	return `${String(prefix ?? '')}${text}${note === '' ? '' : `${commentMark}${note}`}`;
}

/** What a message says beside its text. All but its content is mostly the same for all rows. */
function parametersOf(draft: Draft, read: ReadParameter, setting: Setting): WireParameter[] {
	const { parameters } = draft.content;
	const others = onceForAll(read, draft.options, (): WireParameter[] => {
		const options = optionsIn(read);
		return [
			['sender', locatorValue(read('sender', '')).trim()],
			...collectionParameters(draft.options, read),
			...sendTime(options, setting.timeZone),
			...additionalParameters(read),
		];
	});
	return parameters.length > 0 ? [...parameters, ...others] : others;
}

/**
 * Makes a message of one row's fields.
 *
 * @param kind a channel, or what else send.php does (see `draftOf`)
 * @throws InputProblem naming the field
 */
export function makeMessage(kind: string, read: ReadParameter, setting: Setting): SmscMessage {
	const draft = draftOf(kind, read, setting);
	const options = optionsIn(read);
	const reference = textIn(read, 'reference') || null;
	return {
		recipient: recipientOf(read, draft.recipientKind),
		reference,
		channel: draft.channel,
		id: ownId(options.messageId),
		text: wrapped(draft.content.text, options),
		parameters: parametersOf(draft, read, setting),
		files: draft.files ?? [],
	};
}
