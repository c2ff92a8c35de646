/**
 * What a call does at the gateway, and so whether it may be made twice:
 * - `read` changes nothing;
 * - `again` changes something, and doing it twice changes nothing more;
 * - `once` changes something that must not happen twice, such as creating a group;
 * - `send` sends a message or spends money.
 */
export type Effect = 'read' | 'again' | 'once' | 'send';

/** A lost answer leaves open whether the call has changed something. */
export const isChange = (effect: Effect): boolean => effect !== 'read';

/** The call must not be carried out twice. */
export const isOnce = (effect: Effect): boolean => effect === 'once' || effect === 'send';
