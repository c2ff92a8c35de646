/** What a call can settle of the facts in `docs/gateways/kupon.md`. */
import type { Check } from '../model.mts';

export const checks: readonly Check[] = [];
