import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index.mts';
import { base64 } from '../../sandbox/sendpulse/testing.mts';
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import { clientSecret } from '../sendpulse.table.mts';
import { callbackSecret } from '../table.mts';
import type { GatewaySamples, Refusal } from './sample.mts';
import { byId, file, textOf } from './sample.mts';
import { again, ask, gone, once, quietly, read, sends } from './sendpulseAccount.mts';
import type { Prepare } from './sendpulseAccount.mts';
import { sendPulseCrmSamples } from './sendpulseCrm.mts';

const sender = 'news@shop.example';
const to = '={{ $json.recipient }}';
const address = 'recipient-0@example.com';
const phone = '380501112233';
const newSender = 'sales@shop.example';

const bookId = ({ book }: INodeParameters): string => (book as { value: string }).value;

const emptyBook = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const { id } = await ask(sandbox, 'POST', '/addressbooks', { bookName: 'Клиенты' });
	return { book: byId(String(id)) };
};

const withBook = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const book = await emptyBook(sandbox);
	const one = { email: address, variables: { name: 'Анна' } };
	await ask(sandbox, 'POST', `/addressbooks/${bookId(book)}/emails`, { emails: [one] });
	return book;
};

/** Parameters with a book, for operations whose field has another name. */
const bookAs =
	(name: string, prepare: Prepare = withBook): Prepare =>
	async (sandbox) => {
		const { book } = (await prepare(sandbox)) as INodeParameters;
		return { [name]: book };
	};

const withPhones = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const book = await withBook(sandbox);
	await ask(sandbox, 'POST', '/sms/numbers', { addressBookId: bookId(book), phones: [phone] });
	return book;
};

const newCampaign =
	(more: object = {}): Prepare =>
	async (sandbox) => {
		const { id } = await ask(sandbox, 'POST', '/campaigns', {
			sender_name: 'Shop',
			sender_email: sender,
			subject: 'Sale',
			name: 'Лето',
			body: base64('<a href="https://shop.example/a">x</a>'),
			list_id: Number(bookId(await withBook(sandbox))),
			...more,
		});
		return { campaign: byId(String(id)) };
	};

/** A campaign that has gone out. */
const sentCampaign: Prepare = async (sandbox) => {
	const campaign = await newCampaign()(sandbox);
	await sandbox.clock.advance(60_000);
	return campaign;
};

/** One whose letter was opened, and whose link was followed. */
const readCampaign: Prepare = async (sandbox) => {
	const campaign = await sentCampaign(sandbox);
	const letter = sandbox.sendpulse.messages.find(({ recipient }) => recipient === address);
	for (const event of ['open', 'redirect'])
		await sandbox.sendpulse.pushStatus(letter?.id ?? '', event);
	return campaign;
};

/** A day ahead, on the clock of the account. */
const tomorrow = (sandbox: Sandbox): string =>
	new Date(sandbox.clock.now() + 2 * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');

const planned: Prepare = async (sandbox) =>
	await newCampaign({ send_date: tomorrow(sandbox) })(sandbox);

const newTag: Prepare = async (sandbox) => {
	await ask(sandbox, 'POST', '/tags', { name: 'Важные', color: '#ff0000' });
	await sandbox.clock.advance(60_000);
	const [id] = sandbox.sendpulse.state.account.tags.keys();
	return { tag: byId(String(id)) };
};

const pinned = { contactBy: 'email', taggedEmail: to };

const tagAndContact = async (sandbox: Sandbox): Promise<INodeParameters> => {
	await withBook(sandbox);
	await newTag(sandbox);
	const [id] = sandbox.sendpulse.state.account.tags.keys();
	return { tags: String(id) };
};

const newTemplate = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const body = { name: 'Счёт', body: base64('<p>ё</p>'), lang: 'ru' };
	const { real_id: id } = await ask(sandbox, 'POST', '/template', body);
	return { template: byId(String(id)) };
};

const addSender = async (sandbox: Sandbox): Promise<INodeParameters> => {
	await ask(sandbox, 'POST', '/senders', { email: newSender, name: 'Sales' });
	return { sender: byId(newSender) };
};

const withCode = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const parameters = await addSender(sandbox);
	await ask(sandbox, 'GET', `/senders/${newSender}/code`);
	const code = sandbox.sendpulse.state.account.senders.get(newSender)?.code ?? '';
	return { ...parameters, code };
};

