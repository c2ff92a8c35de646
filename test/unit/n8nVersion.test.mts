import { failedRow } from '../../nodes/shared/model/failedRow.ts';
import { forwardsAllOutputs } from '../../nodes/shared/model/n8n.ts';
import { requireOutputs } from '../../nodes/shared/waiting/delivery.ts';

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
			const { isSafeObjectProperty, ...older } =
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
