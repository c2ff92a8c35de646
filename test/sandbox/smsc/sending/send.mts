import { randomInt } from 'node:crypto';

import type { Account } from '../account.mts';
import { cents } from '../wire/money.mts';
import type { Reply } from '../wire/reply.mts';
import type { GatewayId } from '../wire/refusal.mts';
import { Refusal } from '../wire/refusal.mts';
import type { Script } from '../script.mts';
import { SEND_ERROR, TEXT } from '../wire/words.mts';
import { acceptOrder } from './accept.mts';
import { explainNumbers, priceAnswer, sendAnswer, sumUp } from './answer.mts';
import { isSmsLike } from './channel.mts';
import { isCode } from './content.mts';
import type { Order } from './order.mts';
import { readOrder } from './order.mts';

const TEXTS: Readonly<Record<number, string>> = {
	[SEND_ERROR.denied]: TEXT.denied,
	[SEND_ERROR.number]: TEXT.number,
	[SEND_ERROR.undeliverable]: TEXT.undeliverable,
};

/** send.php and /rest/send/ (docs/gateways/smsc.md 2). */
export const send: Script = async (parameters, account, requestId) => {
	const order = readOrder(parameters, requestId, account);
	if (order.options.cost === '1') {
		account.limits.takeIdenticalSend('cost', 5, parameters);
		judge(order, undefined, account);
		return priceAnswer(order);
	}
	account.limits.takeIdenticalSend('send', 1, parameters);
	return await dispatch({ ...order, id: account.idFor(order.options.customId) }, account);
};

/** Judges an order, takes the money, sends it; errors 3, 6, 7, 8 carry the id. */
export const dispatch = async (order: Order, account: Account): Promise<Reply> => {
	const { settings } = account;
	judge(order, order.id, account);
	const { cost } = sumUp(order.items);
	if (cost > 0 && cost > settings.balance) {
		throw new Refusal(SEND_ERROR.money, TEXT.money, { id: order.id });
	}
	settings.balance = cents(settings.balance - cost);
	const sendings = acceptOrder(order, account);
	const code = order.items.some(({ content }) => isCode(order.channel, content.text))
		? newCode(settings.codeLength)
		: null;
	for (const { message } of code === null ? [] : sendings) message.details.code = code;
	if (settings.callbackBeforeAnswer) {
		for (const sending of sendings) await account.delivery.hurry(sending);
	}
	return sendAnswer(order, settings.balance, code);
};

/** Throws when nobody can get the message: its sender is unknown, or every number is refused. */
const judge = (order: Omit<Order, 'id'>, id: GatewayId | undefined, account: Account): void => {
	const { items, channel, options } = order;
	const phones = explainNumbers(order);
	const refuse = (code: number) =>
		new Refusal(code, TEXTS[code] ?? TEXT.undeliverable, {
			...(id === undefined ? {} : { id }),
			phones,
		});
	const isDenied =
		account.settings.unknownSender === 'refused' &&
		isSmsLike(channel) &&
		!account.senders.knows(options.sender);
	if (isDenied) throw refuse(SEND_ERROR.denied);
	const problems = items.map(({ recipient }) => recipient.problem);
	const first = problems[0] ?? SEND_ERROR.number;
	if (problems.every((problem) => problem !== null)) throw refuse(first);
};

/** Four digits, or six characters of which the last four are the code (docs/gateways/smsc.md 2.3, the contradiction). */
const newCode = (length: 4 | 6): string => {
	const code = String(randomInt(0, 10_000)).padStart(4, '0');
	return length === 4 ? code : `00${code}`;
};
