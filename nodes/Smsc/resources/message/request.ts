import type { IHttpRequestOptions } from 'n8n-workflow';

import type { WireParameter } from '../../../shared/fields/wire';
import { scriptForm } from '../../call';
import { clientId } from '../../clientId';
import { fileForm } from '../../fileForm';
import type { SmscMessage } from './message';
import { wireRecipient } from './recipient';

/** A later value of a name replaces an earlier one, so that Additional Parameters win. */
const unique = (parameters: WireParameter[]): WireParameter[] => [...new Map(parameters)];

const filled = (parameters: WireParameter[]): WireParameter[] =>
	unique(parameters).filter(([, value]) => value !== '');

/** One message. Source: docs/gateways/smsc.md 2.1. */
async function one(message: SmscMessage): Promise<IHttpRequestOptions> {
	const parameters: WireParameter[] = [
		['phones', wireRecipient(message.recipient)],
		['mes', message.text],
		['id', message.id],
		...message.parameters,
	];
	return message.files.length > 0
		? await fileForm('send', filled(parameters), message.files)
		: scriptForm('send', filled(parameters));
}

/** In a list a line break inside a text is the two characters `\n`. Source: docs/gateways/smsc.md 2.1 `list`. */
const inLine = (text: string): string => text.replace(/\r\n|\r|\n/g, '\\n');

/**
 * A text that has these two characters of its own would be broken by a list, which has no way to say them. Such rows
 * go as one text for several phones.
 */
export const breaksLists = (text: string): boolean => text.includes('\\n');

/**
 * Many messages with equal options: `phone:text` lines. A list gives each row a text of its own and is answered recipient by
 * recipient (`err=1`); one text for many phones is a mass mailing to SMSC, which may need a contract (error 6), so it is
 * used only where a list cannot carry the text. Source: docs/gateways/smsc.md 1.7 and 2.1.
 */
function many(messages: SmscMessage[], first: SmscMessage): IHttpRequestOptions {
	const content: WireParameter[] = breaksLists(first.text)
		? [
				['phones', messages.map(({ recipient }) => wireRecipient(recipient)).join(',')],
				['mes', first.text],
			]
		: [
				[
					'list',
					messages
						.map(({ recipient, text }) => `${wireRecipient(recipient)}:${inLine(text)}`)
						.join('\n'),
				],
			];
	return scriptForm(
		'send',
		filled([...content, ['id', first.id], ['err', '1'], ...first.parameters, ['err', '1']]),
	);
}

/**
 * The request of a packet; all its messages get one id. The reference of one of many is not in it, or it would come with the
 * delivery reports of all the others.
 */
export async function sendRequest(messages: SmscMessage[]): Promise<IHttpRequestOptions> {
	const [first] = messages;
	if (!first) throw new RangeError('A request needs a message');
	const id = first.id || clientId(messages.length === 1 ? first.reference : null);
	for (const message of messages) message.id = id;
	return messages.length === 1 ? await one(first) : many(messages, first);
}
