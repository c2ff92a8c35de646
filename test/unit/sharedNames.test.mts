/** Fields of one operation that share a name: each value that one of them takes is taken, whatever their order is. */
import type { INode, INodeProperties } from 'n8n-workflow';
import { meaningsOf, registerFields } from '../../nodes/shared/input/fieldChecks.ts';

const plain: INodeProperties = { displayName: 'From', name: 'sender', type: 'string', default: '' };
const locator: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
};

const node = (type: string): INode => ({
	id: '1',
	name: 'Node',
	type: `package.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: { resource: 'message', operation: 'estimate' },
});

test.each([
	['first', [locator, plain]],
	['last', [plain, locator]],
])('a resource locator that stands %s', (place, fields) => {
	const type = `locator-${place}`;
	registerFields(type, [{ value: 'message', operations: [{ value: 'estimate', fields }] }]);
	const check = meaningsOf(node(type));

	expect(() => check('sender', { __rl: true, mode: 'id', value: 'MyShop' })).not.toThrow();
	expect(() => check('sender', 'MyShop')).not.toThrow();
	expect(() => check('sender', { name: 'MyShop' })).toThrow('one text is expected here');
});
