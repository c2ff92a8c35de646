import fc from 'fast-check';
import { sameSecret } from '../../../nodes/shared/callbacks/secret.ts';
import { holds } from '../../properties.mts';

describe('a callback secret', () => {
	test('is the same as itself, and as nothing else', () => {
		const secret = fc.string({ unit: 'grapheme', minLength: 1 });
		holds(
			fc.property(secret, secret, (a, b) => {
				expect(sameSecret(a, a)).toBe(true);
				expect(sameSecret(a, b)).toBe(a === b);
			}),
		);
	});

	test.each([
		['missing', undefined],
		['empty', ''],
		['truncated', 's3cret-valu'],
		['prolonged', 's3cret-value1'],
		['in another case', 'S3cret-value'],
		['with a space', 's3cret-value '],
		['with a zero byte', 's3cret-value\0'],
	])('is wrong when it is %s', (_, given) => {
		expect(sameSecret(given, 's3cret-value')).toBe(false);
	});

	test('that was never set accepts nobody', () => {
		for (const given of [undefined, '', 'anything']) expect(sameSecret(given, '')).toBe(false);
	});
});
