import fc from 'fast-check';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/model/operation.ts';
import { nodeOperations, resourceProperties } from '../../nodes/shared/operations/node.ts';
import { smsRu } from '../../nodes/SmsRu/gateway.ts';
import { holds } from '../properties.mts';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const operation = (value: string, fields: INodeProperties[]): Operation => ({
	value,
	name: value,
	action: value,
	description: value,
	fields,
});

/** Fields that the editor shows for what is chosen, in its order, by n8n's own reading of the conditions. */
const shownOf = (
	properties: INodeProperties[],
	values: INodeParameters,
	root: INodeParameters = values,
): INodeProperties[] =>
	properties.filter((one) =>
		NodeHelpers.displayParameter(
			values,
			one,
			{ typeVersion: 1 },
			{ properties } as INodeTypeDescription,
			root,
		),
	);

const own = (properties: INodeProperties[]) =>
	properties.filter(({ name }) => !['resource', 'operation', 'call'].includes(name));

/** The names of an operation's fields as the editor shows them, in its order. */
const shownIn = (properties: INodeProperties[], operation: string, resource = 'thing'): string[] =>
	shownOf(own(properties), { resource, operation }).map(({ name }) => name);

const made = (...operations: Operation[]) =>
	resourceProperties([{ value: 'thing', name: 'Thing', operations }]);

const fieldsOf = (properties: INodeProperties[]) => own(properties).map(({ name }) => name);

test('a field that two operations have is there once', () => {
	const properties = made(
		operation('create', [field('book'), field('email')]),
		operation('delete', [field('book')]),
	);
	expect(fieldsOf(properties)).toEqual(['book', 'email']);
	expect(shownIn(properties, 'delete')).toEqual(['book']);
});

test('fields of one name that differ stay apart, in a function as well', () => {
	const withCall = (call: () => Promise<never>) =>
		field('book', { routing: { send: { preSend: [call] } } });
	const properties = made(
		operation('a', [field('book')]),
		operation('b', [field('book', { required: true })]),
		operation('c', [withCall(async () => await Promise.reject(new Error('c')))]),
		operation('d', [withCall(async () => await Promise.reject(new Error('d')))]),
	);
	expect(fieldsOf(properties)).toEqual(['book', 'book', 'book', 'book']);
});

test('every operation shows its own fields in its own order, whatever the others have', () => {
	const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
	holds(
		fc.property(fc.array(names, { minLength: 1, maxLength: 6 }), (lists) => {
			const operations = lists.map((list, index) =>
				operation(
					`operation${index}`,
					list.map((name) => field(name)),
				),
			);
			const properties = made(...operations);
			for (const [index, list] of lists.entries()) {
				expect(shownIn(properties, `operation${index}`)).toEqual(list);
			}
		}),
		500,
	);
});

/** The fields of operations, by their names, by resources: some operations have names that others have, some do not. */
type Lists = Array<Record<string, string[]>>;

const lists: fc.Arbitrary<Lists> = fc.array(
	fc.dictionary(
		fc.constantFrom('send', 'get', 'add', 'remove', 'find'),
		fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
		{ minKeys: 1, maxKeys: 4, noNullPrototype: true },
	),
	{ minLength: 1, maxLength: 4 },
);

const resourcesOf = (given: Lists, fieldsFrom: (list: string[]) => INodeProperties[]) =>
	given.map((operations, index) => ({
		value: `resource${index}`,
		name: `Resource ${index}`,
		operations: Object.entries(operations).map(([name, list]) => operation(name, fieldsFrom(list))),
	}));

test('every operation of every resource shows its own fields and no other', () => {
	holds(
		fc.property(lists, (resources) => {
			const properties = resourceProperties(
				resourcesOf(resources, (list) => list.map((name) => field(name))),
			);
			for (const [index, operations] of resources.entries()) {
				for (const [name, list] of Object.entries(operations)) {
					expect(shownIn(properties, name, `resource${index}`)).toEqual(list);
				}
			}
		}),
		500,
	);
});

const optionOf = (value: string) => ({ name: value, value });
const named = ({ name }: INodeProperties) => name;

/** Fields of which some are shown by what others hold. */
const dependentFields = (list: string[]) =>
	list.map((name) =>
		field(
			name,
			{
				c: { displayOptions: { show: { a: ['chosen'] } } },
				d: { displayOptions: { show: { a: ['chosen'], b: ['preset'] } } },
				e: { displayOptions: { show: { b: ['chosen'], a: ['preset', 'chosen'] } } },
			}[name] ?? { default: 'preset', options: ['preset', 'chosen'].map(optionOf) },
		),
	);

