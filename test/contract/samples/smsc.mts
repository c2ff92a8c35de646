import type { INodeParameters } from 'n8n-workflow';
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { ACCESS, run } from '../../sandbox/smsc/testing/smsc.mts';
import type { GatewaySamples, Sample } from './sample.mts';
import { byId, file, textOf } from './sample.mts';
import { smscRefusals } from './smscRefusals.mts';

const to = '={{ $json.recipient }}';
const phone = '79001110000';
const address = { addressType: 'phone', phone: to };

const state = (sandbox: Sandbox) => sandbox.smsc.state;

/** A call of the account's own. */
const ask = async (sandbox: Sandbox, script: string, values: Record<string, string>) => {
	const { bytes } = await run(sandbox.smsc, script, { ...ACCESS, charset: 'utf-8', ...values });
	return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
};

const blankContact = {
	name: '',
	fnm: '',
	lnm: '',
	mnm: '',
	bd: '',
	myid: '',
	cmt: '',
	tags: '',
	pho: '',
};

const addContact = (sandbox: Sandbox, groups: number[] = []) =>
	state(sandbox).contacts.contacts.add({ ...blankContact, kind: 'phone', address: phone, groups });

const addGroup = (sandbox: Sandbox) =>
	state(sandbox).contacts.groups.add({ name: 'Клиенты', number: 1, kind: 'phone' }).id;

const inGroup = (sandbox: Sandbox): INodeParameters => {
	const group = addGroup(sandbox);
	addContact(sandbox, [group]);
	return { group: byId(String(group)) };
};

const withContact = (sandbox: Sandbox) => void addContact(sandbox);

const block = (sandbox: Sandbox) =>
	void state(sandbox).blacklist.records.add({
		kind: 'phone',
		address: phone,
		type: 0,
		comment: '',
	});

const addTemplate = (sandbox: Sandbox): INodeParameters => {
	const empty = { message: 'Текст', format: '', sender: '', flag: 0 };
	return { template: byId(String(state(sandbox).templates.add({ name: 'Готов', ...empty }).id)) };
};

const addSender = (sandbox: Sandbox, sender: string) =>
	void state(sandbox).senders.added.add({ sender, fields: {}, code: '1234', isConfirmed: false });

const addSubClient = (sandbox: Sandbox) =>
	void state(sandbox).subClients.add({ user: 'shop-1', fields: {}, balance: 0 });

const addBill = (sandbox: Sandbox): INodeParameters => ({
	billId: String(state(sandbox).bills.add({ user: '', sum: '100', service: 'SMS' }).id),
});

const sendOne = async (sandbox: Sandbox): Promise<INodeParameters> => {
	await ask(sandbox, 'send', { phones: phone, mes: 'Да', id: '77' });
	return { messageId: '77', recipient: phone };
};

/** One that goes out later, so that it can still be cancelled. */
const addMailing = async (sandbox: Sandbox): Promise<INodeParameters> => {
	const { id } = await ask(sandbox, 'jobs', {
		add: '1',
		name: 'Май',
		phones: phone,
		mes: 'Да',
		time: '+10',
	});
	return { mailingId: String(id) };
};

const typed = (sender: string) => ({ sender: { __rl: true, mode: 'id', value: sender } });

const read = (parameters: INodeParameters = {}, more: Partial<Sample> = {}): Sample => ({
	effect: 'read',
	parameters,
	...more,
});

/** "Записи не найдены", error 3, says that a list is empty. Source: docs/gateways/smsc.md 1.7. */
const list: typeof read = (parameters, more) => ({ ...read(parameters, more), emptyList: true });

const changes = (
	effect: 'again' | 'once' | 'send',
	parameters: INodeParameters,
	prepare?: Sample['prepare'],
	more: Partial<Sample> = {},
): Sample => ({ effect, parameters, ...(prepare ? { prepare } : {}), ...more });

const isScript =
	(script: string) =>
	({ path }: Exchange) =>
		path === `/sys/${script}.php`;

