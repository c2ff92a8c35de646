import { CAMPAIGN } from '../core/codes.mts';
import type { Campaign } from './campaign.mts';

const UNDER_WAY: readonly number[] = [
	CAMPAIGN.moderation,
	CAMPAIGN.sending,
	CAMPAIGN.test,
	CAMPAIGN.creating,
	CAMPAIGN.queued,
];

const BEFORE_SENDING: readonly number[] = [
	CAMPAIGN.moderation,
	CAMPAIGN.creating,
	CAMPAIGN.queued,
	CAMPAIGN.draft,
	CAMPAIGN.needsEditing,
];

/** A book with such a campaign cannot be deleted (docs/gateways/sendpulse.md 2.5). */
export const isUnderWay = ({ status }: Campaign): boolean => UNDER_WAY.includes(status);

/** It can still be edited (docs/gateways/sendpulse.md 5.4). */
export const isEditable = ({ status }: Campaign): boolean => BEFORE_SENDING.includes(status);

/** It can be stopped: "cancels campaigns before they are fully sent" (OpenAPI). */
export const isCancellable = (campaign: Campaign): boolean =>
	isEditable(campaign) || campaign.status === CAMPAIGN.sending;
