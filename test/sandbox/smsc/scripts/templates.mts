import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import type { Template } from '../stores/records.mts';
import type { Parameters } from '../wire/parameters.mts';
import { notFound } from '../wire/refusal.mts';
import { created, done, failure, list } from '../wire/reply.mts';

/** docs/gateways/smsc.md 10; the first is "empty". */
const FORMATS = ['', 'sms', 'flash', 'bin', 'push', 'mms', 'call', 'mail', 'viber'] as const;

/** What the request gives; input is `msg` and `fl[1]`, output `message` and `flag`. */
const given = (parameters: Parameters): Partial<Template> => {
	const names = parameters.names();
	const format = parameters.choice('format', FORMATS);
	return {
		...(names.includes('name') ? { name: parameters.text('name') } : {}),
		...(names.includes('msg') ? { message: parameters.text('msg') } : {}),
		...(names.includes('format') ? { format } : {}),
		...(names.includes('sender') ? { sender: parameters.text('sender') } : {}),
		...(names.includes('fl[1]') ? { flag: parameters.flag('fl[1]') ? 1 : 0 } : {}),
	};
};

const add: Script = (parameters, { templates }) => {
	parameters.required('name');
	parameters.required('msg');
	const empty = { name: '', message: '', format: '', sender: '', flag: 0 };
	return created('template', templates.add({ ...empty, ...given(parameters) }).id);
};

/** An unknown id is answered in plain text whatever the fmt (docs/gateways/smsc.md 1.5, live-tested). */
const change: Script = (parameters, { templates }) => {
	const template = templates.find(parameters.required('id'));
	const fields = given(parameters);
	if (!template) {
		const reply = failure(notFound());
		return { ...reply, json: reply.plain };
	}
	Object.assign(template, fields);
	return done;
};

const remove: Script = (parameters, { templates }) => {
	if (!templates.remove(parameters.required('id'))) throw notFound();
	return done;
};

const get: Script = (_parameters, { templates }) => {
	if (templates.rows.length === 0) throw notFound();
	return list(
		'template',
		templates.rows.map(({ id, name, message, format, sender, flag }) => [
			['id', id],
			['name', name],
			['message', message],
			['format', format],
			['sender', sender],
			['flag', flag],
		]),
	);
};

/** templates.php (docs/gateways/smsc.md 10). */
export const templates = byCommand({ add, chg: change, del: remove, get });
