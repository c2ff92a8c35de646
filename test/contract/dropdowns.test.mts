/**
 * What an operation's list shows can be chosen where another operation takes one of it, and may be typed as before: the IDs
 * of the samples are in the dropdowns of their fields, and no field for an ID is typed by hand where a list could show it.
 */
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { storeOf, type DropdownSearch, openDropdown, runNode } from '../engine/harness/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../sandbox/index.mts';
import { shownFields } from '../unit/support/shown.mts';
import { operationsOf } from './matrix/operations.mts';
import { samplesOf } from './samples/all.mts';
import type { Sample } from './samples/sample.mts';
import { inputRows } from './table.mts';
import { tables } from './tables.mts';

type Parameters = Record<string, unknown>;

const searchOf = (field: INodeProperties): string | undefined =>
	field.modes?.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod;

/** The locators that an operation shows. */
const locatorsOf = (description: INodeTypeDescription, parameters: Parameters) =>
	shownFields(description, parameters).filter(({ type }) => type === 'resourceLocator');

const idIn = (value: unknown): string =>
	String((typeof value === 'object' ? (value as Parameters | null)?.value : value) ?? '');

/** Samples whose value is not from a list, each with the reason. */
const notListed: Record<string, string> = {
	'sendpulse chatContact': 'the list has the dialogs, and the contact of the samples has none yet',
	'sendpulse chatVariable': 'of the bot that is chosen for the list, which the call does without',
	'sendpulse chatFlow': 'of the bot that is chosen for the list, which the call does without',
};

describe.each(tables)('$gateway.displayName', (table) => {
	const { id } = table.gateway;
	const own = samplesOf[id];
	if (!own) throw new Error(`List the samples of ${id} in test/contract/samples/all.mts`);
	const { description, methods } = new table.node();
	const searches = (methods?.listSearch ?? {}) as Record<string, DropdownSearch>;
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: [id as GatewayId], clock: { speed: 0 } });
	});
	afterAll(async () => await sandbox.close());

	const store = () => storeOf(table, table.sandbox(sandbox));

	const run = async (parameters: INodeParameters, { binary }: Sample) => {
		const { error } = await runNode({
			nodeType: table.node,
			credentials: store(),
			parameters,
			items: inputRows(table, 1).map((item) => ({ ...item, ...(binary ? { binary } : {}) })),
		});
		return error?.message;
	};

	const known = operationsOf(table, { ...own, variants: {} }).filter(
		({ parameters }) => locatorsOf(description, parameters).length > 0,
	);

	test('an operation with a dropdown is among the samples', () => {
		expect(known.length > 0).toBe(Object.keys(searches).length > 0);
	});

	for (const { name, sample, parameters } of known)
		test(`${name}`, async () => {
			const prepare = async () => {
				await sandbox.reset();
				table.prepare?.(sandbox);
				return { ...parameters, ...(await sample.prepare?.(sandbox)) } as INodeParameters;
			};
			for (const field of locatorsOf(description, parameters)) {
				const prepared = await prepare();
				const chosen = idIn(prepared[field.name]);
				if (chosen === '' || chosen.startsWith('=')) continue;
				const search = searches[searchOf(field) ?? ''];
				if (!search) throw new Error(`${field.name} has no dropdown`);
				const place = `${id} ${field.name}`;
				if (!(place in notListed)) {
					const found = await openDropdown(
						{ nodeType: table.node, credentials: store(), parameters: prepared },
						search,
					);
					const values = found.map(({ value }) => String(value));
					expect({ place, name, values }).toEqual({
						place,
						name,
						values: expect.arrayContaining([chosen]) as string[],
					});
				}
				for (const as of [
					(value: string) => value,
					(value: string) => ({ __rl: true as const, mode: 'list', value }),
				]) {
					const again = await prepare();
					again[field.name] = as(idIn(again[field.name]));
					expect(await run(again, sample)).toBeUndefined();
				}
			}
		});
});
