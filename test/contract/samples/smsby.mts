import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index.mts';
import { pick, result, send } from '../../sandbox/smsby/testing.mts';
import type { How } from '../../sandbox/smsby/testing.mts';
import type { GatewaySamples, Refusal, Sample } from './sample.mts';
import { byId, file, textOf } from './sample.mts';

const phone = '375291110000';
const to = '={{ $json.recipient }}';

const message = {
	recipient: to,
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

/** A call of the account's own. */
const ask = async (sandbox: Sandbox, method: string, values: object, how?: How) => {
	const answer = await send(sandbox.smsby, method, values as Record<string, unknown>, how);
	if (answer.status !== 200) throw new Error(`${method}: ${answer.status} ${answer.text}`);
	return answer;
};

/** Campaigns are moderated at the first look. */
const moderated = (sandbox: Sandbox) => {
	sandbox.smsby.settings.moderationLooks = 0;
};

const newCampaign = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const how = { as: 'query' } as const;
	moderated(sandbox);
	const campaign = await ask(sandbox, 'createSmsMessage', { message: 'Скидка' }, how);
	const campaignId = String(pick(campaign, 'message_id'));
	await ask(sandbox, 'checkSMSMessageStatus', { message_id: campaignId }, how);
	return { campaignId };
};

const sentCampaign = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const campaign = await newCampaign(sandbox);
	const values = { message_id: campaign.campaignId, phone };
	await ask(sandbox, 'sendSms', values, { as: 'query' });
	return campaign;
};

const sentMessage = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const sent = await ask(sandbox, 'sendQuickSMS', { message: 'Готово', phone });
	return { messageId: String(pick(sent, 'sms_id')) };
};

const bulk = (method: string, campaign: object) => async (sandbox: Sandbox) => {
	const messages = [{ message_type: 'bulk', text: 'Готово', delivery_list: [phone], ...campaign }];
	const sent = await ask(sandbox, method, { callback_url: '', messages }, { as: 'json' });
	return { groupId: String(pick(sent, 'uuid')) };
};

const newObject = async (sandbox: Sandbox): Promise<INodeParameters> => {
	await ask(sandbox, 'createPasswordObject', { type_id: 'numbers', len: 6 }, { as: 'query' });
	return { codeObject: byId(sandbox.smsby.state.passwordObjects[0]?.id ?? '') };
};

const emptyList = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const made = await ask(sandbox, 'createSubscriberList', { name: 'Клиенты' }, { version: 'v2' });
	return { listId: String(result(made).list_id) };
};

const newList = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const { listId } = await emptyList(sandbox);
	const values = {
		list_id: listId,
		field_names: ['email', 'phone'],
		data: [['ann@example.com', phone]],
	};
	await ask(sandbox, 'importContacts', values, { version: 'v2', as: 'json' });
	return { listId };
};

const flashCall = async (sandbox: Sandbox): Promise<INodeParameters> => {
	await ask(sandbox, 'flashCall', { phone, code: '1234' });
	return { flashCallId: sandbox.smsby.state.flashCalls[0]?.fclid ?? '' };
};

const addBill = (sandbox: Sandbox) =>
	void sandbox.smsby.state.bills.push({
		id: '1',
		amount: '10.5',
		amountType: 'sms',
		type: null,
		createdAt: Date.parse('2026-01-15T09:30:00Z'),
	});

const read = (
	parameters: INodeParameters = {},
	prepare?: Sample['prepare'],
	more: Partial<Sample> = {},
): Sample => ({ effect: 'read', parameters, ...(prepare ? { prepare } : {}), ...more });

const changes = (
	effect: 'again' | 'once' | 'send',
	parameters: INodeParameters,
	prepare?: Sample['prepare'],
	more: Partial<Sample> = {},
): Sample => ({ effect, parameters, ...(prepare ? { prepare } : {}), ...more });

const sends = (
	parameters: INodeParameters,
	prepare?: Sample['prepare'],
	more: Partial<Sample> = {},
) => changes('send', parameters, prepare, { messages: 1, ...more });

const letter = {
	senderEmail: 'shop@example.com',
	subject: 'Ваш заказ',
	message: '<p>Готов</p>',
};
const viber = { ...message, vibername: byId('444') };

