/** Calls are repeated as ever, but without the pauses in between. To be imported before anything that loads a node. */
import type * as Policy from '../../../nodes/shared/transport/repeatPolicy.ts';

jest.mock('../../../nodes/shared/transport/repeatPolicy.ts', () => {
	const actual = jest.requireActual<typeof Policy>(
		'../../../nodes/shared/transport/repeatPolicy.ts',
	);
	return {
		...actual,
		repeatAfterMs: (...given: Parameters<typeof actual.repeatAfterMs>) =>
			actual.repeatAfterMs(...given) === null ? null : 0,
	};
});
