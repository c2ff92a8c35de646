/** A Callback URL that loses the reports: refused where none can ever arrive, told above the output where they may be lost. */
import type { INodeParameters } from 'n8n-workflow';
import { triggerPath, triggerPaths } from '../../nodes/triggerPaths.ts';
import { nodeTypes } from '../unit/support/package.mts';
import { CredentialStore, runNode } from '../engine/harness/index.mts';
import { type Bench, openBench } from './bench.mts';
import type { ContractTable, SendingOperation } from './table.mts';
import { inputRows } from './table.mts';
import { tables } from './tables.mts';

const uuid = '0b1e9c52-5b0e-4c39-9f0e-0d6a7c1f2b3d';
const inTable = /http:\/\/127\.0\.0\.1:9\/webhook\/\w+/;

/** The operations whose messages carry a Callback URL. */
const operationsOf = ({ sending }: ContractTable): SendingOperation[] =>
	sending.filter(({ parameters }) => inTable.test(JSON.stringify(parameters)));

const withUrl = (operation: SendingOperation, url: string): INodeParameters =>
	JSON.parse(JSON.stringify(operation.parameters).replace(inTable, url)) as INodeParameters;

const reporting = tables.filter((table) => operationsOf(table).length > 0);

test('is a field of two gateways at least', () => {
	expect(reporting.length).toBeGreaterThan(1);
});

test('the path of every trigger is known', () => {
	const paths = nodeTypes().flatMap(({ node }) =>
		(node.description.webhooks ?? [])
			.filter(() => node.description.group.includes('trigger'))
			.map(({ path }) => String(path)),
	);
	const missing = paths.filter((path) => !triggerPaths.some((one) => path.includes(one)));
	expect([paths.length > 3, missing]).toEqual([true, []]);
});

describe.each(reporting)('$gateway.displayName', (table) => {
	const operations = operationsOf(table);
	const [operation] = operations;
	const own = triggerPath[table.gateway.id as keyof typeof triggerPath];
	const other = triggerPaths.find((path) => path !== own) ?? '';
	let bench: Bench;
	beforeAll(async () => {
		bench = await openBench(table);
	});
	afterAll(async () => await bench.close());
	beforeEach(() => {
		bench.gateway.reset();
		table.prepare?.(bench.sandbox);
	});

	/** As if the gateway were at its address on the internet, where nothing is called. */
	async function outside(parameters: INodeParameters) {
		const data = Object.fromEntries(
			Object.entries(table.credentials(bench.sandbox)).map(([type, values]) => [
				type,
				{ ...values, baseUrl: 'https://gateway.example.com' },
			]),
		);
		const { error, taskData } = await runNode({
			nodeType: table.node,
			credentials: new CredentialStore(data, table.credentialTypes),
			parameters: {
				...parameters,
				options: { ...(parameters.options as INodeParameters), dryRun: true },
			},
			items: inputRows(table, 2),
		});
		return {
			problem: error?.message,
			hints: (taskData?.hints ?? []).map(({ message }) => message),
		};
	}

	test.each([
		`http://localhost:5678/webhook/${uuid}/${own}`,
		`http://127.0.0.1:5678/webhook/${uuid}/${own}`,
		`http://127.1:5678/webhook/${uuid}/${own}`,
		`http://[::1]:5678/webhook/${uuid}/${own}`,
		`http://[::ffff:127.0.0.1]/webhook/${uuid}/${own}`,
		`http://0.0.0.0:5678/webhook-test/${uuid}/${own}`,
	])('a loopback address is refused, whatever it looks like: %s', async (url) => {
		for (const one of operations) {
			expect((await outside(withUrl(one, url))).problem).toMatch(
				/^Callback URL points to “.+”, which is this machine itself and which .+ cannot call/,
			);
		}
	});

	test.each(['webhook', 'webhook-test'])(
		'another gateway’s trigger is refused (%s)',
		async (kind) => {
			const url = `https://n8n.example.com/${kind}/${uuid}/${other}`;
			for (const one of operations) {
				const { error } = await bench.send({ ...one, parameters: withUrl(one, url) });
				expect(error?.message).toContain(
					`Callback URL belongs to the trigger of another gateway (“…/${other}”)`,
				);
				expect(error?.description).toContain(`${table.gateway.displayName} Trigger`);
			}
			expect(bench.gateway.counters.requests).toBe(0);
		},
	);

	test.each([
		[`https://n8n.example.com/webhook-test/${uuid}/${own}`, 'is the test URL of a trigger'],
		[`http://192.168.1.20:5678/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://10.1.2.3/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://n8n:5678/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://nas.local/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://[fd00::1]/webhook/${uuid}/${own}`, 'address of a private network'],
	])('%s is taken, and told once for the run', async (url, words) => {
		const { problem, hints } = await outside(withUrl(operation!, url));
		expect(problem).toBeUndefined();
		expect(hints.filter((hint) => hint.includes(words))).toHaveLength(1);
	});

	test.each([
		`https://n8n.example.com/webhook/${uuid}/${own}`,
		`https://hooks.example.com/my/own/path`,
	])('%s is no word', async (url) => {
		const { hints } = await outside(withUrl(operation!, url));
		expect(hints.filter((hint) => hint.includes('Callback URL'))).toEqual([]);
	});
});
