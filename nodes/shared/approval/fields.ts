import { type IDataObject, type INodeProperties, SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { recordOf } from '../text/json';
import { textIn, optionsIn } from '../input/read';
import type { ReadParameter } from '../input/parameterReader';
import { type Language, languageOf, presetLanguage, type PageWords, wordsOf } from './languages';
import { limitWaitTimeFields } from '../waiting/limitWaitTime';

/** n8n makes a human-in-the-loop tool of every node with a webhook and an operation of this value. */
export const approvalOperation = SEND_AND_WAIT_OPERATION;

/**
 * The fields of the operation beside recipient and sender. n8n's human-in-the-loop tool takes over `message` and
 * `approvalOptions` by their names.
 */
export const approvalFields: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		description: 'What is to be decided, shown on the page behind the link',
	},
	{
		displayName: "Recipient's Language",
		name: 'approvalLanguage',
		type: 'options',
		default: 'en',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Беларуская', value: 'be' },
			{ name: 'Қазақша', value: 'kk' },
			{ name: 'Русский', value: 'ru' },
			{ name: 'Українська', value: 'uk' },
		],
		description: 'Language of all texts below that you do not replace',
	},
	{
		displayName: 'Text Before Link',
		name: 'linkText',
		type: 'string',
		default: 'Your decision is needed:',
		description: 'The link after it has about 180 characters: a short text saves SMS parts',
	},
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						default: 'double',
						options: [
							{ name: 'Approve and Disapprove', value: 'double' },
							{ name: 'Approve Only', value: 'single' },
						],
					},
					{
						displayName: 'Approve Button Label',
						name: 'approveLabel',
						type: 'string',
						default: 'Approve',
					},
					{
						displayName: 'Disapprove Button Label',
						name: 'disapproveLabel',
						type: 'string',
						default: 'Decline',
						displayOptions: { show: { approvalType: ['double'] } },
					},
				],
			},
			{
				displayName: 'Words on the Page',
				name: 'words',
				values: [
					{
						displayName: 'Heading',
						name: 'heading',
						type: 'string',
						default: '',
					},
					{
						displayName: 'Thanks',
						name: 'thanks',
						type: 'string',
						default: '',
					},
					{
						displayName: 'Decided Before',
						name: 'closed',
						type: 'string',
						default: '',
						description: 'What the page says when a button is pressed again or too late',
					},
				],
			},
		],
	},
	...limitWaitTimeFields,
];

/** What the page asks. Plain JSON, kept with the execution. */
export interface Question extends IDataObject {
	/** Of the key in the link, which tells this question from those of other passes of a loop. */
	keyDigest: string;
	language: Language;
	message: string;
	approve: string;
	/** null when there is nothing to decline. */
	disapprove: string | null;
	/** The user's own words for the page; empty for those of the language. */
	heading: string;
	thanks: string;
	closed: string;
}

const textOf = (value: unknown): string => String(value ?? '').trim();

/** What the user wrote; where that is nothing or the preset, the language's own words. */
const written = (value: unknown, words: PageWords, name: 'linkText' | 'approve' | 'disapprove') => {
	const text = textOf(value);
	return text === wordsOf[presetLanguage][name] ? words[name] : text;
};

/** @returns what is sent in front of the link; nothing where the user removed it */
export const readLinkText = (read: ReadParameter): string =>
	written(textIn(read, 'linkText'), wordsOf[languageOf(read('approvalLanguage', ''))], 'linkText');

/** Reads the question that the fields put. */
export function readQuestion(read: ReadParameter, keyDigest: string): Question {
	const options = optionsIn(read, 'approvalOptions');
	const [values, own] = [recordOf(options.values), recordOf(options.words)];
	const language = languageOf(read('approvalLanguage', ''));
	const words: PageWords = wordsOf[language];
	return {
		keyDigest,
		language,
		message: textIn(read, 'message'),
		approve: written(values.approveLabel, words, 'approve') || words.approve,
		disapprove:
			values.approvalType === 'single'
				? null
				: written(values.disapproveLabel, words, 'disapprove') || words.disapprove,
		heading: textOf(own.heading),
		thanks: textOf(own.thanks),
		closed: textOf(own.closed),
	};
}
