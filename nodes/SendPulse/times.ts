import type { ICredentialDataDecryptedObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { dayOf, isMidnight, isoClock, pad, wallClock } from '../shared/input/dateTime';
import type { Setting } from '../shared/input/parameterReader';
import { credentialName } from '../shared/model/gateway';
import { pasted } from '../shared/text/address';
import { idOf } from '../shared/text/json';
import { sendPulse } from './gateway';
import { nodeOf } from '../shared/model/n8n';

/** The zone in which SendPulse takes and shows times. Source: docs/gateways/sendpulse.md 1.5, "Dates". */
export const accountZone = (credentials: ICredentialDataDecryptedObject, ownZone: string): string =>
	pasted(credentials.timeZone) || ownZone;

/** The same for a `Shape`, which has n8n's context only. */
export async function zoneOf(context: IExecuteSingleFunctions): Promise<string> {
	const name = credentialName(sendPulse, nodeOf(context));
	return accountZone(await context.getCredentials(name), context.getTimezone());
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * `YYYY-MM-DD HH:MM:SS` on the account's clock; undefined when there is no value.
 *
 * @param label the field's label
 * @throws InputProblem when it is no date
 */
export function accountTime(value: unknown, label: string, setting: Setting): string | undefined {
	if (isEmpty(value)) return undefined;
	const { timeZone, credentials } = setting;
	const clock = wallClock(value, timeZone, accountZone(credentials, timeZone), label);
	return `${dayOf(clock)} ${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`;
}

/**
 * `YYYY-MM-DD` on the account's clock, as `accountTime`. Midnight in the workflow's zone, such as that of a day without a time, is no
 * moment: the day keeps its date in any zone.
 */
export function accountDay(value: unknown, label: string, setting: Setting): string | undefined {
	const onAccount = accountTime(value, label, setting);
	if (onAccount === undefined) return undefined;
	const chosen = wallClock(value, setting.timeZone, setting.timeZone, label);
	return isMidnight(chosen) ? dayOf(chosen) : onAccount.slice(0, 10);
}

/** A time of SendPulse as ISO 8601; what is none stays as it came. */
export const isoTime = (value: unknown, zone: string): string | null =>
	isoClock(value, zone) ?? idOf(value);