test('what others hold, an expression as well, shows fields of the operation that is chosen and no other', () => {
	// The editor keeps what another operation's field holds until the form is closed.
	const values = fc.constantFrom('preset', 'chosen', '={{ $json.kind }}', undefined);
	holds(
		fc.property(lists, values, values, (resources, a, b) => {
			const properties = resourceProperties(resourcesOf(resources, dependentFields));
			for (const [index, operations] of resources.entries()) {
				for (const [name, list] of Object.entries(operations)) {
					const chosen = { resource: `resource${index}`, operation: name };
					const mine = shownOf(dependentFields(list), { a, b });
					expect(shownOf(own(properties), { ...chosen, a, b }).map(named)).toEqual(mine.map(named));
				}
			}
		}),
		1000,
	);
});

test('every operation offers its own entries of a collection and no other', () => {
	const collection = (list: string[]) => [
		...(list.includes('e') ? [field('before')] : []),
		...(list.length > 0
			? [
					field('options', {
						type: 'collection',
						default: {},
						options: list.map((name) => field(name)),
					}),
				]
			: []),
	];
	holds(
		fc.property(lists, (resources) => {
			const properties = resourceProperties(resourcesOf(resources, collection));
			for (const [index, operations] of resources.entries()) {
				for (const [name, list] of Object.entries(operations)) {
					const root = { resource: `resource${index}`, operation: name };
					const shown = shownOf(own(properties), root);
					expect(shown.map(({ name }) => name)).toEqual([
						...(list.includes('e') ? ['before'] : []),
						...(list.length > 0 ? ['options'] : []),
					]);
					const [options] = shown.filter(({ name }) => name === 'options');
					const entries = shownOf((options?.options ?? []) as INodeProperties[], {}, root);
					expect(entries.map(({ name }) => name).sort()).toEqual([...list].sort());
				}
			}
		}),
		500,
	);
});

test('an option that several operations have is said once', () => {
	const options = (...list: string[]) =>
		field('options', { type: 'collection', default: {}, options: list.map((one) => field(one)) });
	const properties = resourceProperties([
		{ value: 'one', name: 'One', operations: [operation('send', [options('a', 'b')])] },
		{ value: 'two', name: 'Two', operations: [operation('send', [options('b', 'c')])] },
	]);
	const collections = properties.filter(({ name }) => name === 'options');
	expect(collections).toHaveLength(1);
	expect(collections[0]?.options?.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
	expect(collections[0]?.options?.map((one) => (one as INodeProperties).displayOptions)).toEqual([
		{ show: { '/resource': ['one'] } },
		undefined,
		{ show: { '/resource': ['two'] } },
	]);
});

test('operations that share no option, and have many, have a collection of their own', () => {
	const options = (...list: string[]) =>
		field('options', { type: 'collection', default: {}, options: list.map((one) => field(one)) });
	const properties = resourceProperties([
		{ value: 'one', name: 'One', operations: [operation('send', [options('a', 'b', 'c', 'd')])] },
		{ value: 'two', name: 'Two', operations: [operation('send', [options('e', 'f')])] },
	]);
	const collections = properties.filter(({ name }) => name === 'options');
	expect(collections.map(({ displayOptions }) => displayOptions)).toEqual([
		{ show: { resource: ['one'] } },
		{ show: { resource: ['two'] } },
	]);
	expect(
		collections.flatMap(({ options: entries = [] }) =>
			entries.flatMap((entry) => (entry as INodeProperties).displayOptions ?? []),
		),
	).toEqual([]);
});

test('a field that all operations but one have names that one', () => {
	const shared = [field('book')];
	const properties = made(
		...['create', 'get', 'update'].map((name) => operation(name, shared)),
		operation('count', []),
	);
	expect(properties.find(({ name }) => name === 'book')?.displayOptions).toEqual({
		hide: { operation: ['count'] },
	});
});

describe('a way to carry out an operation', () => {
	const node = (more: Partial<Operation>) => () =>
		nodeOperations({
			name: 'thing',
			gateway: smsRu,
			resources: [
				{ value: 'thing', name: 'Thing', operations: [{ ...operation('send', []), ...more }] },
			],
		});
	const execute = async () => await Promise.resolve([[]]);

	test.each([{}, { execute }, { notForTools: true }])('is missing in %j', (more) => {
		expect(node(more)).toThrow('thing: send of thing has no routing');
	});

	test('is a routing, or the execution of all items at once where tools do not have it', () => {
		expect(node({ routing: {} })).not.toThrow();
		expect(node({ execute, notForTools: true })).not.toThrow();
	});
});
