/** How SMS.ru answers, in shapes. Source: docs/gateways/smsru.md 1 to 4. */
import type { Answered, Expected } from '../probes.mts';
import { valueAt } from '../probes.mts';
import { filled, object } from '../shapes.mts';
import type { Like } from '../shapes.mts';

/** An envelope that says yes. */
export const ok = (more: Record<string, Like> = {}): Expected => ({
	json: object({ status: 'OK', status_code: 100, ...more }),
});

/** A refusal of the whole request, or of one number. */
export const refused = (code: number) =>
	object({ status: 'ERROR', status_code: code, status_text: filled });

/** Refused as a whole with this code. */
export const refusedWith = (code: number): Expected => ({ json: refused(code) });

/** What was said of the only number of a request, or of the request if that was refused as a whole. */
export const codeOf = ({ json }: Answered): number | undefined => {
	const [entry] = Object.values((valueAt(json, 'sms') ?? {}) as Record<string, unknown>);
	const code = valueAt(entry ?? json, 'status_code');
	return typeof code === 'number' ? code : undefined;
};
