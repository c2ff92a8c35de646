import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { fieldsOf, operationsOf } from '../../browser/operations.mts';
import { messageTypes } from './types.mts';

const { description } = new Kupon();
const node = { typeVersion: 1 };

const isShown = (property: INodeProperties, values: INodeParameters, root = values): boolean =>
	NodeHelpers.displayParameter(values, property, node, description, root);

/** What the editor shows for these values: `name`, and `collection.name` for the entries of a collection. */
function shown(values: INodeParameters): string[] {
	const names = description.properties
		.filter((property) => property.type !== 'hidden' && isShown(property, values))
		.flatMap((property) => [
			property.name,
			...(property.type === 'collection'
				? ((property.options ?? []) as INodeProperties[])
						.filter((entry) => isShown(entry, {}, values))
						.map(({ name }) => `${property.name}.${name}`)
				: []),
		]);
	expect(names).toEqual([...new Set(names)]);
	const ofEvery = /^(resource|operation|requestOptions(\..*)?)$/;
	return names.filter((name) => !ofEvery.test(name)).sort();
}

const common = [
	'options',
	'options.additionalParameters',
	'options.charset',
	'options.defaultCountry',
	'options.dryRun',
	'options.duplicates',
	'options.gatewayTimeZone',
	'options.rawAnswer',
	'options.sendAt',
	'options.sendOnceKey',
	'options.ttl',
	'reference',
	'sender',
	'statusCallback',
	'statusCallback.correlation',
	'statusCallback.kannelStatus',
	'statusCallback.url',
];
const rich = ['options.action', 'options.button', 'options.image'];

const served = ({ type, text, html, findToken }: (typeof messageTypes)[number]) => [
	...common,
	'type',
	...(type === 'other' ? ['customType'] : []),
	// "button", "action" and "image" stand without a word about types.
	...rich,
	...(findToken ? ['options.findToken'] : []),
	'recipient',
	...(text ? ['text'] : []),
	...(html ? ['htmlText'] : []),
];
const own = ['recipient', 'text', 'htmlText'];

describe.each(messageTypes)('$type', (entry) => {
	const { type } = entry;

	test('Send shows what serves it, each field once', () => {
		expect(shown({ resource: 'message', operation: 'send', type })).toEqual(served(entry).sort());
	});

	test('Send Many shows the same and the size of its lists', () => {
		const values = { resource: 'message', operation: 'sendMany', type, inputMode: 'fields' };
		const more = ['inputMode', 'oneByOne'];
		const ofLists = ['listSize', 'options.additionalRequestParameters'];

		expect(shown({ ...values, oneByOne: false })).toEqual(
			[...served(entry), ...more, ...ofLists].sort(),
		);
		expect(shown({ ...values, oneByOne: true })).toEqual([...served(entry), ...more].sort());
	});

	test('Send Many from JSON shows one field instead of recipient and texts', () => {
		const values = { resource: 'message', operation: 'sendMany', type, inputMode: 'json' };
		const fields = shown({ ...values, oneByOne: true });

		expect(fields).toContain('messageJson');
		expect(fields.filter((name) => own.includes(name))).toEqual([]);
	});
});

const ofCascade = [...common, ...rich, 'options.findToken', 'htmlText', 'recipient', 'text'];

test('Cascade shows what its steps need: HTML, token search, button, action and picture, but no type', () => {
	expect(shown({ resource: 'cascade', operation: 'start' })).toEqual([...ofCascade].sort());
});

test('Cascade: Start Many shows the same and the size of its lists', () => {
	const values = { resource: 'cascade', operation: 'startMany', inputMode: 'fields' };
	const more = ['inputMode', 'oneByOne'];
	const ofLists = ['listSize', 'options.additionalRequestParameters'];

	expect(shown({ ...values, oneByOne: false })).toEqual([...ofCascade, ...more, ...ofLists].sort());
	expect(shown({ ...values, oneByOne: true })).toEqual([...ofCascade, ...more].sort());
});

test('the type list offers the twelve types of the gateway, and Other', () => {
	const fields = description.properties.filter(({ name }) => name === 'type');

	const shownFor = operationsOf(description)
		.filter((one) => fieldsOf(description, one).some(({ name }) => name === 'type'))
		.map(({ operation }) => operation);
	expect(shownFor).toEqual(['send', 'sendMany', 'sendAndWait', 'sendAndWaitForDelivery']);
	expect(fields).toHaveLength(1);
	for (const { options = [] } of fields) {
		expect(options.map((option) => 'value' in option && option.value).sort()).toEqual(
			messageTypes.map(({ type }) => type).sort(),
		);
	}
});

test('Neither Send Many nor waiting for delivery is offered to an AI agent’s tool', () => {
	const [operation] = description.properties.filter(
		(property) =>
			property.name === 'operation' &&
			isShown(property, { resource: 'message', operation: 'send' }),
	);
	const offered = (name: string) =>
		((operation?.options ?? []) as INodeProperties[])
			.filter((option) =>
				NodeHelpers.displayParameter({ resource: 'message' }, option, node, {
					...description,
					name,
				}),
			)
			.map((option) => (option as unknown as { value: string }).value);

	expect(offered('kupon')).toEqual([
		'send',
		'sendMany',
		'sendAndWait',
		'sendAndWaitForDelivery',
		'estimate',
	]);
	expect(offered('kuponTool')).toEqual(['send', 'sendAndWait', 'estimate']);
});
