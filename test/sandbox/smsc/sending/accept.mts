import type { Account } from '../account.mts';
import type { Sending } from '../ledger.mts';
import type { OutcomeStep } from '../settings.mts';
import { money } from '../wire/money.mts';
import { CHANNELS, ERR, STATUS } from '../wire/words.mts';
import { isSmsLike } from './channel.mts';
import { KNOWN_PARAMETERS } from './known.mts';
import type { Item, Order } from './order.mts';

/** Stores every accepted message of an order and starts its delivery. */
export const acceptOrder = (order: Order, account: Account): Sending[] => {
	const accepted = order.items.filter(({ recipient }) => recipient.problem === null);
	return accepted.map((item, at) => {
		const sending = store(order, item, account);
		const dueAt = order.options.dueAt + portionDelay(order, at, accepted.length);
		const forced = forcedOutcome(order, item, accepted.length > 1, account);
		account.delivery.start(sending, dueAt, order.options.lifetimeMs, forced);
		return sending;
	});
};

const store = (order: Order, item: Item, account: Account): Sending => {
	const { channel, options, parameters, requestId, id, isVirtual } = order;
	const { recipient, content, operator, cost } = item;
	const { clock, messages, ledger } = account;
	const now = clock.now();
	const status = String(STATUS.waiting);
	const message = messages.add({
		gateway: 'smsc',
		id: freeMessageId(`${id}:${recipient.address}`, account),
		channel,
		recipient: recipient.address,
		sender: options.sender,
		text: content.text,
		html: null,
		button: null,
		action: null,
		image: null,
		parts: content.count,
		scheduledAt: options.dueAt > now ? new Date(options.dueAt).toISOString() : null,
		status,
		history: [{ status, at: clock.iso() }],
		raw: parameters.fields.raw(),
		receivedAt: clock.iso(),
		requestId,
		details: {
			/** The id the gateway answered with; one for all recipients of a request. */
			id,
			type: CHANNELS[channel],
			err: ERR.none,
			cost: money(cost),
			virtual: isVirtual,
			charset: parameters.charset,
			decodeProblems: parameters.problems,
			unknownParameters: parameters.names().filter((name) => !KNOWN_PARAMETERS.has(name)),
			parameters: decodedParameters(order),
			comment: content.comment,
			transliterated: content.transliterated,
			truncated: content.isTruncated,
			binary: content.binary,
			lifetimeMs: options.lifetimeMs,
			files: parameters.files().map(({ name, filename, value }) => ({
				field: name,
				filename,
				bytes: value.length,
				base64: value.subarray(0, 1024).toString('base64'),
			})),
		},
	});
	const sending: Sending = {
		intId: ledger.list.length + 1,
		id,
		channel,
		phone: recipient.address,
		message,
		// The official library tells HLR answers by "HLR" in the sender's place.
		sender: channel === 'hlr' ? 'HLR' : options.sender,
		comment: content.comment,
		parts: content.count,
		cost,
		isVirtual,
		operator,
		sentAt: now,
		err: ERR.none,
		changedAt: now,
		isDeleted: false,
	};
	ledger.add(sending);
	return sending;
};

/** Ids need not be unique (docs/gateways/smsc.md 2.1); those of the message log are. */
const freeMessageId = (wanted: string, { messages }: Account): string => {
	let id = wanted;
	for (let copy = 2; messages.find(id); copy++) id = `${wanted}#${copy}`;
	return id;
};

const SECRET = ['login', 'psw', 'apikey'];

const decodedParameters = ({ parameters }: Order): Record<string, string> =>
	Object.fromEntries(
		parameters
			.names()
			.filter((name) => !SECRET.includes(name))
			.map((name) => [name, parameters.text(name)]),
	);

/** `period` and `freq` spread a mailing in equal portions (docs/gateways/smsc.md 2.1; how exactly is a guess). */
const portionDelay = ({ options: { spread } }: Order, at: number, total: number): number => {
	if (spread === null) return 0;
	const portions = Math.max(1, Math.floor(spread.periodMs / spread.portionMs));
	return Math.floor((at * portions) / total) * spread.portionMs;
};

/** Reasons that end a message whatever the script of the sandbox says. */
const forcedOutcome = (
	{ channel, options }: Order,
	{ recipient }: Item,
	isMass: boolean,
	{ settings, blacklist, senders }: Account,
): readonly OutcomeStep[] | undefined => {
	// 23 "forbidden (… blacklist …)"; the types stand in docs/gateways/smsc.md 5.
	if (blacklist.blocks(recipient.address, isMass)) {
		return [{ status: STATUS.forbidden, err: ERR.forbiddenBySettings }];
	}
	const isUnknown =
		settings.unknownSender === 'err254' && isSmsLike(channel) && !senders.knows(options.sender);
	return isUnknown ? [{ status: STATUS.forbidden, err: ERR.unknownSender }] : undefined;
};
