import type { Account } from '../account.mts';
import type { Operator } from '../operators.mts';
import { operatorOf } from '../operators.mts';
import { cents } from '../wire/money.mts';
import type { Parameters } from '../wire/parameters.mts';
import type { GatewayId } from '../wire/refusal.mts';
import { badParameters } from '../wire/refusal.mts';
import type { Channel } from '../wire/words.mts';
import { channelOf, readPrefix } from './channel.mts';
import type { Content } from './content.mts';
import { readBytes, readText } from './content.mts';
import type { Options } from './options.mts';
import { readOptions } from './options.mts';
import type { Recipient } from './recipients.mts';
import { readRecipients } from './recipients.mts';

/** One message to one recipient, priced. */
export type Item = {
	readonly recipient: Recipient;
	readonly content: Content;
	readonly operator: Operator | undefined;
	readonly cost: number;
};

/** A request to send, read and judged, before anything has happened. */
export type Order = {
	readonly parameters: Parameters;
	readonly requestId: number;
	readonly channel: Channel;
	readonly options: Options;
	/** Everyone, the refused included. */
	readonly items: readonly Item[];
	/** Nothing costs; e-mail is not covered (docs/gateways/smsc.md 2.4). */
	readonly isVirtual: boolean;
	readonly id: GatewayId;
};

/** Reads what send.php and jobs.php have in common; error 1 or 5. */
export const readOrder = (
	parameters: Parameters,
	requestId: number,
	account: Account,
	mes = parameters.text('mes'),
): Omit<Order, 'id'> => {
	const { settings } = account;
	const { channel, text } = readPrefix(channelOf(parameters), mes);
	const options = readOptions(parameters, channel, account);
	const isVirtual = settings.virtual && channel !== 'mail';
	const items = readPairs(parameters, channel, text, options, account).map(
		({ recipient, content }): Item => {
			const operator = operatorOf(settings.operators, recipient.address);
			const price = isVirtual ? 0 : (operator?.price ?? settings.pricePerPart);
			// A call has one price whatever its length (a guess).
			const units = channel === 'call' ? 1 : content.count;
			return { recipient, content, operator, cost: cents(units * price) };
		},
	);
	return { parameters, requestId, channel, options, items, isVirtual };
};

type Pair = { readonly recipient: Recipient; readonly content: Content };

const readPairs = (
	parameters: Parameters,
	channel: Channel,
	text: string,
	options: Options,
	account: Account,
): Pair[] => {
	const hasFile = parameters.files().length > 0 || parameters.text('fileurl') !== '';
	const contentOf = (own: string): Content => readText(own, channel, options, hasFile, account);
	const list = parameters.text('list');
	const phones = parameters.text('phones');
	if (list !== '') {
		// In place of phones and mes (docs/gateways/smsc.md 2.1): both at once are error 1 (a guess).
		if (phones !== '' || text !== '') throw badParameters();
		return listLines(list).flatMap(([own, mes]) =>
			readRecipients(own, channel, account).map((recipient) => ({
				recipient,
				content: contentOf(mes),
			})),
		);
	}
	if (phones === '') throw badParameters();
	const mode = parameters.choice('bin', ['0', '1', '2']);
	const content = mode === '0' ? contentOf(text) : readBytes(parameters, mode);
	const pairs = readRecipients(phones, channel, account).map((recipient) => ({
		recipient,
		content,
	}));
	if (pairs.length === 0) throw badParameters();
	return pairs;
};

/** `phone:text` a line; a line break inside a text is written `\n` (docs/gateways/smsc.md 2.1). */
const listLines = (list: string): [phones: string, text: string][] => {
	const lines = list.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (lines.length === 0) throw badParameters();
	return lines.map((line) => {
		const mark = line.indexOf(':');
		if (mark < 1) throw badParameters();
		return [line.slice(0, mark), line.slice(mark + 1).replaceAll('\\n', '\n')];
	});
};
