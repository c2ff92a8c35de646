import { DateTime } from 'luxon';
import { pad, type WallClock, wallClock } from '../../nodes/shared/input/dateTime.ts';
import { problemOf } from './support/problems.mts';

const read = (value: unknown, ownZone: string, targetZone: string): WallClock =>
	wallClock(value, ownZone, targetZone, 'Send At');

describe('what is no date and time is refused with the label of its field and a hint', () => {
	test.each([
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['words', 'tomorrow'],
		['a number', 1_768_000_000_000],
		['a flag', true],
		['two dates', ['2026-01-15T09:30:00', '2026-01-16T09:30:00']],
		['an object', { date: '2026-01-15' }],
		['another notation', '01/15/2026 09:30'],
		['a day that may be a month', '12/11/2026 9:00'],
		['the same with dashes', '12-11-2026 9:00'],
		['a year of two digits', '31.12.26'],
		['two kinds of marks', '2026-12/31'],
		['nothing between date and time', '31.12.20269:00'],
		['a half of the day', '31.12.2026 9:00 PM'],
		['the empty date of a table', '01.01.0001 00:00:00'],
		['an offset that no zone has', '2026-01-15T09:30:00+25:00'],
		['minutes of an offset that no hour has', '2026-01-15T09:30:00+03:75'],
		['a time alone', '09:30'],
		['an hour alone', '2026-01-15T09'],
		['month 0', '2026-00-15T09:30:00'],
		['month 13', '2026-13-15T09:30:00'],
		['day 0', '2026-01-00'],
		['day 32', '2026-01-32'],
		['30 February', '2026-02-30'],
		['29 February of a common year', '2026-02-29T09:30:00+03:00'],
		['hour 24', '2026-01-15T24:00:00'],
		['minute 60', '2026-01-15T09:60:00'],
		['second 60', '2026-01-15T09:30:60'],
		['an offset without digits', '2026-01-15T09:30:00+'],
		['something after it', '2026-01-15T09:30:00Z or so'],
		['an invalid date of JavaScript', new Date(NaN)],
		['an invalid date of n8n', DateTime.invalid('test')],
	])('%s', (_, value) => {
		for (const target of ['Europe/Moscow', 'UTC']) {
			const problem = problemOf(() => read(value, 'Europe/Moscow', target));
			expect(problem).toMatchObject({ label: 'Send At', kind: 'invalidRequest' });
			expect(problem.message).toMatch(/^Send At /);
			expect(problem.hint).toContain('2026-01-15T09:30:00');
		}
	});

	test.each([
		['46387.375', /spreadsheet .*\(\$json\.time - 25569\)/],
		[46387, /spreadsheet/],
		['1768000000', /timestamp .*fromSeconds\(Number\(\$json\.time\)\)/],
		['1768000000000', /timestamp .*fromMillis\(Number\(\$json\.time\)\)/],
		['46387,375', /spreadsheet .*\(\$json\.time\.replace\(",", "\."\) - 25569\)/],
		['2026', /\+03:00\.$/],
	])('of a number, %s, the hint tells how to make a date', (value, words) => {
		expect(problemOf(() => read(value, 'UTC', 'UTC')).hint).toMatch(words);
	});

	test('the hint for a number of a spreadsheet makes what its cell shows', () => {
		const serial = 46387.395833333336;
		const date = DateTime.fromSeconds(Math.round((serial - 25569) * 86400), { zone: 'utc' });
		expect(read(date.toISO({ includeOffset: false }), 'Asia/Almaty', 'Asia/Almaty')).toEqual({
			...{ year: 2026, month: 12, day: 31, hour: 9, minute: 30, second: 0 },
		});
	});

	test('every day of a leap year and of a common year is judged as the calendar does', () => {
		for (const year of [2024, 2026, 2100]) {
			for (let month = 0; month <= 13; month++) {
				for (let day = 0; day <= 32; day++) {
					const text = `${year}-${pad(month)}-${pad(day)}`;
					const valid = DateTime.fromISO(text, { zone: 'UTC' }).isValid;
					const act = () => read(text, 'UTC', 'UTC');
					if (valid) expect([text, act()]).toEqual([text, expect.objectContaining({ month, day })]);
					else expect([text, problemOf(act).label]).toEqual([text, 'Send At']);
				}
			}
		}
	});

	test.each(['Europe/Moskow', '', 'MSK+3', 'Local'])('the zone “%s”', (unknown) => {
		const ofWorkflow = problemOf(() => read('2026-01-15T09:30:00', unknown, 'UTC'));
		const ofGateway = problemOf(() => read('2026-01-15T09:30:00Z', 'UTC', unknown));
		for (const problem of [ofWorkflow, ofGateway]) {
			expect(problem.message).toContain(`“${unknown}”`);
			expect(problem.hint).toContain('Europe/Moscow');
		}
	});
});

test('pad writes two digits', () => {
	expect([0, 7, 10, 59].map(pad)).toEqual(['00', '07', '10', '59']);
});
