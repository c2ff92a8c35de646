import { randomInt } from 'node:crypto';

import type { Account } from '../account.mts';
import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { isEmail } from '../sending/recipients.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, failed, notFound } from '../wire/refusal.mts';
import { created, done, list } from '../wire/reply.mts';

/** 11 Latin characters or 15 digits (section 2.1), or an e-mail address. */
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

/** `[{"sender": "…"}]` (section 12); extra fields are UNKNOWN. */
const get: Script = (parameters, { senders, limits }) => {
	limits.takeIdentical('senders', 3, parameters);
	const after = parameters.integer('prev_id', 0, Number.MAX_SAFE_INTEGER) ?? 0;
	const most = parameters.integer('cnt', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
	const found = senders.names().slice(after, after + most);
	if (found.length === 0) throw notFound();
	return list(
		'sender',
		found.map((sender) => [['sender', sender]]),
	);
};

/** A name counts at once: nobody moderates here. */
const add: Script = (parameters, { senders }) => {
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

/** The code is `state.senders.added.rows[…].code`, for tests that play the phone. */
const sendCode: Script = (parameters, account) => {
	parameters.required('sender');
	existing(parameters, account).code = String(randomInt(1000, 10_000));
	return done;
};

/** A wrong code is error 5 (a guess). */
const checkCode: Script = (parameters, account) => {
	const code = parameters.required('code');
	const found = existing(parameters, account);
	if (found.code !== code) throw failed();
	found.isConfirmed = true;
	return done;
};

/** senders.php (section 12). */
export const senders = byCommand({
	get,
	add,
	chg: change,
	del: remove,
	send_code: sendCode,
	check_code: checkCode,
});
