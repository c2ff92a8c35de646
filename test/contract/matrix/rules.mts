/** What has to happen in each cell. The rules are the design's promises, and know nothing of the code under test. */
import type { FailureKind } from '../../../nodes/shared/model/failure.ts';
import type { Sample } from '../samples/sample.mts';
import type { MatrixFault } from './faults.mts';

/** What is known about a message that failed. */
type Outcome = 'notSent' | 'refused' | 'unknown';

export interface Expectation {
	/** `rows`: the operation's output; `none`: that there is nothing; else a row on the error output of this kind and outcome. */
	shown: 'rows' | 'none' | { kind: FailureKind; outcome: Outcome };
	/** HTTP requests of the operation's own call, the first one included; of all its calls where none arrives. */
	requests: number;
	/** How often the gateway did what was asked. */
	acted: number;
	/** Milliseconds that must lie between two of the requests. */
	pauseMs?: number;
}

/** A call that may be repeated is made three times in all. */
const tries = 3;

/** n8n itself repeats a call that was answered 401 once, in case a token can be renewed. */
const unauthorizedTries = 2;

const rows = (requests: number, acted: number): Expectation => ({ shown: 'rows', requests, acted });

const failed = (
	kind: FailureKind,
	outcome: Outcome,
	requests: number,
	acted: number,
): Expectation => ({ shown: { kind, outcome }, requests, acted });

/** Kinds of what an HTTP status says by itself. */
const kindOfStatus: Readonly<Record<number, FailureKind>> = {
	401: 'unauthorized',
	// With a page, as a firewall sends it.
	403: 'rejected',
	404: 'notFound',
	422: 'invalidRequest',
	429: 'rateLimited',
};

/**
 * Nobody knows whether the call arrived. What changes nothing the second time is made again; what sends, spends or makes
 * something is not. The outcome of whatever changes something is called unknown, unless the gateway can be asked and knows it.
 */
function openOutcome(
	sample: Sample,
	{ worked, keepsStatus = false }: { worked: boolean; keepsStatus?: boolean },
	once: boolean,
): Expectation {
	const acted = (requests: number) => (worked ? requests : 0);
	const unknown = (requests: number, did: number) =>
		failed('outcomeUnknown', 'unknown', requests, did);
	switch (sample.effect) {
		case 'read':
			return once ? rows(2, acted(1) + 1) : failed('unavailable', 'notSent', tries, acted(tries));
		case 'again':
			// The gateway has no second one to do: it may have been done the first time, or never have been there.
			if (sample.secondRefused && worked) {
				const heard = once || (keepsStatus && sample.secondRefused === 'status');
				return unknown(heard ? 2 : tries, 1);
			}
			return once ? rows(2, acted(1) + 1) : unknown(tries, acted(tries));
		default:
			return sample.asksBack && worked ? rows(1, 1) : unknown(1, acted(1));
	}
}

/** How many paths a call is made at that is refused with a status. */
const paths = ({ otherPath }: Sample, status: number | undefined): number =>
	otherPath && status === 404 ? 2 : 1;

/** What the user sees, how often the call is made, and how often the gateway does what was asked. */
export function expected(fault: MatrixFault, operation: string, sample: Sample): Expectation {
	// Whatever happens to the gateway, it is not asked.
	if (sample.effect === 'local') return rows(0, 0);
	const once = fault.once === true;
	const { before = 0, first = 0, after = 0 } = sample;
	switch (fault.nature) {
		case 'none':
		case 'mislabelled':
			return rows(1, 1);
		case 'unreachable':
			// Nothing can have arrived, so that even a call that sends is made again.
			return once
				? rows(2 + before + first + after, 1)
				: failed('unavailable', 'notSent', tries * (1 + before), 0);
		case 'noAnswer':
			if (fault.empty && sample.silent) return rows(1, 1);
			// What has no body arrives whole.
			if (fault.name === 'cut' && sample.bodiless) return rows(1, 1);
			return openOutcome(sample, fault, once);
		case 'refusal': {
			const kind = kindOfStatus[fault.status] as FailureKind;
			const { retryAfterSeconds } = fault;
			if (once) {
				return { ...rows(2, 1), pauseMs: (retryAfterSeconds ?? 0) * 1000 };
			}
			if (kind === 'unauthorized' && fault.status === 401) {
				return failed(kind, 'refused', unauthorizedTries, 0);
			}
			// A gateway that asks for more than a minute is reported instead of waited for.
			const waits = kind === 'rateLimited' && (retryAfterSeconds ?? 0) <= 60;
			return failed(kind, 'refused', waits ? tries : paths(sample, fault.status), 0);
		}
		case 'ownRefusal': {
			const { kind, tries: own = 1 } = fault.refusal;
			const meant = typeof kind === 'string' ? kind : kind(operation, sample);
			if (meant === 'nothing') return { shown: 'none', requests: own, acted: 0 };
			return failed(meant, 'refused', own * paths(sample, fault.refusal.status), 0);
		}
		case 'redirect':
			// No redirect is followed, so that no secret gets to another host.
			return failed('invalidRequest', 'refused', 1, 0);
		case 'huge':
			// An answer of that size is not read, and asking for it again would bring it again.
			return sample.effect === 'read'
				? failed('unknown', 'refused', 1, 1)
				: openOutcome(sample, { worked: true }, false);
	}
}
