import { kupon } from './kupon/definition.mts';
import { sendpulse } from './sendpulse/definition.mts';
import { smsc } from './smsc/definition.mts';
import { smsby } from './smsby/definition.mts';
import { smsru } from './smsru/definition.mts';

/** The gateways of the sandbox. A new one is its own folder and one line here. */
export const gateways = { kupon, smsc, smsby, sendpulse, smsru };
