import type { Effect } from '../../../nodes/shared/model/effect.ts';
import { failureKinds, messageOutcome } from '../../../nodes/shared/model/failure.ts';
import {
	longestWaitMs,
	maxBusyTries,
	maxTries,
	repeatAfterMs,
} from '../../../nodes/shared/transport/repeatPolicy.ts';
import { failure } from '../support/gateway.mts';

/** Kind; repeated when it must not happen twice; repeated when it may. Every kind of the vocabulary has a line. */
const table = [
	['invalidRequest', false, false],
	['unauthorized', false, false],
	['insufficientFunds', false, false],
	['invalidRecipient', false, false],
	['windowClosed', false, false],
	['rejected', false, false],
	['duplicate', false, false],
	['rateLimited', true, true],
	['busy', true, true],
	['unavailable', true, true],
	['outcomeUnknown', false, true],
	['notFound', false, false],
	['unknown', false, false],
] as const;

test('the table has every kind of failure once', () => {
	expect(table.map(([kind]) => kind)).toEqual([...failureKinds]);
});

/** Waits before the tries that follow the first one. */
const waitsOf = (kind: (typeof table)[number][0], effect: Effect, tries = 10) =>
	Array.from({ length: tries }, (_, before) => repeatAfterMs(failure(kind), effect, before + 1));

describe.each(table)('%s', (kind, whenSending, whenReading) => {
	test.each([
		['send', whenSending],
		['once', whenSending],
		['again', whenReading],
		['read', whenReading],
	] as const)('a call with the effect %s', (effect, repeated) => {
		const tries = kind === 'busy' ? maxBusyTries : maxTries;
		const waits = waitsOf(kind, effect);
		expect(waits.filter((wait) => wait !== null)).toHaveLength(repeated ? tries - 1 : 0);
		expect(waits.slice(tries - 1)).toEqual(waits.slice(tries - 1).map(() => null));
		if (repeated && kind !== 'busy') expect(waits.slice(0, 2)).toEqual([500, 1000]);
	});

	test.each([
		['0 s', 0, 0],
		['7 s', 7000, 7000],
		['the longest wait', longestWaitMs, longestWaitMs],
		['more than the longest wait', longestWaitMs + 1, null],
		['an hour', 3_600_000, null],
	])('when the gateway asks for %s', (_, retryAfterMs, expected) => {
		const asked = failure(kind, { retryAfterMs });
		expect(repeatAfterMs(asked, 'send', 1)).toBe(whenSending ? expected : null);
		expect(repeatAfterMs(asked, 'read', 2)).toBe(whenReading ? expected : null);
		expect(repeatAfterMs(asked, 'read', kind === 'busy' ? maxBusyTries : maxTries)).toBeNull();
	});

	if (messageOutcome(failure(kind)) === 'unknown')
		test('is never repeated while the message may have been sent', () => {
			expect(repeatAfterMs(failure(kind), 'once', 1)).toBeNull();
		});
});

describe('a gateway that is busy at this moment', () => {
	afterEach(() => void jest.restoreAllMocks());

	test.each([
		['shortest', 0, [250, 500, 1000, 2000, 4000, 4000, 4000]],
		['longest', 1, [500, 1000, 2000, 4000, 8000, 8000, 8000]],
	])('is asked again after waits that grow to a limit (the %s ones)', (_, chance, waits) => {
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		expect(waitsOf('busy', 'send')).toEqual([...waits, null, null, null]);
	});

	test('is not asked by all at the same moment', () => {
		const waits = Array.from({ length: 20 }, () => repeatAfterMs(failure('busy'), 'send', 3));
		expect(new Set(waits).size).toBeGreaterThan(1);
	});
});

test.each([
	['outcomeUnknown', 'unknown'],
	['unavailable', 'notSent'],
	['rejected', 'refused'],
	['rateLimited', 'refused'],
	['unknown', 'refused'],
] as const)('a failure of the kind %s leaves a message %s', (kind, outcome) => {
	expect(messageOutcome(failure(kind))).toBe(outcome);
});

test('a value that cannot be used leaves a message notSent', () => {
	expect(messageOutcome(failure('invalidRecipient', { uncalled: true }))).toBe('notSent');
});
