/** Fields that operations share are said once; each operation shows its own all the same, no other, and in its own order. */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { formOf, type Resource } from '../../nodes/shared/model/operation.ts';
import { resources as kupon } from '../../nodes/Kupon/resources/index.ts';
import { Kupon } from '../../nodes/Kupon/Kupon.node.ts';
import { resources as sendPulse } from '../../nodes/SendPulse/resources/index.ts';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node.ts';
import { resources as smsBy } from '../../nodes/SmsBy/resources/index.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { account, sender } from '../../nodes/SmsRu/resources/account.ts';
import { blacklist } from '../../nodes/SmsRu/resources/blacklist.ts';
import { message } from '../../nodes/SmsRu/resources/message.ts';
import { SmsRu } from '../../nodes/SmsRu/SmsRu.node.ts';
import { resources as smsc } from '../../nodes/Smsc/resources/index.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { fieldsOf } from '../browser/operations.mts';

const nodes: Array<[string, { description: INodeTypeDescription }, Resource[]]> = [
	['Kupon', new Kupon(), kupon],
	['SendPulse', new SendPulse(), sendPulse],
	['SmsBy', new SmsBy(), smsBy],
	['SmsRu', new SmsRu(), [message, account, blacklist, sender]],
	['Smsc', new Smsc(), smsc],
];

const isOfOperation = ([name]: [string, unknown]) => /^\/?(resource|operation)$/.test(name);

/** A field without the conditions on what the node is to do; entries of a collection in the order of their names. */
function bare({ displayOptions = {}, ...field }: INodeProperties): unknown {
	const others = Object.entries(displayOptions).flatMap(([way, conditions]) => {
		const left = Object.entries(conditions).filter((one) => !isOfOperation(one));
		return left.length > 0 ? [[way, Object.fromEntries(left)]] : [];
	});
	const entries = ((field.type === 'collection' && field.options) || []) as INodeProperties[];
	return {
		...field,
		...(entries.length > 0
			? {
					options: entries
						.map(bare)
						.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
				}
			: {}),
		conditions: Object.fromEntries(others),
	};
}

const cases = nodes.flatMap(([name, { description }, resources]) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({ name, resource, operation, description })),
	),
);

test('all operations are looked at', () => {
	expect(cases.length).toBeGreaterThan(200);
});

test.each(nodes)('%s shows for each operation its fields and entries', (name) => {
	const ofNode = cases.filter((one) => one.name === name);
	expect(ofNode).not.toEqual([]);
	for (const { resource, operation, description } of ofNode) {
		const chosen = { resource, operation: operation.value };
		const shown = fieldsOf(description, chosen).filter(
			(field) => !['toolNotice', 'authentication', 'requestOptions'].includes(field.name),
		);
		const own = fieldsOf({ properties: formOf(operation.fields) }, chosen);
		expect({ ...chosen, shown: shown.map(bare) }).toEqual({ ...chosen, shown: own.map(bare) });
	}
});
