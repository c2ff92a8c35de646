import { createHash } from 'node:crypto';

import type { ClockScope } from '../framework/clock.mts';
import type { SmscSettings } from './settings.mts';
import type { Parameters } from './wire/parameters.mts';
import { Refusal } from './wire/refusal.mts';
import { ERROR, TEXT } from './wire/words.mts';

const MINUTE = 60_000;
const CREDENTIALS = ['login', 'psw', 'apikey'];

/** Error 9: requests a minute and requests at a time (docs/gateways/smsc.md 1.8). There is one account, so one login. */
export class Limits {
	readonly #clock: ClockScope;
	readonly #settings: SmscSettings;
	readonly #taken = new Map<string, number[]>();
	readonly #underWay = new Map<string, number>();

	constructor(clock: ClockScope, settings: SmscSettings) {
		this.#clock = clock;
		this.#settings = settings;
	}

	/** Counts a request; throws error 9 when `most` of the kind were made within the last minute. */
	take(kind: string, most: number): void {
		if (!this.#settings.rateLimits) return;
		const now = this.#clock.now();
		const recent = (this.#taken.get(kind) ?? []).filter((at) => at > now - MINUTE);
		this.#taken.set(kind, recent);
		if (recent.length >= most) throw new Refusal(ERROR.limit, TEXT.duplicate);
		recent.push(now);
	}

	/** The same for requests that are identical: every parameter but the credentials is the same. */
	takeIdentical(kind: string, most: number, parameters: Parameters): void {
		this.take(`${kind} ${fingerprint(parameters, CREDENTIALS)}`, most);
	}

	/**
	 * The same for what sends, where `id` is a name that the client gives its message: what "identical" compares is UNKNOWN
	 * (docs/gateways/smsc.md 1.8), so whether `id` counts is a mode. Elsewhere `id` says what is asked for.
	 */
	takeIdenticalSend(kind: string, most: number, parameters: Parameters): void {
		const isNamed = this.#settings.identical === 'withId';
		const ignored = isNamed ? CREDENTIALS : [...CREDENTIALS, 'id'];
		this.take(`${kind} ${fingerprint(parameters, ignored)}`, most);
	}

	/** Does some work unless too much of it is under way: error 9, "too many concurrent requests". */
	async together<T>(script: string, work: () => Promise<T>): Promise<T> {
		const { concurrentRequests, concurrentStatusRequests } = this.#settings;
		const leaveAll = this.#enter('*', concurrentRequests);
		try {
			const limit = script === 'status' ? concurrentStatusRequests : 0;
			const leave = this.#enter(script, limit);
			try {
				return await work();
			} finally {
				leave();
			}
		} finally {
			leaveAll();
		}
	}

	clear(): void {
		this.#taken.clear();
	}

	/** The one that makes `limit` of them is refused: "15 and more". */
	#enter(kind: string, limit: number): () => void {
		const count = (this.#underWay.get(kind) ?? 0) + 1;
		if (limit > 0 && count >= limit) throw new Refusal(ERROR.limit, TEXT.concurrent);
		this.#underWay.set(kind, count);
		return () => void this.#underWay.set(kind, (this.#underWay.get(kind) ?? 1) - 1);
	}
}

const fingerprint = (parameters: Parameters, ignored: readonly string[]): string => {
	const texts = parameters
		.names()
		.filter((name) => !ignored.includes(name))
		.map((name) => `${name}=${parameters.text(name)}`)
		.sort();
	const hash = createHash('sha1').update(JSON.stringify(texts));
	for (const { name, value } of parameters.files()) hash.update(name).update(value);
	return hash.digest('hex');
};
