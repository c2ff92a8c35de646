import '../../engine/harness/withoutPauses.mts';
import { kuponSamples } from '../samples/kupon.mts';
import { kuponTable } from '../kupon.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(kuponTable, kuponSamples);
