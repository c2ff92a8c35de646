import { sendPulseTarget } from './shapes/sendpulse.mts';
import { attackSuite } from './suite.mts';

attackSuite(sendPulseTarget);
