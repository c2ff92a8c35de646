/** The gateways that can be asked live. */
import type { GatewayId } from '../sandbox/index.mts';
import { kupon } from './kupon/gateway.mts';
import type { LiveGateway } from './model.mts';
import { sendpulse } from './sendpulse/gateway.mts';
import { smsby } from './smsby/gateway.mts';
import { smsc } from './smsc/gateway.mts';
import { smsru } from './smsru/gateway.mts';

export const liveGateways: Readonly<Record<GatewayId, LiveGateway>> = {
	kupon,
	smsby,
	smsc,
	smsru,
	sendpulse,
};
