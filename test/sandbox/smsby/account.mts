import type { GatewayContext } from '../framework/gateway.mts';
import { invalid } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { SmsByState } from './state.mts';
import { ERRORS } from './wire.mts';

/** The money: `settings.balance` less what was sent since the last reset. */
export class Account {
	readonly #settings: SmsBySettings;
	readonly #state: SmsByState;

	constructor({ settings }: GatewayContext<SmsBySettings>, state: SmsByState) {
		this.#settings = settings;
		this.#state = state;
	}

	/** Era C has one balance for all (docs/gateways/smsby.md 4: `viber_balance` is gone since mid-2024). */
	get hasViberBalance(): boolean {
		return this.#settings.era !== 'C';
	}

	get balance(): number {
		const { sms, viber } = this.#state.spent;
		return this.#settings.balance - sms - (this.hasViberBalance ? 0 : viber);
	}

	get viberBalance(): number {
		return this.#settings.viberBalance - this.#state.spent.viber;
	}

	/** How many SMS the balance can buy; 0 when SMS cost nothing is as good as any answer. */
	get limit(): number {
		const { price } = this.#settings;
		return price === 0 ? 0 : Math.max(0, Math.floor(rounded(this.balance / price)));
	}

	/** Takes the price of so many SMS parts or Viber messages, or refuses. */
	charge(channel: 'sms' | 'viber', count: number): void {
		const { price, viberPrice } = this.#settings;
		const cost = rounded(count * (channel === 'sms' ? price : viberPrice));
		const purse = channel === 'viber' && this.hasViberBalance ? this.viberBalance : this.balance;
		if (cost > rounded(purse)) throw invalid(ERRORS.billing);
		this.#state.spent[channel] = rounded(this.#state.spent[channel] + cost);
	}
}

/** Money to the five decimals of the wire. */
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
