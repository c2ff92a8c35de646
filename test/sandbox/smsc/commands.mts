import type { Account } from './account.mts';
import type { Script } from './script.mts';
import type { Parameters } from './wire/parameters.mts';
import { badParameters } from './wire/refusal.mts';

/** Commands are mutually exclusive switches (docs/gateways/smsc.md 5): none or two of them are error 1. */
export const byCommand = (
	commands: Readonly<Record<string, Script>>,
	limit: (parameters: Parameters, account: Account) => void = () => undefined,
): Script => {
	const names = Object.keys(commands);
	return async (parameters, account, requestId) => {
		const [name, ...more] = names.filter((one) => !['', '0'].includes(parameters.text(one)));
		const command = name === undefined ? undefined : commands[name];
		if (!command || more.length > 0) throw badParameters();
		limit(parameters, account);
		return await command(parameters, account, requestId);
	};
};
