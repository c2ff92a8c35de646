import '../../engine/harness/withoutPauses.mts';
import { smscSamples } from '../samples/smsc.mts';
import { smscTable } from '../smsc.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(smscTable, smscSamples);
