/** A Callback URL that loses the reports: refused where none can ever arrive, told above the output where they may be lost. */
import type { INodeParameters } from 'n8n-workflow';
import { triggerPath, triggerPaths } from '../../nodes/triggerPaths.ts';
import { nodeTypes } from '../unit/support/package.mts';
import { runNode, storeOf } from '../engine/harness/index.mts';
import { type Bench, openBench } from './bench.mts';
import type { ContractTable, SendingOperation } from './table.mts';
import { inputRows } from './table.mts';
import { tables } from './tables.mts';

const uuid = '0b1e9c52-5b0e-4c39-9f0e-0d6a7c1f2b3d';
const inTable = /http:\/\/127\.0\.0\.1:9\/webhook\/\w+/;

/** A sub-client's reports go to a Callback URL of its own. */
const ofSubClient = (operation: string, collection: string, more = {}) => ({
	name: `subClient.${operation}`,
	parameters: {
		resource: 'subClient',
		operation,
		login: 'shop-1',
		[collection]: { callbackUrl: 'http://127.0.0.1:9/webhook/smsc' },
		...more,
	},
});

/** Operations beside those that send. */
const more: Record<string, Array<Pick<SendingOperation, 'name' | 'parameters'>>> = {
	smsc: [
		ofSubClient('create', 'additionalFields', { password: 'geheim-42' }),
		ofSubClient('update', 'updateFields'),
	],
};

type Reporting = Pick<SendingOperation, 'name' | 'parameters'>;

/** The operations that tell the gateway a Callback URL. */
const operationsOf = ({ sending, gateway }: ContractTable): Reporting[] => [
	...sending.filter(({ parameters }) => inTable.test(JSON.stringify(parameters))),
	...(more[gateway.id] ?? []),
];

/** Where a form has a field of this name, as the names on the way to it. */
function placesOf(value: unknown, way: string[] = []): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, name } = value as { displayName?: unknown; name?: unknown };
	const here = typeof name === 'string' ? [...way, name] : way;
	if (displayName === 'Callback URL') return [here.join('.')];
	return Object.values(value).flatMap((one) => placesOf(one, here));
}

const namesIn = (value: unknown): string[] =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, one]) => [name, ...namesIn(one)])
		: [];

const withUrl = (operation: Reporting, url: string): INodeParameters =>
	JSON.parse(JSON.stringify(operation.parameters).replace(inTable, url)) as INodeParameters;

const reporting = tables.filter((table) => operationsOf(table).length > 0);

test('is a field of two gateways at least', () => {
	expect(reporting.length).toBeGreaterThan(1);
});

test.each(tables)('every Callback URL of $gateway.displayName is checked below', (table) => {
	const { properties } = new table.node().description;
	const tried = operationsOf(table).map(({ parameters }) => namesIn(parameters).join('.'));
	const places = properties.flatMap((field) => placesOf(field));
	const untried = places.filter(
		(place) => !tried.some((names) => place.split('.').every((name) => names.includes(name))),
	);
	expect(untried).toEqual([]);
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
	const own = triggerPath[table.gateway.id as keyof typeof triggerPath];
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
		const { error, taskData } = await runNode({
			nodeType: table.node,
			credentials: storeOf(table, { url: 'https://gateway.example.com' }),
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
				/^Callback URL points to “.+”, which is this machine itself, so .+ cannot call it/,
			);
		}
	});

	const others = triggerPaths.filter((path) => path !== own);
	const token = '0123456789abcdef'.repeat(4);

	test.each([
		...others.map((other) => [`webhook/${uuid}/${other}`, other]),
		...others.map((other) => [`webhook-test/${uuid}/${other}/`, other]),
		...others.map((other) => [`n8n/webhook/${uuid}/${other}/${token}`, other]),
		...others.map((other) => [`hooks/${uuid}/${other}?secret=x#y`, other]),
	])('another gateway’s trigger is refused: %s', async (path, other) => {
		const url = `https://n8n.example.com/${path}`;
		for (const one of operations) {
			const { error } = await bench.send({
				...one,
				parameters: withUrl(one, url),
			} as SendingOperation);
			expect(error?.message).toContain(
				`Callback URL belongs to the trigger of another gateway (“…/${other}”)`,
			);
			expect(error?.description).toContain(`${table.gateway.displayName} Trigger`);
		}
		expect(bench.gateway.counters.requests).toBe(0);
	});

	test.each([
		[`https://n8n.example.com/webhook-test/${uuid}/${own}`, 'is the test URL of a trigger'],
		[`http://192.168.1.20:5678/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://10.1.2.3/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://n8n:5678/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://nas.local/webhook/${uuid}/${own}`, 'address of a private network'],
		[`http://[fd00::1]/webhook/${uuid}/${own}`, 'address of a private network'],
	])('%s is taken, and told once for the run', async (url, words) => {
		for (const one of operations.filter(({ name }) => name !== 'subClient.update')) {
			const { problem, hints } = await outside(withUrl(one, url));
			expect(problem).toBeUndefined();
			expect(hints.filter((hint) => hint.includes(words))).toHaveLength(1);
		}
	});

	test.each([
		`https://n8n.example.com/webhook/${uuid}/${own}`,
		`https://hooks.example.com/my/own/path`,
		`https://hooks.example.com/my/smsru`,
		`https://n8n.example.com/webhook/${uuid}/my-own-path`,
		`https://n8n.example.com/hooks/${uuid}/${own}?webhook-test=/webhook-test/`,
	])('%s is no word', async (url) => {
		for (const one of operations.filter(({ name }) => name !== 'subClient.update')) {
			const { problem, hints } = await outside(withUrl(one, url));
			expect(problem).toBeUndefined();
			expect(hints.filter((hint) => hint.includes('Callback URL'))).toEqual([]);
		}
	});
});
