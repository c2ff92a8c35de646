import { smsRuTarget } from './shapes/smsru.mts';
import { attackSuite } from './suite.mts';

attackSuite(smsRuTarget);
