import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type WallClock, wallClock, writtenDate } from '../../nodes/shared/input/dateTime.ts';
import { holds } from '../properties.mts';

const zones = [
	'UTC',
	'Europe/Moscow',
	'Europe/Minsk',
	'Europe/Kyiv',
	'Asia/Almaty',
	'Asia/Yekaterinburg',
	'Europe/Berlin',
	'America/New_York',
	'America/Sao_Paulo',
	'Africa/Casablanca',
	'Africa/Cairo',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Asia/Pyongyang',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Kiritimati',
];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1985, 0), max: Date.UTC(2038, 0) }).map(wholeSeconds);

/** Hours in which clocks of the zone are set: forward, back, by half an hour, over midnight, by a whole day. */
const changes = [
	['Europe/Berlin', '2026-03-29T02:30:00'],
	['Europe/Berlin', '2026-10-25T02:30:00'],
	['America/New_York', '2026-03-08T02:30:00'],
	['America/New_York', '2026-11-01T01:30:00'],
	['Europe/Moscow', '2011-03-27T02:30:00'],
	['Europe/Moscow', '2014-10-26T01:30:00'],
	['Australia/Lord_Howe', '2026-10-04T02:15:00'],
	['Australia/Lord_Howe', '2026-04-05T01:45:00'],
	['America/Sao_Paulo', '2018-11-04T00:30:00'],
	['Africa/Cairo', '2026-04-24T00:30:00'],
	['Asia/Almaty', '2024-02-29T23:30:00'],
	['Asia/Pyongyang', '2018-05-04T23:45:00'],
	['Pacific/Apia', '2011-12-30T12:00:00'],
] as const;
const nearChange = fc
	.tuple(fc.constantFrom(...changes), fc.integer({ min: -7200, max: 7200 }))
	.map(([[ownZone, middle], seconds]) => ({
		ownZone,
		text: local(DateTime.fromISO(middle, { zone: 'UTC' }).plus({ seconds })),
	}));

function wholeSeconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000) * 1000;
}

const local = (date: DateTime): string => date.toFormat("yyyy-MM-dd'T'HH:mm:ss");

function clockOf({ year, month, day, hour, minute, second }: DateTime): WallClock {
	return { year, month, day, hour, minute, second };
}

/** Luxon's reading of a clock without offset; of two instants the earlier one. */
function luxonReading(text: string, ownZone: string): DateTime {
	const date = DateTime.fromISO(text, { zone: ownZone });
	const possible = date.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
	return possible[0] ?? date;
}

const read = (value: unknown, ownZone: string, targetZone: string): WallClock =>
	wallClock(value, ownZone, targetZone, 'Send At');

describe('a time with an offset is the same instant in the zone of the gateway', () => {
	test('for any instant, offset and zone, whatever the zone of the workflow is', () => {
		holds(
			fc.property(instant, zone, zone, zone, (at, written, own, target) => {
				const date = DateTime.fromMillis(at, { zone: written });
				const expected = clockOf(date.setZone(target));
				expect(read(date.toISO(), own, target)).toEqual(expected);
				expect(read(date.toISO({ suppressMilliseconds: true }), own, target)).toEqual(expected);
				expect(read(date.toISO({ format: 'extended' }), target, target)).toEqual(expected);
			}),
			300,
		);
	});

	test('for Z, and for dates of JavaScript and of n8n', () => {
		holds(
			fc.property(instant, zone, zone, zone, (at, written, own, target) => {
				const expected = clockOf(DateTime.fromMillis(at, { zone: target }));
				expect(read(new Date(at).toISOString(), own, target)).toEqual(expected);
				expect(read(new Date(at), own, target)).toEqual(expected);
				expect(read(DateTime.fromMillis(at, { zone: written }), own, target)).toEqual(expected);
			}),
			150,
		);
	});

	test.each([
		['2026-01-15T09:30:00+03:00', 6],
		['2026-01-15T09:30:00+0300', 6],
		['2026-01-15T09:30:00+03', 6],
		['2026-01-15T09:30+03:00', 6],
		['2026-01-15 09:30:00 +03:00', 6],
		['2026-01-15t09:30:00z', 9],
		['2026-01-15T09:30:00.123456Z', 9],
		['2026-01-15T09:30:00-03:00', 12],
		[' 2026-01-15T09:30:00+03:00 ', 6],
		['2026-01-15T09:30:00+03:00[Europe/Moscow]', 6],
	])('%s is written in a form that is understood', (text, hour) => {
		const expected = { year: 2026, month: 1, day: 15, hour, minute: 30, second: 0 };
		expect(read(text, 'Asia/Tokyo', 'UTC')).toEqual(expected);
	});

	test('offsets of minutes count with the sign of their hours', () => {
		expect(read('2026-01-15T00:00:00-03:30', 'UTC', 'UTC')).toMatchObject({ hour: 3, minute: 30 });
		expect(read('2026-01-15T12:00:00+05:45', 'UTC', 'UTC')).toMatchObject({ hour: 6, minute: 15 });
	});
});

