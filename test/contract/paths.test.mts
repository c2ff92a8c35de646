/** What a user puts into a field stays one part of the path that the operation calls, whatever it is. */
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { fieldsOf } from '../browser/operations.mts';
import { storeOf, runNode } from '../engine/harness/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../sandbox/index.mts';
import { operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import { inputRows } from './table.mts';
import { tables } from './tables.mts';

/** What would lead to another address, if it were put into a path as it stands. */
const hostile = ['..', '../../x', '%2e%2e', 'a/b?c#d'];

/** Every path of a gateway that puts no value into one. */
const fixed: Record<string, RegExp> = {
	kupon: /^\/api\/v1\/bulk\/send(-list)?-messages?$/,
	smsc: /^(\/sys\/[a-z_]+\.php|\/rest\/send\/)$/,
	smsru: /^\/(sms|my|stoplist)\/[a-z]+$/,
	smsby: /^\/api\/v[12]\/[A-Za-z]+$/,
};

/** Whether a path is the original, with the text as one of its parts or behind them. */
const isShapeOf = (path: string, original: string, text: string): boolean => {
	const wanted = original.split('/');
	const parts = path.split('/');
	const differing = parts.filter((part, index) => part !== wanted[index]);
	return (
		parts.length - wanted.length <= 1 &&
		parts.length >= wanted.length &&
		differing.every((part) => part === encodeURIComponent(text))
	);
};

const isText = (value: NodeParameterValueType | undefined): boolean =>
	typeof value === 'string' || (typeof value === 'object' && value !== null && '__rl' in value);

const asGiven = (value: NodeParameterValueType | undefined, text: string): NodeParameterValueType =>
	(typeof value === 'string'
		? text
		: { __rl: true, mode: 'id', value: text }) as NodeParameterValueType;

describe.each(tables)('$gateway.displayName', (table) => {
	const { id } = table.gateway;
	const own = samplesOf[id];
	if (!own) throw new Error(`List the samples of ${id} in test/contract/samples/all.mts`);
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: [id as GatewayId], clock: { speed: 0 } });
	});
	afterAll(async () => await sandbox.close());

	const hints: string[] = [];

	const pathsOf = async (parameters: INodeParameters): Promise<string[]> => {
		const before = table.sandbox(sandbox).requests.length;
		const { taskData } = await runNode({
			nodeType: table.node,
			credentials: storeOf(table, table.sandbox(sandbox)),
			parameters,
			items: inputRows(table, 1),
			node: { onError: 'continueErrorOutput' },
		});
		hints.push(...(taskData?.hints ?? []).map(({ message }) => message));
		return table
			.sandbox(sandbox)
			.requests.slice(before)
			.filter((request) => own.beside?.(request) !== true)
			.map(({ path }) => path);
	};

	const known = operationsOf(table, { ...own, variants: {} });
	test.each(known.map((one) => [one.name, one] as const))(
		'%s',
		async (_name, { sample, parameters }) => {
			await sandbox.reset();
			table.prepare?.(sandbox);
			const prepared: INodeParameters = { ...parameters, ...(await sample.prepare?.(sandbox)) };
			hints.length = 0;
			const originals = new Set(await pathsOf(prepared));
			// A valid input has nothing that the form does not show.
			expect(hints.filter((hint) => hint.includes('The form hides'))).toEqual([]);
			const fields = Object.keys(prepared).filter(
				(name) =>
					!['resource', 'operation', 'authentication'].includes(name) && isText(prepared[name]),
			);
			// A currency and the like are not in every sample.
			const chosen = parameters as { resource: string; operation: string };
			for (const { name, type } of fieldsOf(new table.node().description, chosen)) {
				if (['options', 'string'].includes(type) && !fields.includes(name)) fields.push(name);
			}
			for (const field of fields) {
				for (const text of hostile) {
					const paths = await pathsOf({
						...prepared,
						[field]: asGiven(prepared[field] ?? '', text),
					});
					for (const path of paths) {
						const fits =
							fixed[id]?.test(path) ??
							[...originals].some((original) => isShapeOf(path, original, text));
						expect({ field, text, path, fits }).toEqual({ field, text, path, fits: true });
					}
				}
			}
		},
	);
});
