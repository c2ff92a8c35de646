/** What a call can settle of the facts in `docs/gateways/smsru.md`. */
import type { Check } from '../model.mts';

export const checks: readonly Check[] = [];
