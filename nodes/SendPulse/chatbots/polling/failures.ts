import type { Failure, FailureKind } from '../../../shared/model/failure';

/** What SendPulse says about one chat alone: the others can be read all the same. */
const ofOneChat: readonly FailureKind[] = [
	'notFound',
	'invalidRequest',
	'invalidRecipient',
	'rejected',
];

export const failsAlone = ({ kind }: Failure): boolean => ofOneChat.includes(kind);
