import { ofEachGateway } from '../manifest.mts';
import type { GatewaySamples } from './sample.mts';

/** The samples of every gateway, by its id. */
export const samplesOf = ofEachGateway<GatewaySamples>('test/contract/samples/<id>.mts', 'Samples');
