import type { Service } from '../core/service.mts';

/** Price of a letter beyond the tariff, as in the examples (docs/gateways/sendpulse.md 5.1). */
export const LETTER_PRICE = 0.0044;

/** Letters the tariff still covers. */
export const lettersLeft = ({ account, settings }: Service): number =>
	Math.max(0, settings.emailsLeft - account.lettersUsed);
