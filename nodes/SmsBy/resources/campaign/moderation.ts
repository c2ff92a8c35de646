import { idOf } from '../../../shared/transport/json';
import { recordOf } from '../../answer';
import { get } from '../../call';

export const campaignStatus = get('checkSMSMessageStatus');

export interface Moderation {
	/** The gateway's word in lower case: `new`, `moderated`, or another that no source tells. */
	status: string | null;
	/** The campaign can be sent. */
	moderated: boolean;
	parts: number | null;
	alphaname: string | null;
}

/** checkSMSMessageStatus. Source: docs/gateways/smsby.md 3.5 and 3.6. */
export function moderation(body: unknown): Moderation {
	const { status, parts, alphaname } = recordOf(body);
	const word = idOf(status)?.trim().toLowerCase() ?? null;
	return {
		status: word,
		moderated: word === 'moderated',
		parts: Number(parts) || null,
		alphaname: idOf(alphaname),
	};
}
