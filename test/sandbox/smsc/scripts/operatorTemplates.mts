import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { notFound } from '../wire/refusal.mts';
import type { Row } from '../wire/reply.mts';
import { created, list } from '../wire/reply.mts';

/** Service and transactional flags of the operators (docs/gateways/smsc.md 11). */
const FLAGS = ['mts', 'mega', 'bee', 'tele2'].flatMap((name) => [`${name}_srv`, `${name}_trn`]);

const add: Script = (parameters, { operatorTemplates }) => {
	const fields = { sender: parameters.required('sender'), message: parameters.required('msg') };
	const flags = FLAGS.map((name) => [name, parameters.flag(name) ? '1' : '0']);
	const { id } = operatorTemplates.add({ fields: { ...fields, ...Object.fromEntries(flags) } });
	return created('template', id);
};

/** The answer is UNKNOWN (docs/gateways/smsc.md 11); here by templates.php. */
const get: Script = (_parameters, { operatorTemplates }) => {
	if (operatorTemplates.rows.length === 0) throw notFound();
	return list(
		'template',
		operatorTemplates.rows.map(({ id, fields }): Row => [['id', id], ...Object.entries(fields)]),
	);
};

/** op_templates.php (docs/gateways/smsc.md 11). */
export const operatorTemplates = byCommand({ add, get });
