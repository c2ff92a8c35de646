/** Words of the SMSC wire (docs/gateways/smsc.md 1 and 3). */

/** Charset names of docs/gateways/smsc.md 1.4 and what iconv-lite calls them; the first is the default. */
export const CHARSETS: Readonly<Record<string, string>> = {
	'windows-1251': 'win1251',
	'utf-8': 'utf8',
	'koi8-r': 'koi8r',
};

export const DEFAULT_CHARSET = 'windows-1251';

/** fmt: text, comma-separated, XML, JSON (docs/gateways/smsc.md 1.4). */
export const FORMATS = [0, 1, 2, 3] as const;

export type Format = (typeof FORMATS)[number];

/** Error numbers that mean the same in every script (docs/gateways/smsc.md 1.7). */
export const ERROR = { parameters: 1, authorise: 2, blockedIp: 4, limit: 9 } as const;

/** Error numbers of send.php (docs/gateways/smsc.md 1.7). */
export const SEND_ERROR = { money: 3, date: 5, denied: 6, number: 7, undeliverable: 8 } as const;

/** Error numbers of senders.php (docs/gateways/smsc.md A2). */
export const SENDER_ERROR = { number: 7, undeliverable: 8, codeSent: 10, wrongCode: 11 } as const;

/** Texts on the wire (docs/gateways/smsc.md 1.6); those of 4 and 5 are UNKNOWN there, so these are guesses. */
export const TEXT = {
	parameters: 'parameters error',
	authorise: 'authorise error',
	money: 'no money',
	blockedIp: 'IP address is blocked',
	date: 'invalid date format',
	denied: 'message is denied',
	number: 'invalid number',
	undeliverable: "can't to deliver",
	duplicate: 'duplicate request, wait a minute',
	concurrent: 'too many concurrent requests',
	/** Error 3 of the list scripts; the wording is a guess. */
	notFound: 'records not found',
	/** Error 5 of phones.php and its kin; the wording is a guess. */
	failed: 'operation failed',
	/** Error 3 of jobs.php; the wording is a guess. */
	saving: 'error saving record',
	/** Errors 10 and 11 of senders.php; the wording is a guess. */
	codeSent: 'code was sent already',
	wrongCode: 'wrong code',
	/** Error 5 of status.php; the wording is a guess. */
	deleting: 'error deleting message',
} as const;

/** Status names (docs/gateways/smsc.md 3.3 has the meanings; the Russian wording of the wire is a guess). */
export const STATUS_NAMES: Readonly<Record<string, string>> = {
	'-3': 'Сообщение не найдено',
	'-2': 'Остановлено',
	'-1': 'Ожидает отправки',
	'0': 'Передано оператору',
	'1': 'Доставлено',
	'2': 'Прочитано',
	'3': 'Просрочено',
	'4': 'Нажата ссылка',
	'6': 'Спам',
	'20': 'Невозможно доставить',
	'22': 'Неверный номер',
	'23': 'Запрещено',
	'24': 'Недостаточно средств',
	'25': 'Недоступный номер',
};

export const STATUS = {
	notFound: -3,
	stopped: -2,
	waiting: -1,
	sent: 0,
	delivered: 1,
	expired: 3,
	forbidden: 23,
} as const;

/** Statuses after which the lifetime no longer matters (docs/gateways/smsc.md 3.3; 24 and 25 as derived there). */
export const FINAL_STATUSES: readonly number[] = [1, 2, 3, 4, 6, 20, 22, 23, 24, 25];

/** Delivery errors the sandbox gives by itself (docs/gateways/smsc.md 3.4). */
export const ERR = { none: 0, virtual: 200, forbiddenBySettings: 250, unknownSender: 254 } as const;

/** Message kinds (docs/gateways/smsc.md 3.5). Telegram and WhatsApp are UNKNOWN there: 12, "social", is a guess. */
export const CHANNELS = {
	sms: 0,
	flash: 1,
	bin: 2,
	push: 3,
	hlr: 4,
	ping: 5,
	mms: 6,
	call: 7,
	mail: 8,
	viber: 10,
	soc: 12,
	tg: 12,
	bot: 12,
	whatsapp: 12,
} as const;

export type Channel = keyof typeof CHANNELS;
