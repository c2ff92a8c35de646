/** How the package tells which n8n it works in, in each n8n that the engine tests run in. */
import workflow from 'n8n-workflow/package.json' with { type: 'json' };
import { forwardsAllOutputs } from '../../nodes/shared/model/n8n.ts';

/** n8n-workflow 2 has the minor versions of n8n. */
const [major, minor] = workflow.version.split('.').map(Number) as [number, number];
const isFrom = (first: number): boolean => major > 2 || (major === 2 && minor >= first);

test('all outputs of a node that was woken: from 2.39 on', () => {
	expect(forwardsAllOutputs()).toBe(isFrom(39));
});
