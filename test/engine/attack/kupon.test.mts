import { kuponTarget } from './shapes/kupon.mts';
import { attackSuite } from './suite.mts';

attackSuite(kuponTarget);
