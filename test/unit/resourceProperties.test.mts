import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../nodes/shared/model/operation.ts';
import { resourceProperties } from '../../nodes/shared/operations/node.ts';
import { holds } from './support/properties.mts';

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

/** The fields of an operation as the editor shows them, in its order. */
const shownIn = (properties: INodeProperties[], value: string): string[] =>
	properties
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(value))
		.map(({ name }) => name);

const made = (...operations: Operation[]) =>
	resourceProperties([{ value: 'thing', name: 'Thing', operations }]);

const fieldsOf = (properties: INodeProperties[]) =>
	properties
		.filter(({ displayOptions }) => displayOptions?.show?.operation)
		.map(({ name }) => name);

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
