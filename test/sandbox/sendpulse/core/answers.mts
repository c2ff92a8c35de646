import type { Answer } from '../../framework/answer.mts';
import { json } from '../../framework/answer.mts';
import type { SendPulseSettings } from '../settings.mts';
import type { Refusal } from './refusal.mts';

type Asked = { readonly method: string; readonly path: string };

const V2 = '/v2/';

const SMS = '/sms/';

const CRM = '/crm/';

/** A 401 and a 429 are never hidden in a 200: clients renew and wait by the HTTP status. */
const canHide = ({ status }: Refusal): boolean => status !== 401 && status !== 429;

/**
 * A refusal as it leaves, by the mode `failureStyle` (docs/gateways/sendpulse.md 1.3): the HTTP status, or 200
 * with `is_error`, or 200 with `result: false`. Services under /v2/ say `{"success": false, "data": …}`
 * or, on an acknowledging call, `data: [false]`; what stands in that `data` is inference.
 */
export const refusalAnswer = (
	refusal: Refusal,
	{ method, path }: Asked,
	settings: SendPulseSettings,
): Answer => {
	const { code, message, body } = refusal;
	if (body !== null) return json(body, { status: refusal.status });
	const isHidden = settings.failureStyle !== 'http' && canHide(refusal);
	const status = isHidden ? 200 : refusal.status;
	const error = { message, error_code: code };
	if (path.startsWith(V2) && canHide(refusal)) {
		const isAcknowledging = method === 'PUT' || method === 'DELETE';
		if (isHidden && isAcknowledging) return json(enveloped([false], true, settings), { status });
		return json(enveloped(error, false, settings), { status });
	}
	if (path.startsWith(CRM) && canHide(refusal)) return crmRefusal(refusal);
	if (!isHidden) return json(error, { status });
	if (settings.failureStyle === 'result') {
		const said = { result: false };
		return json(path.startsWith(SMS) && settings.smsEnvelope === 'array' ? [said] : said);
	}
	return json({ is_error: true, error_code: code, message });
};

/**
 * The CRM says 404 inside `data` (docs/gateways/sendpulse.md 17.4). Its 422 has the form that Laravel gives it (inference).
 */
const crmRefusal = ({ status, message }: Refusal): Answer => {
	if (status === 404) return json({ data: { code: status, message } }, { status });
	const field = /^Argument (\S+)/.exec(message)?.[1] ?? 'request';
	return json(
		{ message: 'The given data was invalid.', errors: { [field]: [message] } },
		{ status },
	);
};

/** The two envelopes of /v2/ services (docs/gateways/sendpulse.md 21.8). */
export const enveloped = (
	data: unknown,
	success: boolean,
	{ webhookEnvelope }: SendPulseSettings,
): object =>
	webhookEnvelope === 'nested' ? { data: { result: success, data } } : { success, data };
