/** How Kupon.mobi is asked and answers. Source: docs/gateways/kupon.md 2 and 3. */
import type { RawRequest, World } from '../model.mts';
import { namedPhone } from '../probes.mts';
import { either, filled, number, object } from '../shapes.mts';

export const send = '/api/v1/bulk/send-message';
export const sendList = '/api/v1/bulk/send-list-messages';

export const refused = object({ type: 'error', msg: filled });

export const accepted = object({ type: 'success', id: either(number, filled) });

/** The sender name that the user has given; without one the parameter stays out. */
export const senderOf = ({ access }: World): Record<string, string> =>
	access.sender ? { sender: access.sender } : {};

/** An SMS to the user; `undefined` takes a parameter out. */
export function sms(world: World, more: Record<string, string | undefined> = {}): RawRequest {
	const all = {
		type: 'sms',
		sent_to: namedPhone(world),
		sent_text: world.name('sms'),
		charset: 'UTF-8',
		...senderOf(world),
		...more,
	};
	const form = Object.entries(all).filter(
		(pair): pair is [string, string] => pair[1] !== undefined,
	);
	return { path: send, form: Object.fromEntries(form) };
}
