import type { INodeParameters } from 'n8n-workflow';

/** What serves a section of the menu, or why nothing does. */
type Section = { operations: string[]; how?: string } | { not: string };

/** The operator's document names sections only; their parameters stand in SMSC's documents. */
export const smscSections: Record<string, Section> = {
	'Отправка SMS-сообщения': {
		operations: ['message.send', 'message.sendMany', 'message.estimate'],
	},
	'Комментарии в SMS-сообщениях': { operations: ['message.send'], how: '*Options → Comment*' },
	'Отправка на группу номеров': { operations: ['message.send'], how: '*Send To*: a group' },
	'Отправка HLR-запроса': { operations: ['message.lookup', 'message.ping'] },
	'Отправка e-mail сообщения': { operations: ['message.sendEmail'] },
	'Отправка голосового сообщения (звонок)': {
		operations: ['message.sendCall', 'message.sendCode'],
		how: 'interactive voice menus (IVR) are left out: nothing is published about their parameters',
	},
	'Отправка viber-сообщения': { operations: ['message.send'], how: '*Type*: Viber' },
	'Отправка сообщения в Telegram': { operations: ['message.send'], how: '*Type*: Telegram' },
	'Отправка сообщения в чат-бот Telegram': {
		operations: ['message.send'],
		how: '*Type*: Telegram bot',
	},
	'Использование префиксов при отправке сообщений': {
		operations: ['message.send'],
		how: 'a prefix goes into the text as it is typed',
	},
	'Управление шаблонами сообщений': {
		operations: ['template.create', 'template.getAll', 'template.update', 'template.delete'],
	},
	'Управление шаблонами операторов': {
		operations: ['operatorTemplate.create', 'operatorTemplate.getAll'],
	},
	'Виртуальная отправка (режим тестирования)': {
		operations: ['subClient.create', 'subClient.update'],
		how: 'of sub-clients; of the account itself it is switched on at SMSC',
	},
	'Уведомления о событиях': { operations: ['monitoringNotice.send'] },
	'Управление рассылками': {
		operations: [
			'mailing.create',
			'mailing.get',
			'mailing.getAll',
			'mailing.cancel',
			'mailing.delete',
		],
	},
	'Статусы сообщений': { operations: ['message.getStatus', 'message.delete'] },
	'Проверка состояния баланса': { operations: ['account.getBalance'] },
	'Управление контактами': {
		operations: [
			'contact.create',
			'contact.getAll',
			'contact.update',
			'contact.delete',
			'group.create',
			'group.getAll',
			'group.update',
			'group.delete',
			'group.addContact',
			'group.moveContact',
			'group.removeContact',
			'blacklist.add',
			'blacklist.getAll',
			'blacklist.remove',
		],
	},
	'Управление клиентами': {
		operations: [
			'subClient.create',
			'subClient.update',
			'subClient.pay',
			'subClient.getStatistics',
		],
	},
	'Управление именами отправителей (Sender ID)': {
		operations: [
			'sender.create',
			'sender.getAll',
			'sender.update',
			'sender.delete',
			'sender.sendCode',
			'sender.checkCode',
		],
	},
	'Получение данных': {
		operations: [
			'history.getSent',
			'history.getIncoming',
			'history.getOperator',
			'history.getLinkStatistics',
			'account.getStatistics',
			'account.getPrices',
		],
	},
	Разное: {
		operations: [
			'callCheck.start',
			'receivingNumber.getAll',
			'receivingNumber.rent',
			'receivingNumber.update',
			'document.createBill',
			'document.getBill',
			'document.getAct',
		],
		how: 'deferred tasks are left out: nothing is published about their parameters',
	},
};

/** One answer of the document: the operation that reads it, and the row's fields. */
export interface ReadAnswer {
	operations: Array<{ operation: string; set?: INodeParameters }>;
	fields: Record<string, string>;
}

const whole = { simplify: false, returnAll: true };

export const smscAnswers: Record<string, ReadAnswer> = {
	contacts: {
		operations: [
			{ operation: 'contact.getAll', set: { ...whole, addressType: 'phone' } },
			{ operation: 'contact.getAll', set: { ...whole, addressType: 'email' } },
		],
		fields: {
			phone: 'address',
			mail: 'address',
			name: 'name',
			group: 'groupIds',
			first_name: 'firstName',
			last_name: 'lastName',
			middle_name: 'middleName',
			birthday: 'birthday',
			id: 'ownId',
			comments: 'comments',
			tags: 'tags',
			phone_other: 'otherAddresses',
			mail_other: 'otherAddresses',
		},
	},
	groups: {
		operations: [{ operation: 'group.getAll', set: { returnAll: true } }],
		fields: { id: 'id', name: 'name', number: 'number', cnt: 'contacts' },
	},
	blacklist: {
		operations: [
			{ operation: 'blacklist.getAll', set: { returnAll: true, addressType: 'phone' } },
			{ operation: 'blacklist.getAll', set: { returnAll: true, addressType: 'email' } },
		],
		fields: {
			id: 'id',
			phone: 'address',
			email: 'address',
			type: 'blockType',
			comment: 'comment',
		},
	},
	created: {
		operations: [
			{ operation: 'contact.create', set: { addressType: 'phone', phone: '79001112299' } },
		],
		fields: { id: 'contactId' },
	},
	done: {
		operations: [
			{ operation: 'contact.delete', set: { addressType: 'phone', phone: '79001112233' } },
		],
		fields: { result: 'deleted' },
	},
	error: {
		operations: [
			{ operation: 'contact.delete', set: { addressType: 'phone', phone: '79001112200' } },
		],
		fields: { error: 'error', error_code: 'details.code' },
	},
};
