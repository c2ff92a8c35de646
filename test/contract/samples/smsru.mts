import type { Sandbox } from '../../sandbox/index.mts';
import { postForm } from '../../sandbox/testing/http.mts';
import type { GatewaySamples, Sample } from './sample.mts';
import { byId, textOf } from './sample.mts';

const to = '={{ $json.recipient }}';
const phone = '79001110000';

const message = {
	sender: byId('MyShop'),
	recipient: to,
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

const sends = (parameters: Sample['parameters']): Sample => ({
	effect: 'send',
	parameters,
	messages: 1,
});

const read = (parameters: Sample['parameters'] = {}, more: Partial<Sample> = {}): Sample => ({
	effect: 'read',
	parameters,
	...more,
});

/** A message that is asked about. */
async function sent(sandbox: Sandbox) {
	const form = { api_id: sandbox.smsru.settings.apiIds[0] ?? '', json: '1', to: phone, msg: 'Да' };
	await postForm(`${sandbox.smsru.url}/sms/send`, form);
	return { messageId: sandbox.smsru.messages.at(-1)?.id ?? '' };
}

const block = (sandbox: Sandbox) => void sandbox.smsru.state.stopList.set(phone, 'просил');

const refusal = (code: number, words: string) => ({
	status: 'ERROR',
	status_code: code,
	status_text: words,
});

/** Source: docs/gateways/smsru.md 2 to 6 and 8. */
export const smsRuSamples: GatewaySamples = {
	operations: {
		'message.send': sends(message),
		'message.sendMany': sends(message),
		'message.sendAndWait': sends({ ...message, message: '={{ $json.text }}' }),
		'message.estimate': read(message),
		'message.getStatus': read({}, { prepare: sent }),
		'account.getBalance': read(),
		'account.getLimit': read(),
		'account.getFreeLimit': read(),
		'sender.getAll': read(),
		'blacklist.add': { effect: 'again', parameters: { recipient: to, note: 'просил' } },
		'blacklist.getAll': read({}, { prepare: block }),
		'blacklist.remove': { effect: 'again', parameters: { recipient: to }, prepare: block },
	},
	refusals: [
		{
			name: 'api_id',
			says: 'code 200: wrong api_id',
			body: refusal(200, 'Неправильный api_id'),
			kind: 'unauthorized',
		},
		{
			name: 'money',
			says: 'code 201: no money',
			body: refusal(201, 'Не хватает средств на лицевом счету'),
			kind: 'insufficientFunds',
		},
		{
			name: 'sender',
			says: 'code 204: the sender is not approved',
			body: refusal(204, 'Имя отправителя не согласовано с администрацией'),
			kind: 'rejected',
		},
		{
			name: 'busy',
			says: 'code 220: busy',
			body: refusal(220, 'Сервис временно недоступен, попробуйте чуть позже'),
			kind: 'busy',
			tries: 8,
		},
		{
			name: 'unknown',
			says: 'a code that nobody knows',
			body: refusal(777, 'Что-то новое'),
			kind: 'rejected',
		},
	],
	accepts: (answer) => /"status":"OK","status_code":100/.test(textOf(answer)),
};
