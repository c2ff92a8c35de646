import type { ClockScope } from '../../framework/clock.mts';
import type { SendPulseSettings } from '../settings.mts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const MINUTE = 60_000;

export const DAY = 24 * 60 * MINUTE;

/** Whether the text is an existing day, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => DATE.test(text) && utc(`${text} 00:00:00`) !== null;

/** The instant of `YYYY-MM-DD HH:MM:SS` read as UTC; null when no such second exists. */
const utc = (text: string): number | null => {
	if (!DATE_TIME.test(text)) return null;
	const date = new Date(`${text.replace(' ', 'T')}.000Z`);
	if (Number.isNaN(date.getTime())) return null;
	return date.toISOString().slice(0, 19).replace('T', ' ') === text ? date.getTime() : null;
};

/** Dates of the wire: `YYYY-MM-DD HH:MM:SS` in the account's zone, no offset (docs/gateways/sendpulse.md 1.5). */
export class Dates {
	readonly #settings: SendPulseSettings;
	readonly #clock: ClockScope;

	constructor(settings: SendPulseSettings, clock: ClockScope) {
		this.#settings = settings;
		this.#clock = clock;
	}

	print(at: number): string {
		return new Date(at + this.#offset).toISOString().slice(0, 19).replace('T', ' ');
	}

	now(): string {
		return this.print(this.#clock.now());
	}

	/** The instant of a full date; null when it is not one. */
	parse(text: string): number | null {
		const at = utc(text);
		return at === null ? null : at - this.#offset;
	}

	/** The instant a `YYYY-MM-DD` begins, or of a full date; null when it is neither. */
	parseDay(text: string): number | null {
		return this.parse(DATE.test(text) ? `${text} 00:00:00` : text);
	}

	/** Whether an instant lies before the present second: the wire has no smaller unit. */
	isPast(at: number): boolean {
		return at < Math.floor(this.#clock.now() / 1000) * 1000;
	}

	get #offset(): number {
		return this.#settings.utcOffsetMinutes * MINUTE;
	}
}
