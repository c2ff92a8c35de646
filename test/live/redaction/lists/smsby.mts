import type { Lists } from '../fields.mts';

/** Words of docs/gateways/smsby.md 2 and 3. */
export const smsby: Lists = {
	request: {
		words: 'message_type type amount_type status type_id',
		number:
			'forwarding_message forwarding_time limit_offset limit_rows len type_id is_moderated status',
		time: 'schedule_time date time',
	},
	phrases: [
		'billing error',
		'access denied',
		'limit exceeded',
		'alphaname is error',
		'Wrong alphaname. Check it is correct and approved',
		'ошибка в буквенном имени',
		'incorrect phone number',
		'undefined error',
		'not found',
		'invalid',
		'len value must be beetwen 1 and 16',
		'Message is too long. Allowed size: # chars for # sms (# latin symbols /sms)',
		'Code confirmed',
		'Too many requests',
	],
};