describe('a time without offset is a clock in the zone of the workflow', () => {
	test('for any clock that a zone shows', () => {
		holds(
			fc.property(instant, zone, zone, (at, own, target) => {
				const text = local(DateTime.fromMillis(at, { zone: own }));
				expect(read(text, own, target)).toEqual(clockOf(luxonReading(text, own).setZone(target)));
			}),
			300,
		);
	});

	test('also while clocks are set forward or back: the earlier of two, and a skipped one as if unset', () => {
		holds(
			fc.property(nearChange, zone, ({ ownZone, text }, target) => {
				fc.pre(ownZone !== target);
				const expected = clockOf(luxonReading(text, ownZone).setZone(target));
				expect(read(text, ownZone, target)).toEqual(expected);
			}),
			300,
		);
	});

	test('and stays as it was typed where the gateway has the same zone, also a skipped one', () => {
		const anyClock = fc.oneof(
			nearChange,
			fc.tuple(instant, zone).map(([at, ownZone]) => ({
				ownZone,
				text: local(DateTime.fromMillis(at, { zone: ownZone })),
			})),
		);
		holds(
			fc.property(anyClock, ({ ownZone, text }) => {
				const typed = clockOf(DateTime.fromISO(text, { zone: 'UTC' }));
				expect(read(text, ownZone, ownZone)).toEqual(typed);
			}),
		);
	});

	test.each([
		['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00'],
		['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00'],
		['2026-01-15', 'Europe/Moscow', '2026-01-14T21:00:00'],
		['2026-01-15 09:30', 'Asia/Kathmandu', '2026-01-15T03:45:00'],
	])('%s in %s is %s in UTC', (text, own, utc) => {
		const expected = clockOf(DateTime.fromISO(utc, { zone: 'UTC' }));
		expect(read(text, own, 'UTC')).toEqual(expected);
	});

	test.each([
		'31.12.2026 9:05',
		'31.12.2026 9:05:00',
		'31.12.2026  09:05',
		'31.12.2026, 9:05',
		'31.12.2026\u00a09:05',
		'2026-12-31 9:05',
		'2026-12-31T9:05',
		'2026/12/31 9:05',
		'2026.12.31 09:05:00',
		'2026-12-31, 09:05',
		'31.12.2026 9:05 +03:00',
	])('%s, as people and tables write it, is read', (text) => {
		const expected = { year: 2026, month: 12, day: 31, hour: 6, minute: 5, second: 0 };
		expect(read(text, 'Europe/Moscow', 'UTC')).toEqual(expected);
	});

	test.each(['1.2.2026', '01.2.2026', '2026-2-1', '2026/2/1', '2026.02.1', '1.2.2026 0:00'])(
		'%s is the first of February',
		(text) => {
			const expected = { year: 2026, month: 2, day: 1, hour: 0, minute: 0, second: 0 };
			expect(read(text, 'UTC', 'UTC')).toEqual(expected);
			expect(writtenDate(text, 'Birthday')).toMatchObject({ year: 2026, month: 2, day: 1 });
		},
	);

	test.each([
		['1990-05-16T20:00:00.000Z', 'Europe/Moscow', 17],
		['2001-05-16T21:00:00Z', 'Europe/Kyiv', 17],
		['2001-01-16T22:00:00Z', 'Europe/Kyiv', 17],
		['2001-05-17T04:00:00Z', 'America/New_York', 17],
		// No beginning of a day there.
		['1990-05-16T20:30:00.000Z', 'Europe/Moscow', 16],
		['1990-05-17T00:00:00.000Z', 'Europe/Moscow', 17],
		['1990-05-17T00:00:00.000Z', 'America/New_York', 17],
		// It names its own zone.
		['1990-05-16T16:00:00-04:00', 'Europe/Moscow', 16],
	])('%s, as a database has a day, is in %s the %dth', (text, own, day) => {
		expect(writtenDate(text, 'Birthday', own).day).toBe(day);
		if (text.endsWith('Z')) expect(writtenDate(new Date(text), 'Birthday', own).day).toBe(day);
		expect(writtenDate(text, 'Birthday').day).toBe(Number(text.slice(8, 10)));
	});

	test('a date alone is its midnight', () => {
		holds(
			fc.property(instant, zone, (at, own) => {
				const date = DateTime.fromMillis(at, { zone: own });
				const midnight = { ...clockOf(date), hour: 0, minute: 0, second: 0 };
				expect(read(date.toISODate(), own, own)).toEqual(midnight);
			}),
		);
	});

	test('a zone in brackets is not overlooked: it is used or refused', () => {
		let clock: WallClock | null = null;
		try {
			clock = read('2026-01-15T09:30:00[Asia/Tokyo]', 'Europe/Moscow', 'UTC');
		} catch {
			return;
		}
		expect(clock).toMatchObject({ hour: 0, minute: 30 });
	});
});
