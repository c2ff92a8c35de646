import type { INodeExecutionData } from 'n8n-workflow';

import { jsonOf, useBench } from './setup.mts';

const bench = useBench();
const parameters = { resource: 'message', operation: 'estimate', text: '={{ $json.text }}' };

const long = {
	gateway: 'kupon',
	encoding: 'UCS-2',
	characters: 71,
	parts: 2,
	unitsLeft: 63,
	unicodeCharacters: ['я'],
	partsWithoutThem: 1,
};

describe('Message: Estimate', () => {
	test('counts each item and calls nobody', async () => {
		const { outputs } = await bench.run(parameters, {
			items: [{ json: { text: 'Ready' } }, { json: { text: 'я'.repeat(71) } }],
		});

		expect(jsonOf(outputs[0])).toMatchObject([{ encoding: 'GSM-7', parts: 1 }, long]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(bench.gateway.requests).toEqual([]);
	});

	test('of a list names the item that stops it', async () => {
		const { error } = await bench.run(parameters, {
			items: [{ json: { text: 'Ready' } }, { json: { text: {} } }],
		});

		expect((error as Error).message).toMatch(/^Text is an object.*\(item 2\)$/);
	});

	test.each(['direct', 'engine'] as const)('serves an AI agent, by the %s route', async (via) => {
		const { response, error } = await bench.tool(
			{ ...parameters, text: '={{ $fromAI("text") }}' },
			{ via, args: { text: 'я'.repeat(71) } },
		);
		const rows =
			typeof response === 'string'
				? (JSON.parse(response) as unknown)
				: jsonOf(response as INodeExecutionData[]);

		expect(error).toBeUndefined();
		expect(rows).toEqual([long]);
		expect(bench.gateway.requests).toEqual([]);
	});

	test.each(['direct', 'engine'] as const)(
		'tells it what is wrong, by the %s route',
		async (via) => {
			const { response, error } = await bench.tool(
				{ ...parameters, text: '={{ ["a", "b"] }}' },
				{ via },
			);

			expect(error).toBeUndefined();
			expect(JSON.stringify(response)).toMatch(/Text is a list of 2 entries.*“\[0\]”/);
		},
	);
});
