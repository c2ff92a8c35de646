/** What rows were made of is let go of when they are made: of a long list only its rows stay in memory. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Call, callRouting } from '../../../nodes/shared/routing/call.ts';
import { carriedOut } from '../../../nodes/shared/routing/carryOut.ts';
import { offsetPaging } from '../../../nodes/shared/routing/paging.ts';
import { isRecord } from '../../../nodes/shared/text/json.ts';
import { fakeContext } from '../support/executeContext.mts';
import { testGateway } from '../support/gateway.mts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const concurrent = 2;

/** Carries out a call. @returns how many parsed answers were in memory when the last of so many requests was made */
async function answersKept(
	call: Partial<Call>,
	items: number,
	calls: number,
	rowsIn: (request: number) => number,
) {
	const parsed: Array<WeakRef<object>> = [];
	let requests = 0;
	let kept = NaN;
	const gateway = {
		...testGateway,
		parse(text: string) {
			const body = testGateway.parse(text);
			if (isRecord(body)) parsed.push(new WeakRef(body));
			return body;
		},
	};
	const context = fakeContext({
		items: Array.from({ length: items }, () => ({})),
		parameters: { returnAll: true },
		credentials: { key: 'the-secret', concurrent, perSecond: 0 },
		async http() {
			const request = requests++;
			await nextTurn();
			if (requests === calls) {
				collectGarbage();
				kept = parsed.filter((answer) => answer.deref()).length;
			}
			const rows = Array.from({ length: rowsIn(request) }, (_, at) => ({ id: request * 10 + at }));
			return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify({ rows })) };
		},
	});
	const shape: Call['shape'] = (body) =>
		(body as { rows: Array<{ id: number }> }).rows.map(({ id }) => ({ id }));
	const routing = callRouting(gateway, { method: 'GET', url: '/list', shape, ...call });
	const [output] = await carriedOut(gateway, { routing }).call(context);
	return { kept, rows: output?.length };
}

const paging = offsetPaging({
	place: 'qs',
	limit: 'limit',
	offset: 'offset',
	pageSize: 10,
	idField: 'id',
});

/** Those on their way, and the one that is looked at. */
const most = concurrent + 2;

test('a list of many pages', async () => {
	const page = (request: number) => (request < 40 ? 10 : 0);
	const { kept, rows } = await answersKept({ paging }, 1, 40, page);
	expect(rows).toBe(400);
	expect(kept).toBeLessThanOrEqual(most);
});

test('a call for each of many items', async () => {
	const { kept, rows } = await answersKept({}, 40, 40, () => 1);
	expect(rows).toBe(40);
	expect(kept).toBeLessThanOrEqual(most);
});
