import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { readNumber } from '../sending/recipients.mts';
import { failed, notFound, Refusal } from '../wire/refusal.mts';
import { done, jsonObject, list, xmlElement } from '../wire/reply.mts';
import { SEND_ERROR, TEXT } from '../wire/words.mts';

const PING_FIELDS = ['id', 'name', 'host', 'info', 'ok'];

/** ping.php (docs/gateways/smsc.md 14): an event of the client's own monitoring; the answer is UNKNOWN, here `OK`. */
export const ping: Script = (parameters, { monitorTasks }) => {
	parameters.required('name');
	parameters.flag('ok');
	const fields = PING_FIELDS.map((name) => [name, parameters.text(name)]);
	monitorTasks.add({ fields: Object.fromEntries(fields) as Record<string, string> });
	return done;
};

/** receive_phones.php `get=1`; the fields are UNKNOWN (docs/gateways/smsc.md 14). */
const getPhones: Script = (_parameters, { receivePhones, settings }) =>
	list(
		'phone',
		[{ phone: settings.receiveNumber, noprolong: false }, ...receivePhones.rows].map(
			({ phone, noprolong }) => [
				['phone', phone],
				['noprolong', noprolong ? 1 : 0],
			],
		),
	);

const buyPhone: Script = (parameters, { receivePhones }) => {
	const phone = parameters.required('phone');
	if (receivePhones.rows.some((one) => one.phone === phone)) throw failed();
	receivePhones.add({ phone, noprolong: false });
	return done;
};

const changePhone: Script = (parameters, { receivePhones }) => {
	const phone = parameters.required('phone');
	parameters.required('noprolong');
	const found = receivePhones.rows.find((one) => one.phone === phone);
	if (!found) throw notFound();
	found.noprolong = parameters.flag('noprolong');
	return done;
};

/** receive_phones.php (docs/gateways/smsc.md 14). */
export const receivePhones = byCommand({ get: getPhones, buy: buyPhone, chg: changePhone });

/**
 * wait_call.php (docs/gateways/smsc.md 15): the number the subscriber has to dial; `state.call(phone)` is the call. Only fmt
 * 3 is known; error 7 for a bad number is a guess.
 */
export const waitCall: Script = (parameters, { settings }) => {
	const phone = readNumber(parameters.required('phone'), settings.autoCorrect);
	if (phone === null) throw new Refusal(SEND_ERROR.number, TEXT.number);
	const number = settings.receiveNumber;
	return {
		kind: 'data',
		plain: number,
		columns: number,
		xml: xmlElement('result', [['phone', number]]),
		json: jsonObject([['phone', number]]),
	};
};
