/** What is planted for each gateway. */
import type { LiveId } from '../gateways.mts';
import { kupon } from './differences/kupon.mts';
import { sendpulse } from './differences/sendpulse.mts';
import { smsby } from './differences/smsby.mts';
import { smsc } from './differences/smsc.mts';
import { smsru } from './differences/smsru.mts';
import type { Difference } from './plants.mts';

export const differences: Readonly<Record<LiveId, readonly Difference[]>> = {
	kupon,
	smsby,
	smsc,
	smsru,
	sendpulse,
};
