import type { Account } from '../account.mts';
import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import type { SubClient } from '../stores/records.mts';
import { cents, money } from '../wire/money.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, failed, notFound, Refusal } from '../wire/refusal.mts';
import type { Reply, Row } from '../wire/reply.mts';
import { done, list } from '../wire/reply.mts';
import { TEXT } from '../wire/words.mts';
import { periodOf } from './history.mts';

const OWN = ['login', 'psw', 'apikey', 'fmt', 'charset', 'add', 'chg', 'user', 'new_login'];

const settingsOf = (parameters: Parameters): Record<string, string> =>
	Object.fromEntries(
		parameters
			.names()
			.filter((name) => !OWN.includes(name))
			.map((name) => [name, parameters.text(name)]),
	);

const existing = (parameters: Parameters, { subClients }: Account) => {
	const wanted = parameters.first('user', 'user_id');
	if (wanted === '') throw badParameters();
	const found = subClients.rows.find(({ user }) => user === wanted) ?? subClients.find(wanted);
	if (!found) throw notFound();
	return found;
};

/** The fourth that adds a sub-client, or changes the same one, within a minute (docs/gateways/smsc.md 1.8). */
const add: Script = (parameters, { subClients, limits }) => {
	const user = parameters.required('user');
	parameters.required('password');
	limits.take('users add', 3);
	if (subClients.rows.some((one) => one.user === user)) throw failed();
	subClients.add({ user, fields: settingsOf(parameters), balance: 0 });
	return done;
};

const change: Script = (parameters, account) => {
	const user = parameters.required('user');
	account.limits.take(`users chg ${user}`, 3);
	const client = existing(parameters, account);
	Object.assign(client.fields, settingsOf(parameters));
	client.user = parameters.text('new_login') || client.user;
	return done;
};

/** Money moves from the account; whether a sum may be negative is UNKNOWN, here it is error 1. */
const pay: Script = (parameters, account) => {
	const client = existing(parameters, account);
	const sum = parameters.required('sum');
	const amount = Number(sum);
	if (!/^\d+(\.\d{1,2})?$/.test(sum) || amount === 0) throw badParameters();
	if (amount > account.settings.balance) throw new Refusal(5, TEXT.failed);
	account.settings.balance = cents(account.settings.balance - amount);
	client.balance = cents(client.balance + amount);
	return done;
};

/** The fields are UNKNOWN (docs/gateways/smsc.md 13). Sub-clients send nothing here, so the sums are zero. */
const statistics = (
	clients: readonly SubClient[],
	parameters: Parameters,
	account: Account,
): Reply => {
	periodOf(parameters, account);
	if (clients.length === 0) throw notFound();
	return list(
		'user',
		clients.map(
			({ user, balance }): Row => [
				['user', user],
				['sms_cnt', 0],
				['cost', money(0)],
				...(parameters.flag('balance2') ? ([['balance', money(balance)]] as const) : []),
				...(parameters.flag('mycur') ? ([['currency', account.settings.currency]] as const) : []),
			],
		),
	);
};

const getStat: Script = (parameters, account) => {
	const isNamed = parameters.first('user', 'user_id') !== '';
	const clients = isNamed ? [existing(parameters, account)] : account.subClients.rows;
	return statistics(clients, parameters, account);
};

const getStatAll: Script = (parameters, account) =>
	statistics(account.subClients.rows, parameters, account);

/** users.php (docs/gateways/smsc.md 13): sub-clients. Answers of the first three are UNKNOWN; here `OK`. */
export const users = byCommand({
	add,
	chg: change,
	pay,
	get_stat: getStat,
	get_stat_all: getStatAll,
});
