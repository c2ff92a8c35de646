import { callbacks, callbackUrl, type CallbackParts } from '../../../nodes/Kupon/callback.ts';
import { decodeCallback } from '../../../nodes/shared/callbacks/decode.ts';

export const parts = (more: Partial<CallbackParts> = {}): CallbackParts => ({
	url: 'https://n8n.test/webhook/abc/kupon',
	secret: 'callback-secret',
	kannel: false,
	channel: 'sms',
	recipient: '79001112233',
	reference: null,
	correlation: [],
	...more,
});

/** The gateway's call: the template with its placeholders filled in, by GET. */
export function called(url: string, id = '905117', status = '1') {
	const filled = url.replaceAll('{id}', id).replaceAll('{status}', status);
	return decodeCallback({ method: 'GET', url: filled, headers: {}, body: Buffer.alloc(0) });
}

/** The report that a call with these parts brings. */
export function report(more: Partial<CallbackParts>, status = '1', id = '905117') {
	const [first, ...others] = callbacks.parse(called(callbackUrl(parts(more)), id, status));
	if (!first || others.length > 0) throw new Error('Not one report');
	return first;
}
