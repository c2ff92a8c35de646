import type { IDataObject } from 'n8n-workflow';

import type { InputFile } from '../../../shared/delivery/files';
import { InputProblem } from '../../../shared/delivery/inputProblem';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Setting } from '../../../shared/delivery/route';
import { locatorValue } from '../../../shared/fields/list';
import type { WireField, WireParameter } from '../../../shared/fields/wire';
import { type Content, contentOf, fileChannels, nicknameChannels, required } from './channels';
import { commonOptions, mailOptions, textOptions } from './wireOptions';
import type { RecipientKind } from './recipient';

/** What a message is, beside the fields that all of them have. */
export interface Draft {
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
			'From',
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
	const options = read('options', {}) as IDataObject;
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
				...(source === 'url'
					? [['fileurl', required(read, 'soundUrl', 'Sound URL')] as WireParameter]
					: []),
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
			['voice', String((read('options', {}) as IDataObject).voice ?? '')],
			...callParameters(read('options', {}) as IDataObject),
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
export function draftOf(kind: string, read: ReadParameter, setting: Setting): Draft {
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
