import { smsByTarget } from './shapes/smsby.mts';
import { attackSuite } from './suite.mts';

attackSuite(smsByTarget);
