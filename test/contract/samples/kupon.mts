import type { GatewaySamples, Sample } from './sample.mts';
import { textOf } from './sample.mts';

const message = {
	type: 'sms',
	sender: 'MyShop',
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

const sends = (parameters: Sample['parameters']): Sample => ({
	effect: 'send',
	parameters,
	messages: 1,
});

/** Source: docs/gateways/kupon.md 1 to 4 and 7. */
export const kuponSamples: GatewaySamples = {
	operations: {
		'message.estimate': { effect: 'local', parameters: { text: '={{ $json.text }}' } },
		'message.send': sends(message),
		'message.sendMany': sends(message),
		'message.sendAndWait': sends({ ...message, message: '={{ $json.text }}' }),
		'message.sendAndWaitForDelivery': sends(message),
		'cascade.start': sends({ ...message, sender: '1024' }),
		'cascade.startMany': sends({ ...message, sender: '1024' }),
		'cascade.sendAndWaitForDelivery': sends({ ...message, sender: '1024' }),
	},
	refusals: [
		{
			name: 'no',
			says: '`type=error` with HTTP 200',
			body: { type: 'error', msg: 'Нет прав' },
			kind: 'rejected',
		},
		{
			name: 'no 400',
			says: '`type=error` with HTTP 400',
			status: 400,
			body: { type: 'error', msg: 'Получатель в стоп-листе' },
			kind: 'rejected',
		},
		{
			name: 'token',
			says: '`type=error` with HTTP 403',
			status: 403,
			body: { type: 'error', msg: 'Неверный API токен' },
			kind: 'unauthorized',
		},
		{
			name: 'no words',
			says: '`type=error` without a reason',
			body: { type: 'error' },
			kind: 'rejected',
		},
	],
	accepts: (answer) => textOf(answer).includes('"success"'),
};
