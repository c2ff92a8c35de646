/** The checks of Kupon.mobi make nothing that could be removed. */
import type { LiveGateway } from '../model.mts';

export const removers: LiveGateway['removers'] = {};
