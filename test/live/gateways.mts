/** The gateways that can be asked live. */
import { kupon } from './kupon/gateway.mts';
import type { LiveGateway } from './model.mts';
import { sendpulse } from './sendpulse/gateway.mts';
import { smsby } from './smsby/gateway.mts';
import { smsc } from './smsc/gateway.mts';
import { smsru } from './smsru/gateway.mts';

const gateways = { kupon, smsby, smsc, smsru, sendpulse };

/** A gateway may have its live check later than its node. */
export type LiveId = keyof typeof gateways;

export const liveGateways: Readonly<Record<LiveId, LiveGateway>> = gateways;
