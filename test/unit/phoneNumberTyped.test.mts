import fc from 'fast-check';
import type { Country } from '../../nodes/shared/input/nationalNumbers.ts';
import { phoneNumber } from '../../nodes/shared/input/recipients.ts';
import { countries } from './support/countries.mts';
import { international, separators } from './support/phones.mts';
import { holds } from '../properties.mts';

describe('whatever is typed', () => {
	const typed = fc.oneof(
		fc.stringMatching(/^[+]?[0-9 ()-]{0,20}$/),
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc.integer(),
	);

	test('a phone number is 7 to 15 digits without a leading zero, or a problem with a label', () => {
		holds(
			fc.property(typed, fc.constantFrom(...countries), (input, country) => {
				try {
					expect(phoneNumber(input, country)).toMatch(/^[1-9]\d{6,14}$/);
				} catch (error) {
					expect(error).toMatchObject({ label: 'Recipient', hint: expect.any(String) });
				}
			}),
			2000,
		);
	});

	test('a phone number that came out may go in again', () => {
		holds(
			fc.property(fc.stringMatching(/^[+]?[0-9]{5,15}$/), (input) => {
				let number: string;
				try {
					number = phoneNumber(input);
				} catch {
					return;
				}
				expect(phoneNumber(`+${number}`)).toBe(number);
				// Without a plus it may look like one that lacks its code. It never becomes another number.
				try {
					expect(phoneNumber(number)).toBe(number);
				} catch (error) {
					expect(error).toMatchObject({ hint: expect.stringContaining('country code') });
				}
			}),
			1000,
		);
	});

	test.each([
		['RU', /^(8[3489]|9)\d{9}$/],
		['BY', /^(80|0|8|)(29|33|44|25|17|15|16|21|22|23)\d{7}$/],
		['UA', /^(80|0|8|)[3-79]\d{8}$/],
		['KZ', /^(8[67]|7)\d{9}$/],
	] as Array<[Country, RegExp]>)(
		'a national number of %s that came out may go in again, with and without the country',
		(country, notation) => {
			holds(
				fc.property(fc.stringMatching(notation), (input) => {
					const number = phoneNumber(input, country);
					expect(phoneNumber(number, country)).toBe(number);
					expect(phoneNumber(number)).toBe(number);
				}),
			);
		},
	);

	test('separators change nothing', () => {
		const marks = Object.values(separators).flat();
		holds(
			fc.property(
				fc.constantFrom(...international),
				fc.array(fc.constantFrom('', ...marks), { minLength: 15, maxLength: 15 }),
				(number, gaps) => {
					// Brackets and slashes at the end mean something: an extension, another number.
					gaps.fill('', number.length - 8).fill('-', number.length - 4, number.length - 3);
					const cut = Array.from(number, (digit, index) => digit + (gaps[index] ?? '')).join('');
					expect(phoneNumber(cut)).toBe(number);
				},
			),
		);
	});
});
