/** What a call can settle of the facts in `docs/gateways/kupon.md`. */
import type { Check } from '../model.mts';
import { callbackChecks } from './callbacks.mts';
import { readChecks } from './read.mts';
import { sendChecks } from './send.mts';

export const checks: readonly Check[] = [...readChecks, ...sendChecks, ...callbackChecks];
