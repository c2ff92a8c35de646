import { smscTarget } from './shapes/smsc.mts';
import { attackSuite } from './suite.mts';

attackSuite(smscTarget);
