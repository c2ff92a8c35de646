import '../../engine/harness/withoutPauses.mts';
import { smsRuSamples } from '../samples/smsru.mts';
import { smsRuTable } from '../smsru.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(smsRuTable, smsRuSamples);
