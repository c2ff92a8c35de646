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

/** A number that JavaScript would round. */
const longId = '1234567890123456789';

/** The first list of objects in an answer. */
function listIn(value: unknown): Parameters[] | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (Array.isArray(value) && typeof value[0] === 'object') return value as Parameters[];
	return Object.values(value).map(listIn).find(Boolean);
}

/** The first list in an answer, of whatever it has. */
function anyListIn(value: unknown): unknown[] | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	return Array.isArray(value) ? value : Object.values(value).map(anyListIn).find(Boolean);
}

/** Rows of which nothing can be taken for granted, like one that came, so many that a next page is asked for. */
function hostileRows(row: Parameters): Parameters[] {
	const filled = (value: unknown) =>
		Object.fromEntries(Object.keys(row).map((name) => [name, value]));
	const long = `<b>"'&${'x'.repeat(5000)}`;
	const odd = [null, {}, [], false, 0, '', ' ', long, longId].map(filled);
	const alike = Array.from({ length: 100 }, () => row);
	const without = Object.keys(row).map((name) => ({ ...row, [name]: undefined }));
	return [...odd, {}, ...without, ...alike].map((one) =>
		// Statuses decide whether there is an entry at all.
		'status' in row && Object.keys(one).length > 0 ? { ...one, status: row.status } : one,
	);
}

/** The answer with those rows instead; numbers of 19 digits are no texts in it. */
function hostileAnswer(text: string): string {
	const answer: unknown = JSON.parse(text);
	const list = listIn(answer);
	const hostile = list
		? hostileRows(list[0] ?? {})
		: { ...(answer as Parameters), 5: null, 6: {}, 7: longId };
	const within = (_name: string, value: unknown): unknown =>
		value === (list ?? answer) ? hostile : value;
	return JSON.stringify(answer, within).replaceAll(`"${longId}"`, longId);
}

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

	/** Every dropdown, with the operation that shows it first. */
	const shown = new Map(
		known
			.flatMap((operation) =>
				locatorsOf(description, operation.parameters)
					.filter(({ name }) => !(`${id} ${name}` in notListed))
					.map((field) => [searchOf(field) ?? '', operation] as const),
			)
			.reverse(),
	);

	/** Opens a dropdown of a fresh account. @returns what opens it again, and what it was answered */
	const opened = async (method: string, operation: (typeof known)[number]) => {
		await sandbox.reset();
		table.prepare?.(sandbox);
		const prepared = await operation.sample.prepare?.(sandbox);
		const parameters = { ...operation.parameters, ...prepared } as INodeParameters;
		const search = searches[method] as DropdownSearch;
		const open = async () =>
			await openDropdown({ nodeType: table.node, credentials: store(), parameters }, search);
		const gateway = table.sandbox(sandbox);
		await open();
		const { path, answer } = gateway.requests.at(-1)!;
		return { open, gateway, path, answer };
	};

	if (shown.size > 0)
		test.each([...shown])(
			'%s: entries without names, with long IDs, twice',
			async (method, operation) => {
				const { open, gateway, path, answer } = await opened(method, operation);
				const body = hostileAnswer(String(answer?.body));
				await gateway.faults.add({ kind: 'status', status: 200, body, path });
				const before = gateway.requests.length;
				const found = await open();
				await gateway.faults.clear();

				const texts = found.flatMap(({ name, value }) => [name, value]);
				expect(texts.filter((text) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
				expect(
					texts.filter((text) => /undefined|null|NaN|\[object|^\s*\(/.test(String(text))),
				).toEqual([]);
				expect(
					texts.filter(
						(text) => /12345678901\d+/.test(String(text)) && !String(text).includes(longId),
					),
				).toEqual([]);
				expect(new Set(found.map((entry) => JSON.stringify(entry))).size).toBe(found.length);
				expect(
					gateway.requests.slice(before).filter((one) => one.path === path).length,
				).toBeLessThanOrEqual(2);
			},
		);

	if (shown.size > 0)
		test.each([...shown])(
			'%s: an answer that cannot be read is an error, and not an empty list',
			async (method, operation) => {
				const { open, gateway, path, answer } = await opened(method, operation);
				const given: unknown = JSON.parse(String(answer?.body));
				const list = listIn(given) ?? anyListIn(given);
				const instead = (entries: unknown) =>
					JSON.stringify(given, (_name, value: unknown) =>
						value === (list ?? given) ? entries : value,
					);
				const answerTo = async (body: string) => {
					await gateway.faults.clear();
					await gateway.faults.add({ kind: 'status', status: 200, body, path });
				};
				for (const body of [
					'{"status":"OK","status_code":100}',
					'{"x":1,"notes":[]}',
					instead([null, null]),
					instead([{}]),
					instead(list ? [[1], true] : { a: null, b: {} }),
					instead('x'),
				]) {
					await answerTo(body);
					await expect(open().then((found) => ({ body, found }))).rejects.toThrow('answer');
				}
				await answerTo(instead([]));
				const left = (await open()).map(({ value }) => value);
				// What every account has.
				expect(left).toEqual(method === 'searchAlphanames' || left.includes('0') ? ['0'] : []);
				await gateway.faults.clear();
			},
		);

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
