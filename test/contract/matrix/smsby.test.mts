import '../../engine/harness/withoutPauses.mts';
import { smsBySamples } from '../samples/smsby.mts';
import { smsByTable } from '../smsby.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(smsByTable, smsBySamples);
