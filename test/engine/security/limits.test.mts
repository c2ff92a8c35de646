/** Limits that are text, as an expression gives them, hold like numbers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';

/** What a server has seen of its callers. */
const counted = { open: 0, most: 0, answered: 0, starts: [] as number[] };
/** Called when an answer has left. */
let onAnswer: () => void = () => {};
const server = createServer((request, response) => {
	counted.open++;
	counted.most = Math.max(counted.most, counted.open);
	counted.starts.push(performance.now());
	request.resume();
	setTimeout(() => {
		counted.open--;
		counted.answered++;
		response.writeHead(422).end('{}', () => onAnswer());
	}, 60);
});
beforeAll(async () => await new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
beforeEach(() => void Object.assign(counted, { open: 0, most: 0, answered: 0, starts: [] }));
afterAll(async () => {
	server.closeAllConnections();
	await new Promise<void>((done) => server.close(() => done()));
});

async function run(one: CredentialCase, parameters: INodeParameters, limits: IDataObject) {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: { ...one.data(url), ...limits } as never },
			{ [one.name]: one.type },
		),
		parameters: { ...parameters, ...one.chosen },
		items: inputRows(one.table, 7),
		node: { onError: 'continueErrorOutput' },
	});
}

const cases = credentialCases.flatMap((one) => [
	[`${one.name}: a send`, one, one.table.sending[0]!.parameters] as const,
	...(one.read ? [[`${one.name}: a read, one call an item`, one, one.read] as const] : []),
]);

describe.each(cases)('%s', (_name, one, parameters) => {
	test('Concurrent Requests', async () => {
		await run(one, parameters, { concurrent: '2', perSecond: '0' });
		expect(counted.starts.length).toBeGreaterThanOrEqual(7);
		expect(counted.most).toBeLessThanOrEqual(2);
	});

	test('Requests per Second', async () => {
		// A clock that stands still, and moves on by a second when four calls have their answers.
		let now = Math.floor(performance.now());
		const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
		onAnswer = () => {
			if (counted.answered % 4 === 0) now += 1000;
		};
		try {
			await run(one, parameters, { concurrent: '7', perSecond: '4' });
		} finally {
			clock.mockRestore();
			onAnswer = () => {};
		}
		const { starts } = counted;
		expect(starts.length).toBeGreaterThanOrEqual(7);
		expect(starts[6]! - starts[0]!).toBeGreaterThanOrEqual(1000);
	});
});

test.each(
	credentialCases.flatMap((one) =>
		one.table.sending
			.filter(({ parameters }) => 'listSize' in parameters)
			.map(({ name, parameters }) => [`${one.name}: ${name}`, one, parameters] as const),
	),
)('Messages per Request, %s', async (_name, one, parameters) => {
	await run(one, { ...parameters, listSize: '={{ "3" }}' }, {});
	expect(counted.starts).toHaveLength(3);
});
