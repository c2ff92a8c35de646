import { failedRow } from '../../nodes/shared/model/failedRow.ts';
import { forwardsAllOutputs } from '../../nodes/shared/model/n8n.ts';
import { requireOutputs } from '../../nodes/shared/waiting/delivery.ts';
import type * as Package from './support/package.mts';
import { credentialTypes, nodeTypes } from './support/package.mts';

/** What a user of an n8n reads in its log that is older than the package can work in. */
describe('loading a node', () => {
	afterEach(() => {
		jest.resetModules();
		jest.dontMock('n8n-workflow');
	});

	const load = () => jest.requireActual<object>('../../nodes/Kupon/Kupon.node.ts');

	test('works in this n8n', () => {
		expect(load()).toHaveProperty('Kupon');
	});

	test('is refused in n8n before 1.110, with what to do', () => {
		jest.doMock('n8n-workflow', () => {
			// What n8n-workflow 1.105 (n8n 1.108) lacks, beside what the nodes do not use.
			const { isDomainAllowed, DATA_TABLE_SYSTEM_COLUMNS, resolveRelativePath, ...older } =
				jest.requireActual<Record<string, unknown>>('n8n-workflow');
			return older;
		});
		expect(load).toThrow(/needs n8n 1\.110 or later.*Update n8n/);
	});
});

describe('Separate Outputs', () => {
	test('are there in n8n from 2.39 on', () => {
		expect(forwardsAllOutputs({ N8N_NODES_API_VERSION: 1 })).toBe(true);
		expect(() => requireOutputs(true)).not.toThrow();
	});

	test('are refused before anything is sent where n8n would lose a branch', () => {
		expect(forwardsAllOutputs({})).toBe(false);
		expect(() => requireOutputs(false)).toThrow(/Separate Outputs.*2\.39/);
	});
});

describe('what an older n8n lacks is said in the forms that it concerns', () => {
	type Forms = Pick<typeof Package, 'credentialTypes' | 'nodeTypes'>;

	const formsOf = (forms: Forms) => [
		...forms.nodeTypes().map(({ node }) => node.description),
		...forms.credentialTypes(),
	];

	/** Forms that say so in any field. */
	const saying = (words: RegExp): string[] =>
		formsOf({ credentialTypes, nodeTypes })
			.filter(({ properties }) =>
				properties.some(({ displayName, hint = '' }) => words.test(`${displayName} ${hint}`)),
			)
			.map(({ name }) => name)
			.sort();

	test('callbacks that are answered before they are stored: every trigger that is called', () => {
		const called = nodeTypes()
			.filter(({ node }) => node.description.webhooks && node.description.group.includes('trigger'))
			.map(({ node }) => node.description.name)
			.sort();
		expect(called.length).toBeGreaterThanOrEqual(5);
		expect(saying(/Before 2\.7, n8n answers/)).toEqual(called);
	});

	test('tests of a credential that take any HTTP status: every one that would refuse some', () => {
		const choosy = credentialTypes()
			.filter(({ test: { request } = { request: {} } }) =>
				Object.hasOwn(request, 'ignoreHttpStatusErrors'),
			)
			.map(({ name }) => name)
			.sort();
		expect(choosy.length).toBeGreaterThanOrEqual(2);
		expect(saying(/n8n before 2\.9 accepts/)).toEqual(choosy);
	});

	test('no form depends on the n8n that runs it, because the lists of the build are shown by all', () => {
		jest.doMock('n8n-workflow', () => {
			const { shouldAutoPublishWorkflow, isFromAIOnlyExpression, N8N_NODES_API_VERSION, ...older } =
				jest.requireActual<Record<string, unknown>>('n8n-workflow');
			return older;
		});
		jest.resetModules();
		const older = formsOf(jest.requireActual<Forms>('./support/package.mts'));
		jest.dontMock('n8n-workflow');
		expect(JSON.stringify(older)).toBe(JSON.stringify(formsOf({ credentialTypes, nodeTypes })));
	});
});

describe('a failed row', () => {
	const details = { kind: 'rejected' };
	const row = (onError: 'continueErrorOutput' | 'continueRegularOutput') =>
		failedRow({ onError }, 'Refused', details, 3);

	test('is marked for n8n before 2.34.6, and a copy of it is free of the mark', () => {
		const marked = row('continueErrorOutput');
		expect(marked.error).toBe('Refused');
		expect({ ...marked }).toEqual({
			json: { error: 'Refused', details },
			pairedItem: { item: 3 },
		});
		expect({ ...marked }).not.toHaveProperty('error');
	});

	test('has no mark where n8n would put it in the place of the row', () => {
		expect(row('continueRegularOutput')).not.toHaveProperty('error');
	});
});
