import type { ClockScope } from '../../framework/clock.mts';

type TinyUrl = { readonly id: string; readonly link: string; readonly clicks: number[] };

/** Short links (`tinyurl=1`) and their clicks. The host of short links is not known. */
export class TinyUrls {
	readonly list: TinyUrl[] = [];
	readonly #clock: ClockScope;

	constructor(clock: ClockScope) {
		this.#clock = clock;
	}

	/** The short form of a link; the same link keeps its short form. */
	shorten(link: string): string {
		let found = this.list.find((one) => one.link === link);
		if (!found) {
			found = { id: (this.list.length + 46_656).toString(36), link, clicks: [] };
			this.list.push(found);
		}
		return `https://s.smsc.example/${found.id}`;
	}

	find(idOrLink: string): TinyUrl | undefined {
		return this.list.find(({ id, link }) => id === idOrLink || link === idOrLink);
	}

	/** Somebody follows a link. */
	click(idOrLink: string): void {
		const found = this.find(idOrLink);
		if (!found) throw new RangeError(`No short link "${idOrLink}"`);
		found.clicks.push(this.#clock.now());
	}

	clear(): void {
		this.list.length = 0;
	}
}
