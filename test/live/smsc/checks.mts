/** What a call can settle of the facts in `docs/gateways/smsc.md`. */
import type { Check } from '../model.mts';
import { checkOf, same, shapeOf } from '../verdicts.mts';

export const checks: readonly Check[] = [
	checkOf('smsc/balance-json', 'read', 'Asks for the balance', async (world) => {
		const { json } = await world.raw({ path: '/sys/balance.php' });
		return same('{"balance": text}', shapeOf(json));
	}),
];
