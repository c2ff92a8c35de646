/** What a call can settle of the facts in `docs/gateways/sendpulse.md`. */
import type { Check } from '../model.mts';
import { accountChecks } from './account.mts';
import { bookChecks } from './books.mts';
import { crmChecks } from './crm.mts';
import { detailChecks } from './details.mts';
import { phoneChecks } from './phones.mts';
import { readChecks } from './read.mts';
import { sendChecks } from './send.mts';
import { webhookChecks } from './webhooks.mts';

export const checks: readonly Check[] = [
	...readChecks,
	...detailChecks,
	...accountChecks,
	...bookChecks,
	...phoneChecks,
	...crmChecks,
	...webhookChecks,
	...sendChecks,
];
