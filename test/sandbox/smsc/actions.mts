import type { GatewayAction } from '../framework/gateway.mts';
import type { Account } from './account.mts';

const text = (input: Readonly<Record<string, unknown>>, name: string): string => {
	const value = input[name];
	if (typeof value !== 'string' || value === '') throw new TypeError(`"${name}" must be a string`);
	return value;
};

/** What the world can do to the account, for the control interface. */
export const actionsOf = (account: Account): Readonly<Record<string, GatewayAction>> => ({
	/** An SMS comes in: phone, message, to (the account's number unless given). */
	receive: async (input) =>
		await account.receive({
			phone: text(input, 'phone'),
			message: text(input, 'message'),
			...(input.to === undefined ? {} : { to: text(input, 'to') }),
		}),
	/** A subscriber calls the number of wait_call.php: phone. */
	call: async (input) => await account.call(text(input, 'phone')),
	/** A recipient follows a short link: link, its short id or the full address. */
	click: (input) => account.click(text(input, 'link')),
});
