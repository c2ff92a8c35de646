import type { IDataObject } from 'n8n-workflow';
import { callRouting } from '../../../nodes/shared/routing/call.ts';
import { carriedOut } from '../../../nodes/shared/routing/carryOut.ts';
import { fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';

/** The request of an operation with a field and an additional parameter. */
async function requestOf(method: 'GET' | 'POST') {
	const requests: IDataObject[] = [];
	const context = fakeContext({
		items: [{}],
		parameters: {
			label: 'vip',
			options: {
				additionalParameters: { parameter: [{ name: 'order', value: 'name' }] },
			},
		},
		credentials: { key: 'secret-key' },
		http(options) {
			requests.push(options);
			return { statusCode: 200, headers: {}, body: Buffer.from('[]') };
		},
	});
	const routing = callRouting(testGateway, {
		method,
		url: '/contacts',
		...(method === 'GET' ? { qs: { active: '1' } } : { body: { active: '1' } }),
		parameters: (read) => [['label', String(read('label'))]],
	});
	await carriedOut(testGateway, { routing }).call(context);
	return requests.map(({ qs, body }) => ({ qs, body }));
}

const given = { label: 'vip', order: 'name', active: '1' };

test('what fields fill is in the query of a GET, and in the body of everything else', async () => {
	expect(await requestOf('GET')).toEqual([{ qs: given, body: {} }]);
	expect(await requestOf('POST')).toEqual([{ qs: {}, body: given }]);
});

test.each([
	[{}, 60_000],
	[{ timeout: 1234 }, 1234],
	[{ timeout: 300_000 }, 300_000],
	[{ timeout: 0 }, 60_000],
])(
	'the time limit of the Request Options %j is that of the call',
	async (requestOptions, limit) => {
		const limits: unknown[] = [];
		const context = fakeContext({
			items: [{}],
			parameters: { requestOptions },
			credentials: { key: 'secret-key' },
			http({ timeout }) {
				limits.push(timeout);
				return { statusCode: 200, headers: {}, body: Buffer.from('[]') };
			},
		});
		const routing = callRouting(testGateway, { method: 'GET', url: '/a' });
		await carriedOut(testGateway, { routing }).call(context);
		expect(limits).toEqual([limit]);
	},
);
