import { sleep } from 'n8n-workflow';
import type { Account } from '../../../nodes/shared/transport/account.ts';
import type { Pace, Paces } from '../../../nodes/shared/transport/paces.ts';
import type { Asker } from '../../../nodes/shared/transport/turnstile.ts';

interface Call {
	/** Its place in the order in which the calls were asked for. */
	number: number;
	startedAt?: number;
	endedAt?: number;
	error?: unknown;
}

/** Sends tasks through an account and notes when they run, in milliseconds since the first one was asked for. */
export class Calls {
	readonly all: Call[] = [];

	/** The most that were in flight at once. */
	peak = 0;

	private readonly begin = Date.now();

	private readonly account: Account;

	private inFlight = 0;

	constructor(account: Account) {
		this.account = account;
	}

	private now(): number {
		return Date.now() - this.begin;
	}

	add(
		duration: number,
		options: { fails?: boolean; signal?: AbortSignal; owner?: string } = {},
	): Call {
		const call: Call = { number: this.all.length };
		this.all.push(call);
		const task = async () => {
			call.startedAt = this.now();
			this.peak = Math.max(this.peak, ++this.inFlight);
			try {
				if (duration > 0) await sleep(duration);
				if (options.fails) throw new Error(`call ${call.number} failed`);
			} finally {
				this.inFlight--;
			}
		};
		this.account
			.call(task, options)
			.catch((error: unknown) => (call.error = error))
			.finally(() => (call.endedAt = this.now()));
		return call;
	}

	addMany(count: number, duration: number, options = {}): void {
		for (let i = 0; i < count; i++) this.add(duration, options);
	}

	/** When the calls started, in their order; null for one that has not. */
	get starts(): Array<number | null> {
		return this.all.map(({ startedAt }) => startedAt ?? null);
	}

	get started(): number[] {
		return this.starts.filter((at) => at !== null);
	}

	/** The most calls that started within a span of time, wherever it begins. */
	busiest(span: number): number {
		const starts = this.started;
		return Math.max(
			0,
			...starts.map((first) => starts.filter((at) => at >= first && at < first + span).length),
		);
	}
}

/** A call that starts as soon as the pace of its kind allows, and ends at once. @returns whether it did */
export const takePlace = async (paces: Paces, pace: Pace, asker?: Asker): Promise<boolean> =>
	await paces.run(
		pace,
		async (turn) => {
			turn?.start();
			return turn !== undefined;
		},
		asker,
	);
