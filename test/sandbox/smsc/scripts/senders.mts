import { randomInt } from 'node:crypto';

import type { Account } from '../account.mts';
import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { isEmail } from '../sending/recipients.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, failed, notFound, Refusal } from '../wire/refusal.mts';
import type { Row } from '../wire/reply.mts';
import { created, done, list } from '../wire/reply.mts';
import { SENDER_ERROR, TEXT } from '../wire/words.mts';

/** Flags of docs/gateways/smsc.md 12 by which a name goes to an operator. */
const OPERATOR_FLAGS = [
	'mega',
	'mega_step',
	'mts',
	'mts_step',
	'tele2',
	'tele2_step',
	'bee_step',
	'motiv_step',
	'ua_reg',
	'ua_int',
] as const;

/** 11 Latin characters or 15 digits (docs/gateways/smsc.md 2.1), or an e-mail address. */
const isSender = (name: string): boolean =>
	/^[\x20-\x7e]{1,11}$/.test(name) || /^\d{1,15}$/.test(name);

const fieldsOf = (parameters: Parameters): Record<string, string> =>
	Object.fromEntries(
		parameters
			.names()
			.filter((name) => !['login', 'psw', 'apikey', 'add', 'chg', 'fmt', 'charset'].includes(name))
			.map((name) => [name, parameters.text(name)]),
	);

const existing = (parameters: Parameters, { senders }: Account) => {
	const wanted = parameters.first('id', 'sender', 'mail');
	if (wanted === '') throw badParameters();
	const found = senders.find(wanted);
	if (!found) throw notFound();
	return found;
};

/** `name_status` keys of the operators that a name was given to (docs/gateways/smsc.md A2): 0 waits there. */
const statesOf = (fields: Readonly<Record<string, string>>): Row =>
	OPERATOR_FLAGS.filter((flag) => fields[flag] === '1').map((flag) => [
		`${flag}_status`,
		Number(fields[`${flag}_status`] ?? 0),
	]);

/** `[{"sender": "…"}]` (docs/gateways/smsc.md 12), with `operators=1` the states; the error 9 as docs/gateways/smsc.md A2 has it. */
const get: Script = (parameters, { senders, limits }) => {
	limits.takeIdentical('senders', 3, parameters);
	const after = parameters.integer('prev_id', 0, Number.MAX_SAFE_INTEGER) ?? 0;
	const most = parameters.integer('cnt', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
	const found = senders.names().slice(after, after + most);
	if (found.length === 0) throw notFound();
	return list(
		'sender',
		found.map((sender) => [
			['sender', sender],
			...(parameters.text('operators') === '1' ? statesOf(senders.find(sender)?.fields ?? {}) : []),
		]),
	);
};

/** A name counts at once: nobody moderates here. */
const add: Script = (parameters, { senders, limits }) => {
	limits.take('senders add', 5);
	const [name, mail] = [parameters.text('sender'), parameters.text('mail')];
	const sender = name === '' ? mail : name;
	if (name === '' ? !isEmail(mail) : !isSender(name)) throw badParameters();
	if (senders.names().includes(sender)) throw failed();
	const record = { sender, fields: fieldsOf(parameters), code: null, isConfirmed: false };
	return created('sender', senders.added.add(record).id);
};

const change: Script = (parameters, account) => {
	Object.assign(existing(parameters, account).fields, fieldsOf(parameters));
	return done;
};

const remove: Script = (parameters, account) => {
	account.senders.added.remove(existing(parameters, account).id);
	return done;
};

const CODE_AGAIN_MS = 8 * 3_600_000;

/**
 * The code is `state.senders.added.rows[…].code`, for tests that play the phone. Errors 7, 8 and 10 are those of
 * docs/gateways/smsc.md A2.
 */
const sendCode: Script = (parameters, account) => {
	const number = parameters.required('sender');
	if (!/^\+?\d{10,15}$/.test(number)) throw new Refusal(SENDER_ERROR.number, TEXT.number);
	const found = existing(parameters, account);
	if (account.settings.refusals[number] === 8)
		throw new Refusal(SENDER_ERROR.undeliverable, TEXT.undeliverable);
	const now = account.clock.now();
	if (found.codeSentAt !== undefined && now - found.codeSentAt < CODE_AGAIN_MS)
		throw new Refusal(SENDER_ERROR.codeSent, TEXT.codeSent);
	found.code = String(randomInt(1000, 10_000));
	found.codeSentAt = now;
	return done;
};

/** A wrong code is error 11 (docs/gateways/smsc.md A2). */
const checkCode: Script = (parameters, account) => {
	const code = parameters.required('code');
	const found = existing(parameters, account);
	if (found.code !== code) throw new Refusal(SENDER_ERROR.wrongCode, TEXT.wrongCode);
	found.isConfirmed = true;
	return done;
};

/** senders.php (docs/gateways/smsc.md 12). */
export const senders = byCommand({
	get,
	add,
	chg: change,
	del: remove,
	send_code: sendCode,
	check_code: checkCode,
});
