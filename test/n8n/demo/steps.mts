import { kupon } from './kupon.mts';
import { sendpulse } from './sendpulse.mts';
import { smsby } from './smsby.mts';
import { smsc } from './smsc.mts';
import { smsru } from './smsru.mts';
import type { DemoStep } from './step.mts';

/** The demo's parts in their order. */
export const STEPS: readonly DemoStep[] = [kupon, smsc, smsby, sendpulse, smsru];
