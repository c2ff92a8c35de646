/** The samples of every gateway, by its id. */
import { kuponSamples } from './kupon.mts';
import type { GatewaySamples } from './sample.mts';
import { sendPulseSamples } from './sendpulse.mts';
import { smsBySamples } from './smsby.mts';
import { smscSamples } from './smsc.mts';

export const samplesOf: Readonly<Record<string, GatewaySamples>> = {
	kupon: kuponSamples,
	smsc: smscSamples,
	smsby: smsBySamples,
	sendpulse: sendPulseSamples,
};
