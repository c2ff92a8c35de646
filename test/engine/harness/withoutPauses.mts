/**
 * Calls are repeated as ever, but without the pauses in between, save those that the gateway asks for. To be imported before
 * anything that loads a node.
 */
import type * as Policy from '../../../nodes/shared/transport/repeatPolicy.ts';

jest.mock('../../../nodes/shared/transport/repeatPolicy.ts', () => {
	const actual = jest.requireActual<typeof Policy>(
		'../../../nodes/shared/transport/repeatPolicy.ts',
	);
	return {
		...actual,
		repeatAfterMs: (...given: Parameters<typeof actual.repeatAfterMs>) => {
			const wait = actual.repeatAfterMs(...given);
			return wait === null || given[0].retryAfterMs !== undefined ? wait : 0;
		},
	};
});
