import { idOf } from '../shared/transport/json';
import type { StatusInquiry } from '../shared/waiting/finalStatus';
import { get, methodRequest } from './call';
import { smsBy } from './gateway';
import { smsState } from './state';

export const checkSms = get('checkSMS');

/** One call a message: checkSMS knows no lists. Source: docs/gateways/smsby.md 3.5. */
export const smsStatus: StatusInquiry = {
	gateway: smsBy,
	listSize: 1,
	key: ({ messageId }) => idOf(messageId),
	request: ([row]) => methodRequest(checkSms, [['sms_id', String(row?.messageId)]]),
	states: (_rows, body) => [smsState(body)],
};