const sentLetter = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const { id } = await ask(sandbox, 'POST', '/smtp/emails', {
		email: {
			html: base64('<p>ё</p>'),
			text: 'ё',
			subject: 'Заказ',
			from: { name: 'Shop', email: sender },
			to: [{ email: address }],
		},
	});
	return { emailId: String(id) };
};

const bounced: Prepare = async (sandbox) => {
	const { emailId } = await sentLetter(sandbox);
	await sandbox.sendpulse.pushStatus(String(emailId), 'hard_bounces');
};

const unsubscribed: Prepare = async (sandbox) =>
	void (await ask(sandbox, 'POST', '/smtp/unsubscribe', {
		emails: [{ email: address, comment: '' }],
	}));

const blocked: Prepare = ({ sendpulse }) => void sendpulse.state.account.blacklist.set(address, '');

const push = { website: byId('53') };
const newPush: Prepare = async (sandbox) => {
	const body = { title: 'Скидки', body: 'Сегодня', website_id: 53, ttl: 3600 };
	const { id } = await ask(sandbox, 'POST', '/push/tasks', body);
	return { pushId: String(id) };
};

const newSms: Prepare = async (sandbox) => {
	const body = { sender: 'iQA', phones: [phone], body: 'Готов', transliterate: 0 };
	const { campaign_id: id } = await ask(sandbox, 'POST', '/sms/send', body);
	await sandbox.clock.advance(5000);
	return { campaignId: String(id) };
};

const sms = { sender: byId('iQA'), text: 'Заказ готов' };
const viber = { viberSender: byId('2222'), text: 'Заказ готов' };

const plannedSms: Prepare = async (sandbox) => {
	const body = { sender: 'iQA', phones: [phone], body: 'Готов', date: tomorrow(sandbox) };
	const { campaign_id: id } = await ask(sandbox, 'POST', '/sms/send', body);
	return { campaignId: String(id) };
};

const sentViber: Prepare = async (sandbox) => {
	const task = await newViber(sandbox);
	await sandbox.clock.advance(60_000);
	return task;
};

const verifiedBook: Prepare = async (sandbox) => {
	const { book } = await withBook(sandbox);
	await ask(sandbox, 'POST', '/verifier-service/send-list-to-verify', {
		id: Number(bookId({ book } as INodeParameters)),
	});
	await sandbox.clock.advance(60_000);
	return { verifiedBook: book } as INodeParameters;
};

const verifiedAddress: Prepare = async (sandbox) => {
	await ask(sandbox, 'POST', '/verifier-service/send-single-to-verify', { email: address });
	await sandbox.clock.advance(60_000);
};

const blockedPhone: Prepare = ({ sendpulse }) =>
	void sendpulse.state.account.smsBlacklist.set(phone, { phone, description: 'asked', at: 0 });

const newViber: Prepare = async (sandbox) => {
	await ask(sandbox, 'POST', '/viber', {
		task_name: 'Июль',
		sender_id: 2222,
		message_type: 2,
		message: 'Готов',
		message_live_time: 60,
		send_date: 'now',
		recipients: [phone],
	});
	return { taskId: String([...sandbox.sendpulse.state.account.viberTasks.keys()][0]) };
};

const newWebhook: Prepare = async (sandbox) => {
	const body = { url: 'https://n8n.example/webhook/1', actions: ['open'] };
	await ask(sandbox, 'POST', '/v2/email-service/webhook', body);
	return { webhookId: String([...sandbox.sendpulse.state.account.webhooks.keys()][0]) };
};

const chat = { channel: 'telegram', chatContact: byId(seedId('a', 1)) };

/** The contact as the sandbox has it, not as a call shows it. */
const seededContact = ({ state }: Sandbox['sendpulse']) => {
	const contact = state.account.chatbots.contacts.get(seedId('a', 1));
	if (!contact) throw new Error('The sandbox begins without a contact');
	return contact;
};

const whatsAppBot = byId(seedId('', 2));
const chatPhone = '380501112230';

/** The contact has written. */
const wrote: Prepare = ({ sendpulse, clock }) =>
	void sendpulse.state.account.chatbots.receive(
		seedId('a', 1),
		{ text: 'Где заказ?' },
		clock.now(),
	);

const noted = { ...chat, bot: byId(seedId('', 1)) };
const withNote: Prepare = async (sandbox) =>
	void (await ask(sandbox, 'POST', '/telegram/contacts/createNote', {
		...{ contact_id: seedId('a', 1), bot_id: seedId('', 1), text: 'Постоянный клиент' },
	}));

