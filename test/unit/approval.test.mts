/** What n8n is asked for before a link leaves; the rest is tested in its engine (engine/kupon/approval.test.mts). */
import { approvalEntry } from '../../nodes/shared/approval/operation.ts';
import { fakeContext } from './support/executeContext.mts';
import { testGateway } from './support/gateway.mts';
import { testRoute } from './support/route.mts';

test('n8n that checks links only on demand is told to, before it makes one', async () => {
	const asked: string[] = [];
	const context = Object.assign(
		fakeContext({
			parameters: { recipient: '101', message: 'Вернуть деньги?' },
			http: (options) => {
				asked.push(JSON.stringify(options.body));
				return { body: Buffer.from('{"error":"no"}'), headers: {}, statusCode: 400 };
			},
			continueOnFail: true,
		}),
		{
			setSignatureValidationRequired: () => asked.push('check signatures'),
			getSignedResumeUrl: ({ key }: { key: string }) => {
				asked.push('make a link');
				return `https://n8n.test/webhook-waiting/1?key=${key}`;
			},
		},
	);
	const route = {
		gateway: testGateway,
		route: testRoute,
		write: (text: string) => ({ text }),
	};
	await approvalEntry(route, [], []).execute?.call(context);

	expect(asked.slice(0, 2)).toEqual(['check signatures', 'make a link']);
	expect(asked[2]).toContain('https://n8n.test/webhook-waiting/1?key=');
});
