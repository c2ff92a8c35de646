import type { Operation, Resource } from '../../shared/model/operation';
import { byRoute } from '../../shared/operations/byRoute';
import { closingFields } from '../../shared/fields/closing';
import { safetyOptions } from '../../shared/fields/common';
import { textField } from '../../shared/fields/parts';
import { fieldParameters, readText, type WireField } from '../../shared/fields/wire';
import { smsc } from '../gateway';
import { onceRoute } from '../onceRoute';

const groupField = textField('Task Group ID', 'taskGroup', 'id', {
	required: true,
	description: 'The group has the recipients and both texts',
});

/** Source: docs/gateways/smsc.md 14. */
const eventField: WireField = {
	field: {
		displayName: 'Event',
		name: 'event',
		type: 'options',
		default: 'failure',
		options: [
			{ name: 'Failure', value: 'failure' },
			{ name: 'Recovery', value: 'recovery' },
		],
	},
	wire: 'ok',
	encode: (value) => (value === 'recovery' ? '1' : '0'),
};

/** Source: docs/gateways/smsc.md 14. */
const macros = [
	textField('Rule or Server Name', 'serverName', 'name'),
	textField('Host', 'host', 'host'),
	textField('Information', 'info', 'info'),
];

/** One notice an item, never twice: it goes out as messages. Source: docs/gateways/smsc.md 14. */
const sendRoute = onceRoute('ping', 'open', {
	recipient: (read) => readText(groupField, read),
	parameters: (read) => fieldParameters([groupField, eventField, ...macros], read),
	row: ({ recipient }, answer) => ({ ...answer, taskGroup: recipient, sent: true }),
});

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a monitoring notice',
	description:
		'Tell a task group that something failed or works again. Any answer but a refusal counts as done.',
	...byRoute(smsc, sendRoute),
	fields: [groupField, eventField, ...macros, ...closingFields(...safetyOptions)],
};

/** Notices of the user's own monitoring. Source: docs/gateways/smsc.md 14, ping.php. */
export const monitoringNotice: Resource = {
	value: 'monitoringNotice',
	name: 'Monitoring Notice',
	operations: [send],
};
