import fc from 'fast-check';

import { holds } from '../../properties.mts';
import { measure } from './parts.mts';

describe('parts', () => {
	/** docs/gateways/smsby.md 3.7, written out again on purpose. */
	const LATIN = [160, 306, 459, 628, 785, 942, 1071, 1224, 1377, 1530];
	const UNICODE = [70, 134, 201, 252, 315, 378, 469, 536, 603, 670];

	it.each([
		['a', LATIN],
		['я', UNICODE],
		['😀', UNICODE],
	])('follows the vendor table for %s', (character, borders) => {
		for (const [at, border] of borders.entries()) {
			expect(measure(character.repeat(border)).parts).toBe(at + 1);
			expect(measure(character.repeat(border + 1)).parts).toBe(Math.min(at + 2, 10));
		}
		expect(measure(character.repeat(borders[9] ?? 0)).isTooLong).toBe(false);
		expect(measure(character.repeat((borders[9] ?? 0) + 1)).isTooLong).toBe(true);
	});

	it.each([...'\n[]\\^{}|€'])('counts %j double and as Latin', (character) => {
		expect(measure(character.repeat(80))).toEqual({ parts: 1, length: 80, isTooLong: false });
		expect(measure(character.repeat(81)).parts).toBe(2);
		expect(measure(character.repeat(1530))).toEqual({ parts: 10, length: 1530, isTooLong: false });
	});

	it('never gets cheaper with more text', () => {
		holds(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, more) => {
				const [short, long] = [measure(text), measure(text + more)];
				expect(long.parts).toBeGreaterThanOrEqual(short.parts);
				expect(short.length).toBe([...text].length);
			}),
		);
	});
});
