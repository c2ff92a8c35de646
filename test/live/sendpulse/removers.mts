/** How what the checks of SendPulse make is found by its name, and removed. */
import type { LiveGateway } from '../model.mts';

export const removers: LiveGateway['removers'] = {};
