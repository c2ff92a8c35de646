/**
 * Calls are repeated as ever, but without the pauses in between, save those that the gateway asks for. To be imported before
 * anything that loads a node.
 */
import type * as Policy from '../../../nodes/shared/transport/repeatPolicy.ts';

/** Where the pauses that a gateway asks for are noted, in milliseconds, instead of waited for. */
let noted: number[] | undefined;

/**
 * In a test of hundreds of calls, which would wait for a gateway each.
 *
 * @returns the pauses that the gateway has asked for in this test
 */
export function noteAskedPauses(): number[] {
	const asked: number[] = [];
	beforeEach(() => {
		asked.length = 0;
		noted = asked;
	});
	afterAll(() => {
		noted = undefined;
	});
	return asked;
}

jest.mock('../../../nodes/shared/transport/repeatPolicy.ts', () => {
	const actual = jest.requireActual<typeof Policy>(
		'../../../nodes/shared/transport/repeatPolicy.ts',
	);
	return {
		...actual,
		repeatAfterMs: (...given: Parameters<typeof actual.repeatAfterMs>) => {
			const wait = actual.repeatAfterMs(...given);
			if (wait === null) return null;
			if (given[0].retryAfterMs === undefined) return 0;
			noted?.push(wait);
			return noted ? 0 : wait;
		},
	};
});
