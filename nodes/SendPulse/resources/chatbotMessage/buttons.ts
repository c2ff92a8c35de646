import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../../../shared/fields/parts';
import { locatorValue } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { recordOf } from '../../../shared/text/json';
import type { ChannelId, ChatChannel } from '../../chatbots/channels';
import { rowsOf } from '../../values';

/** A button as the user gave it: it opens an address, or starts a flow; neither on WhatsApp, where it only answers. */
export interface Button {
	title: string;
	url: string;
	flowId: string;
}

export const buttonsField: INodeProperties = {
	displayName: 'Buttons',
	name: 'chatButtons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	description:
		'Each in a row of its own. Instagram and Messenger show a card; TikTok and WhatsApp take only ones that start a flow.',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{ displayName: 'Text', name: 'title', type: 'string', default: '' },
				{
					displayName: 'Action',
					name: 'action',
					type: 'options',
					default: 'url',
					options: [
						{ name: 'Open a URL', value: 'url' },
						{ name: 'Start a Flow', value: 'flow' },
					],
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					displayOptions: { show: { action: ['url'] } },
				},
				{
					...locatorField({
						displayName: 'Flow',
						name: 'flowId',
						searchListMethod: 'chatFlows',
						placeholder: 'e.g. 5f00000000000000000000e1',
						description:
							'Where the button goes (to_chain_id). On WhatsApp it may stay empty: then the button only answers with its text.',
					}),
					displayOptions: { show: { action: ['flow'] } },
				},
			],
		},
	],
};

const wrong = (problem: string, hint: string): InputProblem =>
	new InputProblem(buttonsField.displayName, problem, hint);

/** @throws InputProblem when it is not a public address. Source: docs/gateways/sendpulse.md 25.3. */
export function publicUrl(value: unknown, label: string): string {
	const url = String(value ?? '').trim();
	if (/^https:\/\/[^/\s]/i.test(url) && URL.canParse(url)) return url;
	throw new InputProblem(
		label,
		url === '' ? 'is empty' : 'is not an address that starts with https://',
		'Enter an address that anybody can open, e.g. https://shop.example/a.jpg.',
	);
}

/** What a button opens; plain http as well. Source: docs/gateways/sendpulse.md 25.3, "Telegram buttons". */
function linkOf(value: unknown, title: string): string {
	const url = String(value ?? '').trim();
	if (/^https?:\/\/[^/\s]/i.test(url) && URL.canParse(url)) return url;
	throw wrong(
		`has no address that starts with https:// for “${title}”`,
		'Enter what the button opens, e.g. https://shop.example/.',
	);
}

/** Channels whose buttons open nothing. Source: docs/gateways/sendpulse.md 25.3. */
const withoutLinks: readonly ChannelId[] = ['tiktok', 'whatsapp'];

/** Reads `buttonsField`. @throws InputProblem when a button has no text or no target, or the channel takes no such button */
export function readButtons(
	read: ReadParameter,
	{ id: name, displayName: label }: ChatChannel,
): Button[] {
	const buttons = rowsOf(recordOf(read(buttonsField.name, {})).button).map((given): Button => {
		const title = String(given.title ?? '').trim();
		if (title === '') throw wrong('has a button without a text', 'Give each button a text.');
		if (given.action !== 'flow') return { title, url: linkOf(given.url, title), flowId: '' };
		const flowId = locatorValue(given.flowId).trim();
		if (flowId === '' && name !== 'whatsapp') {
			throw wrong(
				`has no flow for “${title}”`,
				`Choose the flow; on ${label} a button has to start one or open a URL.`,
			);
		}
		return { title, url: '', flowId };
	});
	if (withoutLinks.includes(name) && buttons.some(({ url }) => url !== '')) {
		throw wrong(
			`has a button that opens a URL, which is not supported on ${label}`,
			'Let the button start a flow, or write the message as JSON.',
		);
	}
	return buttons;
}
