/** What a call can settle of the facts in `docs/gateways/smsc.md`. */
import type { Check } from '../model.mts';
import { readChecks } from './read.mts';
import { sendChecks } from './send.mts';
import { writeChecks } from './write.mts';

export const checks: readonly Check[] = [...readChecks, ...writeChecks, ...sendChecks];