const template = {
	bot: whatsAppBot,
	chatTemplate: byId('order_paid/uk'),
	templateParameters: {
		mappingMode: 'defineBelow',
		value: { body_1: 'Анна', body_2: '42' },
		schema: [],
	},
};

const variables = { variable: [{ name: 'name', type: 'text', value: 'Анна' }] };
const otherName = { variable: [{ name: 'name', type: 'text', value: 'Олена' }] };

const refusal = (
	code: number,
	status: number,
	message: string,
	kind: Refusal['kind'],
	more: Partial<Refusal> = {},
): Refusal => ({
	name: String(code),
	says: `code ${code}, “${message}”, with HTTP ${status}`,
	status,
	body: { message, error_code: code },
	kind,
	...more,
});

/** docs/gateways/sendpulse.md 1 to 17. */
export const sendPulseSamples: GatewaySamples = {
	common: { authentication: 'apiKey' },
	// One call for a token.
	variants: {
		OAuth2: {
			parameters: { authentication: 'oAuth2' },
			calls: 1,
			secrets: [clientSecret, callbackSecret],
		},
	},
	beside: ({ path }) => path === '/oauth/access_token',
	operations: {
		...sendPulseCrmSamples,
		'addressBook.create': once({ name: 'Клиенты' }, undefined, gone),
		'addressBook.delete': again({}, bookAs('addressBook'), gone),
		'addressBook.get': read({}, bookAs('addressBook')),
		'addressBook.getAll': read({}, quietly(withBook)),
		'addressBook.getCampaigns': read({}, async (sandbox) => {
			await sentCampaign(sandbox);
			return { addressBook: byId(String([...sandbox.sendpulse.state.account.books.keys()][0])) };
		}),
		'addressBook.getCost': read({}, bookAs('addressBook')),
		'addressBook.getVariables': read({}, bookAs('addressBook')),
		'addressBook.update': again({ name: 'Друзья' }, bookAs('addressBook')),
		'balance.get': read(),
		'balance.getDetail': read(),
		'blacklist.add': again({ blockedEmail: to }),
		'blacklist.getAll': read({}, blocked),
		'blacklist.remove': again({ blockedEmail: to }, blocked),
		'campaign.cancel': again({}, planned, gone),
		'campaign.create': sends(
			{ sender: byId(sender), senderName: 'Shop', subject: 'Sale', html: '<p>ё</p>' },
			bookAs('audienceBook'),
		),
		'campaign.get': read({}, sentCampaign),
		'campaign.getAll': read({}, quietly(sentCampaign)),
		'campaign.getCountries': read({}, readCampaign),
		'campaign.getLinks': read({}, readCampaign),
		'campaign.getRecipient': read({ recipientEmail: to }, sentCampaign),
		'campaign.update': again({ updateFields: { name: 'Осень' } }, planned),
		'chatbotChat.addNote': once({ ...noted, noteText: 'Просит вернуть деньги' }),
		'chatbotChat.assignOperator': again({ ...chat, operatorId: '5' }),
		'chatbotChat.close': again(chat),
		'chatbotChat.getNotes': read(noted, withNote),
		'chatbotChat.markRead': again(chat, wrote),
		'chatbotChat.open': again(chat, ({ sendpulse }) => {
			seededContact(sendpulse).isChatOpened = false;
		}),
		'chatbotChat.showTyping': again(chat, undefined, { passing: true }),
		'chatbotChat.unassignOperator': again(chat, ({ sendpulse }) => {
			seededContact(sendpulse).operatorId = 5;
		}),
		'chatbotContact.addTags': again({ ...chat, chatTags: 'новый, vip' }),
		'chatbotContact.create': once(
			{ bot: whatsAppBot, chatPhone: '380990000001', chatContactName: 'Олена' },
			undefined,
			gone,
		),
		'chatbotContact.delete': again(chat, undefined, gone),
		'chatbotContact.deleteVariable': again({ ...chat, chatVariable: byId('city') }),
		'chatbotContact.disable': again(chat),
		'chatbotContact.enable': again(chat, ({ sendpulse }) => {
			seededContact(sendpulse).status = 3;
		}),
		'chatbotContact.get': read(chat),
		'chatbotContact.getAll': read({
			channel: 'telegram',
			bot: byId(seedId('', 1)),
			chatTag: byId('vip'),
		}),
		'chatbotContact.pauseAutomation': again({ ...chat, pauseMinutes: 30 }),
		'chatbotContact.removeTags': again({ ...chat, chatTags: 'vip' }),
		'chatbotContact.resumeAutomation': again(chat, ({ sendpulse, clock }) => {
			seededContact(sendpulse).pausedUntil = clock.now() + 3_600_000;
		}),
		'chatbotContact.setVariables': again({
			...chat,
			chatVariables: { variable: [{ name: 'city', type: 'text', value: 'Рига' }] },
		}),
		'chatbotMessage.createCampaign': sends(
			{ channel: 'viber', bot: byId(seedId('', 6)), chatTitle: 'Весна', chatText: 'Скидки' },
			undefined,
			{ messages: 2 },
		),
		'chatbotMessage.getAll': read(chat, wrote),
		'chatbotMessage.getChats': read({ channel: 'telegram', bot: byId(seedId('', 1)) }, wrote),
		'chatbotMessage.runFlow': sends({ ...chat, chatFlow: byId(seedId('e', 1)) }),
		'chatbotMessage.send': sends({ ...chat, chatText: 'Заказ готов' }, undefined, { messages: 1 }),
		'chatbotMessage.sendAndWait': sends({ ...chat, message: 'Заказ готов?' }, undefined, {
			messages: 1,
		}),
		'chatbotMessage.sendTemplate': sends({ ...template, chatPhone }, undefined, { messages: 1 }),
		'contact.add': again({ email: to }, emptyBook, {
			sendsIf: { doubleOptIn: true, confirmationSender: byId(sender) },
		}),
		'contact.findByVariable': read({ variableName: 'name', variableValue: 'Анна' }, withBook),
		'contact.findEverywhere': read({ email: to }, quietly(withBook)),
		'contact.findManyEverywhere': read({ email: to }, quietly(withBook)),
		'contact.get': read({ email: to }, withBook),
		'contact.getAll': read({}, withBook),
		'contact.getStatistics': read({ email: to }, quietly(sentCampaign)),
		'contact.getStatisticsMany': read({ email: to }, quietly(sentCampaign)),
		'contact.remove': again({ email: to }, withBook),
		'contact.removeEverywhere': again({ email: to }, quietly(withBook), gone),
		'contact.unsubscribe': again({ email: to }, withBook, gone),
		'contact.updatePhone': again({ email: to, phone }, withBook),
		'contact.updateVariables': again({ email: to, variables: otherName }, withBook),
		'email.addDomain': again({ domain: 'new.example' }),
		'email.checkUnsubscribed': read({ address: to }, unsubscribed),
		'email.get': read({}, sentLetter),
		'email.getAll': read({}, quietly(sentLetter)),
		'email.getBounces': read({}, bounced),
		'email.getDomains': read(),
		'email.getIps': read(),
		'email.getSenders': read(),
		'email.getUnsubscribed': read({}, unsubscribed),
		'email.removeFromUnsubscribed': again({ address: to }, unsubscribed),
		'email.resubscribe': sends({ address: to, sender: byId(sender) }, unsubscribed),
		'email.send': sends(
			{
				fromEmail: byId(sender),
				fromName: 'Shop',
				toEmail: to,
				subject: 'Ваш заказ',
				emailFormat: 'html',
				html: '<p>Готов</p>',
				options: { attachments: 'data' },
			},
			undefined,
			{ messages: 1, binary: file },
		),
		'email.sendAndWait': sends(
			{
				fromEmail: byId(sender),
				fromName: 'Shop',
				toEmail: to,
				subject: 'Ваш заказ',
				message: 'Заказ готов?',
			},
			undefined,
			{ messages: 1 },
		),
		'email.unsubscribe': again({ address: to }),
		'email.verifyDomain': sends({ address: 'post@shop.example' }, undefined, { otherPath: true }),
		'event.trigger': once({ eventName: 'new order', eventEmail: to }),
		'flow.get': read({ flow: byId('281013') }),
		'flow.getAll': read(),
		'flow.getConversions': read({ flow: byId('281013') }),
		'flow.getStatistics': read({ elementKind: 'email', elementId: '467511' }),
		'phone.add': again({ bookPhone: phone }, bookAs('phoneBook')),
		'phone.get': read({ bookPhone: phone }, bookAs('phoneBook', withPhones)),
		'phone.remove': again({ bookPhone: phone }, bookAs('phoneBook', withPhones)),
		'phone.updateVariables': again(
			{ bookPhone: phone, variables },
			bookAs('phoneBook', withPhones),
		),
		'push.activateSubscriber': again({ subscriberId: '311003743' }, ({ sendpulse }) => {
			const subscriber = sendpulse.state.account.subscribers.get(311003743);
			if (subscriber) subscriber.status = 0;
		}),
		'push.countSubscribers': read(push),
		'push.countWebsites': read(),
		'push.create': sends({ ...push, title: 'Скидки', body: 'Сегодня', ttl: 3600 }),
		'push.deactivateSubscriber': again({ subscriberId: '311003743' }),
		'push.getAll': read({}, quietly(newPush)),
		'push.getStatistics': read({}, newPush),
		'push.getSubscribers': read(push),
		'push.getVariables': read(push),
		'push.getWebsite': read(push),
		'push.getWebsites': read(),
		'sender.activate': again({}, withCode, gone),
		'sender.create': once({ senderEmail: newSender, senderDisplayName: 'Sales' }, undefined, gone),
		'sender.delete': again({}, addSender, gone),
		'sender.getAll': read(),
		'sender.requestCode': sends({}, addSender),
		'sms.cancelCampaign': again({}, plannedSms, gone),
		'sms.createCampaign': sends(sms, bookAs('smsBook', withPhones)),
		'sms.deleteCampaign': again({}, plannedSms, gone),
		'sms.getCampaigns': read({}, quietly(newSms)),
		'sms.getCost': read({ ...sms, phones: phone }),
		'sms.getSenders': read(),
		'sms.getStatus': read({}, newSms),
		'sms.send': sends({ ...sms, phones: phone }),
		'sms.sendAndWait': sends({ ...sms, phones: phone, message: 'Заказ готов?' }),
		'smsBlacklist.add': again({ blockedPhone: phone, blockedReason: 'Просил' }),
		'smsBlacklist.getAll': read({}, blockedPhone),
		'smsBlacklist.remove': again({ blockedPhone: phone }, blockedPhone),
		'tag.assign': again(pinned, tagAndContact),
		'tag.create': once({ tagName: 'Важные', color: '#ff0000' }),
		'tag.delete': again({}, newTag),
		'tag.getAll': read({}, quietly(newTag)),
		'tag.remove': again(pinned, async (sandbox) => {
			const { tags } = await tagAndContact(sandbox);
			await ask(sandbox, 'POST', '/tags/pin/email', { email: address, tags: [Number(tags)] });
			await sandbox.clock.advance(60_000);
			return { tags };
		}),
		'tag.update': again({ tagName: 'VIP', color: '#00ff00' }, newTag),
		'template.create': once({ templateName: 'Счёт', html: '<p>ё</p>' }, undefined, gone),
		'template.get': read({}, newTemplate),
		'template.getAll': read({}, quietly(newTemplate)),
		'template.update': again({ html: '<p>Готов</p>' }, newTemplate),
		'viber.create': sends({ ...viber, phones: phone }),
		'viber.get': read({}, newViber),
		'verifier.getBookResults': read({}, verifiedBook),
		'verifier.getBooks': read({}, quietly(verifiedBook)),
		'verifier.getProgress': read({}, verifiedBook),
		'verifier.getResult': read({ verifiedEmail: to }, verifiedAddress),
		'verifier.verify': sends({ verifiedEmail: to }),
		'verifier.verifyBook': sends({}, bookAs('verifiedBook')),
		'viber.getAll': read({}, quietly(newViber)),
		'viber.getRecipients': read({}, sentViber),
		'webhook.delete': again({}, newWebhook, gone),
		'webhook.getAll': read({}, quietly(newWebhook)),
	},
	refusals: [
		refusal(213, 404, 'Book not found', 'notFound'),
		refusal(422, 422, 'Argument emails missing', 'invalidRequest'),
		refusal(707, 400, 'Account balance depleted', 'insufficientFunds'),
		refusal(711, 429, 'Wait 15 minutes', 'rejected'),
		refusal(800, 403, 'Not in your tariff', 'rejected'),
		refusal(3030303030, 403, 'Please change your tariff plan', 'rejected', { name: 'tariff' }),
		{
			...refusal(2020202020, 429, 'Too many', 'rateLimited'),
			name: 'too many',
			says: 'code 2020202020, more than ten requests a second, with HTTP 429',
			tries: 3,
		},
		{
			...refusal(213, 200, 'Book not found', 'notFound'),
			name: 'is_error',
			says: '`is_error` with HTTP 200',
			body: { is_error: true, message: 'Book not found', error_code: 213 },
		},
		{
			...refusal(0, 200, '', 'rejected'),
			name: 'false',
			says: '`data: [false]` with HTTP 200',
			body: { success: true, data: [false] },
		},
	],
	accepts: (answer) => answer.status < 300 && !textOf(answer).includes('"is_error":true'),
};