/** What send.php sends: the node gives it an id and can ask for it afterwards. Source: docs/gateways/smsc.md 3 and 17. */
const message = (parameters: INodeParameters, more: Partial<Sample> = {}): Sample => ({
	effect: 'send',
	messages: 1,
	asksBack: true,
	own: isScript('send'),
	parameters,
	...more,
});

const text = {
	type: 'sms',
	...typed('MyShop'),
	recipient: to,
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

/** Commands whose success is `OK` or, as it happens, an empty body. Source: docs/gateways/smsc.md 1.5. */
const silent = [
	'blacklist.remove',
	'contact.delete',
	'contact.update',
	'document.createBill',
	'group.addContact',
	'group.delete',
	'group.moveContact',
	'group.removeContact',
	'group.update',
	'mailing.cancel',
	'mailing.delete',
	'message.delete',
	'monitoringNotice.send',
	'receivingNumber.rent',
	'receivingNumber.update',
	'sender.create',
	'sender.delete',
	'sender.sendCode',
	'sender.update',
	'subClient.create',
	'subClient.pay',
	'subClient.update',
	'template.delete',
	'template.update',
];

/**
 * The second call is refused: what is removed cannot be removed again, nor can what is there be added, and who has got
 * another number is found by it no more.
 */
const secondRefused = [
	'blacklist.remove',
	'contact.create',
	'contact.delete',
	'contact.update',
	'group.delete',
	'mailing.delete',
	'message.delete',
	'sender.delete',
	'subClient.create',
	'template.delete',
];

const marked = (operations: Record<string, Sample>): Record<string, Sample> =>
	Object.fromEntries(
		Object.entries(operations).map(([name, one]) => [
			name,
			{
				...one,
				...(silent.includes(name) ? { silent: true as const } : {}),
				...(secondRefused.includes(name) ? { secondRefused: 'body' as const } : {}),
			},
		]),
	);

/** Source: docs/gateways/smsc.md 2 to 15. */
export const smscSamples: GatewaySamples = {
	operations: marked({
		'account.getBalance': read(),
		'account.getPrices': list(),
		'account.getStatistics': list(
			{},
			{ prepare: async (sandbox) => void (await sendOne(sandbox)) },
		),
		'blacklist.add': changes('again', address),
		'blacklist.getAll': list({}, { prepare: block }),
		'blacklist.remove': changes('again', address, block),
		'callCheck.start': read({ phone: to }),
		'contact.create': changes('once', address),
		'contact.delete': changes('again', address, withContact),
		'contact.getAll': list({ filters: { address: to } }, { prepare: withContact }),
		'contact.update': changes(
			'once',
			{ ...address, updateFields: { newPhone: '79002220000' } },
			withContact,
		),
		'document.createBill': changes('once', { sum: 100, service: 'SMS' }),
		'document.getAct': read({}, { prepare: addBill }),
		'document.getBill': read({}, { prepare: addBill }),
		'group.addContact': changes('again', address, (sandbox) => {
			addContact(sandbox);
			return { group: byId(String(addGroup(sandbox))) };
		}),
		'group.create': changes('once', { name: 'Клиенты' }),
		'group.delete': changes('again', {}, inGroup),
		'group.getAll': list({}, { prepare: (sandbox) => void inGroup(sandbox) }),
		'group.moveContact': changes('again', address, (sandbox) => {
			inGroup(sandbox);
			return { group: byId(String(addGroup(sandbox))) };
		}),
		'group.removeContact': changes('again', address, inGroup),
		'group.update': changes('again', { updateFields: { name: 'Друзья' } }, inGroup),
		'history.getIncoming': list(
			{},
			{ prepare: async (sandbox) => void (await state(sandbox).receive({ phone, message: 'Да' })) },
		),
		'history.getLinkStatistics': read(
			{ linkBy: 'link', link: 'https://example.com/sale' },
			{ prepare: (sandbox) => void state(sandbox).tinyUrls.shorten('https://example.com/sale') },
		),
		'history.getOperator': read({ phone: to }),
		'history.getSent': list(
			{},
			{
				prepare: async (sandbox) => void (await sendOne(sandbox)),
				own: isScript('get'),
				before: 1,
			},
		),
		'mailing.cancel': changes('again', {}, addMailing),
		'mailing.create': changes('send', { name: 'Май', recipients: to, text: 'Скидка' }, undefined, {
			messages: 1,
			own: isScript('jobs'),
		}),
		'mailing.delete': changes('again', {}, addMailing),
		'mailing.get': read({}, { prepare: addMailing }),
		'mailing.getAll': list({}, { prepare: async (sandbox) => void (await addMailing(sandbox)) }),
		'message.delete': changes('again', {}, sendOne),
		'message.estimate': read(text, { own: isScript('send'), before: 1 }),
		'message.getStatus': read({}, { prepare: sendOne }),
		'message.lookup': message({ phone: to, recipient: to }),
		'message.ping': message({ phone: to, recipient: to }),
		'message.send': message(text),
		'message.sendAndWait': message({ ...text, message: 'Заказ готов?' }),
		'message.sendCall': message({ ...typed('MyShop'), recipient: to, text: 'Заказ готов' }),
		'message.sendCode': message({ recipient: to }),
		'message.sendEmail': message(
			{
				recipient: 'anna@example.com',
				sender: 'shop@example.com',
				subject: 'Ваш заказ',
				text: '<p>Готов</p>',
				attachments: 'data',
			},
			{ binary: file },
		),
		'message.sendMany': message(text),
		'monitoringNotice.send': changes('send', { taskGroup: '1', serverName: 'web-1' }),
		'operatorTemplate.create': changes('once', {
			...typed('MyShop'),
			text: 'Заказ готов',
			operators: ['mts_srv'],
		}),
		'operatorTemplate.getAll': list(
			{},
			{
				prepare: (sandbox) =>
					void state(sandbox).operatorTemplates.add({ fields: { sender: 'MyShop', message: 'А' } }),
			},
		),
		'receivingNumber.getAll': list(),
		'receivingNumber.rent': changes('send', { number: '79037672200' }),
		'receivingNumber.update': changes(
			'again',
			{ number: '79037672200', renew: false },
			(sandbox) =>
				void state(sandbox).receivePhones.add({ phone: '79037672200', noprolong: false }),
		),
		'sender.checkCode': changes('again', { sender: phone, code: '1234' }, (sandbox) =>
			addSender(sandbox, phone),
		),
		'sender.create': changes(
			'send',
			{ senderType: 'name', senderName: 'Shop1', additionalFields: { documentField: 'data' } },
			undefined,
			{ binary: file },
		),
		'sender.delete': changes('again', typed('Shop1'), (sandbox) => addSender(sandbox, 'Shop1')),
		'sender.getAll': list(),
		'sender.sendCode': changes('send', { sender: phone }, (sandbox) => addSender(sandbox, phone)),
		// Names can cost money.
		'sender.update': changes(
			'send',
			{ ...typed('Shop1'), updateFields: { comment: 'Б' } },
			(sandbox) => addSender(sandbox, 'Shop1'),
		),
		'subClient.create': changes('once', { login: 'shop-1', password: 'geheim-42' }),
		'subClient.getStatistics': list({}, { prepare: addSubClient }),
		'subClient.pay': changes('send', { login: 'shop-1', sum: 1 }, addSubClient),
		'subClient.update': changes(
			'again',
			{ login: 'shop-1', updateFields: { notes: 'Б' } },
			addSubClient,
		),
		'template.create': changes('once', { name: 'Готов', text: 'Заказ готов' }),
		'template.delete': changes('again', {}, addTemplate),
		'template.getAll': list({}, { prepare: (sandbox) => void addTemplate(sandbox) }),
		'template.update': changes('again', { updateFields: { name: 'Новый' } }, addTemplate),
	}),
	refusals: smscRefusals,
	accepts: (answer) => !/"error|ERROR/.test(textOf(answer)),
};