const refusal = (name: string, status: number, error: string, kind: Refusal['kind']): Refusal => ({
	name,
	says: `\`error\` “${error}” with HTTP ${status}`,
	status,
	body: { error },
	kind,
});

/** Source: docs/gateways/smsby.md 2 to 7. */
export const smsBySamples: GatewaySamples = {
	operations: {
		'account.getAlphanameId': read({ name: 'MyName' }),
		'account.getAlphanames': read(),
		'account.getBalance': read(),
		'account.getBills': read({}, addBill),
		'account.getLimit': read(),
		'campaign.create': changes(
			'once',
			{ text: 'Скидка', options: { lookSeconds: 0.1 } },
			// Not every era refuses the same text. Source: docs/gateways/smsby.md 2.
			(sandbox) => {
				moderated(sandbox);
				sandbox.smsby.settings.duplicates = 'accepted';
			},
			{
				own: ({ path }) => path.endsWith('/createSmsMessage'),
				// It looks at the moderation, once with these settings.
				after: 1,
			},
		),
		'campaign.getAll': read({}, async (sandbox) => void (await newCampaign(sandbox))),
		'campaign.getStatus': read({}, newCampaign),
		'campaign.send': sends({ recipient: to }, newCampaign),
		'contactList.create': changes('once', { name: 'Клиенты' }),
		'contactList.importContacts': changes('again', { recipient: to }, emptyList),
		'email.send': sends(
			{ ...letter, recipient: 'ann@example.com', options: { attachment: 'data' } },
			undefined,
			{
				binary: file,
			},
		),
		'email.sendToList': sends(letter, newList),
		'message.estimate': { effect: 'local', parameters: { text: '={{ $json.text }}' } },
		'message.getBulkStatus': read({}, bulk('sendBulkSms', { alphaname_id: '0' })),
		'message.getDeliveryList': read({}, sentCampaign),
		'message.getStatus': read({}, sentMessage),
		'message.send': sends(message),
		'message.sendAndWait': sends({ ...message, message: 'Заказ готов?' }),
		'message.sendMany': changes('send', message),
		// A wrong code uses up one of the attempts.
		'oneTimeCode.confirmFlashCall': changes('once', { recipient: to, code: '1234' }, flashCall, {
			secondRefused: 'status',
		}),
		'oneTimeCode.create': changes('once', { characters: 'numbers', length: 6 }),
		'oneTimeCode.delete': changes('again', {}, newObject, { secondRefused: 'status' }),
		'oneTimeCode.flashCall': changes('send', { recipient: to, code: '1234' }),
		'oneTimeCode.get': read({}, newObject),
		'oneTimeCode.getAll': read({}, async (sandbox) => void (await newObject(sandbox))),
		'oneTimeCode.send': sends({ recipient: to, text: 'Код: %CODE%' }, newObject),
		'oneTimeCode.update': changes('again', { characters: 'both', length: 8 }, newObject),
		'viber.getBulkStatus': read(
			{},
			bulk('sendBulkViber', {
				alphaname_id: '444',
				content: { type: 'text', text: 'Готово' },
			}),
		),
		'viber.getNames': read(),
		'viber.send': sends(viber),
		'viber.sendMany': changes('send', viber),
		// The messages go out when the mailing is confirmed in the account.
		'viber.sendToList': changes(
			'send',
			{ vibername: viber.vibername, text: message.text, mailingName: 'Май' },
			newList,
		),
	},
	refusals: [
		refusal('error', 200, 'undefined error', 'rejected'),
		refusal('error 421', 421, 'undefined error', 'rejected'),
		refusal('error 500', 500, 'undefined error', 'rejected'),
		{
			...refusal('status', 200, '', 'rejected'),
			says: '`status: error` with HTTP 200',
			body: { status: 'error', message: 'undefined error' },
		},
		refusal('phone', 400, 'incorrect phone number', 'invalidRecipient'),
		refusal('money', 400, 'billing error', 'insufficientFunds'),
		refusal('alpha-name', 400, 'ошибка в буквенном имени', 'rejected'),
		refusal('token', 403, 'access denied', 'unauthorized'),
		refusal('no object', 404, 'not found', 'notFound'),
		{ ...refusal('limit', 429, 'Превышен лимит запросов', 'rateLimited'), tries: 3 },
	],
	accepts: (answer) => answer.status < 300 && !textOf(answer).includes('"error"'),
};
