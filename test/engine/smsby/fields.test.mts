import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { SmsBy } from '../../../nodes/SmsBy/SmsBy.node.ts';

const node = new SmsBy();
const { properties } = node.description;

const entriesOf = (name: string, values: INodeParameters): string[] =>
	properties
		.filter(
			(property) =>
				property.name === name &&
				NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, node.description),
		)
		.flatMap(({ options = [] }) => (options as Array<{ value: string }>).map(({ value }) => value));

const operations = entriesOf('resource', {}).flatMap((resource) =>
	entriesOf('operation', { resource }).map((operation) => ({ resource, operation })),
);

const shownFor = (values: INodeParameters): INodeProperties[] =>
	properties.filter((property) =>
		NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, node.description),
	);

test('has every operation of the gateway', () => {
	const names = operations.map(({ resource, operation }) => `${resource}: ${operation}`).sort();

	expect(names).toEqual(
		[
			'message: estimate',
			'message: send',
			'message: sendAndWait',
			'message: sendMany',
			'message: getStatus',
			'message: getDeliveryList',
			'message: getBulkStatus',
			'campaign: create',
			'campaign: send',
			'campaign: getAll',
			'campaign: getStatus',
			'oneTimeCode: send',
			'oneTimeCode: create',
			'oneTimeCode: get',
			'oneTimeCode: getAll',
			'oneTimeCode: update',
			'oneTimeCode: delete',
			'oneTimeCode: flashCall',
			'oneTimeCode: confirmFlashCall',
			'viber: send',
			'viber: sendMany',
			'viber: sendToList',
			'viber: getBulkStatus',
			'viber: getNames',
			'contactList: create',
			'contactList: importContacts',
			'email: send',
			'email: sendToList',
			'account: getBalance',
			'account: getLimit',
			'account: getAlphanames',
			'account: getAlphanameId',
			'account: getBills',
		].sort(),
	);
});

describe.each(operations)('$resource: $operation', ({ resource, operation }) => {
	const variants = [
		{},
		...['text', 'image', 'button'].map((viberType) => ({ viberType })),
		{ forwardToViber: true },
		{ returnAll: true },
	];

	test.each(variants)('shows each field once with %j', (variant) => {
		const names = shownFor({ resource, operation, returnAll: false, ...variant }).map(
			({ name }) => name,
		);

		expect(names).toEqual([...new Set(names)]);
	});

	const callsGateway = operation !== 'estimate';

	test(`takes Additional Parameters and gives the raw answer: ${callsGateway}`, () => {
		const shown = shownFor({ resource, operation });
		const options = (shown.find(({ name }) => name === 'options')?.options ??
			[]) as INodeProperties[];

		expect(shown.some(({ name }) => name === 'additionalParameters')).toBe(callsGateway);
		expect(options.some(({ name }) => name === 'rawAnswer')).toBe(callsGateway);
	});

	test('fills its dropdowns with methods that are there', () => {
		const methods = shownFor({ resource, operation, forwardToViber: true }).flatMap((field) =>
			(field.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);

		expect(Object.keys(node.methods.listSearch)).toEqual(expect.arrayContaining(methods));
	});
});
