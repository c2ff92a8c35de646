/** A value that a saved workflow has and the form does not show for what is chosen: it is named, never dropped in silence. */
import { type INodeParameters, type NodeExecutionHint, NodeHelpers } from 'n8n-workflow';
import { Kupon } from '../../nodes/Kupon/Kupon.node.ts';
import { SendPulse } from '../../nodes/SendPulse/SendPulse.node.ts';
import { SmsBy } from '../../nodes/SmsBy/SmsBy.node.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { labelsNotShown } from '../../nodes/shared/operations/notShown.ts';
import { fakeContext } from './support/executeContext.mts';

const nodes = { Kupon, Smsc, SmsBy, SendPulse };

const labels = (name: keyof typeof nodes, parameters: INodeParameters): string[] =>
	labelsNotShown(new nodes[name]().description, { typeVersion: 1 }, parameters);

test.each<[keyof typeof nodes, INodeParameters, string[]]>([
	['Kupon', { resource: 'message', operation: 'send', type: 'sms', text: 'Да' }, []],
	['Kupon', { resource: 'message', operation: 'send', type: 'sms', htmlText: '<p>' }, ['HTML']],
	['Kupon', { resource: 'message', operation: 'send', type: 'hlr', text: 'Да' }, ['Text']],
	['Kupon', { resource: 'message', operation: 'send', type: 'hlr', text: '' }, []],
	[
		'Kupon',
		{ resource: 'message', operation: 'send', options: { findToken: true } },
		['Find Token'],
	],
	[
		'Kupon',
		{ resource: 'message', operation: 'send', options: { findToken: false } },
		['Find Token'],
	],
	[
		'Kupon',
		{ resource: 'cascade', operation: 'start', type: 'viber', customType: 'x' },
		['Type', 'Type Name'],
	],
	[
		'Kupon',
		{
			resource: 'cascade',
			operation: 'start',
			htmlText: '<p>',
			options: { findToken: false, button: 'x' },
		},
		[],
	],
	[
		'Kupon',
		{ resource: 'cascade', operation: 'startMany', oneByOne: true, listSize: 7 },
		['Messages per Request'],
	],
	['Kupon', { resource: 'cascade', operation: 'startMany', listSize: 7 }, []],
	[
		'Kupon',
		{
			resource: 'message',
			operation: 'sendMany',
			inputMode: 'json',
			text: 'x',
			options: { ttl: 5 },
		},
		['Text', 'Time to Live (Minutes)'],
	],
	[
		'Kupon',
		{
			resource: 'message',
			operation: 'sendAndWaitForDelivery',
			statusCallback: { url: 'https://a.example' },
		},
		['Status Callback'],
	],
	[
		'SmsBy',
		{ resource: 'viber', operation: 'send', viberType: 'text', buttonCaption: 'x' },
		['Button Caption'],
	],
	['SendPulse', { resource: 'email', operation: 'send', emailFormat: 'html', text: 'x' }, ['Text']],
	['SendPulse', { resource: 'email', operation: 'send', emailFormat: 'both', text: 'x' }, []],
])('%s, %j: %j', (name, parameters, expected) => {
	expect(labels(name, parameters)).toEqual(expected);
});

describe('the hint above the output', () => {
	const { customOperations } = new Kupon();
	const estimate = customOperations.message?.estimate;

	const hintsOf = async (parameters: INodeParameters, items: object[] = [{}]) => {
		const hints: NodeExecutionHint[] = [];
		const context = fakeContext({
			items: items as [],
			parameters: { resource: 'message', operation: 'estimate', text: 'Да', ...parameters },
			hints,
		});
		await estimate?.call(context);
		return hints;
	};

	test('names every field once', async () => {
		expect(await hintsOf({ sender: 'MyShop', reference: 'order-7' })).toEqual([
			{
				message:
					'The form hides these fields for what is chosen, so their values have no effect: Sender, Reference.',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	test('is not there when everything is shown', async () => {
		expect(await hintsOf({})).toEqual([]);
	});

	test('asks only whether fields are shown that hold something', async () => {
		const asked = jest.spyOn(NodeHelpers, 'displayParameter');
		try {
			await hintsOf({});
			const names = asked.mock.calls.map(([, { name }]) => name);
			expect([...new Set(names)]).toEqual(['operation', 'text']);
		} finally {
			asked.mockRestore();
		}
	});
});

describe('the options of waiting', () => {
	const wait = { resource: 'message', operation: 'send' };

	test.each<[keyof typeof nodes, INodeParameters, string[]]>([
		['Smsc', { ...wait, options: { waitForFinal: true, waitSeconds: 60, lookSeconds: 5 } }, []],
		[
			'Smsc',
			{ ...wait, options: { waitSeconds: 60, lookSeconds: 5 } },
			['Wait at Most (Seconds)', 'First Look After (Seconds)'],
		],
		['SmsBy', { ...wait, options: { waitSeconds: 60 } }, ['Wait at Most (Seconds)']],
		[
			'SendPulse',
			{ resource: 'sms', operation: 'send', options: { waitForFinal: false, waitSeconds: 60 } },
			['Wait at Most (Seconds)'],
		],
	])('are shown where %s waits: %j', (name, parameters, expected) => {
		expect(labels(name, parameters)).toEqual(expected);
	});
});
