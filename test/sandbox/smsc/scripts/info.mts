import type { Account } from '../account.mts';
import { byCommand } from '../commands.mts';
import { operatorOf } from '../operators.mts';
import type { Script } from '../script.mts';
import { readNumber } from '../sending/recipients.mts';
import type { Parameters } from '../wire/parameters.mts';
import { notFound } from '../wire/refusal.mts';
import type { Row } from '../wire/reply.mts';
import { list, record } from '../wire/reply.mts';

/** `get_operator=1` (docs/gateways/smsc.md 8). For many numbers the shape is UNKNOWN: here a list with `phone`. */
const getOperator: Script = (parameters, { settings }) => {
	const phones = parameters.required('phone').split(/[,;]/);
	const rows = phones.flatMap((given): Row[] => {
		const phone = readNumber(given.trim(), settings.autoCorrect) ?? '';
		const found = operatorOf(settings.operators, phone);
		if (!found) return [];
		return [
			[
				...(phones.length > 1 ? ([['phone', phone]] as const) : []),
				['country', found.country],
				['operator', found.operator],
				['region', found.region],
				['mcc', found.mcc],
				['mnc', found.mnc],
				['tz', found.tz],
			],
		];
	});
	const [first] = rows;
	if (!first) throw notFound();
	return phones.length > 1 ? list('operator', rows) : record('result', first);
};

/** info.php: three identical requests a minute, a hundred of any kind (docs/gateways/smsc.md 1.8). */
export const info = byCommand(
	{ get_operator: getOperator },
	(parameters: Parameters, { limits }: Account) => {
		limits.take('info', 100);
		limits.takeIdentical('info', 3, parameters);
	},
);
