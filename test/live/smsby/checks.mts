/** What a call can settle of the facts in `docs/gateways/smsby.md`. */
import type { Check } from '../model.mts';

export const checks: readonly Check[] = [];
