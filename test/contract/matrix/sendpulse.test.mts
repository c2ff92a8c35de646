import '../../engine/harness/withoutPauses.mts';
import { sendPulseSamples } from '../samples/sendpulse.mts';
import { sendPulseTable } from '../sendpulse.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(sendPulseTable, sendPulseSamples);
