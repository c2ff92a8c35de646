import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { badParameters, notFound } from '../wire/refusal.mts';
import { created, record } from '../wire/reply.mts';

/** A bill of a sub-client, or of the account itself when no user is named (a guess). */
const addAccount: Script = (parameters, { bills }) => {
	const sum = parameters.required('sum');
	if (!/^\d+(\.\d{1,2})?$/.test(sum)) throw badParameters();
	const user = parameters.first('user', 'user_id');
	return created('account', bills.add({ user, sum, service: parameters.text('service') }).id);
};

const getAccount: Script = (parameters, { bills }) => {
	const bill = bills.find(parameters.required('id'));
	if (!bill) throw notFound();
	const { id, user, sum, service } = bill;
	return record('account', [
		['id', id],
		['user', user],
		['sum', sum],
		['service', service],
	]);
};

/** Every bill has one act, with the number 1 (a guess). */
const getAct: Script = (parameters, { bills }) => {
	const bill = bills.find(parameters.required('id'));
	const number = parameters.text('num');
	if (!bill || !['', '1'].includes(number)) throw notFound();
	return record('act', [
		['id', bill.id],
		['num', 1],
		['sum', bill.sum],
	]);
};

/** documents.php (docs/gateways/smsc.md 14): commands and parameters from one SDK, answers UNKNOWN. */
export const documents = byCommand({
	add_account: addAccount,
	get_account: getAccount,
	get_act: getAct,
});
