import type { Account } from '../account.mts';
import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { sumUp } from '../sending/answer.mts';
import type { Order } from '../sending/order.mts';
import { readOrder } from '../sending/order.mts';
import { dispatch } from '../sending/send.mts';
import type { Mailing } from '../stores/records.mts';
import { money } from '../wire/money.mts';
import type { Parameters } from '../wire/parameters.mts';
import { badParameters, Refusal } from '../wire/refusal.mts';
import type { Reply, Row } from '../wire/reply.mts';
import { done, jsonObject, list, record, xmlElement } from '../wire/reply.mts';
import { formatDate, parseDay } from '../wire/time.mts';
import { ERROR, SEND_ERROR, TEXT } from '../wire/words.mts';

const DAY = 24 * 3_600_000;
const SAVING = 3;

/** Error 3 of jobs.php says that nothing was saved (docs/gateways/smsc.md 1.7), also for what is not there (a guess). */
const notSaved = (): Refusal => new Refusal(SAVING, TEXT.saving);

/** Text of the request, or of its template (`tpl`). */
const textOf = (parameters: Parameters, { templates }: Account): string => {
	const template = parameters.text('tpl');
	if (template === '') return parameters.text('mes');
	const found = templates.find(template);
	if (!found || parameters.text('mes') !== '') throw badParameters();
	return found.message;
};

/** `rpt` 0 to 7 and `rptn` are kept, not acted upon. */
const add: Script = async (parameters, account, requestId) => {
	parameters.required('name');
	parameters.choice('rpt', ['0', '1', '2', '3', '4', '5', '6', '7']);
	parameters.integer('rptn', 0, Number.MAX_SAFE_INTEGER);
	const read = readOrder(parameters, requestId, account, textOf(parameters, account));
	const order = { ...read, id: account.idFor(read.options.customId) };
	const isPriced = read.options.cost === '1';
	if (!isPriced || account.settings.jobCost === 'sends') await sendOff(order, account);
	account.mailings.add({
		name: parameters.text('name'),
		// UNKNOWN whether a mailing and its messages have one id; here they do.
		messageId: order.id,
		parameters: Object.fromEntries(parameters.names().map((name) => [name, parameters.text(name)])),
		createdAt: account.clock.now(),
		status: 'active',
	});
	return added(order, isPriced);
};

/** What send.php would refuse with an id is not saved here (a guess). */
const sendOff = async (order: Order, account: Account): Promise<void> => {
	try {
		await dispatch(order, account);
	} catch (error) {
		const isOwn: readonly number[] = [ERROR.parameters, SEND_ERROR.date];
		throw error instanceof Refusal && !isOwn.includes(error.code) ? notSaved() : error;
	}
};

/** `OK, ID - 1` and `OK, ID - 1, COST - 2` (docs/gateways/smsc.md 6). */
const added = (order: Order, isPriced: boolean): Reply => {
	const cost = money(sumUp(order.items).cost);
	const row: Row = [['id', order.id], ...(isPriced ? ([['cost', cost]] as const) : [])];
	return {
		kind: 'data',
		plain: `OK, ID - ${order.id}${isPriced ? `, COST - ${cost}` : ''}`,
		columns: row.map(([, value]) => String(value)).join(','),
		xml: xmlElement('result', row),
		json: jsonObject(row),
	};
};

const existing = (parameters: Parameters, { mailings }: Account) => {
	const id = parameters.required('id');
	const found = mailings.rows.findLast(({ messageId }) => String(messageId) === id);
	if (!found) throw notSaved();
	return found;
};

/** What was not handed over yet becomes -2, "stopped". */
const cancel: Script = async (parameters, account) => {
	const mailing = existing(parameters, account);
	mailing.status = 'cancelled';
	await account.delivery.stop(account.ledger.withId(String(mailing.messageId)));
	return done;
};

const remove: Script = async (parameters, account, requestId) => {
	const { id } = existing(parameters, account);
	await cancel(parameters, account, requestId);
	account.mailings.remove(id);
	return done;
};

/** UNKNOWN (docs/gateways/smsc.md 6) but for the id, which comes first in text; the rest is a guess. */
const describe = (mailing: Mailing, { ledger, settings }: Account): Row => {
	const sendings = ledger.withId(String(mailing.messageId));
	return [
		['id', mailing.messageId],
		['name', mailing.name],
		['date', formatDate(mailing.createdAt, settings.utcOffsetMinutes)],
		['status', mailing.status === 'active' ? 1 : 0],
		['phones_cnt', sendings.length],
		['sms_cnt', sendings.reduce((sum, { parts }) => sum + parts, 0)],
		['cost', money(sendings.reduce((sum, { cost }) => sum + cost, 0))],
		['message', mailing.parameters.mes ?? ''],
	];
};

const isMail = ({ parameters }: Mailing): boolean => parameters.mail === '1';

const get: Script = (parameters, account) => {
	const mailing = existing(parameters, account);
	if (isMail(mailing) !== parameters.flag('mail')) throw notSaved();
	return record('job', describe(mailing, account));
};

const getAll: Script = (parameters, account) => {
	const dayOf = (name: string, missing: number): number => {
		const text = parameters.text(name);
		const day = text === '' ? missing : parseDay(text, account.settings.utcOffsetMinutes);
		if (day === null) throw new Refusal(SEND_ERROR.date, TEXT.date);
		return day;
	};
	const [start, end] = [dayOf('start', -Infinity), dayOf('end', Infinity) + DAY];
	const found = account.mailings.rows.filter(
		(mailing) =>
			mailing.createdAt >= start &&
			mailing.createdAt < end &&
			isMail(mailing) === parameters.flag('mail'),
	);
	if (found.length === 0) throw notSaved();
	return list(
		'job',
		found.map((mailing) => describe(mailing, account)),
	);
};

/** jobs.php (docs/gateways/smsc.md 6): the second identical request in a minute is error 9. */
export const jobs = byCommand(
	{ add, del: remove, cancel, get, get_all: getAll },
	(parameters, { limits }) =>
		parameters.flag('add')
			? limits.takeIdenticalSend('jobs', 1, parameters)
			: limits.takeIdentical('jobs', 1, parameters),
);
